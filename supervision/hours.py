"""The hour of a step (时刻): what goes out at once, what is issued, and what is only proposed."""

from __future__ import annotations

from datetime import datetime

from supervision.cycles import Moment, issue_hour
from supervision.decisions import Step
from supervision.policy import Policy
from supervision.rules import Rule

AT_ONCE = frozenset({Step.REMINDER, Step.WARNING})
"""What goes out by itself at the draw-up hour; from criticism upwards there is time to hold."""


def hour_of(rule: Rule, moment: Moment, policy: Policy) -> datetime:
    """The draw-up hour of what is proposed or goes at once, the issue hour of the rest."""
    if rule.needs_signature or rule.step in AT_ONCE:
        return moment.at
    return issue_hour(moment.day, policy)
