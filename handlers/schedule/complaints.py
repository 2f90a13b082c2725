"""Complaints at the draw-up hour (举报件提醒): what is due, overdue, and to be forgotten.

They are no rung of the ladder, so the rules know nothing of them. Everything is part of the change
of the moment, which is done once.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from handlers.informing import inform
from handlers.office_groups import concerned
from handlers.schedule.desk import Desk
from handlers.words import case_reminders as words
from handlers.words.notice_kinds import COMPLAINT, OFFICE
from supervision.complaints import Complaint, Handling
from supervision.cycles import Moment, previous_daily
from supervision.people import UNIT_ROLES, Group, Person
from supervision.records import Role
from supervision.times import local_date, overdue_from, start_of, to_iso

AHEAD = timedelta(days=120)
"""Calendar days in which the longest reminder of a policy, 60 working days, always falls."""

Due = tuple[Complaint, date]
"""A complaint, and the day on which a unit's result is or was due."""


def look_after_complaints(desk: Desk, moment: Moment) -> None:
    """Remind units, tell them and the office what has become overdue, forget old senders."""
    _tell_units(desk, moment)
    _tell_office(desk, moment)
    _forget_senders(desk, moment)


def _tell_units(desk: Desk, moment: Moment) -> None:
    """One notice a person, for all of their units; who wants no reminders hears what is overdue."""
    today = local_date(desk.now)
    # A reminder that is made up after downtime would speak of a day that has gone.
    soon = _soon(desk, moment) if moment.day == today else {}
    late = _newly_late(desk, moment)
    people: dict[str, Person] = {}
    for unit in dict.fromkeys((*late, *soon)):
        found = desk.office.store.people.of_unit(unit, UNIT_ROLES)
        people |= {person.pid: person for person in found}
    for person in people.values():
        theirs_late = [due for unit in person.own_units for due in late.get(unit, [])]
        theirs_soon = [due for unit in person.own_units for due in soon.get(unit, [])]
        if person.muted:
            theirs_soon = []
        if not (theirs_late or theirs_soon):
            continue
        inform(
            desk.office,
            desk.change,
            [person],
            words.to_unit(theirs_soon, theirs_late, today),
            desk.now,
            occasion=f"case-due:{moment.day}",
            unit=next(unit for unit in person.own_units if unit in late or unit in soon),
            kind=COMPLAINT,
        )


def _tell_office(desk: Desk, moment: Moment) -> None:
    store = desk.office.store
    late = _newly_late(desk, moment)
    due = store.complaints.of(store.complaints.answers_due(_since(desk, moment), moment.at))
    unanswered = [case for case in due if case.state is not Handling.STAGED]
    stuck = _long_unsolved(desk, moment)
    if not (late or unanswered or stuck):
        return
    people = store.people.with_role(Role.OFFICE)
    inform(
        desk.office,
        desk.change,
        concerned(people, Group.COORDINATION),
        words.to_office(late, unanswered, stuck),
        desk.now,
        occasion=f"case-due-office:{moment.day}",
        unit="",
        kind=OFFICE,
    )


def _soon(desk: Desk, moment: Moment) -> dict[str, list[Due]]:
    """Unit → what it must report on, so many working days from today as the policy reminds."""
    wanted = desk.office.policy_at(moment.at).complaints.remind_before
    days, today = desk.office.working_days(), moment.day
    farthest = days.add(today, max(wanted) + 1)
    until = overdue_from(min(farthest, today + AHEAD))
    found = _by_unit(desk, desk.office.store.complaints.assignments_due(start_of(today), until))
    due_soon = {
        unit: [(case, due) for case, due in theirs if days.count(today, due) in wanted]
        for unit, theirs in found.items()
    }
    return {unit: theirs for unit, theirs in due_soon.items() if theirs}


def _long_unsolved(desk: Desk, moment: Moment) -> list[Complaint]:
    """What has just been open for so long that a leader is to take it, and none has (G3)."""
    age = timedelta(days=desk.office.policy_at(moment.at).complaints.long_after)
    found = desk.office.store.complaints.filed_between(_since(desk, moment) - age, moment.at - age)
    return [case for case in found if case.open and not case.leader]


def _newly_late(desk: Desk, moment: Moment) -> dict[str, list[Due]]:
    due = desk.office.store.complaints.assignments_due(_since(desk, moment), moment.at)
    return _by_unit(desk, due)


def _by_unit(desk: Desk, due: list[tuple[str, str]]) -> dict[str, list[Due]]:
    numbers = list(dict.fromkeys(number for number, _ in due))
    known = {one.number: one for one in desk.office.store.complaints.of(numbers)}
    found: dict[str, list[Due]] = {}
    for number, unit in due:
        given = known[number].assigned_to(unit) if number in known else None
        if given:
            found.setdefault(unit, []).append((known[number], given.due))
    return found


def _since(desk: Desk, moment: Moment) -> datetime:
    office = desk.office
    done = office.store.clock.drawn_up()
    return done or previous_daily(moment, office.policy_at(moment.at), office.working_days())


def _forget_senders(desk: Desk, moment: Moment) -> None:
    """Forget who sent what was closed long enough ago, complaints and objections alike."""
    store, change = desk.office.store, desk.change
    until = moment.at - timedelta(days=desk.office.policy_at(moment.at).complaints.keep_who)
    cases, objections = store.complaints, store.objections
    known = [cases.forget_sender(change, number) for number in cases.closed_before(until)]
    _journal_forgotten(desk, "forget_complainants", sum(known))
    known = [objections.forget_sender(change, one) for one in objections.settled_before(until)]
    _journal_forgotten(desk, "forget_objectors", sum(known))


def _journal_forgotten(desk: Desk, act: str, count: int) -> None:
    if not count:
        return
    desk.change.journal(
        {
            "at": to_iso(desk.now),
            "pid": "",
            "role": "",
            "unit": "",
            "act": act,
            "measure": "",
            "before": None,
            "after": {"count": count},
            "source": desk.hand.source,
        }
    )
