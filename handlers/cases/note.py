"""Note something about a complaint: cause, 一件一策, the leader in charge, kinds, star (G3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from handlers.cases.finding import case_named
from handlers.cases.keeping import keep_case
from handlers.cases.likeness import find_words, similar
from handlers.informing import inform
from handlers.turn import Reply, Turn
from handlers.words import case_notes as words
from handlers.words.case_names import KINDS_AS_TYPED, SOURCES_AS_TYPED
from handlers.words.notice_kinds import COMPLAINT
from language.acts import Act
from language.case_kinds import read_kinds
from supervision.complaints import Complaint, without_numbers
from supervision.people import Person
from supervision.records import Role

LONGEST = 500


def note_case(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Record what the office says of a complaint; a leader is named after a yes."""
    found = case_named(turn, act)
    if isinstance(found, Reply):
        return found
    field, text = act.text("field"), without_numbers(act.text("text"))[:LONGEST]
    after = FIELDS[field](found, text)
    if after is None:
        return Reply(words.what_to_note(found.number, field))
    if field == "leader" and not confirmed:
        leader = _leader(turn, text)
        return Reply(
            words.confirm_leader(found, text, told=leader is not None), turn.ask_to_confirm(act)
        )
    if after == found:
        return Reply(words.noted(found, field))
    if field == "place":
        after = replace(after, like=tuple(one.number for one in similar(turn.office, after)))
        turn.office.store.complaints.index(turn.change, after, find_words(turn.office, after))
    after = keep_case(turn, found, after, "note_case", {"field": field})
    if field == "leader":
        _tell_leader(turn, after)
    return Reply(words.noted(after, field))


def _with(name: str) -> Callable[[Complaint, str], Complaint | None]:
    return lambda found, text: replace(found, **{name: text}) if text else None  # type: ignore[arg-type]


def _kinds(found: Complaint, text: str) -> Complaint | None:
    kinds = tuple(KINDS_AS_TYPED[word] for word in read_kinds(text))
    return replace(found, kinds=kinds) if kinds else None


def _source(found: Complaint, text: str) -> Complaint | None:
    source = SOURCES_AS_TYPED.get(text)
    return replace(found, source=source) if source else None


FIELDS: dict[str, Callable[[Complaint, str], Complaint | None]] = {
    "cause": _with("cause"),
    "remedy": _with("remedy"),
    "leader": _with("leader"),
    "place": _with("place"),
    "accounted": _with("accounted"),
    "kinds": _kinds,
    "source": _source,
    "star": lambda found, _text: replace(found, starred=True),
    "unstar": lambda found, _text: replace(found, starred=False),
}
"""Field → the complaint with it; None when the words do not say what to write."""


def _leader(turn: Turn, name: str) -> Person | None:
    """The bound leader of this name, if there is one and no other."""
    named = [p for p in turn.office.store.people.with_role(Role.LEADER) if p.name == name]
    return named[0] if len(named) == 1 else None


def _tell_leader(turn: Turn, complaint: Complaint) -> None:
    leader = _leader(turn, complaint.leader)
    if leader:
        inform(
            turn.office,
            turn.change,
            [leader],
            words.to_leader(complaint),
            turn.now,
            occasion=f"case-leader:{complaint.number}:{turn.message}",
            unit="",
            kind=COMPLAINT,
        )
