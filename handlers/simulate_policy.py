"""Trying a policy out (政策模拟): the steps that its ladder would take; nothing is stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from documents.document import PlanDocument
from documents.facts_jsonl import Numbers, read_facts
from documents.units import level_of
from handlers.words import simulation as words
from supervision.decisions import Decision, Finding, Reason
from supervision.facts import Fact
from supervision.policy import Policy
from supervision.reportable import is_problem, outside
from supervision.simulation.book import Ledger
from supervision.simulation.run import Trial, simulate
from supervision.times import SHANGHAI
from supervision.working_days import WorkingDays

OF_EACH_MEASURE = frozenset({Reason.DUE_SOON, Reason.BECAME_OVERDUE, Reason.CLOSED})
"""What concerns each measure by itself; the other steps concern the unit as a whole."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What a simulation is made of, before a policy is put to it."""

    ledger: Ledger
    facts: Sequence[Fact]
    working_days: WorkingDays
    first: date
    last: date

    def outside(self, number: str) -> str:
        """A record's number as other programs are told it: a problem's without the word 问题."""
        known = {measure.number for measure in self.ledger.measures}
        return outside(number, known.__contains__)


def prepare(
    plans: Sequence[PlanDocument],
    facts: str,
    working_days: WorkingDays,
    first: date,
    last: date,
) -> Tried:
    """The ledger and the facts (JSONL) of a simulation. Raises BadFact, ValueError on no span."""
    if last < first:
        raise ValueError("--to 不能早于 --from")
    # Measures first: where a problem has the same number, a bare one means the measure.
    records = (record for plan in plans for record in plan.records)
    measures = tuple(sorted(records, key=lambda record: is_problem(record.number)))
    ledger = Ledger({p.plan.id: p.plan for p in plans}, measures, plans[0].units)
    numbers = Numbers.of(measures, ledger.plans)
    return Tried(ledger, read_facts(facts, numbers), working_days, first, last)


def steps_of(policy: Policy, tried: Tried) -> list[Decision]:
    """Every step from the first day to the last, in order."""
    trial = Trial(policy, tried.ledger, tried.working_days, level_of)
    return simulate(trial, tried.facts, tried.first, tried.last)


def lines(
    policy: Policy, decisions: Iterable[Decision], tried: Tried
) -> Iterator[dict[str, object]]:
    """The steps as the objects of contracts/step.schema.json, with a sentence for people.

    A step that names several measures one by one (提醒, 到期未完成) gives a line for each.
    """
    for decision in decisions:
        for one in one_by_one(decision):
            yield _line(policy, one, tried)


def one_by_one(decision: Decision) -> Iterator[Decision]:
    """A step measure by measure where each measure stands for itself, else as a whole."""
    if decision.reason not in OF_EACH_MEASURE:
        yield decision
        return
    by_measure: dict[str, list[Finding]] = {}
    for found in decision.findings:
        by_measure.setdefault(found.measure, []).append(found)
    for number, findings in by_measure.items():
        yield replace(decision, measure=number, findings=tuple(findings))


def _line(policy: Policy, decision: Decision, tried: Tried) -> dict[str, object]:
    line: dict[str, object] = {
        "at": _instant(decision.at),
        "step": decision.step,
        "unit": decision.unit,
        "measure": tried.outside(decision.measure) or None,
        "to": list(decision.to),
        "reason": decision.reason,
        "clause": decision.clause,
        "count": decision.count,
        "needs_signature": decision.needs_signature,
        "because": words.because(decision),
        "stops": words.stops(decision, policy),
    }
    if decision.count is None:
        del line["count"]
    return line


def _instant(at: datetime) -> str:
    local = at.astimezone(SHANGHAI)
    exact = "minutes" if (local.second, local.microsecond) == (0, 0) else "auto"
    return local.isoformat(timespec=exact)
