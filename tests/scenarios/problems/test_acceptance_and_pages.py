"""A problem without measures to the end: published, followed, accepted, closed, and its papers."""

from __future__ import annotations

from handlers.case_file import case_link
from supervision.acceptance.table import Stage
from supervision.progress import Lifecycle
from tests.scenarios.conftest import City
from tests.scenarios.problems.town import ALONE, BUILDING, WATER, does, entry, lines, page, run


def test_it_is_published_found_followed_and_shown_on_its_page(town: City) -> None:
    town.say("oWater", "3 完成60%")
    assert page(town, "/measures/3")[0] == page(town, f"/measures/{ALONE}")[0] == 404
    assert "没有" in town.say("oCitizen", "看3")
    said = does(town, "oOffice", "发布 3")
    assert f"已公开 {ALONE}" in said
    assert "/measures/%E9%97%AE%E9%A2%983" in said  # a link that WeChat makes one of
    for address in ("/measures/3", f"/measures/{ALONE}", "/measures/%E9%97%AE%E9%A2%983"):
        status, text = page(town, address)
        assert status == 200, address
        for shown in (ALONE, "排污口没有台账", "达标排放", WATER, "60%"):
            assert shown in text, (address, shown)
    searched = [f"/search?q={words}" for words in ("排污口", "3", ALONE)]
    for address in ("/", f"/units/{WATER}", *searched):
        assert "排污口没有台账" in page(town, address)[1], address
    for words in ("查排污口", "看3", f"看{ALONE}"):
        assert "单位上报：60%" in town.say("oCitizen", words), words
    assert f"已关注 {ALONE}" in town.say("oCitizen", f"关注{ALONE}")
    town.say("oWater", f"{ALONE} 完成80%")
    does(town, "oOffice", f"发布{ALONE}")
    assert any(ALONE in text and "80%" in text for text in town.pushed("oCitizen"))
    assert ALONE in town.say("oCitizen", "我的关注")
    assert "已取消关注" in town.say("oCitizen", "取消关注3")
    client = town.app.test_client()
    shown = client.get("/api/v1/measures/3").get_json()
    assert (shown["number"], shown["title"]) == ("3", "排污口没有台账")
    assert shown["url"].endswith("/measures/%E9%97%AE%E9%A2%983")
    listed = client.get("/api/v1/measures").get_json()
    assert [one["number"] for one in listed["items"]] == ["3"]


def test_it_goes_through_the_whole_acceptance(town: City) -> None:
    does(town, "oWater", "3 完成100%")
    does(town, "oWater", "3 申请验收")
    assert entry(town).progress.lifecycle is Lifecycle.APPLIED
    for openid in ("oOffice", "oVerifier"):
        assert any("【验收申请】" in text and ALONE in text for text in town.pushed(openid))
    assert f"验收 {ALONE}" in town.say("oVerifier", "待办")
    does(town, "oOffice", "退回 3 缺少监测报告")
    assert entry(town).progress.lifecycle is Lifecycle.OPEN
    town.at("2017-07-10T10:00:00+08:00")
    does(town, "oWater", f"{ALONE} 申请验收")
    does(town, "oVerifier", f"同意验收 {ALONE}")
    assert entry(town).progress.verified_percent == 100
    does(town, "oOffice", f"公示 {ALONE}")
    case = town.office.store.acceptance.case(entry(town))
    assert case.stage is Stage.PUBLICITY
    opened = case.publicity
    assert opened is not None
    assert opened.last is not None
    assert f"{ALONE}整改事项验收销号的公示" in page(town, f"/publicity/{opened.number}")[1]
    town.at("2017-08-10T09:00:30+08:00").tick()
    assert entry(town).progress.lifecycle is Lifecycle.CLOSED
    assert any("【销号】" in text and ALONE in text for text in town.pushed("oWater"))
    does(town, "oOffice", f"重新纳入 {ALONE} 又发现直排")
    assert entry(town).progress.rebound_at is not None
    assert ALONE in town.say("oWater", "我的任务")


def test_it_is_verified_inspected_and_handed_over_as_a_clue(town: City) -> None:
    town.say("oWater", "3 完成60%")
    does(town, "oVerifier", "核实 3 完成50%")
    assert entry(town).progress.verified_percent == 50
    assert f"已登记检查：{WATER} {ALONE}" in town.say("oOffice", f"检查 {ALONE} 暗访 台账没有更新")
    assert "台账没有更新" in town.say("oOffice", f"看{ALONE}")
    does(town, "oOffice", f"移交线索 {WATER} {ALONE} 台账造假")
    assert town.office.store.duties.all()
    does(town, "oOffice", f"记录 {WATER} {ALONE} 整改情况失实")
    [fact] = lines(town, "facts", "list", "--json")
    assert (fact["fact"], fact["measure"]) == ("false_report", "3")


def test_its_case_file_is_of_the_problem_itself(town: City) -> None:
    town.say("oWater", "3 完成60%")
    link = case_link(town.office, entry(town))
    assert link.isascii()
    status, text = page(town, link.removeprefix(town.office.base_url))
    assert status == 200
    assert "问题：排污口没有台账。整改不到位。" in text
    assert "方案没有给出措施，按问题整体上报。" in text
    assert "整改措施：" not in text
    assert "问题：排污口没有台账" in run(town, "case", "show", "3")
    assert "整改措施：建成污泥处置中心" in run(town, "case", "show", "1")


def test_units_and_problems_are_ranked_with_it(town: City) -> None:
    town.say("oWater", "3 完成60%")
    town.say("oBuilding", "1 完成60%")
    does(town, "oOffice", "发布 全部")
    store = town.office.store.publication
    totals = store.totals_by_unit(["问题 ts2017:1", "问题 ts2017:2", "问题 ts2017:3", BUILDING])
    counted = {name: one.measures for name, one in totals.items()}
    assert counted == {
        "问题 ts2017:1": 2,
        "问题 ts2017:2": 1,
        "问题 ts2017:3": 1,
        BUILDING: 2,
    }
    assert store.totals().measures == 4
