"""What stands is looked at again whenever its cause may have gone, whatever happens meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from handlers.schedule.desk import Desk
from handlers.schedule.standing import look_at_standing
from storage.change import Change
from storage.errors import Conflict
from supervision.acceptance.table import Event
from supervision.cycles import Moment
from supervision.decisions import Decision, Finding, Reason, Step
from supervision.documents import Document, State
from supervision.records import Measure, Problem
from supervision.reportable import divided, own_record
from tests.handlers.schedule.conftest import UNITS, City
from tests.supervision.builders import PLAN, at, measure

NINE = at("2017-09-04 09:00")


def stands(city: City, *numbers: str) -> Document:
    """A listed supervision because of these measures."""
    decision = Decision(
        Step.LISTED_SUPERVISION,
        Reason.OVERDUE_AT_BULLETIN,
        "T4",
        "市建设局",
        NINE,
        (),
        needs_signature=True,
        findings=tuple(Finding(number, "整改") for number in numbers),
        plan=PLAN.id,
    )
    document = Document("GP2017-0001", decision, date(2017, 9, 4), State.ISSUED, NINE)
    change = Change()
    city.store.documents.add(change, replace(document, issued_at=NINE))
    city.store.commit(change)
    return document


def look(city: City) -> Desk:
    desk = Desk(city.office, NINE)
    look_at_standing(desk, Moment(NINE, ()))
    return desk


def filed(city: City) -> list[str]:
    """The numbers that may be lifted after a look."""
    desk = look(city)
    city.store.commit(desk.change)
    return [document.number for document in desk.liftable]


def test_what_is_settled_while_the_schedule_looks_is_looked_at_again(city: City) -> None:
    city.add("1", "2017-08-31")
    stands(city, "1")
    desk = look(city)
    city.happens("1", Event.ACCEPTED, "2017-09-04 09:00")
    with pytest.raises(Conflict):
        city.store.commit(desk.change)
    assert filed(city) == ["GP2017-0001"]


def put(city: City, one: Measure) -> None:
    change, ledger = Change(), city.store.ledger
    ledger.put_measure(change, one, 1, UNITS, old=ledger.entry(one.id))
    city.store.commit(change)


def test_what_stands_because_of_a_problem_ends_with_the_measures_in_its_place(city: City) -> None:
    problem = Problem(PLAN.id, "3", "3", "第三个问题。", measure("1").duty)
    own = own_record(problem)
    put(city, own)
    stands(city, own.number)
    assert filed(city) == []
    put(city, replace(measure("1", "2017-12-31"), problem="3"))
    put(city, divided(problem, ("1",), own, busy=False))
    assert filed(city) == []
    city.happens("1", Event.ACCEPTED, "2017-09-04 09:00")
    assert filed(city) == ["GP2017-0001"]
