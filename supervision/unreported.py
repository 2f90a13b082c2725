"""A period without a report (本期未报): what nobody has said a word about since the last dispatch.

A policy may make a step of it; the presets only ask, since no report is no failure yet and one
无变化 answers for everything (减负).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from supervision.answering import by_answerer
from supervision.cycles import last_dispatch
from supervision.decisions import Decision, Reason
from supervision.findings import mention
from supervision.hours import hour_of
from supervision.progress import Entry, Lifecycle
from supervision.rules import Trigger
from supervision.times import start_of
from supervision.view import DrawUpHour


def silence(hour: DrawUpHour) -> list[Decision]:
    """The steps that a policy takes at dispatch for measures without a report in the period."""
    rules = hour.policy.rules_for(Trigger.NOT_REPORTED_IN_PERIOD)
    since = last_dispatch(hour.moment.at, hour.policy, hour.working_days) if rules else None
    if since is None:
        return []
    silent = unreported(hour.ledger.silent_since(since), since)
    noted = [(entry, mention(entry)) for entry in silent]
    return [
        rule.decide(
            Reason.NOT_REPORTED_IN_PERIOD,
            answerer,
            hour_of(rule, hour.moment, hour.policy),
            found,
        )
        for rule in rules
        for answerer, found in by_answerer(noted, hour.units).items()
    ]


def unreported(entries: Iterable[Entry], since: datetime) -> list[Entry]:
    """Open measures of plans that were in force at ``since`` without a report from then on."""
    return [entry for entry in entries if _in_force(entry, since) and is_silent(entry, since)]


def is_silent(entry: Entry, since: datetime) -> bool:
    """Still to be reported on, and nothing was reported from ``since`` on."""
    claim = entry.progress.claim
    open_ = entry.progress.lifecycle is Lifecycle.OPEN and not entry.progress.settled
    return open_ and (claim is None or claim.at < since)


def _in_force(entry: Entry, since: datetime) -> bool:
    issued = entry.plan.issued
    return issued is not None and start_of(issued) <= since
