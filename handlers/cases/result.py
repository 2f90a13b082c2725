"""A unit's result (报结果、采纳、退回): its own word, until the office takes it over."""

from __future__ import annotations

from datetime import date

from handlers.cases.finding import case_named, own_assignment
from handlers.cases.keeping import keep_case
from handlers.handle_complaint import record_step, sender_of
from handlers.informing import inform
from handlers.office_groups import concerned
from handlers.turn import Reply, Turn
from handlers.words import case_results as words
from handlers.words import complaints as complaint_words
from handlers.words.case_names import AS_TYPED, FOUND_AS_TYPED
from handlers.words.notice_kinds import COMPLAINT, OFFICE
from language.acts import Act
from supervision.assignments import Assignment, Progressed
from supervision.complaints import (
    ENDS,
    Complaint,
    Finding,
    Handling,
    Step,
    handling_refusal,
    without_numbers,
)
from supervision.people import UNIT_ROLES, Group
from supervision.records import Role
from supervision.times import local_date

LONGEST = 500

FAR = (Handling.RECEIVED, Handling.IN_HAND, Handling.STAGED, Handling.CLOSED)
"""How far, the least first: what several units report is as far as the slowest of them."""


def report_case(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Report to the office what was found and done; an end is confirmed first."""
    number = act.text("number")
    found = turn.office.store.complaints.get(number)
    given = own_assignment(turn, found)
    if found is None or given is None:
        return Reply(words.not_yours(number))
    if not found.open:
        return Reply(complaint_words.closed_already(found))
    state = AS_TYPED.get(act.text("state"))
    finding = FOUND_AS_TYPED.get(act.text("finding"))
    text = without_numbers(act.text("text"))[:LONGEST]
    known = Finding(given.finding) if given.finding else None
    refusal = handling_refusal(state, finding, text, known)
    if refusal or state is None:
        return Reply(words.cannot_report(number, refusal))
    if state in ENDS and not confirmed:
        said = words.confirm_report(found, given.unit, finding or known, state, text)
        return Reply(said, turn.ask_to_confirm(act))
    after_one = given.reported(turn.now, str(finding or known or ""), str(state), text)
    after = found.with_assignment(after_one)
    facts = {"unit": given.unit, "state": str(state), "finding": after_one.finding}
    after = keep_case(turn, found, after, "report_case", facts)
    _tell_office(turn, after, after_one)
    return Reply(words.reported(after, after_one))


def take_case(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Make what the units have reported the answer, confirmed with the very words."""
    found = case_named(turn, act)
    if isinstance(found, Reply):
        return found
    taken = _reported(found, act.text("unit"))
    if not taken:
        return Reply(words.nothing_reported(found))
    findings = {one.finding for one in taken if one.finding}
    if len(findings) > 1:
        return Reply(words.findings_differ(found, taken))
    step = _step(turn, taken)
    if handling_refusal(step.state, step.finding, step.answer, found.finding):
        return Reply(words.nothing_reported(found))
    version = "|".join(f"{one.unit}@{one.reported_at}" for one in taken)
    if not confirmed or act.text("shown") != version:
        shown = Act(act.intent, {**act.slots, "shown": version})
        owing = [one.unit for one in found.assignments if one.owed]
        told = sender_of(turn, found.number) is not None
        text = words.confirm_taking(found, step, owing, told=told)
        return Reply(text, turn.ask_to_confirm(shown))
    after = found
    for one in taken:
        after = after.with_assignment(one.taken())
    after = record_step(turn, found, after, step, "take_case")
    told = sender_of(turn, found.number) is not None
    return Reply(complaint_words.handled(after, told=told))


def return_case(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - the unit can report again
    """Send a unit's result back with the reason; the unit is told."""
    found = case_named(turn, act)
    if isinstance(found, Reply):
        return found
    taken = _reported(found, act.text("unit"))
    if not taken:
        return Reply(words.nothing_reported(found))
    if not act.text("reason"):
        return Reply(words.why_return(found.number), turn.ask_for(act, "reason"))
    why, today = act.text("reason")[:LONGEST], local_date(turn.now)
    after = found
    for one in taken:
        after = after.with_assignment(one.returned(why, _until(one, found, today)))
    units = [one.unit for one in taken]
    after = keep_case(turn, found, after, "return_case", {"units": "、".join(units)})
    for unit in units:
        inform(
            turn.office,
            turn.change,
            turn.office.store.people.of_unit(unit, UNIT_ROLES),
            words.sent_back_to_unit(after, unit, today),
            turn.now,
            occasion=f"case-back:{found.number}:{unit}:{turn.message}",
            unit=unit,
            kind=COMPLAINT,
        )
    return Reply(words.sent_back(found.number, units))


def _reported(complaint: Complaint, unit: str) -> list[Assignment]:
    if not complaint.open:
        return []
    waiting = [one for one in complaint.assignments if one.stands is Progressed.REPORTED]
    return [one for one in waiting if unit in ("", one.unit)]


def _step(turn: Turn, taken: list[Assignment]) -> Step:
    """The step that several results make: as far as the slowest, with the words of each."""
    state = min((Handling(one.state) for one in taken), key=FAR.index)
    finding = next((Finding(one.finding) for one in taken if one.finding), None)
    said = [(one.unit, one.text) for one in taken if one.text]
    answer = said[0][1] if len(taken) == 1 and said else "；".join(f"{u}：{t}" for u, t in said)
    return Step(turn.now, state, finding, answer)


def _until(one: Assignment, complaint: Complaint, today: date) -> date:
    """What was sent back is due when it was, or with the answer, but not in the past."""
    return max(one.due, complaint.due, today) if one.due < today else one.due


def _tell_office(turn: Turn, complaint: Complaint, one: Assignment) -> None:
    people = turn.office.store.people.with_role(Role.OFFICE)
    inform(
        turn.office,
        turn.change,
        concerned(people, Group.COORDINATION),
        words.result_to_office(complaint, one),
        turn.now,
        occasion=f"case-result:{complaint.number}:{one.unit}:{turn.message}",
        unit="",
        kind=OFFICE,
    )
