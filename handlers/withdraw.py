"""Withdraw (撤回): take the last report back; it stays in the journal, marked."""

from __future__ import annotations

from dataclasses import replace

from handlers.turn import QUESTION_LIFE, Reply, Turn
from handlers.withdraw_evidence import withdraw_evidence
from handlers.words import withdrawing as words
from language.acts import Act
from supervision.progress import Entry, Lifecycle, Progress, Report
from supervision.reporting import claim_of


def withdraw(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Mark the sender's last standing report, or the last on the item named.

    Evidence that was handed in after it goes first.

    At once where it was said just now: the answer to a report offers it, and it can be said again.
    Later it is confirmed first, and what is taken back is named: 撤回 alone names nothing.
    """
    evidence = withdraw_evidence(turn, act, confirmed=confirmed)
    if evidence:
        return evidence
    store = turn.office.store
    report = store.reports.last_of(turn.person.pid, turn.person.own_units, act.text("item"))
    entry = store.ledger.entry(report.item) if report else None
    if report is None or entry is None:
        return Reply(words.nothing_to_withdraw())
    if entry.progress.lifecycle is not Lifecycle.OPEN:
        return Reply(words.too_late_to_withdraw(entry.measure))
    own = report.person == turn.person.pid
    fresh = own and turn.now - report.at <= QUESTION_LIFE
    if not confirmed and not fresh:
        named = Act(act.intent, {**act.slots, "report": report.id})
        return Reply(words.confirm_withdraw(entry.measure, report), turn.ask_to_confirm(named))
    if confirmed and act.slots.get("report") != report.id:
        return Reply(words.nothing_to_withdraw())
    after = take_back(turn, report, entry)
    return Reply(words.withdrawn(entry.measure, report.percent, after))


def take_back(
    turn: Turn, report: Report, entry: Entry, *, keeps_standing: bool = False
) -> Progress:
    """Mark a report as withdrawn in the turn's change; gives what stands of its item then.

    ``keeps_standing``: another report of the same change says what stands.
    """
    store = turn.office.store
    store.reports.withdraw(turn.change, report)
    standing = [r for r in store.reports.standing(report.item) if r.id != report.id]
    claim = claim_of(standing[0]) if standing else None
    after = replace(entry.progress, claim=claim)
    if not keeps_standing:
        store.ledger.save_progress(turn.change, entry, after)
    turn.journal(
        "withdraw",
        unit=report.unit,
        measure=entry.measure.number,
        before={"percent": report.percent, "report": report.id},
        after={"percent": after.claimed_percent if claim else None},
    )
    return after
