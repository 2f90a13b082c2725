"""The draw-up hour (拟制): reminders, warnings, and on its days the bulletin (T5, T8, T10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from handlers.acceptance.draw_missing import remind_of_the_draw
from handlers.acceptance.moving import Work
from handlers.acceptance.periods import at_draw_up
from handlers.schedule.after_change import not_again
from handlers.schedule.desk import Desk
from handlers.schedule.past import RecordedPast
from handlers.schedule.standing import look_at_replies, look_at_standing
from supervision.cycles import Moment, previous_daily
from supervision.decisions import Reason, Step
from supervision.documents import Document, State
from supervision.drawing_up import drawn_up
from supervision.times import local_date
from supervision.view import DrawUpHour

BEFORE_A_DEADLINE = frozenset({Reason.DUE_SOON, Reason.BEHIND_PACE})
"""Reminders and warnings by pace: after the deadline they ask for what can no longer be done."""

PASSED = "deadline_passed"
"""Why one of these that is made up after downtime goes to nobody."""


def draw_up(desk: Desk, moment: Moment) -> None:
    """Draw up everything of a draw-up hour; what goes by itself is marked to be told.

    Publicities (公示) whose last day has passed end then, too.
    """
    facts = desk.office.store.facts
    facts.expect_revision(desk.change, facts.revision())
    hour = _hour(desk, moment)
    for made in list(drawn_up(hour)):
        decision = not_again(desk, made, moment)
        if decision is None:
            continue
        document = desk.draw_up(decision, moment.day, moment.at)
        if document is None:
            continue
        if document.state is State.ISSUED:
            _tell(desk, document)
        # What only a signature sends out has no consequences until it is signed.
        if decision.step is Step.CRITICISM and not decision.needs_signature:
            desk.draw_up_consequences(document, decision.count or 0, moment.at)
    look_at_replies(desk, moment)
    look_at_standing(desk, moment)
    desk.office.store.lists.forget_ended(desk.change, moment.at)
    at_draw_up(Work(desk.office, desk.change, desk.hand, desk.now), hour.since, moment.at)
    remind_of_the_draw(desk, moment)
    desk.office.store.clock.draw_up_done(desk.change, moment.at)


def _hour(desk: Desk, moment: Moment) -> DrawUpHour:
    office = desk.office
    policy, days, store = office.policy_at(moment.at), office.working_days(), office.store
    # The hour that was done, not the one of today's calendar: when a day becomes a working day
    # afterwards, what began to be overdue before it would be warned of never or twice.
    since = store.clock.drawn_up() or previous_daily(moment, policy, days)
    units = store.ledger.directory()
    return DrawUpHour(moment, since, policy, days, units, store.lists, RecordedPast(desk))


def _tell(desk: Desk, document: Document) -> None:
    if document.decision.reason not in BEFORE_A_DEADLINE:
        desk.to_tell.append(document)
        return
    live = _still_ahead(document, desk.now)
    if live.decision.findings:
        desk.to_tell.append(live)
    else:
        desk.put(replace(document, state=State.DROPPED, issued_at=None, remark=PASSED))


def _still_ahead(document: Document, now: datetime) -> Document:
    """The document without the deadlines that have passed while the clock stood still."""
    today = local_date(now)
    ahead = tuple(
        found
        for found in document.decision.findings
        if found.due and date.fromisoformat(found.due) >= today
    )
    return replace(document, decision=replace(document.decision, findings=ahead))
