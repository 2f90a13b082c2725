"""A problem without measures by chat: seen, reported, withdrawn, proved, put off."""

from __future__ import annotations

from datetime import date

import pytest

from supervision.progress import Status
from supervision.requests import RequestKind
from tests.scenarios.conftest import City
from tests.scenarios.problems.town import ALONE, does, entry


def acts(town: City) -> list[tuple[str, str]]:
    found = (e.body for e in town.office.store.journal.entries())
    return [(str(body["act"]), str(body["measure"])) for body in found]


def test_it_stands_among_the_tasks_and_its_number_opens_it(town: City) -> None:
    listed = town.say("oWater", "我的任务")
    assert f"{ALONE} 排污口没有台账 未报" in listed
    assert "有 2 项未完成" in listed
    for typed in ("3", ALONE):
        town.say("oWater", "我的任务")
        detail = town.say("oWater", typed)
        for said in (f"{ALONE} 排污口没有台账", "整改中", "8月31日", "牵头：市水务局"):
            assert said in detail, (typed, said)
    assert ALONE not in town.say("oBuilding", "我的任务")
    assert ALONE in town.say("oWater", "下月到期")


SAID = [
    ("3 完成60%", 60),  # the bare number, as the plan counts it
    ("3# 60%", 60),
    (f"{ALONE}完成60%", 60),
    ("问题3 60%", 60),
    ("问题三完成60%", 60),
    ("第3个问题完成60%", 60),
    ("排污口台账完成60%", 60),  # words of the problem
    ("第3项完成六成", 60),
]


@pytest.mark.parametrize(("words", "percent"), SAID)
def test_it_is_reported_in_every_way_that_a_measure_is(
    town: City, words: str, percent: int
) -> None:
    said = town.say("oWater", words)
    assert f"已记录 {ALONE}" in said, said
    claim = entry(town).progress.claim
    assert claim is not None
    assert (claim.percent, claim.status, claim.unit) == (percent, Status.IN_PROGRESS, "市水务局")
    assert acts(town)[-1] == ("report_progress", ALONE)


def test_a_number_that_may_be_a_day_is_asked_about_by_the_number_that_was_typed(town: City) -> None:
    asked = town.say("oWater", "3号完成60%")  # on the 6th
    assert "「3号」是事项编号，还是日期" in asked
    assert f"已记录 {ALONE}" in town.say("oWater", "1")


def test_a_whole_is_confirmed_put_right_and_taken_back(town: City) -> None:
    town.say("oWater", "3 完成60%，预计8月20日完成，困难是资金没到位")
    claim = entry(town).progress.claim
    assert claim is not None
    assert (claim.finish_by, claim.problem) == (date(2017, 8, 20), "资金没到位")
    assert "70%" in town.say("oWater", "不对，70%")
    assert entry(town).progress.claimed_percent == 70
    assert f"{ALONE}" in does(town, "oWater", "3 完成100%")
    assert entry(town).progress.claimed_percent == 100
    assert "70%" in town.say("oWater", "撤回3")
    assert entry(town).progress.claimed_percent == 70
    assert "已撤回" in town.say("oWater", f"撤回{ALONE}")
    assert entry(town).progress.claim is None


def test_others_are_told_whose_it_is(town: City) -> None:
    assert "不能上报" in town.say("oBuilding", f"{ALONE} 完成60%")
    assert entry(town).progress.claim is None


def test_a_photo_is_kept_with_it(town: City) -> None:
    town.say("oWater", "3 完成60%")
    assert ALONE in town.photo("oWater", "m1")
    [piece] = town.office.store.evidence.of_item(f"ts2017:{ALONE}")
    assert piece.measure == ALONE
    assert "佐证" in town.say("oWater", f"看{ALONE}")


def test_more_time_is_asked_for_and_granted(town: City) -> None:
    does(town, "oWater", f"{ALONE} 申请延期到2017年9月30日，原因：雨季")
    [waiting] = town.office.store.requests.waiting(RequestKind.EXTENSION)
    assert waiting.item == f"ts2017:{ALONE}"
    assert ALONE in town.say("oOffice", "待办")
    does(town, "oOffice", "同意延期 3")
    assert entry(town).progress.extended_until == date(2017, 9, 30)
    assert "9月30日" in town.say("oWater", f"为什么{ALONE}")


def test_unchanged_is_one_word_for_problems_and_measures(town: City) -> None:
    town.say("oWater", "3 完成60%")
    town.at("2017-08-01T10:00:00+08:00")
    does(town, "oWater", "无变化")
    reports = town.office.store.reports.of_item(f"ts2017:{ALONE}")
    assert [report.percent for report in reports] == [60, 60]
