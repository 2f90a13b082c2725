"""Who only looks does not wait for the disk; whatever was recorded or waits for a yes is on it."""

from __future__ import annotations

import pytest

from bot.workshop import Patience
from supervision.people import Person
from supervision.records import Role
from tests.crashing import crash, shorten
from tests.scenarios.conftest import City

LIAISON = "oLiaison"


@pytest.fixture
def bound(tianshui: City) -> City:
    """A city with a liaison, everything of it on disk; slow work is waited for here."""
    tianshui.wiring.workshop.patience = Patience(work=60.0, answer=61.0, hang_up=62.0)
    tianshui.bind(LIAISON, "市建设局", Role.LIAISON)
    tianshui.wiring.workshop.keeper.step()
    shorten(tianshui.office.store.redis)
    return tianshui


def liaison(city: City) -> Person | None:
    people = city.office.store.people
    return people.get(people.pid(LIAISON))


def reported(city: City) -> list[int]:
    return [report.percent for report in city.office.store.reports.all()]


@pytest.mark.parametrize("words", ["我的任务", "14-2", "帮助"])
def test_what_a_look_leaves_is_not_on_disk_before_the_keeper_steps(bound: City, words: str) -> None:
    before = liaison(bound)
    bound.say(LIAISON, words)
    looked = liaison(bound)
    assert before != looked
    crash(bound.office.store.redis)
    assert liaison(bound) == before

    bound.say(LIAISON, words)
    bound.wiring.workshop.keeper.step()
    crash(bound.office.store.redis)
    assert liaison(bound) == looked


def test_after_a_crash_in_that_moment_the_person_can_go_on(bound: City) -> None:
    bound.say(LIAISON, "我的任务")
    crash(bound.office.store.redis)
    assert "项未完成" in bound.say(LIAISON, "我的任务")
    assert "已记录" in bound.say(LIAISON, "14-2 完成80%")
    assert reported(bound) == [80]


def test_a_report_after_a_look_is_on_disk_when_it_is_answered(bound: City) -> None:
    bound.say(LIAISON, "我的任务")
    assert "已记录" in bound.say(LIAISON, "14-2 完成80%")
    crash(bound.office.store.redis)
    assert reported(bound) == [80]
    assert "已记录" in bound.say(LIAISON, "14-2 完成85%")


def test_a_question_that_waits_for_a_yes_is_on_disk_and_so_is_the_end_of_it(bound: City) -> None:
    bound.say(LIAISON, "14-2 完成100%")
    asked = liaison(bound)
    crash(bound.office.store.redis)
    assert liaison(bound) == asked

    bound.say(LIAISON, "0")
    crash(bound.office.store.redis)
    assert liaison(bound) != asked
    assert "已记录" not in bound.say(LIAISON, "1")
    assert reported(bound) == []


def test_somebody_who_writes_for_the_first_time_is_on_disk_at_once(bound: City) -> None:
    people = bound.office.store.people
    bound.say("oCitizen", "帮助")
    crash(bound.office.store.redis)
    assert people.get(people.pid("oCitizen"))


def test_a_worker_that_ends_in_order_leaves_nothing_in_memory_only(bound: City) -> None:
    bound.say(LIAISON, "我的任务")
    looked = liaison(bound)
    bound.wiring.close()
    crash(bound.office.store.redis)
    assert liaison(bound) == looked
