"""What the schedule does about duties at a moment: opens them, reminds, and says what was missed.

All of it is part of the moment's one step, so it happens once however often the moment is run, and
what a downtime has missed is made up in its order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from handlers.duties.asking import ask_unreported
from handlers.duties.opening import open_for_units
from handlers.inspections.due import name_what_to_inspect
from handlers.schedule.asides import Aside
from handlers.schedule.desk import Desk
from handlers.words import duties as words
from supervision.cycles import Moment, Work, falls_on, previous_daily
from supervision.duties import PUBLISHED, Duty, DutyKind
from supervision.duty_rules import Opening, published_by, yearly
from supervision.people import Group
from supervision.policy import BULLETIN, DISPATCH
from supervision.reminders import due_window
from supervision.times import local_date, overdue_from

YEARLY = (DutyKind.YEARLY_REPORT, DutyKind.YEARLY_PUBLICATION)


def attend(desk: Desk, moment: Moment) -> None:
    """Everything about duties that falls on this moment."""
    if Work.ISSUE in moment.works:
        open_for_units(desk, _publications(desk, moment))
        return
    since = _since(desk, moment)
    open_for_units(desk, _yearly(desk, since, moment.at))
    _remind(desk, moment)
    _missed(desk, since, moment.at)
    if Work.DISPATCH in moment.works:
        ask_unreported(desk, moment)
    if Work.INSPECTION in moment.works:
        name_what_to_inspect(desk, moment)


def _since(desk: Desk, moment: Moment) -> datetime:
    office = desk.office
    done = office.store.clock.drawn_up()
    return done or previous_daily(moment, office.policy_at(moment.at), office.working_days())


def _publications(desk: Desk, moment: Moment) -> Iterable[Opening]:
    """What a bulletin calls for (T6); its days run from when it really goes out."""
    policy, days = desk.office.policy_at(moment.at), desk.office.working_days()
    rule, cycle = policy.duties.rules.get(DutyKind.PUBLICATION), policy.cycles.get(BULLETIN)
    if rule is None or (cycle is not None and not falls_on(cycle, moment.day, days)):
        return
    if cycle is None and not _is_dispatch(desk, moment):
        return
    going_out = max(moment.day, local_date(desk.now))
    opening = published_by(rule, going_out, days)
    yield replace(opening, period=f"{moment.day:%Y-%m}")


def _is_dispatch(desk: Desk, moment: Moment) -> bool:
    """Where a policy has no bulletin, its dispatch calls for the publication."""
    cycle = desk.office.policy_at(moment.at).cycles.get(DISPATCH)
    return cycle is not None and falls_on(cycle, moment.day, desk.office.working_days())


def _yearly(desk: Desk, since: datetime, at: datetime) -> Iterable[Opening]:
    days, rules = desk.office.working_days(), desk.office.policy_at(at).duties.rules
    for kind in YEARLY:
        rule = rules.get(kind)
        if rule is not None:
            yield from yearly(rule, since, at, days)


def _remind(desk: Desk, moment: Moment) -> None:
    office, days, told = desk.office, desk.office.working_days(), set[str]()
    duties = office.policy_at(moment.at).duties
    today = local_date(desk.now)
    for count in duties.reminds():
        after, until = due_window(moment.day, count, days)
        for duty in office.store.duties.due_between(overdue_from(after), overdue_from(until)):
            rule = duties.rules.get(duty.kind)
            wanted = rule is not None and count in rule.remind
            if wanted and not duty.late(desk.now) and duty.number not in told:
                told.add(duty.number)
                text = words.reminder(duty, today, days)
                desk.asides.append(Aside(duty.unit, text, reminder=True))


def _missed(desk: Desk, since: datetime, until: datetime) -> None:
    """Tell the unit once, and the office what it may record."""
    missed = desk.office.store.duties.due_between(since, until)
    today = local_date(desk.now)
    for duty in missed:
        desk.asides.append(Aside(duty.unit, words.missed(duty, today)))
    for group, theirs in _by_group(missed):
        desk.for_office.append((group, words.missed_for_office(theirs)))


def _by_group(missed: list[Duty]) -> Iterable[tuple[Group, list[Duty]]]:
    published = [duty for duty in missed if duty.kind in PUBLISHED]
    others = [duty for duty in missed if duty.kind not in PUBLISHED]
    yield from ((g, d) for g, d in ((Group.PUBLICITY, published), (Group.SUPERVISION, others)) if d)
