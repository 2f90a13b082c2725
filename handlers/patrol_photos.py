"""Photos of a patrol (巡查照片): what a village sends after its words goes with them."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from handlers.complaint_photos import KINDS, MOST, attach
from handlers.said import Photo, Video
from handlers.turn import Question, Reply, Turn
from handlers.words import patrols as words
from storage.handed_in import Piece
from supervision.evidence import belongs

PLAN = "patrol"
"""What stands where evidence of a measure names its plan."""


def patrol_photo(turn: Turn, thing: object, asked: Question | None) -> Reply | None:
    """Keep a photo with the sender's patrol of just now; None when it belongs to something else.

    What was reported on a measure since then is what a photo belongs to.
    """
    kind = KINDS.get(type(thing))
    media = thing.media if isinstance(thing, Photo | Video) else ""
    if kind is None or not media:
        return None
    store, pid = turn.office.store, turn.person.pid
    last = store.patrols.last_of(pid)
    if last is None or not belongs(last.at, turn.now) or last.photos >= MOST:
        return None
    report = store.reports.last_of(pid, turn.person.own_units)
    if report and report.at > last.at:
        return None
    name = hashlib.sha256(f"{turn.message}|patrol".encode()).hexdigest()[:16]
    after = replace(last, photos=last.photos + 1)
    store.patrols.save(turn.change, last, after)
    attach(turn, last.number, [Piece(name, turn.now, kind, media)], PLAN, last.unit)
    return Reply(words.photo_added(after), asked)
