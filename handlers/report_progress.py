"""Report progress (上报进展): the one way by which a percent gets into the ledger."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

from handlers.hand_in import place_waiting
from handlers.lookup import named_for_unit
from handlers.speaking import speaking_unit
from handlers.turn import Reply, Turn
from handlers.words import chat, evidence
from language.acts import Act
from supervision.progress import Entry, Report
from supervision.reporting import Refusal, claim_of, must_confirm, refusal_of, status_of

UNSURE = frozenset(
    {
        "bare_number",
        "just_passed",
        "part_of",
        "no_sign",
        "unsure",
        "more_was_said",
        "several_figures",
        "several_items",
        "no_such_day",
    }
)
"""Doubts of the engine that a yes of the sender settles."""


def report_progress(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Store what a unit says of its measure, or say in one line why not and what to send."""
    checked = _checked(turn, act)
    if isinstance(checked, Reply):
        return checked
    entry, percent, unit = checked
    doubt = "" if confirmed else _asked_first(entry, act, percent)
    if doubt:
        known = {**act.slots, "unit": unit} if len(turn.person.own_units) > 1 else act.slots
        return Reply(doubt, turn.ask_to_confirm(Act(act.intent, known)))
    report = _report(turn, entry, act, percent, unit)
    handed_in = [] if turn.reported else place_waiting(turn, entry, unit, report.id)
    report = replace(report, evidence=len(handed_in))
    _store(turn, entry, report)
    with_it = f"\n{evidence.with_report(handed_in)}" if handed_in else ""
    if act.flag("no_change"):
        return Reply(chat.recorded_unchanged(entry.measure, percent) + with_it)
    return Reply(chat.recorded(entry, report, turn.now) + with_it)


def _checked(turn: Turn, act: Act) -> tuple[Entry, int, str] | Reply:
    """The item, the percent and the unit that reports it, or why nothing can be reported so."""
    entry, is_yours = named_for_unit(turn, act)
    if isinstance(entry, Reply):
        return entry
    if entry.measure.id in turn.reported:
        return Reply(chat.said_twice(entry.measure))
    percent = _percent(entry, act)
    refusal = refusal_of(entry.progress, percent, is_yours=is_yours)
    if refusal or not _says_how_far(act):
        return Reply(_refused(turn, entry, refusal) if refusal else chat.how_far(entry.measure))
    unit = speaking_unit(turn, act, entry)
    return unit if isinstance(unit, Reply) else (entry, percent, unit)


def _asked_first(entry: Entry, act: Act, percent: int) -> str:
    if "may_be_a_day" in act.doubts:
        return chat.confirm_unsure(entry.measure, percent)
    if must_confirm(percent) and not act.flag("no_change"):
        return chat.confirm_done(entry.measure)
    if set(act.doubts) & UNSURE:
        return chat.confirm_figure(entry.measure, percent)
    return ""


def _says_how_far(act: Act) -> bool:
    return act.flag("no_change") or "percent" in act.slots or act.text("status") == "done"


def _percent(entry: Entry, act: Act) -> int:
    if act.flag("no_change"):
        return entry.progress.claimed_percent
    if act.text("status") == "done":
        return 100
    return int(act.slots.get("percent", entry.progress.claimed_percent))


def _refused(turn: Turn, entry: Entry, refusal: Refusal) -> str:
    if refusal is Refusal.NOT_YOURS:
        return chat.not_yours(entry.measure, "、".join(turn.person.own_units))
    if refusal is Refusal.CLOSED:
        return chat.already_closed(entry.measure)
    if refusal is Refusal.UNDER_CHECK:
        return chat.under_check(entry.measure)
    if refusal is Refusal.OUT_OF_RANGE:
        return chat.out_of_range(entry.measure)
    return chat.below_verified(entry.measure, entry.progress.verified_percent)


def _report(turn: Turn, entry: Entry, act: Act, percent: int, unit: str) -> Report:
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


def _store(turn: Turn, entry: Entry, report: Report) -> None:
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
