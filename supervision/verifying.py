"""When a percent may be verified (核实进度) apart from the acceptance; claimed stays apart."""

from __future__ import annotations

from enum import StrEnum

from supervision.acceptance.table import Stage
from supervision.progress import Lifecycle, Progress


class Refusal(StrEnum):
    """Why a verified percent is not recorded; each has its own sentence."""

    OUT_OF_RANGE = "out_of_range"
    CLOSED = "closed"
    ACCEPTED = "accepted"
    UNDER_CHECK = "under_check"
    NOT_YOURS = "not_yours"  # another unit verifies it
    OWN_WORK = "own_work"  # who reports on a measure does not verify it


ACCEPTED = frozenset({Stage.PASSED, Stage.AGREED, Stage.PUBLICITY, Stage.ENDED})


def refusal_of(progress: Progress, stage: Stage, percent: int | None = None) -> Refusal | None:
    """Why this percent cannot be verified now, or None when it can.

    What was accepted is verified at 100 % until it is sent back or comes back on the list. While an
    application waits, whether the work is done is for the acceptance to say; a lower figure may be
    on record beside it. A figure below the last one is allowed: the journal keeps both.
    """
    if progress.lifecycle is Lifecycle.CLOSED or stage is Stage.CLOSED:
        return Refusal.CLOSED
    if stage in ACCEPTED:
        return Refusal.ACCEPTED
    if percent is None:
        return None
    if not 0 <= percent <= 100:
        return Refusal.OUT_OF_RANGE
    if percent == 100 and progress.lifecycle is not Lifecycle.OPEN:
        return Refusal.UNDER_CHECK
    return None
