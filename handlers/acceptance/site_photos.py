"""Photos of a site check (核查照片): what whoever recorded it sends afterwards is its evidence."""

from __future__ import annotations

from handlers.acceptance.reading import SITE_CHECK
from handlers.acceptance.reading import site_photos as count
from handlers.hand_in import hand_in
from handlers.turn import Reply, Turn
from handlers.words import visits
from storage.handed_in import Piece
from supervision.evidence import EvidenceKind, belongs
from supervision.progress import Lifecycle

UNDER_CHECK = frozenset({Lifecycle.APPLIED, Lifecycle.VERIFYING})


def site_photo(turn: Turn, kind: EvidenceKind, media: str, name: str, id_: str) -> Reply | None:
    """Take what was sent as evidence of the site check just recorded; None when there is none."""
    store = turn.office.store
    last = store.handed_in.last(turn.person.pid)
    if last is None or last.report != SITE_CHECK or not belongs(last.at, turn.now) or not media:
        return None
    entry = store.ledger.entry(last.item)
    if entry is None or entry.progress.lifecycle not in UNDER_CHECK:
        return None
    number = count(turn, last.item) + 1
    hand_in(turn, entry, last.unit, SITE_CHECK, [Piece(id_, turn.now, kind, media, name)])
    return Reply(visits.photo_received(entry.measure, kind, number))
