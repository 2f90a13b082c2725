"""Applying for acceptance (申请验收、销号) and deciding on it: reported is not yet verified.

open → applied, which protects from being overdue when it came in time (shared reading 1); then
accepted, verified at 100 %, or sent back (退回), which ends that protection at once.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from supervision.progress import Lifecycle, Progress, Verification


class AcceptanceRefusal(StrEnum):
    """Why a unit cannot apply, or nothing can be decided; each has its own sentence."""

    NOT_YOURS = "not_yours"
    SETTLED = "settled"
    UNDER_CHECK = "under_check"
    NOT_DONE = "not_done"  # not reported at 100 %
    NOT_APPLIED = "not_applied"
    NOT_THEIRS_TO_VERIFY = "not_theirs_to_verify"


def application_refusal(progress: Progress, *, answers: bool) -> AcceptanceRefusal | None:
    """Why the unit cannot apply now, or None when it can."""
    if not answers:
        return AcceptanceRefusal.NOT_YOURS
    if progress.settled:
        return AcceptanceRefusal.SETTLED
    if progress.lifecycle is not Lifecycle.OPEN:
        return AcceptanceRefusal.UNDER_CHECK
    return AcceptanceRefusal.NOT_DONE if progress.claimed_percent < 100 else None


def verdict_refusal(progress: Progress, *, may_verify: bool) -> AcceptanceRefusal | None:
    """Why nothing can be decided on an application, or None when it can."""
    if progress.settled:
        return AcceptanceRefusal.SETTLED
    if progress.lifecycle is not Lifecycle.APPLIED:
        return AcceptanceRefusal.NOT_APPLIED
    return None if may_verify else AcceptanceRefusal.NOT_THEIRS_TO_VERIFY


def applied(progress: Progress, now: datetime) -> Progress:
    """As it stands once the unit has applied."""
    return replace(progress, lifecycle=Lifecycle.APPLIED, applied_at=now)


def accepted(progress: Progress, now: datetime) -> Progress:
    """As it stands once it was accepted: verified at 100 %, waiting for publicity (公示)."""
    return replace(progress, accepted_at=now, verification=Verification(100, now))


def sent_back(progress: Progress, now: datetime) -> Progress:
    """As it stands once it was sent back: open again, with everything that was before kept."""
    return replace(progress, lifecycle=Lifecycle.OPEN, sent_back_at=now)
