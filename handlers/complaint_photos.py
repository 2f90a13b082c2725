"""Photos of a complaint (举报照片): kept with it, and nobody stands beside them as their sender."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from handlers.evidence_errands import fetch_later
from handlers.hand_in import waiting_pieces
from handlers.said import Photo, Video
from handlers.turn import Question, Reply, Turn
from handlers.words import complaints as words
from language.acts import Act, Intent
from storage.handed_in import Piece
from supervision.complaints import Complaint
from supervision.evidence import Evidence, EvidenceKind, belongs

PLAN = "complaint"
"""What stands where evidence of a measure names its plan."""

MOST = 9
"""Photos of one complaint; so many a phone sends at once."""

KINDS: dict[type, EvidenceKind] = {Photo: EvidenceKind.PHOTO, Video: EvidenceKind.VIDEO}


def complaint_photo(turn: Turn, thing: object, asked: Question | None) -> Reply | None:
    """Keep a citizen's photo with the complaint just filed, or ask what it is about.

    None for what is neither photo nor video, or cannot be fetched. A complaint that is being
    asked about goes on being asked.
    """
    kind = KINDS.get(type(thing))
    media = thing.media if isinstance(thing, Photo | Video) else ""
    if kind is None or not media:
        return None
    name = hashlib.sha256(f"{turn.message}|complaint".encode()).hexdigest()[:16]
    piece = Piece(name, turn.now, kind, media)
    last = next(iter(turn.office.store.complaints.of_person(turn.person.pid, 1)), None)
    about_complaint = asked is not None and asked.wanted is not None
    filing = about_complaint and asked and asked.wanted and asked.wanted.slot == "what"
    if last and belongs(last.at, turn.now) and last.photos < MOST and not filing:
        after = replace(last, photos=last.photos + 1)
        turn.office.store.complaints.save(turn.change, last, after)
        attach(turn, last.number, [piece])
        return Reply(words.photo_added(after), asked)
    turn.office.store.handed_in.put_aside(turn.change, turn.person.pid, piece)
    if asked and (filing or asked.confirms) and not asked.expired(turn.now):
        return Reply(words.photo_first(), asked)
    return Reply(words.photo_first(), turn.ask_for(Act(Intent.COMPLAINT), "what"))


def attach(
    turn: Turn, number: str, pieces: Sequence[Piece], plan: str = PLAN, unit: str = ""
) -> None:
    """Keep pieces with a complaint or a patrol, each with the errand that fetches it."""
    store = turn.office.store
    for piece in pieces:
        kept = Evidence(piece.id, piece.at, piece.kind, unit=unit, plan=plan, measure=number)
        store.evidence.add(turn.change, kept)
        fetch_later(store, turn.change, piece, turn.now)


def attach_waiting(turn: Turn, complaint: Complaint) -> Complaint:
    """The complaint with what was sent just before it; nothing waits any more."""
    waiting = waiting_pieces(turn)[:MOST]
    if waiting:
        attach(turn, complaint.number, waiting)
        turn.office.store.handed_in.forget_unplaced(turn.change, turn.person.pid)
    return replace(complaint, photos=len(waiting))
