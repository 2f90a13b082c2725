"""Which records an import writes besides those that it changes (重新编入).

Who reports on a measure and answers for it follows from the unit list where it names a group or an
alias, whatever plan it stands in; and the pace of every measure counts from the day of its plan. So
some records are written as they are, and enter their lists anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handlers.office import Office
from handlers.plan_difference import Compared
from supervision.answering import answers_otherwise
from supervision.groups import Directory
from supervision.records import Measure, Plan, Unit

Placed = tuple[int, Measure]
"""A record with its place in its plan."""


def all_units(office: Office, units: tuple[Unit, ...]) -> Directory:
    """The unit list as it is once these are in it."""
    known = {unit.name: unit for unit in office.store.ledger.units()}
    return Directory((known | {unit.name: unit for unit in units}).values())


def written(office: Office, one: Compared) -> list[Placed]:
    """The records of the plan that an import of it writes."""
    difference = one.difference
    numbers = set(difference.new) | set(difference.changed)
    dated = dated_anew(office, one.document.plan)
    if difference.new_units or dated:
        numbers |= set(difference.unchanged)
    placed = [(place, m) for place, m in one.records.values() if m.number in numbers]
    kept = set(difference.kept)
    if not kept or not (difference.new_units or dated):
        return placed
    stay = (e.measure for e in office.store.ledger.all_entries(one.document.plan.id))
    stay = (measure for measure in stay if measure.number in kept)
    return placed + _placed(office, stay if dated else _moved(office, one, stay))


def of_other_plans(office: Office, one: Compared) -> Iterator[tuple[Plan, list[Placed]]]:
    """The records of each other plan that the unit list of this document gives to other units."""
    if not one.difference.new_units:
        return
    for plan in office.store.ledger.plans():
        if plan.id != one.document.plan.id:
            listed = (entry.measure for entry in office.store.ledger.all_entries(plan.id))
            yield plan, _placed(office, _moved(office, one, listed))


def dated_anew(office: Office, plan: Plan) -> bool:
    """True when the plan has another day than the ledger, or an import of it broke off."""
    head = office.store.ledger.plan(plan.id)
    changes = head is not None and head.issued != plan.issued
    return changes or office.store.imports.dating(plan.id)


def _moved(office: Office, one: Compared, measures: Iterable[Measure]) -> Iterator[Measure]:
    """Those that the unit list of this document gives to other units."""
    before = office.store.ledger.directory()
    after = all_units(office, one.document.units)
    return (measure for measure in measures if answers_otherwise(measure, before, after))


def _placed(office: Office, measures: Iterable[Measure]) -> list[Placed]:
    return [(office.store.ledger.place(measure.id), measure) for measure in measures]
