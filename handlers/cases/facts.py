"""Complaints as facts (B4): what the rules count, recorded as soon as the office has said it.

A complaint with a unit, a place and a kind is one fact for each kind. What is linked to an earlier
one counts at that one's place, however each wrote it.
"""

from __future__ import annotations

import hashlib
from itertools import count

from handlers.record_fact import record
from handlers.schedule.desk import Desk, Hand
from handlers.turn import Turn
from handlers.withdraw_fact import take_back
from handlers.words.case_names import KINDS
from supervision.complaints import Complaint, Pollution
from supervision.facts import Fact, FactKind
from supervision.recorded import RecordedFact


def become_facts(
    turn: Turn, complaint: Complaint, hand: Hand, head: Complaint | None = None
) -> None:
    """Record what is not recorded of it yet.

    It happens when the office has said what it is, so the next draw-up hour sees it. ``head``: the
    first of the group, where this step has just changed it.
    """
    place = _place(turn, complaint, head)
    if not (place and complaint.units):
        return
    for kind in complaint.kinds:
        name, known = _newest(turn, complaint.number, place, kind)
        if known is None or known.withdrawn_at is not None:
            unit, matter = complaint.units[0], KINDS[kind]
            fact = Fact(turn.now, FactKind.COMPLAINT, unit=unit, place=place, matter=matter)
            record(turn.change, turn.office, fact, name=name, hand=hand, now=turn.now)


def correct_facts(turn: Turn, before: Complaint, after: Complaint, hand: Hand) -> None:
    """Take back what a correction of kind or place has made untrue, while that may be done.

    What a draw-up hour has counted already stands, as every recorded fact does.
    """
    place = _place(turn, after, None)
    for kind in before.kinds:
        if kind in after.kinds and _place(turn, before, None) == place:
            continue
        _, known = _newest(turn, before.number, _place(turn, before, None), kind)
        if known is not None and known.withdrawn_at is None:
            take_back(Desk(turn.office, turn.now, hand, change=turn.change), known)


def _place(turn: Turn, complaint: Complaint, head: Complaint | None) -> str:
    if head is None and complaint.first and complaint.first != complaint.number:
        head = turn.office.store.complaints.get(complaint.first)
    return (head.place if head else "") or complaint.place


def _newest(
    turn: Turn, number: str, place: str, kind: Pollution
) -> tuple[str, RecordedFact | None]:
    """The record that counts now, or the name under which the next is kept."""
    digest = hashlib.sha256(f"{place}\x1f{kind}".encode()).hexdigest()[:12]
    for again in count():
        name = f"complaint:{number}:{digest}" + (f":{again}" if again else "")
        known = turn.office.store.facts.record(name)
        if known is None or known.withdrawn_at is None:
            return name, known
    raise AssertionError("unreachable: a name is free")
