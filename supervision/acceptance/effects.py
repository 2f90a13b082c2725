"""What acceptance does to the progress of a measure; nothing that was before is erased.

By these functions the running program and a simulation (:mod:`supervision.effects`) come to the
same progress.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from supervision.acceptance.table import Event
from supervision.overdue import exposing
from supervision.progress import Lifecycle, Progress, Verification


def applied(progress: Progress, now: datetime) -> Progress:
    """As it stands once the unit has applied."""
    return replace(progress, lifecycle=Lifecycle.APPLIED, applied_at=now)


def verifying(progress: Progress, now: datetime) -> Progress:  # noqa: ARG001 - a check has its date in the case
    """As it stands while the verifiers look at it."""
    return replace(progress, lifecycle=Lifecycle.VERIFYING)


def accepted(progress: Progress, now: datetime) -> Progress:
    """As it stands once it was accepted: verified at 100 %, waiting for what follows."""
    return replace(progress, accepted_at=now, verification=Verification(100, now))


def in_publicity(progress: Progress, now: datetime) -> Progress:  # noqa: ARG001 - the period stands in the case
    """As it stands while everybody may object (公示)."""
    return replace(progress, lifecycle=Lifecycle.PUBLICITY)


def sent_back(progress: Progress, now: datetime) -> Progress:
    """As it stands once it was sent back: open again, with everything that was before kept."""
    return replace(progress, lifecycle=Lifecycle.OPEN, sent_back_at=now)


def closed(progress: Progress, now: datetime) -> Progress:
    """As it stands once it was closed (销号)."""
    return replace(progress, lifecycle=Lifecycle.CLOSED, closed_at=now)


def rebound(progress: Progress, now: datetime) -> Progress:
    """As it stands once it is on the list again (重新纳入): its closing stays on record."""
    return replace(progress, lifecycle=Lifecycle.OPEN, rebound_at=now)


Effect = Callable[[Progress, datetime], Progress]

EFFECTS: Mapping[Event, Effect] = {
    Event.APPLIED: applied,
    Event.WITHDRAWN: sent_back,
    Event.SITE_CHECKED: verifying,
    Event.OPINION_FOR: verifying,
    Event.OPINION_AGAINST: sent_back,
    Event.SENT_BACK: sent_back,
    Event.ACCEPTED: accepted,
    Event.REFUSED: sent_back,
    Event.PUBLICITY_OPENED: in_publicity,
    Event.OBJECTION_UPHELD: sent_back,
    Event.CLOSED: closed,
    Event.SPOT_CHECK_FAILED: rebound,
    Event.REBOUND: rebound,
}
"""Event → what becomes of the progress; the other events leave it as it is."""


def after(progress: Progress, event: Event, now: datetime) -> Progress:
    """The progress once this has happened."""
    effect = EFFECTS.get(event)
    return exposing(progress, effect(progress, now), now) if effect else progress
