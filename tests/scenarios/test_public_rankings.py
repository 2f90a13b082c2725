"""Monthly tables are public once somebody of the office has approved them, and no sooner."""

from __future__ import annotations

import json

import pytest

from handlers.record_facts import record_facts
from supervision.people import Group
from supervision.records import Role
from tests.scenarios.conftest import City

TITLE = "2017年5月空气质量"


@pytest.fixture
def town(tianshui: City) -> City:
    """A table of May was recorded from a file."""
    tianshui.bind("oLiaison", "市建设局")
    tianshui.bind("oOffice", "整改办", Role.OFFICE)
    record(tianshui, "air", "2017-05")
    return tianshui


def record(town: City, table: str, month: str) -> None:
    units = ["秦州区政府", "麦积区政府", "秦安县政府"]
    line = {"at": "2017-07-06T09:40+08:00", "fact": "ranking", "table": table, "month": month}
    text = json.dumps({**line, "units": units}, ensure_ascii=False)
    record_facts(town.office, text, town.now, counts_only=False)


def page(town: City) -> str:
    return town.app.test_client().get("/rankings/").text


def test_a_recorded_table_is_not_public_before_it_was_approved(town: City) -> None:
    assert TITLE not in page(town)
    assert "月度排名 1 张未公开，要公开请回复「公开排名」" in town.say("oOffice", "待办")
    asked = town.say("oOffice", "公开排名")
    assert f"将公开{TITLE}排名（3 家）：第一名秦州区政府，末位秦安县政府" in asked
    assert TITLE not in page(town)
    assert "已公开" in town.say("oOffice", "1")
    assert TITLE in page(town)
    assert "经整改办批准，2017年7月6日（周四）起公开" in page(town)
    assert "月度排名" not in town.say("oOffice", "待办")
    entry = [e.body for e in town.office.store.journal.entries()][-1]
    assert entry["act"] == "publish_ranking"
    assert entry["pid"] == town.office.store.people.pid("oOffice")
    assert entry["after"]["month"] == "2017-05"


def test_a_table_is_taken_off_and_waits_again(town: City) -> None:
    town.say("oOffice", "公开排名")
    town.say("oOffice", "1")
    assert "没有待公开的月度排名" in town.say("oOffice", "公开排名")
    assert "将从公开页撤下" in town.say("oOffice", "撤下排名")
    assert "已撤下" in town.say("oOffice", "1")
    assert TITLE not in page(town)
    assert "月度排名 1 张未公开" in town.say("oOffice", "待办")


def test_of_several_tables_one_is_chosen(town: City) -> None:
    record(town, "water", "2017-05")
    asked = town.say("oOffice", "公开排名")
    assert "1. 2017年5月水环境质量排名" in asked
    town.say("oOffice", "1")
    town.say("oOffice", "1")
    assert "水环境质量考核排名" in page(town)
    assert "空气质量考核排名" not in page(town)


def test_nobody_else_approves(town: City) -> None:
    assert "由整改办办理" in town.say("oLiaison", "公开排名")
    town.bind("oClerk", "整改办", Role.OFFICE, Group.SUPERVISION)
    assert "请转给该组办理" in town.say("oClerk", "公开排名")
    assert TITLE not in page(town)
