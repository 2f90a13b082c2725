"""Ask for more time (申请延期): before the day due, with a reason; who the policy names decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.extension_deciders import approver_roles, told_of
from handlers.office_names import office_name
from handlers.requests import asking_unit, new_request, tell_office
from handlers.turn import Reply, Turn
from handlers.words import extensions as words
from language.acts import Act
from supervision.extensions import extension_refusal, running_due
from supervision.progress import Entry
from supervision.requests import Request, RequestKind
from supervision.times import local_date


def request_extension(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Hand the office a request, once day and reason are known and it was confirmed."""
    found = asking_unit(turn, act)
    if isinstance(found, Reply):
        return found
    entry, unit, answers = found
    refused = _refused(turn, entry, answers=answers)
    today = local_date(turn.now)
    due = running_due(entry, today)
    if refused or due is None:
        return Reply(refused)
    known = Act(act.intent, {**act.slots, "item": entry.measure.id, "unit": unit})
    missing = _missing(turn, entry, known, due)
    if missing:
        return missing
    until, reason = date.fromisoformat(act.text("until")), act.text("reason")
    if not confirmed:
        text = words.confirm(entry.measure, (due, until), reason, approver_roles(turn), today)
        return Reply(text, turn.ask_to_confirm(known))
    request = new_request(turn, RequestKind.EXTENSION, entry, unit)
    return _ask(turn, entry, replace(request, reason=reason, due=due, until=until))


def _missing(turn: Turn, entry: Entry, known: Act, due: date) -> Reply | None:
    """The question for the day or the reason; None when both are known and the day is later."""
    measure, today = entry.measure, local_date(turn.now)
    if not known.text("until"):
        return Reply(words.until_when(measure, due, today), turn.ask_for(known, "until"))
    until = date.fromisoformat(known.text("until"))
    if until <= due:
        return Reply(words.not_later(measure, due, today))
    if not known.text("reason"):
        return Reply(words.why(measure, until, today), turn.ask_for(known, "reason"))
    return None


def _ask(turn: Turn, entry: Entry, request: Request) -> Reply:
    turn.office.store.requests.add(turn.change, request)
    turn.journal(
        "request_extension",
        unit=request.unit,
        measure=entry.measure.number,
        before={"due": str(request.due)},
        after={"until": str(request.until), "request": request.id},
    )
    today = local_date(turn.now)
    who, measure = approver_roles(turn), entry.measure
    deciding, informed = told_of(turn, measure)
    tell_office(turn, request, words.to_deciders(request, measure, today), deciding)
    tell_office(turn, request, words.for_information(request, measure, who, today), informed)
    return Reply(words.asked(request, measure, who, today))


def _refused(turn: Turn, entry: Entry, *, answers: bool) -> str:
    requests, item = turn.office.store.requests, entry.measure.id
    times = len(requests.granted(item, RequestKind.EXTENSION))
    waiting = requests.waiting_for(RequestKind.EXTENSION, item) is not None
    most = turn.policy.limits.extensions
    refusal = extension_refusal(
        entry, turn.now, answers=answers, waiting=waiting, granted=times, at_most=most
    )
    if refusal is None:
        return ""
    return words.refused_at_once(
        entry, refusal, times, office_name(turn.office), approver_roles(turn)
    )
