"""Declining (不办): the office does not pursue a proposal; it stays with the reason."""

from __future__ import annotations

from dataclasses import replace

from handlers.building import build_desk
from handlers.schedule.desk import Desk, Hand
from handlers.turn import Reply, Turn
from handlers.words import lifting as words
from language.acts import Act
from supervision.documents import State
from supervision.records import Role


def decline(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Put a proposal aside, with the reason that stands on it."""
    build_desk(turn.office)
    named = turn.office.store.documents.on_the_desk_as(act.text("number").upper())
    found = [document for document in named if document.state is State.PROPOSED]
    if len(found) != 1:
        return Reply(words.which_proposal())
    document, reason = found[0], act.text("reason")
    if not reason:
        return Reply(words.why_not(document), turn.ask_for(act, "reason"))
    seen = f"{document.number}@{document.version}"
    if not confirmed or act.text("shown") != seen:
        shown = Act(act.intent, {**act.slots, "shown": seen})
        return Reply(words.confirm_decline(document, reason), turn.ask_to_confirm(shown))
    hand = Hand(turn.person.pid, Role.OFFICE, turn.message)
    desk = Desk(turn.office, turn.now, hand, change=turn.change)
    desk.put(replace(desk.take(document), state=State.DROPPED, remark=reason, by=hand.pid))
    desk.file()
    return Reply(words.declined(document))
