"""Who only looks does not wait for the disk; whatever was recorded or waits for a yes is on it."""

from __future__ import annotations

import pytest

from supervision.records import Role
from tests.scenarios.conftest import City

LIAISON = "oLiaison"


@pytest.fixture
def bound(tianshui: City) -> City:
    """A city with a liaison, everything of it on disk."""
    tianshui.bind(LIAISON, "市建设局", Role.LIAISON)
    tianshui.wiring.workshop.keeper.step()
    return tianshui


def on_disk(city: City) -> int:
    """Bytes in the append-only file."""
    return int(city.office.store.redis.info("persistence")["aof_current_size"])


def crash(city: City) -> None:
    """Redis dies and comes back with what its file holds."""
    city.office.store.redis.execute_command("DEBUG", "LOADAOF")


def reported(city: City) -> list[int]:
    return [report.percent for report in city.office.store.reports.all()]


def test_a_list_and_its_lines_write_nothing_to_disk_until_the_keeper_steps(bound: City) -> None:
    before = on_disk(bound)
    assert "项未完成" in bound.say(LIAISON, "我的任务")
    assert "14-2" in bound.say(LIAISON, "14-2")
    assert on_disk(bound) == before

    bound.wiring.workshop.keeper.step()
    assert on_disk(bound) > before


def test_once_the_keeper_has_stepped_a_list_outlives_a_crash(bound: City) -> None:
    people = bound.office.store.people
    bound.say(LIAISON, "我的任务")
    listed = people.get(people.pid(LIAISON))
    bound.wiring.workshop.keeper.step()
    crash(bound)
    assert listed
    assert listed.pending
    assert people.get(people.pid(LIAISON)) == listed


def test_after_a_crash_in_that_moment_the_person_can_go_on(bound: City) -> None:
    bound.say(LIAISON, "我的任务")
    crash(bound)
    assert "项未完成" in bound.say(LIAISON, "我的任务")
    assert "已记录" in bound.say(LIAISON, "14-2 完成80%")
    assert reported(bound) == [80]


def test_a_report_after_a_look_is_on_disk_when_it_is_answered(bound: City) -> None:
    bound.say(LIAISON, "我的任务")
    assert "已记录" in bound.say(LIAISON, "14-2 完成80%")
    crash(bound)
    assert reported(bound) == [80]
    assert "已记录" in bound.say(LIAISON, "14-2 完成85%")


def test_a_question_that_waits_for_a_yes_is_on_disk_and_so_is_the_end_of_it(bound: City) -> None:
    before = on_disk(bound)
    bound.say(LIAISON, "14-2 完成100%")
    asked = on_disk(bound)
    assert asked > before
    crash(bound)
    bound.say(LIAISON, "0")
    assert on_disk(bound) > asked

    crash(bound)
    assert "已记录" not in bound.say(LIAISON, "1")
    assert reported(bound) == []


def test_somebody_who_writes_for_the_first_time_is_on_disk_at_once(bound: City) -> None:
    before = on_disk(bound)
    bound.say("oCitizen", "帮助")
    assert on_disk(bound) > before


def test_a_worker_that_ends_in_order_leaves_nothing_in_memory_only(bound: City) -> None:
    bound.say(LIAISON, "我的任务")
    before = on_disk(bound)
    bound.wiring.close()
    assert on_disk(bound) > before
    assert bound.office.store.lately.keep() == 0
