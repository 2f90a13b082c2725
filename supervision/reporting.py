"""When a progress report (进展上报) may be stored, and when it must be confirmed first."""

from __future__ import annotations

from enum import StrEnum

from supervision.progress import Claim, Lifecycle, Progress, Report, Status


class Refusal(StrEnum):
    """Why a report is not stored; each has its own sentence for the person."""

    NOT_YOURS = "not_yours"
    CLOSED = "closed"
    UNDER_CHECK = "under_check"
    OUT_OF_RANGE = "out_of_range"
    BELOW_VERIFIED = "below_verified"


def refusal_of(progress: Progress, percent: int, *, is_yours: bool) -> Refusal | None:
    """Why this percent may not be reported now, or None when it may.

    A closed measure (已销号) takes no report; one under check waits for its verdict; what a
    verifier has confirmed cannot be reported away.
    """
    if not is_yours:
        return Refusal.NOT_YOURS
    if progress.lifecycle is Lifecycle.CLOSED:
        return Refusal.CLOSED
    if progress.lifecycle is not Lifecycle.OPEN:
        return Refusal.UNDER_CHECK
    if not 0 <= percent <= 100:
        return Refusal.OUT_OF_RANGE
    if percent < progress.verified_percent:
        return Refusal.BELOW_VERIFIED
    return None


def must_confirm(percent: int) -> bool:
    """100 % is confirmed before it is stored: it starts the way to closing (销号)."""
    return percent >= 100


def status_of(percent: int) -> Status:
    """What a percent says of the work as a whole."""
    if percent >= 100:
        return Status.DONE
    return Status.IN_PROGRESS if percent > 0 else Status.NOT_STARTED


def claim_of(report: Report) -> Claim:
    """What stands after a report."""
    return Claim(
        percent=report.percent,
        at=report.at,
        unit=report.unit,
        status=report.status,
        finish_by=report.finish_by,
        problem=report.problem,
        report=report.id,
    )
