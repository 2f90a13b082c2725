"""Binding codes that nobody has used (未用的绑定码): the office sees for whom, and makes one void.

The codes themselves are known to nobody but who was given them: what is kept is their digest.
"""

from __future__ import annotations

from handlers.bindings import Deed, entry, with_successor
from handlers.errors import NoSuchInvitation
from handlers.office import Office
from handlers.turn import NEXT_PAGE, Option, Question, Reply, Turn
from handlers.words import open_invitations as words
from language.acts import Act, Intent
from storage.change import Change
from storage.invitations import Invitation

PAGE = 8
SHORTEST_ID = 6
"""Signs of a digest that have to be given; the list shows eight."""


def open_invitations(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """The codes that are open, the first to end first; a place in the list makes one void."""
    digest, start = act.text("digest"), act.number("start") or 0
    if digest:
        found = turn.office.store.invitations.find(digest)
        if found is None or found.ended(turn.now):
            return Reply(words.gone())
        if not confirmed:
            return Reply(words.confirm_void(found, turn.now), turn.ask_to_confirm(act))
        deed = Deed(turn.person.pid, turn.person.role, turn.now, turn.message)
        _make_void(turn, found, deed)
        return Reply(words.made_void(found))
    page, total = turn.office.store.invitations.open(turn.now, start, PAGE)
    options = {
        str(place): Option(Intent.INVITATIONS, {"digest": one.digest})
        for place, one in enumerate(page, start + 1)
    }
    if start + PAGE < total:
        options[NEXT_PAGE] = Option(Intent.INVITATIONS, {"start": start + PAGE})
    text = words.listed(page, total, start, turn.now)
    return Reply(text, Question(options, turn.now) if options else None)


def by_id(office: Office, digest: str, deed: Deed) -> Invitation:
    """The one open code whose digest begins like this. Raises NoSuchInvitation."""
    found, _ = office.store.invitations.open(deed.now, 0, -1)
    named = [one for one in found if one.digest.startswith(digest.lower())]
    if len(digest) < SHORTEST_ID or len(named) != 1:
        raise NoSuchInvitation(digest)
    return named[0]


def make_void(office: Office, change: Change, found: Invitation, deed: Deed) -> None:
    """Make a code void; an office that was to be handed over by it stays where it is."""
    giver = office.store.people.get(found.predecessor) if found.predecessor else None
    if giver is not None:
        office.store.people.save(change, with_successor(giver, found.unit, ""))
    _void(office, change, found, deed)


def _make_void(turn: Turn, found: Invitation, deed: Deed) -> None:
    if found.predecessor == turn.person.pid:
        turn.become(bindings=with_successor(turn.after, found.unit, "").bindings)
        _void(turn.office, turn.change, found, deed)
    else:
        make_void(turn.office, turn.change, found, deed)


def _void(office: Office, change: Change, found: Invitation, deed: Deed) -> None:
    office.store.invitations.withdraw(change, found.digest)
    before = {"role": found.role, "code": found.digest[:8]}
    change.journal(entry("withdraw_invitation", deed, unit=found.unit, before=before))
