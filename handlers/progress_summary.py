"""Summary (进度汇总) for the office: the plan on one screen, claimed and verified apart."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from handlers.overview import standing_of
from handlers.turn import Reply, Turn
from handlers.words import summary as words
from language.acts import Act
from supervision.answering import answering_units
from supervision.overdue import any_overdue
from supervision.progress import Lifecycle
from supervision.records import Plan
from supervision.standing import CLAIMED, VERIFIED, in_lifecycle, marks

URGENT = 3


@dataclass(frozen=True, slots=True)
class Sums:
    """Counts of measures; ``urgent``: units with how many of theirs are overdue, most first."""

    measures: int = 0
    claimed: int = 0
    verified: int = 0
    applied: int = 0
    overdue: int = 0
    urgent: tuple[tuple[str, int], ...] = ()


def progress_summary(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """Rates with their formulas, and the units with most that is overdue.

    Of the whole plan it reads sums and counts, of one unit the measures of that unit.
    """
    plan, unit = turn.office.store.ledger.current_plan(), act.text("unit")
    if plan is None:
        return Reply(words.summary(Sums(), unit))
    return Reply(words.summary(_of_unit(turn, plan, unit) if unit else _of_all(turn, plan), unit))


def _of_all(turn: Turn, plan: Plan) -> Sums:
    store = turn.office.store
    standing = standing_of(turn.office, plan, turn.now)
    names = [unit.name for unit in store.ledger.units()]
    urgent = store.standings.overdue_by_unit(plan.id, names, turn.now)
    return Sums(
        measures=standing.measures,
        claimed=standing.sums.get(CLAIMED, 0),
        verified=standing.sums.get(VERIFIED, 0),
        applied=standing.measures - standing.sums.get(in_lifecycle(Lifecycle.OPEN), 0),
        overdue=standing.overdue,
        urgent=tuple(urgent[:URGENT]),
    )


def _of_unit(turn: Turn, plan: Plan, unit: str) -> Sums:
    ledger = turn.office.store.ledger
    units, sums, overdue = ledger.directory(), Counter[str](), 0
    for entry in ledger.of_unit(unit):
        if entry.measure.plan == plan.id and unit in answering_units(entry.measure, units):
            sums.update(marks(entry))
            overdue += any_overdue(entry, turn.now)
    return Sums(
        measures=sums["measures"],
        claimed=sums[CLAIMED],
        verified=sums[VERIFIED],
        applied=sums["measures"] - sums[in_lifecycle(Lifecycle.OPEN)],
        overdue=overdue,
    )
