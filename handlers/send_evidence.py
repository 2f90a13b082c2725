"""Send evidence (提交佐证): a photo, video, recording or file becomes evidence of an item.

It belongs to the report that the person has just made, or goes with what they have just handed
in; else they are asked which item it is about, and what they go on sending meanwhile waits too.
"""

from __future__ import annotations

import hashlib

from handlers.acceptance.site_photos import site_photo
from handlers.complaint_photos import complaint_photo
from handlers.duties.fulfil import duty_photo, is_proof_asked, published_link
from handlers.hand_in import Target, hand_in, meant, place_waiting, waiting_pieces
from handlers.inspections.record import inspection_photo
from handlers.lookup import example_number, named_for_unit
from handlers.patrol_photos import patrol_photo
from handlers.said import File, Link, Photo, Place, Video, Voice
from handlers.speaking import speaking_unit
from handlers.turn import Option, Question, Reply, Turn
from handlers.which_item import likely
from handlers.words import chat
from handlers.words import evidence as words
from handlers.words.forms import example_report
from language.acts import Act, Intent
from storage.handed_in import HandedIn, Piece
from supervision.evidence import EvidenceKind
from supervision.progress import Entry, Lifecycle
from supervision.records import Role

Thing = Photo | Voice | Video | File

KINDS: dict[type, EvidenceKind] = {
    Photo: EvidenceKind.PHOTO,
    Voice: EvidenceKind.VOICE,
    Video: EvidenceKind.VIDEO,
    File: EvidenceKind.FILE,
}


def receive(turn: Turn, thing: Thing, asked: Question | None) -> Reply:
    """Take what was sent without words.

    ``asked`` is the question that waits; it goes on waiting where this is about something else.
    """
    kind = KINDS[type(thing)]
    citizen = turn.person.role is Role.CITIZEN
    elsewhere = (complaint_photo if citizen else patrol_photo)(turn, thing, asked)
    if elsewhere:
        return elsewhere
    elsewhere = duty_photo(turn, thing, asked) or inspection_photo(turn, thing, asked)
    elsewhere = elsewhere or site_photo(turn, kind, thing.media, _name(thing), _id(turn))
    if elsewhere or not turn.person.own_units:
        return elsewhere or Reply(words.not_from(turn.person.role, kind), asked)
    name = _name(thing)
    if not thing.media:
        return Reply(words.cannot_fetch(name), asked)
    piece = Piece(_id(turn), turn.now, kind, thing.media, name)
    open_question = asked if asked and not asked.expired(turn.now) else None
    if open_question and open_question.waits:
        turn.office.store.handed_in.put_aside(turn.change, turn.person.pid, piece)
        return Reply(words.put_aside(kind, open_question.again), open_question)
    waiting = waiting_pieces(turn)
    found = None if waiting else meant(turn)
    if found:
        return Reply(_place(turn, found, piece))
    return _which(turn, [*waiting, piece])


def send_evidence(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """The answer to which item, or an item named for what has just been sent or will be next."""
    waits = bool(waiting_pieces(turn))
    if not waits and not (act.text("item") and turn.person.own_units):
        return Reply(words.not_there(words.example_of(example_number(turn))))
    if act.flag("drop"):
        turn.office.store.handed_in.forget_unplaced(turn.change, turn.person.pid)
        return Reply(words.dropped(words.example_of(example_number(turn))))
    entry, is_yours = named_for_unit(turn, act)
    if isinstance(entry, Reply):
        return entry
    if not is_yours:
        bound = "、".join(turn.person.own_units)
        return ask_about_waiting(turn, Reply(chat.not_yours(entry.measure, bound)))
    unit = speaking_unit(turn, act, entry)
    if isinstance(unit, Reply):
        return unit
    said = _place_all(turn, entry, unit) if waits else _expect(turn, entry, unit)
    return ask_about_waiting(turn, Reply(said))


def _expect(turn: Turn, entry: Entry, unit: str) -> str:
    """我要传13-2的照片: what is sent next belongs there and is not asked about."""
    if entry.progress.lifecycle is Lifecycle.CLOSED:
        return chat.already_closed(entry.measure)
    batch = HandedIn(entry.measure.id, unit, _report_on(turn, entry, unit), (), turn.now)
    turn.office.store.handed_in.remember(turn.change, turn.person.pid, batch)
    return words.expected(entry.measure)


def _place_all(turn: Turn, entry: Entry, unit: str) -> str:
    if entry.progress.lifecycle is Lifecycle.CLOSED:
        return chat.already_closed(entry.measure)
    report = _report_on(turn, entry, unit)
    kinds = place_waiting(turn, entry, unit, report)
    turn.office.store.reports.count_evidence(turn.change, report, len(kinds))
    before = turn.office.store.evidence.of_item(entry.measure.id)
    if len(kinds) == 1:
        return _received(entry, kinds[0], 1 + sum(one.kind is kinds[0] for one in before))
    return words.received_several(entry.measure, kinds, len(before) + len(kinds))


def ask_about_waiting(turn: Turn, reply: Reply) -> Reply:
    """The reply, and behind it the question which item, when something still waits for one."""
    pieces = [] if reply.question or turn.placed else waiting_pieces(turn)
    if not pieces or not turn.person.own_units:
        return reply
    about = _ask(turn, pieces)
    return Reply(f"{reply.text}\n\n{about.text}", about.question)


def about_place(turn: Turn, said: Place, asked: Question | None) -> Reply:  # noqa: ARG001 - where it is says nothing
    """A place is no evidence."""
    return Reply(words.a_place(turn.person.voice), asked)


def about_link(turn: Turn, said: Link, asked: Question | None) -> Reply:
    """A link proves a publication that is owed; else it is none: what stands behind it changes."""
    free = asked is None or not asked.waits or asked.expired(turn.now) or is_proof_asked(asked)
    published = published_link(turn, said.url) if free else None
    return published or Reply(words.a_link(turn.person.voice), asked)


def _place(turn: Turn, at: Target, piece: Piece) -> str:
    store = turn.office.store
    before = store.evidence.of_item(at.entry.measure.id)
    hand_in(turn, at.entry, at.unit, at.report, [piece])
    store.reports.count_evidence(turn.change, at.report, 1)
    return _received(at.entry, piece.kind, 1 + sum(one.kind is piece.kind for one in before))


def _received(entry: Entry, kind: EvidenceKind, number: int) -> str:
    if kind is EvidenceKind.VOICE:
        return words.voice(entry.measure, example_report(entry))
    return words.received(entry.measure, kind, number)


def _which(turn: Turn, pieces: list[Piece]) -> Reply:
    """Ask which item; a unit with a single open item need not be asked."""
    entries, kinds = likely(turn), [piece.kind for piece in pieces]
    if not entries:
        return Reply(words.none_open(turn.person.unit, kinds[-1]))
    if len(entries) == 1 and len(pieces) == 1:
        unit = speaking_unit(turn, Act(Intent.SEND_EVIDENCE), entries[0])
        if isinstance(unit, str):
            at = Target(entries[0], unit, _report_on(turn, entries[0], unit))
            return Reply(_place(turn, at, pieces[0]))
    turn.office.store.handed_in.put_aside(turn.change, turn.person.pid, pieces[-1])
    return _ask(turn, pieces, entries)


def _ask(turn: Turn, pieces: list[Piece], among: list[Entry] | None = None) -> Reply:
    entries, kinds = among or likely(turn), [piece.kind for piece in pieces]
    if not entries:
        return Reply(words.none_open(turn.person.unit, kinds[-1]))
    text = words.which_item(kinds, entries)
    if kinds[-1] is EvidenceKind.VOICE:
        example = example_report(entries[0])
        text = f"{words.VOICE_NOT_READ.format(example=example)}\n{text}"
    return Reply(text, Question(_options(entries), turn.now))


def _options(entries: list[Entry]) -> dict[str, Option]:
    """By place in the list, and by number where no place has the same digits."""
    options = {"0": Option(Intent.SEND_EVIDENCE, {"drop": 1})}
    for place, entry in enumerate(entries, 1):
        options[str(place)] = Option(Intent.SEND_EVIDENCE, {"item": entry.measure.id})
    for entry in entries:
        option = Option(Intent.SEND_EVIDENCE, {"item": entry.measure.id})
        options.setdefault(entry.measure.number, option)
    return options


def _report_on(turn: Turn, entry: Entry, unit: str) -> str:
    """The person's last standing report on the item, whenever it was; "" for none."""
    number = entry.measure.number
    report = turn.office.store.reports.last_of(turn.person.pid, (unit,), number)
    return report.id if report and report.item == entry.measure.id else ""


def _name(thing: Thing) -> str:
    return thing.name if isinstance(thing, File) else ""


def _id(turn: Turn) -> str:
    """The same in every attempt at the message."""
    return hashlib.sha256(f"{turn.message}|evidence".encode()).hexdigest()[:16]
