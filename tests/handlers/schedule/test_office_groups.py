"""Who of the office is told what: by work group, and nobody's part goes to nobody."""

from __future__ import annotations

import pytest

from handlers.office_groups import concerned
from supervision.people import Binding, Group, Person
from supervision.records import Role

OFFICE = "市整改办"


def of(pid: str, *groups: Group | None) -> Person:
    return Person(pid, f"o-{pid}", tuple(Binding(OFFICE, Role.OFFICE, group) for group in groups))


SUPERVISES = of("supervises", Group.SUPERVISION)
ACCOUNTS = of("accounts", Group.ACCOUNTABILITY)
EVERYTHING = of("everything", None)


@pytest.mark.parametrize(
    ("people", "group", "told"),
    [
        # each hears of what is the group's
        ((SUPERVISES, ACCOUNTS), Group.SUPERVISION, ["supervises"]),
        ((SUPERVISES, ACCOUNTS), Group.ACCOUNTABILITY, ["accounts"]),
        # who is of no group hears of everything
        ((SUPERVISES, EVERYTHING), Group.ACCOUNTABILITY, ["everything"]),
        ((SUPERVISES, EVERYTHING), Group.SUPERVISION, ["supervises", "everything"]),
        # a group without anybody: everybody hears of it
        ((SUPERVISES, ACCOUNTS), Group.COORDINATION, ["supervises", "accounts"]),
        ((), Group.COORDINATION, []),
    ],
)
def test_whom_something_concerns(people: tuple[Person, ...], group: Group, told: list[str]) -> None:
    assert [person.pid for person in concerned(people, group)] == told


def test_a_group_elsewhere_is_no_group_of_the_office() -> None:
    liaison = Person("p", "o", (Binding("市水务局", Role.LIAISON), Binding(OFFICE, Role.OFFICE)))
    assert concerned((liaison, SUPERVISES), Group.PUBLICITY) == [liaison]
