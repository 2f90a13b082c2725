"""Doing a duty by chat: ``已公开 网址`` or a photo, ``回复 XS-… 结果``, ``年度报告 内容``."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

from handlers.evidence_errands import fetch_later
from handlers.informing import inform
from handlers.office_groups import concerned
from handlers.said import Photo
from handlers.turn import Option, Question, Reply, Turn
from handlers.words import duty_proofs as words
from handlers.words.duties import no_such
from handlers.words.notice_kinds import OFFICE
from language.acts import Act, Intent
from storage.handed_in import Piece
from supervision.duties import PUBLISHED, Duty, DutyKind, DutyState
from supervision.evidence import Evidence, EvidenceKind
from supervision.people import Group
from supervision.records import Role

PLAN = "duty"
"""What stands where evidence of a measure names its plan."""

LINK = re.compile(r"https?://[^\s，。；]+", re.IGNORECASE)

OFFERED = 8
"""Open duties that a question lists."""


def fulfil(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Record the proof of a duty; ask which one, or for the proof, where it is missing."""
    duty = _meant(turn, act)
    if isinstance(duty, Reply):
        return duty
    known = Act(act.intent, {**act.slots, "number": duty.number})
    proof = act.text("proof").strip()
    if not proof:
        return Reply(words.what_proof(duty), turn.ask_for(known, "proof"))
    if duty.kind in PUBLISHED:
        link = LINK.search(proof)
        if link is None:
            return Reply(words.no_link(proof), turn.ask_for(_without_proof(known), "proof"))
        return Reply(_done(turn, duty, link[0]))
    if not confirmed:
        return Reply(words.confirm(duty, proof), turn.ask_to_confirm(known))
    return Reply(_done(turn, duty, proof))


def duty_photo(turn: Turn, thing: object, asked: Question | None) -> Reply | None:
    """A picture as the proof of the publication that is being asked about; None for others."""
    if not isinstance(thing, Photo) or not thing.media or asked is None or asked.wanted is None:
        return None
    if not is_proof_asked(asked) or asked.expired(turn.now):
        return None
    duty = turn.office.store.duties.get(str(asked.wanted.option.slots.get("number", "")))
    if duty is None or duty.kind not in PUBLISHED or duty.state is not DutyState.OPEN:
        return None
    name = hashlib.sha256(f"{turn.message}|duty".encode()).hexdigest()[:16]
    piece = Piece(name, turn.now, EvidenceKind.PHOTO, thing.media)
    kept = Evidence(piece.id, piece.at, piece.kind, duty.unit, PLAN, duty.number)
    turn.office.store.evidence.add(turn.change, kept)
    fetch_later(turn.office.store, turn.change, piece, turn.now)
    return Reply(_done(turn, duty, "", photos=1))


def is_proof_asked(asked: Question) -> bool:
    """Whether the question is for the proof of a duty."""
    return asked.wanted is not None and asked.wanted.option.intent == Intent.FULFIL_DUTY


def published_link(turn: Turn, url: str) -> Reply | None:
    """A shared article as the proof, where something waits to be published; asked about first."""
    owed = [d for d in _open(turn) if d.kind in PUBLISHED]
    if not owed or not LINK.fullmatch(url):
        return None
    act = Act(Intent.FULFIL_DUTY, {"what": "publication", "proof": url})
    if len(owed) > 1:
        return fulfil(turn, act, confirmed=False)
    whole = Act(act.intent, {**act.slots, "number": owed[0].number})
    return Reply(words.confirm(owed[0], url), turn.ask_to_confirm(whole))


def _done(turn: Turn, duty: Duty, proof: str, photos: int = 0) -> str:
    store = turn.office.store
    after = duty.done(turn.now, turn.person.pid, proof, photos)
    store.duties.save(turn.change, duty, after)
    turn.journal(
        "duty_done",
        unit=duty.unit,
        measure=duty.measure,
        before={"state": str(duty.state)},
        after={"number": duty.number, "kind": str(duty.kind), "late": duty.late(turn.now)},
    )
    group = Group.PUBLICITY if duty.kind in PUBLISHED else Group.SUPERVISION
    people = concerned(store.people.with_role(Role.OFFICE), group)
    inform(
        turn.office,
        turn.change,
        people,
        words.to_office_done(after),
        turn.now,
        occasion=f"duty:{duty.number}:done",
        unit=duty.unit,
        kind=OFFICE,
    )
    return words.done(after, sum(1 for other in _open(turn) if other.number != duty.number))


def _meant(turn: Turn, act: Act) -> Duty | Reply:
    """The open duty that is meant: the one named, else the only one of its kind."""
    number = act.text("number")
    theirs = _open(turn)
    if number:
        named = next((duty for duty in theirs if duty.number == number), None)
        return named or Reply(no_such(number))
    fits, kind_name = KINDS[act.text("what")]
    found = [duty for duty in theirs if fits(duty)]
    if not found:
        return Reply(words.nothing_owed(kind_name))
    if len(found) == 1:
        return found[0]
    options = {
        str(place): Option(act.intent, {**act.slots, "number": duty.number})
        for place, duty in enumerate(found[:OFFERED], 1)
    }
    asked = words.which_one(found[:OFFERED], turn.now, turn.working_days())
    return Reply(asked, Question({**options, "0": Option()}, turn.now))


KINDS: dict[str, tuple[Callable[[Duty], bool], str]] = {
    "publication": (lambda duty: duty.kind in PUBLISHED, "公开事项"),
    "report": (lambda duty: duty.kind is DutyKind.YEARLY_REPORT, "年度报告"),
    "clue": (lambda duty: duty.kind is DutyKind.CLUE, "问题线索"),
}
"""What was said to be done → the duties that it may be, and what they are called."""


def _open(turn: Turn) -> list[Duty]:
    return turn.office.store.duties.open_of_any(turn.person.own_units)


def _without_proof(act: Act) -> Act:
    return Act(act.intent, {name: value for name, value in act.slots.items() if name != "proof"})
