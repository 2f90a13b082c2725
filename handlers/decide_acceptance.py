"""Decide on an application for acceptance (同意验收、退回): by the office or a verifier."""

from __future__ import annotations

from handlers.requests import meant, tell_unit
from handlers.turn import Reply, Turn
from handlers.words import acceptance as words
from language.acts import Act
from supervision.acceptance import AcceptanceRefusal, accepted, sent_back, verdict_refusal
from supervision.progress import Entry
from supervision.requests import Request, RequestKind, may_verify


def approve_acceptance(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Accept: verified at 100 %. Publicity and closing (公示、销号) are steps of their own."""
    found = _decidable(turn, act)
    if isinstance(found, Reply):
        return found
    request, entry = found
    if not _is_seen(act, request, confirmed=confirmed):
        evidence = turn.office.store.evidence.count(entry.measure.id)
        text = words.confirm_accept(request, entry, evidence)
        return Reply(text, turn.ask_to_confirm(_seen(act, request)))
    after = request.grant(turn.now, turn.person.pid)
    turn.office.store.requests.decide(turn.change, request, after)
    progress = accepted(entry.progress, turn.now)
    turn.office.store.ledger.save_progress(turn.change, entry, progress)
    _journal(turn, "approve_acceptance", entry, {"verified": 100, "request": request.id})
    told = tell_unit(turn, after, words.to_unit_accepted(entry.measure))
    return Reply(words.accepted(entry.measure, told))


def reject_acceptance(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Send it back (退回), with the reason that the unit reads; nothing of before is lost."""
    found = _decidable(turn, act)
    if isinstance(found, Reply):
        return found
    request, entry = found
    reason = act.text("reason")
    if not reason:
        text = words.why_not(request.measure)
        return Reply(text, turn.ask_for(_seen(act, request), "reason"))
    if not _is_seen(act, request, confirmed=confirmed):
        text = words.confirm_send_back(request, entry.measure, reason)
        return Reply(text, turn.ask_to_confirm(_seen(act, request)))
    after = request.refuse(turn.now, turn.person.pid, reason)
    turn.office.store.requests.decide(turn.change, request, after)
    turn.office.store.ledger.save_progress(turn.change, entry, sent_back(entry.progress, turn.now))
    _journal(turn, "reject_acceptance", entry, {"lifecycle": "open", "request": request.id})
    told = tell_unit(turn, after, words.to_unit_sent_back(after, entry.measure))
    return Reply(words.sent_back(entry.measure, told))


def _decidable(turn: Turn, act: Act) -> tuple[Request, Entry] | Reply:
    found = meant(turn, act, RequestKind.ACCEPTANCE, words.none_waits, words.which_one)
    if isinstance(found, Reply):
        return found
    request, entry = found
    may = any(may_verify(entry.measure, binding) for binding in turn.person.bindings)
    refusal = verdict_refusal(entry.progress, may_verify=may)
    if refusal is AcceptanceRefusal.NOT_THEIRS_TO_VERIFY:
        return Reply(words.not_yours_to_verify(entry.measure))
    if refusal is AcceptanceRefusal.SETTLED:
        return Reply(words.already(entry.measure))
    return Reply(words.none_waits(request.measure)) if refusal else (request, entry)


def _journal(turn: Turn, act: str, entry: Entry, after: dict[str, str | int]) -> None:
    progress = entry.progress
    before = {"lifecycle": progress.lifecycle, "verified": progress.verified_percent}
    turn.journal(act, measure=entry.measure.number, before=before, after=after)


def _is_seen(act: Act, request: Request, *, confirmed: bool) -> bool:
    """Whether the yes was said to this very application."""
    return confirmed and act.text("shown") == request.id


def _seen(act: Act, request: Request) -> Act:
    return Act(act.intent, {**act.slots, "item": request.item, "shown": request.id})
