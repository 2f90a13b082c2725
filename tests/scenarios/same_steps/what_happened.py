"""What has happened in the running product, as facts that a simulation can be given.

This is the one place where the product's own way of telling is mapped to the facts of
contracts/fact.schema.json. What it legitimately does in its own way shows here and nowhere else:

* a fact stands at the second at which it was done, as the journal has it, not at a story's minute;
* what may only be applied for at 100 % was reported at 100 % before: one report more;
* a measure is closed when its publicity has ended, at a draw-up hour, not on the day that a story
  tells: ten working days of publicity lie between the acceptance and the closing, so a story that
  closes sooner is closed later here, and one that closes later is closed sooner;
* what a story takes up again before that publicity has ended is refused as not closed yet, and what
  it extends after the date is refused as too late: these alone are entered by hand;
* a report or an answer that was refused has not happened at all;
* what the office found out stands in the records of facts, and a withdrawn record counts for
  nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handlers.office import Office
from supervision.facts import OF_A_MEASURE, Fact, FactKind
from supervision.times import from_iso

ACTS = {
    "report_progress": FactKind.REPORT,
    **{str(kind): kind for kind in OF_A_MEASURE - {FactKind.REPORT}},
}
"""Word of the journal → the fact that it tells of."""


def what_happened(office: Office) -> list[Fact]:
    """Every fact of the running product, in order."""
    found = [*_of_measures(office), *_recorded(office)]
    return sorted(found, key=lambda fact: fact.at)


def _of_measures(office: Office) -> Iterator[Fact]:
    plan = office.store.ledger.current_plan()
    assert plan is not None
    for entry in office.store.journal.entries():
        told = entry.body
        kind = ACTS.get(str(told["act"]))
        if kind is None:
            continue
        after = told.get("after") or {}
        until = after.get("until")
        yield Fact(
            at=from_iso(str(told["at"])),
            kind=kind,
            unit=str(told["unit"]),
            plan=plan.id,
            measure=str(told["measure"]),
            percent=int(after.get("percent") or 0),
            until=date.fromisoformat(until) if until else None,
        )


def _recorded(office: Office) -> Iterator[Fact]:
    for record in office.store.facts.records(most=10_000):
        if record.withdrawn_at is None and not record.of_a_measure:
            yield record.fact
