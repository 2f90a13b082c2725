"""When something happens by itself: every working day, and on the days of the cycles (T8).

A moment is one instant with everything that belongs to it, so that a person gets one digest for
it. A cycle day that is no working day moves to the next working day; two that meet are one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from supervision.policy import BULLETIN, DISPATCH, INSPECTION, LAST_DAY, Cycle, Policy
from supervision.times import at_hour, local_date
from supervision.working_days import ONE_DAY, WorkingDays


class Work(StrEnum):
    """What is done at a moment."""

    DAILY = "daily"  # 提醒、超期预警
    DISPATCH = "dispatch"  # 每月调度: 序时预警
    BULLETIN = "bulletin"  # 半月通报: 拟制
    INSPECTION = "inspection"  # 半月检查: 该看哪些单位和事项
    ISSUE = "issue"  # 签发


CYCLES = (
    (DISPATCH, Work.DISPATCH),
    (BULLETIN, Work.BULLETIN),
    (INSPECTION, Work.INSPECTION),
)
"""Cycle of a policy → the work of its days, in the order in which it is done."""


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant of the schedule and its works, in the order in which they are done."""

    at: datetime
    works: tuple[Work, ...]

    @property
    def day(self) -> date:
        """The day of the moment, Asia/Shanghai."""
        return local_date(self.at)


def moments(
    after: datetime, until: datetime, policy: Policy, working_days: WorkingDays
) -> list[Moment]:
    """Every moment in (after, until], oldest first."""
    found = []
    day, last = local_date(after), local_date(until)
    while day <= last:
        if working_days.is_working(day):
            found += [m for m in _of_day(day, policy, working_days) if after < m.at <= until]
        day += ONE_DAY
    return found


def next_bulletin(after: datetime, policy: Policy, working_days: WorkingDays) -> datetime | None:
    """The draw-up hour of the first bulletin strictly after this instant.

    None when the policy has no bulletin.
    """
    cycle = policy.cycles.get(BULLETIN)
    if cycle is None:
        return None
    day = local_date(after)
    while True:
        if falls_on(cycle, day, working_days):
            at = _at(day, policy.hours.draw_up)
            if at > after:
                return at
        day += ONE_DAY


def next_draw_up(after: datetime, policy: Policy, working_days: WorkingDays) -> datetime:
    """The first draw-up hour strictly after this instant."""
    day = working_days.next_or_same(local_date(after))
    at = _at(day, policy.hours.draw_up)
    return at if at > after else _at(working_days.add(day, 1), policy.hours.draw_up)


def issue_hour(day: date, policy: Policy) -> datetime:
    """When what was drawn up on this day is issued unless held."""
    return _at(day, policy.hours.issue)


def previous_daily(moment: Moment, policy: Policy, working_days: WorkingDays) -> datetime:
    """The draw-up hour of the working day before."""
    return _at(working_days.add(moment.day, -1), policy.hours.draw_up)


def last_dispatch(before: datetime, policy: Policy, working_days: WorkingDays) -> datetime | None:
    """The draw-up hour of the last dispatch strictly before this instant.

    None when the policy has no dispatch.
    """
    cycle = policy.cycles.get(DISPATCH)
    if cycle is None:
        return None
    day = local_date(before)
    while True:
        if falls_on(cycle, day, working_days):
            at = _at(day, policy.hours.draw_up)
            if at < before:
                return at
        day -= ONE_DAY


def falls_on(cycle: Cycle, day: date, working_days: WorkingDays) -> bool:
    """Whether a day of the cycle is, or moves to, this day."""
    if not working_days.is_working(day):
        return False
    nominal = day
    while True:
        if _is_cycle_day(cycle, nominal):
            return True
        nominal -= ONE_DAY
        if working_days.is_working(nominal):
            return False


def _of_day(day: date, policy: Policy, working_days: WorkingDays) -> list[Moment]:
    works = [Work.DAILY]
    for name, work in CYCLES:
        cycle = policy.cycles.get(name)
        if cycle and falls_on(cycle, day, working_days):
            works.append(work)
    return [
        Moment(_at(day, policy.hours.draw_up), tuple(works)),
        Moment(issue_hour(day, policy), (Work.ISSUE,)),
    ]


def _is_cycle_day(cycle: Cycle, day: date) -> bool:
    is_last = (day + timedelta(days=1)).day == 1
    return day.day in cycle.days or (is_last and LAST_DAY in cycle.days)


def _at(day: date, hour: time) -> datetime:
    return at_hour(day, hour.hour, hour.minute)
