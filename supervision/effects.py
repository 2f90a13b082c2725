"""What a fact about one measure does to its progress; nothing that was before is erased.

A fact changes what it can change where the measure stands, as in the table of the acceptance
(:mod:`supervision.acceptance.table`): what is closed comes back by 重新纳入 alone (G5), and what
protects from nothing ends by nothing, so that a measure becomes overdue once (reading 1). Of what
happens at one instant, what is told later counts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from supervision.acceptance import effects as acceptance
from supervision.facts import Fact, FactKind
from supervision.overdue import applied_and_waiting, exposing
from supervision.progress import Claim, Lifecycle, Progress, Verification
from supervision.reporting import status_of

INSTANT = timedelta(microseconds=1)


def after(progress: Progress, fact: Fact) -> Progress:
    """The progress once this has happened.

    Raises KeyError for a fact that is not about a measure.
    """
    return exposing(progress, EFFECTS[fact.kind](progress, fact), fact.at)


def _reported(progress: Progress, fact: Fact) -> Progress:
    claim = Claim(fact.percent, fact.at, fact.unit, status_of(fact.percent))
    return replace(progress, claim=claim)


def _applied(progress: Progress, fact: Fact) -> Progress:
    """Applied for; the first application counts until it is sent back."""
    if _is_closed(progress) or applied_and_waiting(progress):
        return progress
    return acceptance.applied(progress, _after_re_opening(progress, fact))


def _accepted(progress: Progress, fact: Fact) -> Progress:
    return acceptance.accepted(progress, _after_re_opening(progress, fact))


def _verified(progress: Progress, fact: Fact) -> Progress:
    at = _after_re_opening(progress, fact)
    return replace(progress, verification=Verification(fact.percent, at))


def _sent_back(progress: Progress, fact: Fact) -> Progress:
    if _is_closed(progress) or not (progress.accepted or applied_and_waiting(progress)):
        return progress
    return acceptance.sent_back(progress, _after_protection(progress, fact))


def _closed(progress: Progress, fact: Fact) -> Progress:
    return progress if _is_closed(progress) else acceptance.closed(progress, fact.at)


def _rebound(progress: Progress, fact: Fact) -> Progress:
    if not (progress.settled or applied_and_waiting(progress)):
        return progress
    return acceptance.rebound(progress, _after_protection(progress, fact))


def _after_re_opening(progress: Progress, fact: Fact) -> datetime:
    """When the fact protects from: an instant later than the re-opening of its own instant."""
    reopened = progress.reopened_at
    return fact.at if reopened is None or reopened < fact.at else reopened + INSTANT


def _after_protection(progress: Progress, fact: Fact) -> datetime:
    """When the fact ends what protects: no earlier than that began."""
    verified_at = progress.verification.at if progress.verification else None
    began = (progress.applied_at, progress.accepted_at, verified_at)
    return max([fact.at, *(at for at in began if at is not None)])


def _is_closed(progress: Progress) -> bool:
    return progress.lifecycle is Lifecycle.CLOSED


EFFECTS: dict[FactKind, Callable[[Progress, Fact], Progress]] = {
    FactKind.REPORT: _reported,
    FactKind.VERIFIED: _verified,
    FactKind.APPLIED: _applied,
    FactKind.ACCEPTED: _accepted,
    FactKind.SENT_BACK: _sent_back,
    FactKind.CLOSED: _closed,
    FactKind.REBOUND: _rebound,
    FactKind.EXTENSION_GRANTED: lambda p, f: replace(p, extended_until=f.until),
    FactKind.PROPER_REASON: lambda p, f: replace(p, proper_reason_until=f.until),
}
"""Kind of fact → what becomes of the progress."""
