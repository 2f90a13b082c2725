"""What citizens see of a measure (公开快照), and whether that is still how it stands."""

from __future__ import annotations

from datetime import datetime

from supervision.progress import Progress, Publication


def snapshot_of(progress: Progress, now: datetime) -> Publication:
    """What would be shown of a measure that stands like this.

    What was verified before it came back on the list does not hold any more and is not shown.
    """
    verified = progress.verification if progress.verified_stands else None
    return Publication(
        at=now,
        lifecycle=progress.lifecycle,
        claimed_percent=progress.claim.percent if progress.claim else None,
        claimed_at=progress.claim.at if progress.claim else None,
        verified_percent=verified.percent if verified else None,
        verified_at=verified.at if verified else None,
        extended_until=progress.extended_until,
    )


def is_stale(progress: Progress) -> bool:
    """Whether citizens see nothing of a measure, or not how it stands now."""
    shown = progress.publication
    return shown is None or snapshot_of(progress, shown.at) != shown
