"""Recording an inspection by chat (登记检查): ``检查 市建设局 14-2 现场 …``, then its photos."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from handlers.evidence_errands import fetch_later
from handlers.lookup import named_entry
from handlers.said import Photo, Video
from handlers.turn import NEXT_PAGE, Option, Question, Reply, Turn
from handlers.words import inspections as words
from handlers.words.forms import day_of
from language.acts import Act, Intent
from storage.handed_in import Piece
from supervision.evidence import Evidence, EvidenceKind
from supervision.inspections import Inspection, InspectionKind, ToInspect
from supervision.progress import Entry
from supervision.times import start_of

PLAN = "inspection"
"""What stands where evidence of a measure names its plan."""

MOST = 9
"""Photos of one inspection; so many a phone sends at once."""


def inspect(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - it can be looked up, and nothing follows by itself
    """Keep what was found; ask for how it was looked at, or for the finding, where missing."""
    if not act.text("unit") and not act.text("item"):
        return _list(turn, act.number("start") or 0)
    entry = named_entry(turn, act) if act.text("item") else None
    if isinstance(entry, Reply):
        return entry
    unit = _unit(turn, act, entry)
    if not unit:
        return Reply(words.no_such_unit(act.text("unit")))
    known = Act(act.intent, {**act.slots, "unit": unit})
    if not act.text("how"):
        return Reply(words.which_kind(), _kinds(turn, known))
    if not act.text("text"):
        return Reply(words.what_found(unit), turn.ask_for(known, "text"))
    return _keep(turn, known, entry)


def _keep(turn: Turn, act: Act, entry: Entry | None) -> Reply:
    made = Inspection(
        id=hashlib.sha256(f"{turn.message}|inspection".encode()).hexdigest()[:16],
        at=turn.now,
        kind=InspectionKind(act.text("how")),
        unit=act.text("unit"),
        result=act.text("text"),
        plan=entry.measure.plan if entry else "",
        measure=entry.measure.number if entry else "",
        person=turn.person.pid,
    )
    turn.office.store.inspections.add(turn.change, made)
    turn.journal(
        "inspection",
        unit=made.unit,
        measure=made.measure,
        after={"inspection": made.id, "kind": str(made.kind)},
    )
    return Reply(words.recorded(made, entry), _photos(turn, made))


def inspection_photo(turn: Turn, thing: object, asked: Question | None) -> Reply | None:
    """Keep a photo or video with the inspection just recorded; None where none was."""
    media = thing.media if isinstance(thing, Photo | Video) else ""
    name = _asked_about(asked)
    if not media or not name or asked is None or asked.expired(turn.now):
        return None
    made = turn.office.store.inspections.get(name)
    if made is None or made.photos >= MOST:
        return None
    kind = EvidenceKind.PHOTO if isinstance(thing, Photo) else EvidenceKind.VIDEO
    piece_id = hashlib.sha256(f"{turn.message}|inspection".encode()).hexdigest()[:16]
    piece = Piece(piece_id, turn.now, kind, media)
    kept = Evidence(piece.id, piece.at, kind, unit="", plan=PLAN, measure=made.id)
    turn.office.store.evidence.add(turn.change, kept)
    fetch_later(turn.office.store, turn.change, piece, turn.now)
    after = replace(made, photos=made.photos + 1)
    turn.office.store.inspections.save(turn.change, made, after)
    return Reply(words.photo_added(after), _photos(turn, after))


def _photos(turn: Turn, made: Inspection) -> Question:
    """Offers nothing to type; it remembers which inspection the next photos belong to."""
    about = Option(Intent.INSPECT, {"inspection": made.id})
    return Question({}, turn.now, about=about)


def _asked_about(asked: Question | None) -> str:
    about = asked.about if asked else None
    return str(about.slots.get("inspection", "")) if about else ""


def _unit(turn: Turn, act: Act, entry: Entry | None) -> str:
    if act.text("unit"):
        known = turn.office.store.ledger.unit(act.text("unit"))
        return known.name if known else ""
    return entry.measure.duty.answerable[0] if entry and entry.measure.duty.answerable else ""


def _kinds(turn: Turn, act: Act) -> Question:
    options = {
        str(place): Option(act.intent, {**act.slots, "how": str(kind)})
        for place, kind in enumerate(InspectionKind, 1)
    }
    return Question({**options, "0": Option()}, turn.now)


def _list(turn: Turn, start: int) -> Reply:
    """What the last day of inspection named, without what is settled since; a number opens it."""
    store = turn.office.store
    named = store.inspections.named()
    if named is None:
        return Reply(words.no_list())
    day, items = named
    page = items[start : start + words.LINES]
    causes = dict(page)
    shown = [
        ToInspect(entry, causes[entry.measure.id])
        for entry in store.ledger.entries(causes)
        if not entry.progress.settled
    ]
    options = {
        one.entry.measure.number: Option(Intent.ITEM_DETAIL, {"item": one.entry.measure.id})
        for one in shown
    }
    more = start + words.LINES < len(items)
    if more:
        options[NEXT_PAGE] = Option(Intent.INSPECT, {"start": start + words.LINES})
    text = words.listed(shown, len(items), day_of(start_of(day), turn.now), more=more)
    return Reply(text, Question(options, turn.now) if options else None)
