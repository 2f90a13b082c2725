"""Inspections (T8, G4): what is worth a look on the day, and what the office found, with photos."""

from __future__ import annotations

import pytest

from supervision.inspections import InspectionKind
from supervision.records import Role
from tests.scenarios.conftest import City


@pytest.fixture
def town(tianshui: City) -> City:
    tianshui.bind("oOffice", "整改办", Role.OFFICE)
    tianshui.bind("oLiaison", "市建设局")
    return tianshui


def test_an_inspection_is_recorded_with_its_photos_and_stands_beside_the_item(town: City) -> None:
    said = town.say("oOffice", "检查 市建设局 14-2 现场 污泥堆放未覆盖，要求三日内整改")
    assert "已登记检查：市建设局 14-2" in said
    assert "（现场督办）" in said
    assert "第1张" in town.photo("oOffice", "m1")
    assert "第2张" in town.photo("oOffice", "m2")
    [made] = town.office.store.inspections.of_unit("市建设局")
    assert (made.kind, made.measure, made.photos) == (InspectionKind.ON_SITE, "14-2", 2)
    assert "现场督办：污泥堆放未覆盖，要求三日内整改，照片 2 张" in town.say("oOffice", "看14-2")
    assert "现场督办" not in town.say("oLiaison", "看14-2")
    acts = [e.body for e in town.office.store.journal.entries() if e.body["act"] == "inspection"]
    assert [(a["unit"], a["measure"], a["after"]["kind"]) for a in acts] == [
        ("市建设局", "14-2", "on_site")
    ]
    assert "污泥" not in str(acts)


def test_what_is_missing_is_asked_for_one_thing_at_a_time(town: City) -> None:
    assert "是哪种检查？" in town.say("oOffice", "检查 市建设局 14-2")
    assert "发现了什么情况" in town.say("oOffice", "2")
    assert "（暗访）" in town.say("oOffice", "夜间偷排")
    [made] = town.office.store.inspections.of_unit("市建设局")
    assert (made.kind, made.result) == (InspectionKind.UNDERCOVER, "夜间偷排")


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("明察", "open"),
        ("暗访", "undercover"),
        ("现场", "on_site"),
        ("第三方", "third_party"),
        ("媒体", "media"),
    ],
)
def test_every_kind_of_g4_can_be_typed(town: City, typed: str, kind: str) -> None:
    town.say("oOffice", f"检查 市建设局 {typed} 围挡破损")
    [made] = town.office.store.inspections.of_unit("市建设局")
    assert (made.kind, made.result) == (kind, "围挡破损")


def test_a_photo_after_something_else_was_said_is_no_longer_of_the_inspection(town: City) -> None:
    town.say("oOffice", "检查 市建设局 现场 围挡破损")
    town.say("oOffice", "待办")
    town.photo("oOffice", "m1")
    [made] = town.office.store.inspections.of_unit("市建设局")
    assert made.photos == 0


def test_the_supervision_group_hears_on_its_day_what_is_worth_a_look(town: City) -> None:
    town.at("2017-07-31T09:00:00+08:00").tick()
    told = [text for text in town.pushed("oOffice") if "今日检查" in text]
    assert told
    assert "回复「检查」看清单" in told[-1]
    listed = town.say("oOffice", "检查")
    assert "7月31日（周一）检查清单" in listed
    number = listed.split("\n")[1].split(" ")[0]
    assert town.say("oOffice", number).startswith(number)


def test_the_list_is_read_page_by_page_and_before_the_first_day_there_is_none(town: City) -> None:
    assert "还没有检查清单" in town.say("oOffice", "检查")
    town.at("2017-12-29T09:00:00+08:00").tick()
    listed = town.say("oOffice", "检查")
    first = listed.split("\n")[1:-1]
    second = town.say("oOffice", "下一页").split("\n")[1:-1]
    assert first
    assert second
    assert not set(first) & set(second)


def test_from_a_unit_the_same_words_record_nothing(town: City) -> None:
    town.say("oLiaison", "检查 市建设局 14-2 现场 污泥堆放未覆盖")
    assert town.office.store.inspections.latest(5) == []
