"""收到 after a list, or beside a question of yesterday, signed nothing: it was heard as a yes."""

from __future__ import annotations

import pytest

from supervision.records import Role
from tests.scenarios.conftest import City

MORNING = "2017-07-17T09:00:30+08:00"  # the 15th was a Saturday
AFTERNOON = "2017-07-17T15:00:30+08:00"


@pytest.fixture
def town(tianshui: City) -> City:
    """On the morning of the first bulletin: 市建设局 is overdue with 14-2 since June."""
    tianshui.bind("oLiaison", "市建设局")
    tianshui.bind("oOffice", "整改办", Role.OFFICE)
    tianshui.at(MORNING).tick()
    return tianshui


def test_whoever_reads_the_tasks_first_still_signs(town: City) -> None:
    town.at(AFTERNOON).tick()
    town.say("oLiaison", "我的任务")
    assert "已签收" in town.say("oLiaison", "收到")
    assert not town.office.store.documents.unacknowledged("市建设局")


def test_a_question_of_the_morning_is_not_answered_by_signing_in_the_afternoon(town: City) -> None:
    assert "回复 1 确认" in town.say("oLiaison", "14-2 已完成")
    town.at(AFTERNOON).tick()
    assert "已签收" in town.say("oLiaison", "收到")
    assert "上报 100%" not in town.say("oLiaison", "看14-2")


def test_a_question_that_waits_is_still_answered_by_it(town: City) -> None:
    town.say("oLiaison", "14-2 已完成")
    assert "已记录 14-2" in town.say("oLiaison", "收到")


def test_a_list_of_the_morning_is_no_longer_a_list_in_the_afternoon(town: City) -> None:
    town.say("oLiaison", "我的任务")
    town.at(AFTERNOON).tick()
    assert "已签收" in town.say("oLiaison", "收到了")
