"""Hand over (移交): a code for one's own office, and what goes over to who binds with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import msgspec

from handlers.bindings import Deed, entry, with_successor
from handlers.invite import draw_code
from handlers.office import Office
from handlers.turn import Option, Question, Reply, Turn
from handlers.words import binding as words
from language.acts import Act
from storage.change import Change
from storage.invitations import LIFE_SECONDS, digest_of
from storage.readdressing import readdress
from supervision.people import Binding, Person

LATEST_DOCUMENTS = 20
"""So many of a unit's documents are looked through for notices that have not gone yet."""


@dataclass(frozen=True, slots=True)
class Inheritance:
    """What a successor finds: documents to sign for, notices on their way, a question left open."""

    served: int
    notices: int
    unanswered: str

    def without_question(self, giver: Person) -> Person:
        """The giver, no longer asked what the successor is told of."""
        return replace(giver, pending="") if self.unanswered else giver


@dataclass(frozen=True, slots=True)
class Succession:
    """The code for a successor, and the person whose office it offers, to be saved."""

    person: Person
    code: str
    until: datetime


def hand_over(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - a code alone changes nothing
    """Make a one-time code for the sender's own unit and role; who binds with it takes over."""
    if not turn.after.bindings:
        return Reply(words.not_bound())
    if act.flag("cancel"):
        return _cancel(turn)
    found = _meant(turn, act)
    return found if isinstance(found, Reply) else _offer(turn, found)


def _meant(turn: Turn, act: Act) -> Binding | Reply:
    unit = act.text("unit")
    if unit:
        return turn.after.at(unit) or Reply(words.not_your_unit(unit))
    if len(turn.after.bindings) == 1:
        return turn.after.bindings[0]
    options = {
        str(place): Option(act.intent, {"unit": held.unit})
        for place, held in enumerate(turn.after.bindings, 1)
    }
    text = words.which_binding(turn.after, "移交")
    return Reply(text, Question({**options, "0": Option()}, turn.now))


def _offer(turn: Turn, held: Binding) -> Reply:
    deed = Deed(turn.person.pid, held.role, turn.now, turn.message)
    offered = offer_succession(turn.office, turn.change, turn.after, held, deed)
    turn.become(bindings=offered.person.bindings)
    return Reply(words.handing_over(held, offered.code, offered.until, turn.now))


def offer_succession(
    office: Office, change: Change, person: Person, held: Binding, deed: Deed
) -> Succession:
    """Make the code by which somebody's office is taken over; the caller saves the person.

    A code that was made for it before is void from now on.
    """
    invitations = office.store.invitations
    invitations.withdraw(change, held.successor)
    code, until = draw_code(), deed.now + timedelta(seconds=LIFE_SECONDS)
    invitations.offer(
        change,
        code,
        held.unit,
        held.role,
        until=until,
        group=held.group,
        predecessor=person.pid,
    )
    after = {"role": held.role, "code": digest_of(code)[:8]}
    change.journal(entry("offer_hand_over", deed, unit=held.unit, after=after, whose=person.pid))
    return Succession(with_successor(person, held.unit, digest_of(code)), code, until)


def _cancel(turn: Turn) -> Reply:
    offered = [b for b in turn.after.bindings if b.successor]
    for held in offered:
        turn.office.store.invitations.withdraw(turn.change, held.successor)
        turn.become(bindings=with_successor(turn.after, held.unit, "").bindings)
        turn.journal("cancel_hand_over", unit=held.unit)
    return Reply(words.hand_over_cancelled(len(offered)))


def inherit(turn: Turn, giver: Person, unit: str) -> Inheritance:
    """Carry over what the giver has open for a unit, as part of the successor's turn.

    Notices that have not gone yet go to the successor; reports can be taken back by them; what
    waits to be signed for is the unit's and stays where it is.
    """
    store = turn.office.store
    numbers = [document.number for document in store.documents.of_unit(unit, LATEST_DOCUMENTS)]
    records = {r.notice.id: r for number in numbers for r in store.outbox.of_document(number)}
    # Who was told of the same already, in another role at the unit, is not told twice.
    heard = {r.notice.document for r in records.values() if r.notice.pid == turn.person.pid}
    moved = [
        record
        for record in records.values()
        if record.notice.pid == giver.pid
        and record.notice.document not in heard
        and readdress(turn.change, store.keys, record, turn.person.pid)
    ]
    store.reports.hand_over(turn.change, giver.pid, turn.person.pid, unit)
    served = len(store.documents.unacknowledged(unit))
    return Inheritance(served, len(moved), _unanswered(turn, giver, unit))


def _unanswered(turn: Turn, giver: Person, unit: str) -> str:
    """The number of the unit's item about which the giver was asked and has not answered."""
    if not giver.pending:
        return ""
    try:
        question = msgspec.json.decode(giver.pending, type=Question)
    except (msgspec.MsgspecError, ValueError):
        return ""
    option = question.options.get("1")
    item = str(option.slots.get("item", "")) if option and question.confirms else ""
    if not item or question.expired(turn.now):
        return ""
    found = turn.office.store.ledger.find_for(unit, item.rpartition(":")[2])
    return next((one.measure.number for one, theirs in found if theirs), "")
