"""Problem 2 and measure 2 of one plan: two records, told apart by the word 问题."""

from __future__ import annotations

from supervision.records import Role
from tests.scenarios.conftest import City
from tests.scenarios.problems.town import BUILDING, WATER, does, entry, lines, page


def test_the_bare_number_is_the_one_of_the_senders_own_unit(town: City) -> None:
    assert "已记录 问题2" in town.say("oWater", "2 完成30%")
    assert "已记录 2 " in town.say("oBuilding", "2 完成50%")
    assert entry(town, "问题2").progress.claimed_percent == 30
    assert entry(town, "2").progress.claimed_percent == 50


def test_who_has_both_is_asked_and_may_say_which(town: City) -> None:
    town.bind("oBoth", WATER)
    town.bind("oBoth", BUILDING)
    asked = town.say("oBoth", "2 完成30%")
    assert "您说的是哪一项" in asked
    assert "问题2 河道采砂" in asked
    assert "2 清运存量污泥" in asked
    assert "已记录 问题2" in town.say("oBoth", "2")
    assert "已记录 问题2" in town.say("oBoth", "问题2 完成40%")
    asked = town.say("oBoth", "2 完成45%")
    assert "已记录 2 " in town.say("oBoth", "1")


def test_nothing_of_the_one_touches_the_other(town: City) -> None:
    town.say("oWater", "问题2 完成30%")
    town.say("oBuilding", "2 完成50%")
    does(town, "oOffice", "发布 问题2")
    assert "河道采砂" in page(town, "/measures/问题2")[1]
    assert page(town, "/measures/2")[0] == 404  # the measure, which is not published
    does(town, "oOffice", "发布 全部")
    assert "清运存量污泥" in page(town, "/measures/2")[1]
    assert "河道采砂" in page(town, "/measures/问题2")[1]
    api = town.app.test_client().get("/api/v1/measures").get_json()
    assert sorted(one["number"] for one in api["items"]) == ["1", "2", "3", "问题2"]


def test_the_office_names_either(town: City) -> None:
    town.bind("oChief", WATER, Role.UNIT_HEAD)
    asked = town.say("oOffice", "看2")
    assert "您说的是哪一项" in asked
    assert "河道采砂" in town.say("oOffice", "看问题2")
    town.say("oWater", "问题2 申请延期到2018年1月31日，原因：汛期")
    town.say("oWater", "1")
    does(town, "oOffice", "同意延期 问题2")
    assert entry(town, "问题2").progress.extended_until is not None
    assert entry(town, "2").progress.extended_until is None


def test_outside_the_problem_keeps_its_word_where_the_number_is_taken(town: City) -> None:
    town.say("oWater", "问题2 完成30%")
    town.say("oWater", "问题3 完成20%")
    town.say("oBuilding", "2 完成50%")
    exported = {(one["measure"], one["percent"]) for one in lines(town, "reports", "export")}
    assert exported == {("问题2", 30), ("3", 20), ("2", 50)}
    reported = [
        one["measure"]
        for one in lines(town, "journal", "export")
        if one["act"] == "report_progress"
    ]
    assert reported == ["问题2", "3", "2"]
