"""Keeping a case (保存): what follows from every change of a complaint, in the same step.

A published case is published again when its state changes. One that has a unit, a place and a kind
becomes a fact (B4), so that the rules see when the same is complained of again and again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from handlers.cases.facts import become_facts, correct_facts
from handlers.schedule.desk import Hand
from handlers.turn import Turn
from supervision.complaints import Complaint
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
    correct_facts(turn, before, after, hand)
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


def _standing(complaint: Complaint) -> tuple[object, ...]:
    return (complaint.state, complaint.finding, complaint.facts, complaint.answer)
