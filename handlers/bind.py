"""Bind (绑定): a one-time code, typed or scanned, ties a person to a unit and a role."""

from __future__ import annotations

import re
from dataclasses import dataclass

import msgspec

from handlers.bindings import Deed, bindings_changed, end_binding
from handlers.hand_over import Inheritance, inherit
from handlers.informing import inform
from handlers.turn import Question, Reply, Turn, as_option
from handlers.words import binding as words
from handlers.words import codes, tasks
from language.acts import Act
from language.codes import CODE
from storage.invitations import Invitation, digest_of
from supervision.people import UNIT_ROLES, Binding, Person, with_binding

WRONG_CODES = 10
WRONG_CODES_HOURS = 1
"""So many wrong codes in so many hours, then none is looked at: nobody finds one by trying."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A code that can be used, and who hands over by it, if anybody."""

    invitation: Invitation
    giver: Person | None


def bind(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Check the code, name exactly what will be bound, and bind when that is confirmed.

    A name that is not known yet may answer the question; a plain yes is enough.
    """
    code = act.text("code")
    # The question that waits for a yes remembers the digest only, so that no usable code is stored.
    digest = act.text("digest") or (digest_of(code) if code else "")
    if not digest:
        return Reply(codes.send_a_code())
    if code and not re.fullmatch(CODE, code):
        return Reply(codes.not_a_code())  # looked up nowhere, and no try is counted
    offer = _offer(turn, digest, scanned=act.flag("scene"))
    if isinstance(offer, Reply):
        return offer
    invitation = offer.invitation
    held = turn.after.at(invitation.unit)
    if held and (held.role, held.group) == (invitation.role, invitation.group):
        return Reply(words.already_bound(held))
    if confirmed:
        return _bind(turn, offer, act.text("name"))
    name = act.text("name") or invitation.name or turn.after.name
    known = Act(act.intent, {"digest": digest, "name": act.text("name")})
    text = words.confirm(invitation, name, turn.after, offer.giver)
    return Reply(text, _asked(turn, known, name, text))


def _asked(turn: Turn, known: Act, name: str, again: str) -> Question:
    question = turn.ask_to_confirm(known, again)
    return question if name else msgspec.structs.replace(question, named=as_option(known))


def _offer(turn: Turn, digest: str, *, scanned: bool) -> Offer | Reply:
    """What a code offers, or why it offers nothing."""
    invitations = turn.office.store.invitations
    if not scanned and invitations.wrong_codes(turn.person.pid) >= WRONG_CODES:
        return Reply(codes.too_many_codes(WRONG_CODES_HOURS))
    invitation = invitations.find(digest)
    if invitation is None or invitation.ended(turn.now):
        return _why_not(turn, digest, scanned=scanned)
    if not invitation.predecessor:
        return Offer(invitation, None)
    if invitation.predecessor == turn.person.pid:
        return Reply(codes.hand_on())
    giver = turn.office.store.people.get(invitation.predecessor)
    if giver is None or giver.role_at(invitation.unit) is not invitation.role:
        return Reply(codes.handed_back())
    return Offer(invitation, giver)


def _why_not(turn: Turn, digest: str, *, scanned: bool) -> Reply:
    invitations = turn.office.store.invitations
    if invitations.was_used(digest):
        return Reply(codes.used_scene() if scanned else codes.used_code())
    end = invitations.end_of(digest)
    if end is not None and end <= turn.now:
        told = codes.ended_scene if scanned else codes.ended_code
        return Reply(told(end, turn.now))
    if scanned:
        return Reply(codes.unknown_scene())
    seconds = WRONG_CODES_HOURS * 3600
    invitations.count_wrong_code(turn.change, turn.person.pid, seconds)
    return Reply(codes.wrong_code(WRONG_CODES - 1 - invitations.wrong_codes(turn.person.pid)))


def _bind(turn: Turn, offer: Offer, name: str) -> Reply:
    store, invitation, before = turn.office.store, offer.invitation, turn.after
    held = before.at(invitation.unit)
    store.invitations.use(turn.change, invitation, turn.now)
    if held is not None:
        store.invitations.withdraw(turn.change, held.successor)
    new = Binding(invitation.unit, invitation.role, invitation.group, turn.now)
    turn.become(
        bindings=with_binding(before, new).bindings,
        name=name or invitation.name or before.name,
        phone=invitation.phone or before.phone,
        was_staff=False,
    )
    deed = Deed(turn.person.pid, new.role, turn.now, turn.message)
    bindings_changed(turn.office, turn.change, before, turn.after, deed)
    taken = _take_over(turn, offer, new, deed) if offer.giver else None
    turn.journal(
        "bind",
        unit=new.unit,
        before={"role": held.role if held else before.role, "unit": held.unit if held else ""},
        after={"role": new.role, "unit": new.unit},
    )
    return Reply(words.bound(invitation, turn.after) + _work_ahead(turn, new) + _over(offer, taken))


def _take_over(turn: Turn, offer: Offer, new: Binding, deed: Deed) -> Inheritance:
    """End the giver's binding in the same step, tell the giver, and carry over what is open."""
    giver = offer.giver
    if giver is None:
        raise ValueError("nobody hands over")
    office, change = turn.office, turn.change
    ended = end_binding(office, change, giver, new.unit, deed, act="hand_over", heir=new.unit)
    taken = inherit(turn, giver, new.unit)
    office.store.people.save(change, taken.without_question(ended))
    text = words.you_were_succeeded(new, turn.after.name)
    occasion = f"succeeded:{turn.message}"
    inform(office, change, [giver], text, turn.now, occasion=occasion, unit=new.unit)
    return taken


def _over(offer: Offer, taken: Inheritance | None) -> str:
    if offer.giver is None or taken is None:
        return ""
    told = words.taken_over(offer.giver, taken.served, taken.notices, taken.unanswered)
    return f"\n{told}"


def _work_ahead(turn: Turn, new: Binding) -> str:
    if new.role not in UNIT_ROLES:
        return ""
    entries, total = turn.office.store.ledger.open_of(new.unit, 0, 1)
    return tasks.first_look(entries, total, turn.now, turn.working_days())
