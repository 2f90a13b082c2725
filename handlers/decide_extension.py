"""Decide on a request for more time (同意延期、不同意延期): confirmed, and the unit told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.extension_deciders import approver_roles
from handlers.requests import is_seen, meant, seen, tell_unit
from handlers.turn import Reply, Turn
from handlers.words import extensions as words
from language.acts import Act
from supervision.extensions import ExtensionRefusal, grant_refusal
from supervision.progress import Entry
from supervision.requests import Request, RequestKind
from supervision.times import local_date


def approve_extension(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Grant the day that was asked for, or the one that the office names."""
    found = _meant(turn, act)
    if isinstance(found, Reply):
        return found
    request, entry = found
    today = local_date(turn.now)
    until = date.fromisoformat(act.text("until")) if act.text("until") else request.until
    if until is None:
        return Reply(words.none_waits(request.measure))
    refusal = grant_refusal(entry, until, today)
    if refusal is ExtensionRefusal.NOT_LATER:
        return Reply(words.cannot_grant(entry.measure, until, today))
    if refusal:
        return Reply(words.nothing_left(entry.measure))
    if not is_seen(act, request.id, confirmed=confirmed):
        text = words.confirm_grant(request, entry.measure, until, today)
        return Reply(text, turn.ask_to_confirm(seen(act, request.item, request.id)))
    return Reply(_grant(turn, request, entry, until))


def reject_extension(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Refuse, with the reason that the unit reads."""
    found = _meant(turn, act)
    if isinstance(found, Reply):
        return found
    request, entry = found
    reason = act.text("reason")
    if not reason:
        text = words.why_not(request.measure)
        return Reply(text, turn.ask_for(seen(act, request.item, request.id), "reason"))
    if not is_seen(act, request.id, confirmed=confirmed):
        text = words.confirm_refuse(request, entry.measure, reason)
        return Reply(text, turn.ask_to_confirm(seen(act, request.item, request.id)))
    after = request.refuse(turn.now, turn.person.pid, reason)
    turn.office.store.requests.decide(turn.change, request, after)
    turn.journal(
        "reject_extension",
        unit=request.unit,
        measure=request.measure,
        after={"request": request.id, "until": str(request.until)},
    )
    text = words.to_unit_refused(after, entry.measure, local_date(turn.now))
    return Reply(words.refused(entry.measure, tell_unit(turn, after, text)))


def _grant(turn: Turn, request: Request, entry: Entry, until: date) -> str:
    store, today = turn.office.store, local_date(turn.now)
    after = request.grant(turn.now, turn.person.pid, until)
    store.requests.decide(turn.change, request, after)
    extended = replace(entry.progress, extended_until=until)
    store.ledger.save_progress(turn.change, entry, extended)
    before = entry.progress.extended_until or request.due
    turn.journal(
        "extension_granted",
        unit=request.unit,
        measure=request.measure,
        before={"due": str(before)},
        after={"until": until.isoformat(), "request": request.id},
    )
    told = tell_unit(turn, after, words.to_unit_granted(after, entry.measure, today))
    return words.granted(entry.measure, until, today, told)


def _meant(turn: Turn, act: Act) -> tuple[Request, Entry] | Reply:
    approvers = approver_roles(turn)
    if not turn.person.roles & set(approvers):
        return Reply(words.decided_by_others(approvers))
    return meant(turn, act, RequestKind.EXTENSION, words.none_waits, words.which_one)
