"""The errands that evidence causes: to fetch a file from the platform, to tidy the vault."""

from __future__ import annotations

from datetime import datetime, timedelta

from storage.change import Change
from storage.errands import Errand
from storage.handed_in import Piece
from storage.store import Store
from supervision.times import at_hour, local_date

DOWNLOAD, SWEEP = "download", "sweep_evidence"

MEDIA_LIFE = timedelta(days=3)
"""How long the platform keeps a file that a person has sent."""

SWEEP_HOUR = 3
SWEEP_LIFE = timedelta(days=30)


def fetch_later(store: Store, change: Change, piece: Piece, now: datetime) -> None:
    """Have the file of a piece of evidence fetched, as soon as possible and while it is there."""
    about = {"evidence": piece.id, "media": piece.media}
    errand = Errand(f"{DOWNLOAD}-{piece.id}", DOWNLOAD, about, now, piece.at + MEDIA_LIFE)
    store.errands.enqueue(change, errand)


def sweep_later(store: Store, change: Change, now: datetime) -> None:
    """Have files that nobody refers to removed in the coming night; queued once a night."""
    night = local_date(now) + timedelta(days=1)
    at = at_hour(night, SWEEP_HOUR)
    store.errands.enqueue(change, Errand(f"{SWEEP}-{night}", SWEEP, {}, at, at + SWEEP_LIFE))
