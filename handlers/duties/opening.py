"""Opening duties (立项): for every unit that owes them, once a period, told in its digest."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.schedule.asides import Aside
from handlers.schedule.desk import Desk
from handlers.words import duties as words
from supervision.duties import Duty, DutyKind
from supervision.duty_rules import DutyRule, Opening
from supervision.times import local_date, to_iso


def open_for_units(desk: Desk, openings: Iterable[Opening]) -> None:
    """Open what has not been opened before, and lay the words for the units on the desk."""
    store = desk.office.store
    for opening in openings:
        plan = store.ledger.current_plan()
        wanted = [
            Duty(
                number="",
                kind=opening.rule.kind,
                unit=unit,
                clause=opening.rule.clause,
                period=opening.period,
                opened_at=desk.now,
                due=opening.due,
                plan=plan.id if plan else "",
            )
            for unit in _owing(desk, opening.rule)
        ]
        for duty in store.duties.numbered(wanted):
            store.duties.add(desk.change, duty)
            _journal(desk, duty)
            office, today = desk.office, local_date(desk.now)
            text = words.opened(duty, office.policy_at(desk.now), today, office.base_url)
            desk.asides.append(Aside(duty.unit, text))


def _owing(desk: Desk, rule: DutyRule) -> list[str]:
    """The units that report on something; of a yearly publication those that have not finished."""
    ledger = desk.office.store.ledger
    units = [u for u in ledger.units() if not rule.levels or u.level in rule.levels]
    names = [unit.name for unit in units]
    unfinished = rule.kind is DutyKind.YEARLY_PUBLICATION
    return ledger.with_items(names, unfinished=unfinished)


def _journal(desk: Desk, duty: Duty) -> None:
    desk.change.journal(
        {
            "at": to_iso(desk.now),
            "pid": desk.hand.pid,
            "role": desk.hand.role,
            "unit": duty.unit,
            "act": "duty_opened",
            "measure": duty.measure,
            "before": None,
            "after": {
                "number": duty.number,
                "kind": duty.kind,
                "clause": duty.clause,
                "due": to_iso(duty.due),
            },
            "source": desk.hand.source,
        }
    )
