"""Inhibition (压低): who is about to be criticised is not warned of the same measures as well.

The warning is drawn up all the same, and stands among what the unit signs for. Where the office
then holds the criticism (暂缓), the unit is told of the warning at the hour of issue after all.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from handlers.schedule.desk import Desk
from supervision.decisions import Step
from supervision.documents import Document, State
from supervision.times import local_date

RECENT = 50
"""Documents of one unit among which those of a day are found."""


def muted(desk: Desk) -> set[str]:
    """Warnings of this hour that a criticism of the same hour will tell of."""
    drawn = [desk.document(document.number) or document for document in desk.drawn]
    coming = [d for d in drawn if d.decision.step is Step.CRITICISM and d.state is State.DRAWN_UP]
    warnings = (d for d in desk.to_tell if d.decision.step is Step.WARNING)
    return {warning.number for warning in warnings if _is_covered(warning, coming)}


def told_after_all(desk: Desk, at: datetime) -> list[Document]:
    """Warnings of this day whose criticism is held at the hour of its issue."""
    store, day = desk.office.store, local_date(at)
    waiting = (desk.take(document) for document in store.documents.to_issue(until=at))
    held = [d for d in waiting if d.state is State.HELD and d.decision.step is Step.CRITICISM]
    found = []
    for criticism in (d for d in held if d.period == day):
        theirs = store.documents.of_unit(criticism.decision.unit, RECENT)
        today = (d for d in theirs if d.period == day and d.decision.step is Step.WARNING)
        found += [warning for warning in today if _is_covered(warning, [criticism])]
    return found


def _is_covered(warning: Document, criticisms: Iterable[Document]) -> bool:
    made = warning.decision
    named = {
        found.measure
        for criticism in criticisms
        if (criticism.decision.plan, criticism.decision.unit) == (made.plan, made.unit)
        for found in criticism.decision.findings
    }
    return bool(made.findings) and all(found.measure in named for found in made.findings)
