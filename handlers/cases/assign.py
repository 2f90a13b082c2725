"""Assign a complaint (分办): to one unit or several, each with a deadline of its own (G3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from handlers.cases.finding import case_named
from handlers.cases.keeping import keep_case
from handlers.informing import inform
from handlers.turn import Reply, Turn
from handlers.words import case_assigning as words
from handlers.words import complaints as complaint_words
from handlers.words.case_names import KINDS_AS_TYPED
from handlers.words.notice_kinds import COMPLAINT
from language.acts import Act
from supervision.assignments import Assignment
from supervision.complaints import Complaint, Handling, Step
from supervision.people import UNIT_ROLES, Person
from supervision.times import local_date


def assign_case(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Give a complaint to units, confirmed first, since it binds them."""
    found = case_named(turn, act)
    if isinstance(found, Reply):
        return found
    units = [unit for unit in act.text("units").split("、") if unit]
    due, today = _due(turn, act), local_date(turn.now)
    missing = _missing(found, act, units, due, today)
    if missing:
        return Reply(missing)
    after = _described(found, act)
    told = {unit: len(_people(turn, unit)) for unit in units}
    version = f"{len(found.steps)}|{'、'.join(found.units)}|{'、'.join(units)}|{due}"
    if not confirmed or act.text("shown") != version:
        shown = Act(act.intent, {**act.slots, "shown": version})
        text = words.confirm_assignment(after, told, due, today)
        return Reply(text, turn.ask_to_confirm(shown))
    for unit in units:
        after = after.with_assignment(Assignment(unit, turn.now, due))
    if after.state is Handling.RECEIVED:
        after = after.handled(Step(turn.now, Handling.IN_HAND))
    facts: dict[str, str | int] = {"units": "、".join(units), "due": str(due)}
    after = keep_case(turn, found, after, "assign_case", facts)
    for unit in units:
        _tell(turn, after, unit, today)
    return Reply(words.assigned(after, told, due, today))


def _missing(found: Complaint, act: Act, units: list[str], due: date, today: date) -> str:
    """Why nothing can be assigned yet; nothing when all is said."""
    if not found.open:
        return complaint_words.closed_already(found)
    if act.text("unknown"):
        return words.not_read(found.number, act.text("unknown"))
    if not units:
        return words.to_whom(found.number)
    return words.day_is_past(found.number) if due < today else ""


def _due(turn: Turn, act: Act) -> date:
    today = local_date(turn.now)
    if act.text("until"):
        return date.fromisoformat(act.text("until"))
    days = act.number("days") or turn.policy.complaints.answer_within
    return today + timedelta(days=days)


def _described(found: Complaint, act: Act) -> Complaint:
    kinds = tuple(KINDS_AS_TYPED[word] for word in act.text("kinds").split("、") if word)
    place = act.text("place")
    return replace(found, kinds=kinds or found.kinds, place=place or found.place)


def _tell(turn: Turn, complaint: Complaint, unit: str, today: date) -> None:
    others = [name for name in complaint.units if name != unit]
    inform(
        turn.office,
        turn.change,
        _people(turn, unit),
        words.to_unit(complaint, unit, others, today),
        turn.now,
        occasion=f"case:{complaint.number}:{unit}:{turn.message}",
        unit=unit,
        kind=COMPLAINT,
    )


def _people(turn: Turn, unit: str) -> list[Person]:
    return turn.office.store.people.of_unit(unit, UNIT_ROLES)
