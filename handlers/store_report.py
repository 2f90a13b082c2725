"""Storing a report (记录上报): the report itself, what stands of its item, the journal."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

from handlers.turn import Turn
from language.acts import Act
from supervision.progress import Entry, Report
from supervision.reporting import claim_of, status_of


def report_of(turn: Turn, entry: Entry, act: Act, percent: int, unit: str) -> Report:
    """The report that an act makes on an item; the same in every attempt at the message."""
    finish_by = act.slots.get("finish_by")
    problem = act.slots.get("problem")
    name = hashlib.sha256(f"{turn.message}|{entry.measure.id}|{percent}".encode()).hexdigest()
    return Report(
        id=name[:20],
        at=turn.now,
        unit=unit,
        plan=entry.measure.plan,
        measure=entry.measure.number,
        percent=percent,
        status=status_of(percent),
        finish_by=date.fromisoformat(str(finish_by)) if finish_by else None,
        problem=str(problem) if problem else None,
        person=turn.person.pid,
    )


def store_report(turn: Turn, entry: Entry, report: Report) -> None:
    """Add a report to the turn's change; it is what stands of its item from now on."""
    store = turn.office.store
    turn.reported.add(entry.measure.id)
    store.reports.add(turn.change, report)
    store.ledger.save_progress(turn.change, entry, replace(entry.progress, claim=claim_of(report)))
    turn.journal(
        "report_progress",
        unit=report.unit,
        measure=entry.measure.number,
        before={"percent": entry.progress.claimed_percent},
        after={"percent": report.percent, "report": report.id},
    )
