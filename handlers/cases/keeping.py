"""Keeping a case (保存): what follows from every change of a complaint, in the same step.

A published case is published again when its state changes. One that has a unit, a place and a kind
becomes a fact (B4), so that the rules see when the same is complained of again and again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from handlers.record_fact import record
from handlers.schedule.desk import Hand
from handlers.turn import Turn
from handlers.words.case_names import KINDS
from supervision.complaints import Complaint
from supervision.facts import Fact, FactKind
from supervision.records import Role
from supervision.times import to_iso


def keep_case(
    turn: Turn,
    before: Complaint,
    after: Complaint,
    act: str,
    facts: Mapping[str, str | int],
    *,
    anonymous: bool = False,
) -> Complaint:
    """Save a changed complaint with its journal entry, its publication and its facts.

    ``anonymous``: what its sender does is journalled without them.
    """
    if before.published and _standing(before) != _standing(after):
        after = replace(after, published=turn.now)
    turn.office.store.complaints.save(turn.change, before, after)
    pid = "" if anonymous else turn.person.pid
    journal_complaint(turn, act, after, after=facts, pid=pid)
    hand = Hand() if anonymous else Hand(turn.person.pid, Role.OFFICE, turn.message)
    become_facts(turn, after, hand)
    return after


def journal_complaint(
    turn: Turn, act: str, about: Complaint, *, after: Mapping[str, str | int], pid: str = ""
) -> None:
    """Journal a step of a complaint; what its sender does is journalled without them."""
    role = str(turn.acting.role) if turn.acting else "office"
    turn.change.journal(
        {
            "at": to_iso(turn.now),
            "pid": pid,
            "role": role if pid else "citizen",
            "unit": turn.acting.unit if pid and turn.acting and role != "office" else "",
            "act": act,
            "measure": "",
            "before": None,
            "after": {"number": about.number, **after},
            "source": turn.message if pid else "",
        }
    )


def become_facts(
    turn: Turn, complaint: Complaint, hand: Hand, head: Complaint | None = None
) -> None:
    """Record one fact for each kind, unless this place and kind has been recorded of it before.

    What is linked to an earlier one counts at that one's place, however each wrote it. A fact
    happens when the office has said what it is, so the next draw-up hour sees it. ``head``: the
    first of the group, where this step has just changed it.
    """
    store = turn.office.store
    first = head or (store.complaints.get(complaint.first) if complaint.first else None)
    place = (first.place if first else "") or complaint.place
    if not (place and complaint.units):
        return
    for kind in complaint.kinds:
        digest = hashlib.sha256(f"{place}\x1f{kind}".encode()).hexdigest()[:12]
        name = f"complaint:{complaint.number}:{digest}"
        if store.facts.get(name) is None:
            unit, matter = complaint.units[0], KINDS[kind]
            fact = Fact(turn.now, FactKind.COMPLAINT, unit=unit, place=place, matter=matter)
            record(turn.change, turn.office, fact, name=name, hand=hand, now=turn.now)


def _standing(complaint: Complaint) -> tuple[object, ...]:
    return (complaint.state, complaint.finding, complaint.facts, complaint.answer)
