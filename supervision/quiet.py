"""Quiet hours (免打扰): nobody is rung at night or on a day off for what they did not ask for."""

from __future__ import annotations

from datetime import datetime

from supervision.policy import Policy
from supervision.times import SHANGHAI, at_hour
from supervision.working_days import WorkingDays


def not_before(now: datetime, policy: Policy, working_days: WorkingDays) -> datetime:
    """The first instant from ``now`` on at which a notice may reach a phone."""
    hours = policy.hours
    local = now.astimezone(SHANGHAI)
    day, clock = local.date(), local.time()
    if working_days.is_working(day):
        if hours.quiet_until <= clock < hours.quiet_from:
            return now
        if clock < hours.quiet_until:
            return at_hour(day, hours.quiet_until.hour, hours.quiet_until.minute)
    morning = working_days.add(day, 1)
    return at_hour(morning, hours.quiet_until.hour, hours.quiet_until.minute)
