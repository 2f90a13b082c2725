"""Import a plan (导入方案): what a document says, compared with the ledger, then into it.

Importing the same document again changes nothing. A measure that the ledger has and the document
has not is kept and named: an import never removes anything. What becomes of a problem without
measures, and of one that gets some, stands in :mod:`handlers.dividing`.

A long plan takes several atomic steps. The first makes the plan known with its problems; the last
makes it the one that a bare number means, and the units known. So an import that broke off shows
to nobody who asks by number, and importing the same again finds what is missing and completes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from documents.document import PlanDocument
from handlers.dividing import settled_now
from handlers.errors import ImportUnfinished
from handlers.office import Office
from handlers.plan_difference import Compared, Difference, compared
from handlers.publication import list_anew
from handlers.reindexing import Placed, all_units, dated_anew, of_other_plans, written
from storage.change import Change
from storage.errors import Conflict, Unavailable
from storage.guard import redis_errors
from supervision.progress import Entry
from supervision.records import Plan
from supervision.times import to_iso

BATCH = 500
"""Measures in one atomic step."""

TRIES = 5
"""Readings of one step, each after others have written what it had read."""


def compare(office: Office, document: PlanDocument) -> Difference:
    """What importing this document would change; stores nothing."""
    return compared(office, document).difference


@dataclass(frozen=True, slots=True)
class _Step:
    """One atomic step: measures with their places, and what goes before or after them all.

    ``plan``: the one that they stand in; ``dated``: it gets another day, ``entered``: with this
    step all of its records have it.
    """

    document: PlanDocument
    plan: Plan
    batch: tuple[Placed, ...]
    first: bool = False
    dated: bool = False
    entered: bool = False
    last: bool = False
    current: Plan | None = None


def import_plan(office: Office, document: PlanDocument, now: datetime) -> Difference:
    """Put a document into the ledger; gives what changed. As :func:`import_plans`."""
    return import_plans(office, (document,), now)[0]


def import_plans(
    office: Office, documents: Sequence[PlanDocument], now: datetime
) -> tuple[Difference, ...]:
    """Put the plans of one file into the ledger; gives what changed in each.

    A plan that comes alone becomes the current one (of bare numbers); several leave the current
    one as it is, or make the one issued last current where there is none.

    Raises Conflict or Unavailable when nothing was written, ImportUnfinished when only part was.
    """
    plans = tuple(compared(office, document) for document in documents)
    steps = _steps(office, plans)
    done, total = 0, sum(len(step.batch) for step in steps)
    for place, step in enumerate(steps):
        try:
            with redis_errors():
                _take(office, step, now)
        except (Conflict, Unavailable) as exc:
            if place == 0:
                raise
            raise ImportUnfinished(done, total - done) from exc
        done += len(step.batch)
    return tuple(one.difference for one in plans)


def _steps(office: Office, plans: Sequence[Compared]) -> list[_Step]:
    steps: list[_Step] = []
    for one in plans:
        if one.difference.empty:
            continue
        dated = dated_anew(office, one.document.plan)
        batches = _batches(written(office, one)) or [()]
        own = [_Step(one.document, one.document.plan, batch, dated=dated) for batch in batches]
        own[0] = replace(own[0], first=True)
        own[-1] = replace(own[-1], entered=True)
        steps += own
        for plan, moved in of_other_plans(office, one):
            steps += [_Step(one.document, plan, batch) for batch in _batches(moved)]
    if steps:
        current = _current(office, [one.document for one in plans])
        steps[-1] = replace(steps[-1], last=True, current=current)
    return steps


def _batches(placed: Sequence[Placed]) -> list[tuple[Placed, ...]]:
    return [tuple(placed[i : i + BATCH]) for i in range(0, len(placed), BATCH)]


def _current(office: Office, documents: Sequence[PlanDocument]) -> Plan | None:
    """The plan that becomes the current one; None: the one that is stays."""
    if len(documents) > 1 and office.store.ledger.current_plan():
        return None
    plans = [document.plan for document in documents]
    return max(reversed(plans), key=lambda plan: plan.issued or date.min)


def _take(office: Office, step: _Step, now: datetime) -> None:
    """Commit one step, reading anew whenever others have written meanwhile. Raises Conflict."""
    store, ours = office.store, ""
    for _ in range(TRIES):
        mark = store.imports.mark()
        if ours and mark == ours:
            return  # it was committed, only the answer got lost
        change = Change()
        ours = store.imports.leave(change, mark)
        old = _old_of(office, step)
        _fill(office, change, step, old)
        change.journal(_journal_entry(step, now, old))
        try:
            store.commit(change)
        except Conflict:
            continue
        return
    raise Conflict("plan")


def _fill(office: Office, change: Change, step: _Step, old: dict[str, Entry]) -> None:
    ledger, document = office.store.ledger, step.document
    units = all_units(office, document.units)
    if step.first:
        # Before any measure: what reads a measure looks for its plan and its problem.
        ledger.put_region(change, document.region, None)
        ledger.put_plan(change, document.plan)
        if step.dated:
            office.store.imports.date(change, document.plan.id, done=False)
        for place, problem in enumerate(document.problems, 1):
            ledger.put_problem(change, problem, place)
    for place, measure in step.batch:
        before = old.get(measure.number)
        now = settled_now(office, change, measure, before)
        ledger.put_measure(change, now, place, units, old=before, plan=step.plan)
        if before:
            list_anew(office, change, before, now, units=units, place=place)
    if step.dated and step.entered:
        office.store.imports.date(change, step.plan.id, done=True)
    if step.last:
        # After every measure: units that are still unknown make the next import index them all.
        for unit in document.units:
            ledger.put_unit(change, unit)
        ledger.put_region(change, document.region, step.current)


def _old_of(office: Office, step: _Step) -> dict[str, Entry]:
    found = office.store.ledger.entries(measure.id for _, measure in step.batch)
    return {entry.measure.number: entry for entry in found}


def _journal_entry(step: _Step, now: datetime, old: dict[str, Entry]) -> dict[str, object]:
    new, done = sum(1 for _, m in step.batch if m.number not in old), step.document.repair
    repair = {"repair": {"brackets": done.brackets, "characters": done.characters}} if done else {}
    return {
        "at": to_iso(now),
        "pid": "",
        "role": "office",
        "unit": "",
        "act": "plan_import",
        "measure": "",
        "before": None,
        "after": {"plan": step.plan.id, "new": new, "changed": len(step.batch) - new, **repair},
        "source": "cli",
    }
