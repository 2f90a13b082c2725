"""Problems and their measures (问题与措施): which of them an import makes people report on.

A problem without measures is a record of its own. When an import brings measures for it, they take
its place: its record is laid aside, with everything that was reported, and leaves every list and
count. Where something of it is under way (验收, 延期申请), it goes on beside them until it is
closed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from documents.document import PlanDocument
from handlers.office import Office
from storage.change import Change
from supervision.progress import Entry, Lifecycle
from supervision.records import Measure, Problem
from supervision.reportable import divided, is_problem, measures_of, number_of, own_record
from supervision.requests import RequestKind


def stored(office: Office, document: PlanDocument) -> dict[str, Entry]:
    """Every entry of the plan by its number, what was laid aside included."""
    ledger, plan = office.store.ledger, document.plan.id
    found = {entry.measure.number: entry for entry in ledger.all_entries(plan)}
    numbers = [number_of(problem.number) for problem in _problems(office, document)]
    missing = (f"{plan}:{number}" for number in numbers if number not in found)
    return found | {entry.measure.number: entry for entry in ledger.entries(missing)}


def wanted(
    office: Office, document: PlanDocument, old: Mapping[str, Entry]
) -> dict[str, tuple[int, Measure]]:
    """The records that the ledger should hold after an import, by number, each with its place.

    Measures that the ledger keeps, although the document has them not, count for their problem.
    """
    printed = {measure.number: measure for measure in document.measures}
    kept = (e.measure for e in old.values() if e.measure.number not in printed)
    parts = measures_of((*document.measures, *kept))
    found = {
        record.number: record
        for record in document.records
        if not (is_problem(record.number) and record.problem in parts)
    }
    for problem in _problems(office, document):
        number, into = number_of(problem.number), parts.get(problem.number, ())
        if into and number in old:
            under_way = busy(office, old[number])
            found[number] = divided(problem, into, old[number].measure, busy=under_way)
        elif not into:
            found.setdefault(number, own_record(problem))
    listed = {problem.number for problem in document.problems}
    for number in [n for n, m in found.items() if is_problem(n) and m.problem not in listed]:
        if number in old and old[number].measure == found[number]:
            del found[number]  # kept, as a measure that the document has not
    return {number: (place, m) for place, (number, m) in enumerate(found.items(), 1)}


def settled_now(office: Office, change: Change, measure: Measure, before: Entry | None) -> Measure:
    """The record as it is written: what has got under way since it was compared counts."""
    if before is None or not measure.aside or before.measure.aside:
        return measure
    if busy(office, before):
        return replace(measure, aside=False)
    office.store.requests.expect_none(change, RequestKind.EXTENSION, measure.id)
    return measure


def busy(office: Office, entry: Entry) -> bool:
    """Whether something of a record is under way or done: its acceptance, a request for time."""
    waiting = office.store.requests.waiting_for(RequestKind.EXTENSION, entry.measure.id)
    return entry.progress.lifecycle is not Lifecycle.OPEN or entry.progress.settled or bool(waiting)


def _problems(office: Office, document: PlanDocument) -> tuple[Problem, ...]:
    """Those of the document in printed order, then those that only the ledger has."""
    printed = {problem.number for problem in document.problems}
    known = office.store.ledger.problems(document.plan.id)
    return (*document.problems, *(p for p in known if p.number not in printed))
