"""Bind (绑定): a one-time code ties a person to a unit and a role."""

from __future__ import annotations

from handlers.turn import Reply, Turn
from handlers.words import chat, tasks
from language.acts import Act
from storage.invitations import Invitation, digest_of
from supervision.records import Role


def bind(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Check the code, name exactly what will be bound, and bind when that is confirmed."""
    store, code = turn.office.store, act.text("code")
    # The question that waits for a yes remembers the digest only, so that no usable code is stored.
    digest = act.text("digest") or (digest_of(code) if code else "")
    if not digest:
        return Reply(chat.send_a_code())
    invitation = store.invitations.find(digest)
    if invitation is None:
        used = store.invitations.was_used(digest)
        return Reply(chat.used_code() if used else chat.wrong_code())
    if not confirmed:
        text = chat.confirm_binding(invitation.unit, invitation.role, act.text("name"), turn.person)
        return Reply(
            text, turn.ask_to_confirm(Act(act.intent, {"digest": digest, "name": act.text("name")}))
        )
    _bind(turn, invitation, act.text("name"))
    if invitation.role not in (Role.LIAISON, Role.UNIT_HEAD):
        return Reply(chat.bound(invitation.unit, invitation.role))
    entries, total = store.ledger.open_of(invitation.unit, 0, 1)
    days = turn.working_days()
    return Reply(
        chat.bound(invitation.unit, invitation.role)
        + tasks.first_look(entries, total, turn.now, days)
    )


def _bind(turn: Turn, invitation: Invitation, name: str) -> None:
    before = turn.person
    turn.office.store.invitations.use(turn.change, invitation, turn.now)
    turn.become(
        role=invitation.role,
        units=(invitation.unit,),
        name=name or before.name,
        bound_at=turn.now,
    )
    turn.office.store.people.index(turn.change, before, turn.after)
    turn.journal(
        "bind",
        before={"role": before.role, "unit": before.unit},
        after={"role": invitation.role, "unit": invitation.unit},
    )
