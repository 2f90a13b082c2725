"""Apply for acceptance (申请验收、销号): the checklist first, then the verifiers have it."""

from __future__ import annotations

from dataclasses import replace

from handlers.acceptance.moving import Dossier, move, needed_units, work_of
from handlers.acceptance.reading import own_evidence
from handlers.acceptance.telling import tell_about
from handlers.requests import asking_unit, is_seen, new_request, seen, tell_verifiers
from handlers.turn import Reply, Turn
from handlers.words import acceptance as words
from handlers.words import applying
from handlers.words.acceptance_names import WITH_VERIFIERS
from handlers.words.acceptance_refusals import applied_for_nothing, refused
from language.acts import Act
from supervision.acceptance.case import Case, Step
from supervision.acceptance.checklist import cannot_apply
from supervision.acceptance.table import Event, Refusal
from supervision.people import Group
from supervision.progress import Entry
from supervision.requests import RequestKind

LONGEST = 500


def apply_acceptance(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Hand in the application of a unit that answers for the measure and reported it at 100 %."""
    found = asking_unit(turn, act)
    if isinstance(found, Reply):
        return found
    entry, unit, answers = found
    store, measure, terms = turn.office.store, entry.measure, turn.policy.acceptance
    case, evidence = store.acceptance.case(entry), own_evidence(turn, measure.id)
    refusal = cannot_apply(case, entry.progress, terms, answers=answers, evidence=evidence)
    if refusal:
        return Reply(applied_for_nothing(entry, refusal, evidence, terms.evidence))
    known = Act(act.intent, {**act.slots, "item": measure.id, "unit": unit})
    self_check = act.text("text").strip()[:LONGEST]
    if terms.self_check and not self_check:
        return Reply(applying.write_self_check(measure), turn.ask_for(known, "text"))
    if not confirmed:
        problem = entry.progress.claim.problem if entry.progress.claim else None
        text = applying.confirm(entry, evidence, problem or "", self_check)
        return Reply(text, turn.ask_to_confirm(known))
    step = Step(
        turn.now,
        Event.APPLIED,
        by=turn.person.pid,
        unit=unit,
        text=self_check,
        units=needed_units(turn.office, measure),
        evidence=evidence,
    )
    return _apply(turn, entry, case, step)


def _apply(turn: Turn, entry: Entry, case: Case, step: Step) -> Reply:
    store, measure = turn.office.store, entry.measure
    request = replace(new_request(turn, RequestKind.ACCEPTANCE, entry, step.unit), reason=step.text)
    moved = move(work_of(turn), Dossier(entry, case), step)
    if isinstance(moved, Refusal):
        return Reply(refused(measure, moved))
    store.requests.add(turn.change, request)
    text = words.to_office(request, measure, step.evidence)
    tell_verifiers(turn, request, text, Group.COORDINATION, measure)
    return Reply(applying.applied(measure, turn.policy.acceptance, step.units))


def withdraw_application(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Take an application back (撤回申请) before it is decided; the measure is open again."""
    found = asking_unit(turn, act)
    if isinstance(found, Reply):
        return found
    entry, unit, answers = found
    store, measure = turn.office.store, entry.measure
    if not answers:
        return Reply(applied_for_nothing(entry, Refusal.NOT_YOURS))
    case = store.acceptance.case(entry)
    request = store.requests.waiting_for(RequestKind.ACCEPTANCE, measure.id)
    mark = f"{measure.id}|{len(case.steps)}"
    if not is_seen(act, mark, confirmed=confirmed) and case.stage in WITH_VERIFIERS:
        text = applying.confirm_withdraw(measure)
        return Reply(text, turn.ask_to_confirm(seen(act, measure.id, mark)))
    step = Step(turn.now, Event.WITHDRAWN, by=turn.person.pid, unit=unit)
    moved = move(work_of(turn), Dossier(entry, case), step)
    if isinstance(moved, Refusal):
        return Reply(refused(measure, moved))
    if request:
        withdrawn = request.withdraw(turn.now, turn.person.pid)
        store.requests.decide(turn.change, request, withdrawn)
    told = words.to_office_withdrawn(measure, unit)
    tell_about(turn, moved.entry, told, "withdrawn", deciders=True)
    return Reply(applying.withdrawn(measure))
