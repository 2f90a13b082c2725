"""What importing a plan would change (导入前后的差异)."""

from __future__ import annotations

from dataclasses import dataclass

from documents.document import PlanDocument
from handlers.dividing import stored, wanted
from handlers.office import Office
from supervision.records import Measure


@dataclass(frozen=True, slots=True)
class Difference:
    """What an import would change, by number in printed order.

    ``aside``: problems whose measures take their place, ``beside``: those that go on until closed.
    """

    new: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    kept: tuple[str, ...]
    new_units: tuple[str, ...]
    other: bool
    problems: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """True when the ledger says already what the document says."""
        return not (self.new or self.changed or self.new_units or self.other)


@dataclass(frozen=True, slots=True)
class Compared:
    """What an import would change, and every record that there should be, with its place."""

    document: PlanDocument
    difference: Difference
    records: dict[str, tuple[int, Measure]]


def compared(office: Office, document: PlanDocument) -> Compared:
    """A document beside the ledger as it is now."""
    old = stored(office, document)
    records = wanted(office, document, old)
    known = {unit.name: unit for unit in office.store.ledger.units()}
    problems = office.store.ledger.problems(document.plan.id)
    changed = [n for n, (_, m) in records.items() if n in old and old[n].measure != m]
    newly = [records[n][1] for n in changed if not old[n].measure.divided_into]
    difference = Difference(
        new=tuple(n for n in records if n not in old),
        changed=tuple(changed),
        unchanged=tuple(n for n, (_, m) in records.items() if n in old and old[n].measure == m),
        kept=tuple(n for n, e in old.items() if n not in records and not e.measure.aside),
        new_units=tuple(u.name for u in document.units if known.get(u.name) != u),
        other=_others_differ(office, document),
        problems=tuple(p.number for p in document.problems if p not in problems),
        aside=tuple(m.number for m in newly if m.aside),
        beside=tuple(m.number for m in newly if m.divided_into and not m.aside),
    )
    return Compared(document, difference, records)


def _others_differ(office: Office, document: PlanDocument) -> bool:
    """Whether anything else changes; what broke off while it gave the plan a day is not done."""
    ledger = office.store.ledger
    printed = {problem.number for problem in document.problems}
    # Problems that the document has not are kept, as measures are.
    known = [one for one in ledger.problems(document.plan.id) if one.number in printed]
    return (
        ledger.plan(document.plan.id) != document.plan
        or known != list(document.problems)
        or ledger.region() != document.region
        or office.store.imports.dating(document.plan.id)
    )
