"""What a fact about one measure does to its progress; nothing that was before is erased."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from supervision.acceptance import effects as acceptance
from supervision.facts import Fact, FactKind
from supervision.progress import Claim, Progress, Verification
from supervision.reporting import status_of


def after(progress: Progress, fact: Fact) -> Progress:
    """The progress once this has happened.

    Raises KeyError for a fact that is not about a measure.
    """
    return EFFECTS[fact.kind](progress, fact)


def _reported(progress: Progress, fact: Fact) -> Progress:
    claim = Claim(fact.percent, fact.at, fact.unit, status_of(fact.percent))
    return replace(progress, claim=claim)


EFFECTS: dict[FactKind, Callable[[Progress, Fact], Progress]] = {
    FactKind.REPORT: _reported,
    FactKind.VERIFIED: lambda p, f: replace(p, verification=Verification(f.percent, f.at)),
    FactKind.APPLIED: lambda p, f: acceptance.applied(p, f.at),
    FactKind.ACCEPTED: lambda p, f: acceptance.accepted(p, f.at),
    FactKind.SENT_BACK: lambda p, f: acceptance.sent_back(p, f.at),
    FactKind.CLOSED: lambda p, f: acceptance.closed(p, f.at),
    FactKind.REBOUND: lambda p, f: acceptance.rebound(p, f.at),
    FactKind.EXTENSION_GRANTED: lambda p, f: replace(p, extended_until=f.until),
    FactKind.PROPER_REASON: lambda p, f: replace(p, proper_reason_until=f.until),
}
"""Kind of fact → what becomes of the progress."""
