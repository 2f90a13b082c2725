"""Apply for acceptance (申请验收、销号): the checklist first, then the verifiers have it."""

from __future__ import annotations

from handlers.requests import asking_unit, new_request, tell_deciders
from handlers.turn import Reply, Turn
from handlers.words import acceptance as words
from language.acts import Act
from supervision.acceptance import application_refusal, applied
from supervision.people import Group
from supervision.requests import RequestKind


def apply_acceptance(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Hand in the application of a unit that answers for the measure and reported it at 100 %."""
    found = asking_unit(turn, act)
    if isinstance(found, Reply):
        return found
    entry, unit, answers = found
    refusal = application_refusal(entry.progress, answers=answers)
    if refusal:
        return Reply(words.refused_at_once(entry, refusal))
    store, measure = turn.office.store, entry.measure
    evidence = store.evidence.count(measure.id)
    if not confirmed:
        problem = entry.progress.claim.problem if entry.progress.claim else None
        known = Act(act.intent, {**act.slots, "item": measure.id, "unit": unit})
        text = words.confirm(entry, evidence, problem or "")
        return Reply(text, turn.ask_to_confirm(known))
    request = new_request(turn, RequestKind.ACCEPTANCE, entry, unit)
    store.requests.add(turn.change, request)
    store.ledger.save_progress(turn.change, entry, applied(entry.progress, turn.now))
    turn.journal(
        "apply_acceptance",
        unit=unit,
        measure=measure.number,
        before={"lifecycle": entry.progress.lifecycle},
        after={"lifecycle": "applied", "request": request.id, "evidence": evidence},
    )
    text = words.to_office(request, measure, evidence)
    tell_deciders(turn, request, text, Group.COORDINATION, measure)
    return Reply(words.applied(measure))
