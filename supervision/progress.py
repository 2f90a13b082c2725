"""What happens to a measure after the plan is issued: reported, verified, closed, published.

Four axes that are never mixed: lifecycle (生命周期) is here; pace (序时进度) is computed in
:mod:`supervision.pace`; steps of the ladder (预警…问责) are documents; publication (公开) is the
snapshot that citizens may see. And claimed (上报) is never verified (核实).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from supervision.records import Measure, Plan


class Lifecycle(StrEnum):
    """Where a measure stands on its way to being closed (生命周期)."""

    OPEN = "open"
    APPLIED = "applied"
    VERIFYING = "verifying"
    PUBLICITY = "publicity"
    CLOSED = "closed"


class Status(StrEnum):
    """What a report says of the work as a whole (状态)."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Report:
    """One progress report (进展上报) as a unit made it; a withdrawn one stays, marked.

    ``measure`` is the number within the plan; ``person`` is the pid of who reported.
    """

    id: str
    at: datetime
    unit: str
    plan: str
    measure: str
    percent: int
    status: Status
    finish_by: date | None = None
    problem: str | None = None
    evidence: int = 0
    withdrawn: bool = False
    person: str = ""

    @property
    def item(self) -> str:
        """``plan:number`` of the measure."""
        return f"{self.plan}:{self.measure}"


@dataclass(frozen=True, slots=True)
class Claim:
    """The last report that stands (上报进度)."""

    percent: int
    at: datetime
    unit: str
    status: Status
    finish_by: date | None = None
    problem: str | None = None
    report: str = ""


@dataclass(frozen=True, slots=True)
class Verification:
    """What a verifier has confirmed (核实进度)."""

    percent: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Publication:
    """The snapshot that citizens may see (公开), as it stood when the office published it."""

    at: datetime
    lifecycle: Lifecycle
    claimed_percent: int | None = None
    claimed_at: datetime | None = None
    verified_percent: int | None = None
    verified_at: datetime | None = None
    extended_until: date | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """Everything about a measure that changes; ``version`` counts the changes.

    ``sent_back_at``: an application or acceptance was refused (退回); ``rebound_at``: what was done
    did not last, and the measure is on the list again (重新纳入). Neither erases what was before.
    ``proper_reason_until``: the last day for which the office has found a proper reason (正当理由)
    that stops the climb; the dates stay as they are. ``exposed_at``: when what stopped the climb
    was last undone: an acceptance, a closing or a verified 100 %, a proper reason or an extension.
    """

    version: int = 0
    lifecycle: Lifecycle = Lifecycle.OPEN
    claim: Claim | None = None
    verification: Verification | None = None
    applied_at: datetime | None = None
    sent_back_at: datetime | None = None
    accepted_at: datetime | None = None
    closed_at: datetime | None = None
    extended_until: date | None = None
    proper_reason_until: date | None = None
    rebound_at: datetime | None = None
    publication: Publication | None = None
    exposed_at: datetime | None = None

    @property
    def claimed_percent(self) -> int:
        """The last reported percent; nothing reported counts as 0 (seed-rules, reading 2)."""
        return self.claim.percent if self.claim else 0

    @property
    def verified_percent(self) -> int:
        """The confirmed percent; nothing confirmed counts as 0."""
        return self.verification.percent if self.verification else 0

    @property
    def verified_stands(self) -> bool:
        """False when what was verified was undone since: it came back on the list (重新纳入).

        Sending back (退回) ends an application and an acceptance, with the 100 % that came with the
        acceptance; what a verifier has confirmed apart from it stands until he confirms less.
        """
        if self.verification is None:
            return False
        verified = self.verification.at
        ended = self.reopened_at if verified == self.accepted_at else self.rebound_at
        return ended is None or ended < verified

    @property
    def settled(self) -> bool:
        """True when no deadline can count against it: closed, accepted or verified at 100 %."""
        return self.accepted or (self.verified_percent >= 100 and self.verified_stands)

    @property
    def accepted(self) -> bool:
        """True while an acceptance stands, closed or not: verified at 100 % alone is none."""
        past = self.lifecycle in (Lifecycle.CLOSED, Lifecycle.PUBLICITY)
        if past or self.accepted_at is None:
            return past
        return self.reopened_at is None or self.reopened_at < self.accepted_at

    @property
    def reopened_at(self) -> datetime | None:
        """When it was last sent back (退回) or taken up again (重新纳入)."""
        return max((at for at in (self.sent_back_at, self.rebound_at) if at), default=None)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger (台账条目): a measure, its plan, and where it stands."""

    plan: Plan
    measure: Measure
    progress: Progress
