"""Summary (进度汇总) for the office: the whole ledger on one screen, claimed and verified apart."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from handlers.turn import Reply, Turn
from handlers.words import summary as words
from language.acts import Act
from supervision.answering import answering_units
from supervision.overdue import any_overdue

URGENT = 3


@dataclass(frozen=True, slots=True)
class Sums:
    """Counts of measures; ``urgent``: units with how many of theirs are overdue, most first."""

    measures: int
    claimed: int
    verified: int
    applied: int
    overdue: int
    urgent: tuple[tuple[str, int], ...]


def progress_summary(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """Rates with their formulas, and the units with most that is overdue.

    Reads the whole ledger once, in batches; the office asks for it some times a day.
    """
    ledger = turn.office.store.ledger
    plan, units, unit = ledger.current_plan(), ledger.units(), act.text("unit")
    entries = list(ledger.all_entries(plan.id)) if plan else []
    if unit:
        entries = [e for e in entries if unit in answering_units(e.measure, units)]
    late = [entry for entry in entries if any_overdue(entry, turn.now)]
    by_unit = Counter(name for e in late for name in answering_units(e.measure, units))
    sums = Sums(
        measures=len(entries),
        claimed=sum(e.progress.claimed_percent >= 100 for e in entries),
        verified=sum(e.progress.settled for e in entries),
        applied=sum(bool(e.progress.lifecycle != "open") for e in entries),
        overdue=len(late),
        urgent=tuple(sorted(by_unit.items(), key=lambda pair: (-pair[1], pair[0]))[:URGENT]),
    )
    return Reply(words.summary(sums, unit))
