"""Looking back (回头看, C5, J5): some days after closing, whether what was done has lasted."""

from __future__ import annotations

from datetime import date, timedelta

from supervision.answering import by_answerer
from supervision.decisions import Decision, Reason
from supervision.findings import mention
from supervision.hours import hour_of
from supervision.progress import Entry, Lifecycle
from supervision.rules import Trigger
from supervision.times import local_date, start_of
from supervision.view import DrawUpHour, LedgerView

ONE_DAY = timedelta(days=1)


def look_backs(hour: DrawUpHour) -> list[Decision]:
    """One look-back per unit for what was closed the rule's days ago.

    A day that is no working day moves to the next one.
    """
    decisions = []
    for rule in hour.policy.rules_for(Trigger.CLOSED):
        back = timedelta(days=rule.days_after or 0)
        first, last = local_date(hour.since) + ONE_DAY - back, hour.moment.day - back
        noted = [(entry, mention(entry)) for entry in _closed(hour.ledger, first, last)]
        at = hour_of(rule, hour.moment, hour.policy)
        for answerer, found in by_answerer(noted, hour.units).items():
            decisions.append(rule.decide(Reason.CLOSED, answerer, at, found))
    return decisions


def _closed(ledger: LedgerView, first: date, last: date) -> list[Entry]:
    """What was closed on these days, both included, and still is."""
    instant = timedelta(microseconds=1)
    found = ledger.closed_between(start_of(first) - instant, start_of(last + ONE_DAY) - instant)
    return [entry for entry in found if entry.progress.lifecycle is Lifecycle.CLOSED]
