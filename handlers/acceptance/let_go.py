"""The four that are not let go (四个不放过, J7): marked one by one, and no closing without them."""

from __future__ import annotations

from handlers.acceptance.closing import told_when_closed
from handlers.acceptance.moving import move, work_of
from handlers.acceptance.reading import own_dossier
from handlers.requests import is_seen, seen
from handlers.turn import Reply, Turn
from handlers.words import acceptance_stages as stages
from handlers.words.acceptance_refusals import refused
from language.acts import Act
from supervision.acceptance.case import Step
from supervision.acceptance.table import Event, Refusal


def let_go(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Show how the four stand, or mark those that are named; for whoever may verify the measure."""
    found = own_dossier(turn, act)
    if isinstance(found, Reply):
        return found
    if not turn.policy.acceptance.four:
        return Reply(stages.no_four())
    marked, settled = stages.matters_in(act.text("text"))
    if not marked:
        return Reply(stages.four(found.measure, found.case))
    if not is_seen(act, found.mark, confirmed=confirmed):
        text = stages.confirm_four(found.measure, marked, settled=settled)
        return Reply(text, turn.ask_to_confirm(seen(act, found.measure.id, found.mark)))
    step = Step(
        turn.now,
        Event.SETTLED if settled else Event.UNSETTLED,
        by=turn.person.pid,
        unit=turn.acting.unit if turn.acting else "",
        text=act.text("text"),
        matters=marked,
    )
    moved = move(work_of(turn), found, step)
    if isinstance(moved, Refusal):
        return Reply(refused(found.measure, moved))
    closed = told_when_closed(work_of(turn), moved)
    return Reply(closed or stages.four(found.measure, moved.case))
