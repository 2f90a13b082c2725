"""Import a plan (导入方案): what a document says, compared with the ledger, then into it.

Importing the same document again changes nothing. A measure that the ledger has and the document
has not is kept and named: an import never removes anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from documents.document import PlanDocument
from handlers.office import Office
from storage.change import Change
from supervision.progress import Entry
from supervision.records import Measure, Problem, Unit
from supervision.times import to_iso

BATCH = 500
"""Measures in one atomic step; a longer plan takes several, and may be imported again if broken."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What an import would change, by number in printed order."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    kept: tuple[str, ...]
    new_units: tuple[str, ...]
    other: bool

    @property
    def empty(self) -> bool:
        """True when the ledger says already what the document says."""
        return not (self.new or self.changed or self.new_units or self.other)


def compare(office: Office, document: PlanDocument) -> Difference:
    """What importing this document would change; stores nothing."""
    old = _old_entries(office, document)
    wanted = {measure.number: measure for measure in document.measures}
    known = {unit.name: unit for unit in office.store.ledger.units()}
    return Difference(
        new=tuple(n for n in wanted if n not in old),
        changed=tuple(n for n, m in wanted.items() if n in old and old[n].measure != m),
        unchanged=tuple(n for n, m in wanted.items() if n in old and old[n].measure == m),
        kept=tuple(n for n in old if n not in wanted),
        new_units=tuple(u.name for u in document.units if known.get(u.name) != u),
        other=_others_differ(office, document),
    )


def import_plan(office: Office, document: PlanDocument, now: datetime) -> Difference:
    """Put a document into the ledger; gives what changed. Raises Conflict if others write too."""
    difference = compare(office, document)
    if difference.empty:
        return difference
    units = _all_units(office, document)
    old = _old_entries(office, document)
    touched = set(difference.new) | set(difference.changed)
    if difference.new_units:
        # Who belongs to a group may have changed, so every index is written anew.
        touched |= set(difference.unchanged)
    numbered = [(p, m) for p, m in enumerate(document.measures, 1) if m.number in touched]
    batches = [numbered[i : i + BATCH] for i in range(0, len(numbered), BATCH)] or [[]]
    for place, batch in enumerate(batches):
        change = Change()
        if place == 0:
            _put_heads(office, change, document)
        _put_measures(office, change, batch, units, old)
        change.journal(_journal_entry(document, now, batch, old))
        office.store.commit(change)
    return difference


def _put_heads(office: Office, change: Change, document: PlanDocument) -> None:
    office.store.ledger.put_heads(
        change, document.region, document.plan, document.units, document.problems
    )


def _put_measures(
    office: Office,
    change: Change,
    batch: list[tuple[int, Measure]],
    units: tuple[Unit, ...],
    old: dict[str, Entry],
) -> None:
    for place, measure in batch:
        office.store.ledger.put_measure(change, measure, place, units, old=old.get(measure.number))


def _journal_entry(
    document: PlanDocument, now: datetime, batch: list[tuple[int, Measure]], old: dict[str, Entry]
) -> dict[str, object]:
    new = sum(1 for _, measure in batch if measure.number not in old)
    return {
        "at": to_iso(now),
        "pid": "",
        "role": "office",
        "unit": "",
        "act": "plan_import",
        "measure": "",
        "before": None,
        "after": {"plan": document.plan.id, "new": new, "changed": len(batch) - new},
        "source": "cli",
    }


def _old_entries(office: Office, document: PlanDocument) -> dict[str, Entry]:
    entries = office.store.ledger.all_entries(document.plan.id)
    return {entry.measure.number: entry for entry in entries}


def _all_units(office: Office, document: PlanDocument) -> tuple[Unit, ...]:
    known = {unit.name: unit for unit in office.store.ledger.units()}
    return tuple((known | {unit.name: unit for unit in document.units}).values())


def _others_differ(office: Office, document: PlanDocument) -> bool:
    ledger = office.store.ledger
    stored: tuple[Problem, ...] = ledger.problems(document.plan.id)
    return (
        ledger.plan(document.plan.id) != document.plan
        or stored != document.problems
        or ledger.region() != document.region
    )
