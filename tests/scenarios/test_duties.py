"""What units owe beside their measures: publications and clues, told and done by chat."""

from __future__ import annotations

import json

import pytest

from handlers.import_plan import import_plan
from supervision.duties import Duty, DutyKind, DutyState
from supervision.facts import FactKind
from supervision.records import Role
from tests.scenarios.conftest import City, seed_plan
from tests.scenarios.owing import UNIT, go, last, owed

LINK = "http://www.tianshui.gov.cn/html/2017/8/zg.html"


@pytest.fixture
def town(city: City) -> City:
    """The seed's city on the first of August, with a liaison and somebody of the office."""
    city.at("2017-08-01T08:00:00+08:00")
    document = seed_plan()
    import_plan(city.office, document, city.now)
    city.tick()
    city.bind("oLiaison", UNIT)
    city.bind("oOffice", "整改办", Role.OFFICE)
    return city


def steps(town: City) -> list[tuple[str, str]]:
    made = town.office.store.documents.proposed()
    return [(d.decision.step, d.decision.reason) for d in made if d.decision.unit == UNIT]


# ---- publication (T6) ---------------------------------------------------------------------------


def test_a_bulletin_opens_a_publication_that_a_link_fulfils(town: City) -> None:
    go(town, "2017-08-15T15:00")
    [duty] = owed(town, DutyKind.PUBLICATION)
    told = last(town, "oLiaison", "【应办】公开整改结果（2017年8月）")
    assert "8月29日（周二）前" in told
    assert "五（四）（T6）" in told
    assert "另有应办：公开整改结果（2017年8月）" in town.say("oLiaison", "我的任务")
    town.at("2017-08-20T10:00:00+08:00")
    assert "不是网址" not in town.say("oLiaison", f"已公开 {LINK}")
    [after] = owed(town, DutyKind.PUBLICATION)
    assert (after.number, after.state, after.proof) == (duty.number, DutyState.DONE, LINK)
    assert LINK in last(town, "oOffice", "【应办回复】市建设局")
    assert "没有待办" in town.say("oLiaison", "应办事项")


def test_the_second_bulletin_of_a_month_opens_no_second_publication(town: City) -> None:
    go(town, "2017-08-15T15:00", "2017-08-31T15:00", "2017-09-15T15:00")
    assert [d.period for d in owed(town, DutyKind.PUBLICATION)] == ["2017-08", "2017-09"]


def test_a_downtime_of_months_opens_every_missed_publication_once_in_order(town: City) -> None:
    go(town, "2017-11-20T10:00")
    found = owed(town, DutyKind.PUBLICATION)
    assert [d.period for d in found] == ["2017-08", "2017-09", "2017-10", "2017-11"]
    # Their days run from when the unit could hear of them.
    assert {str(d.due_day) for d in found} == {"2017-12-04"}
    go(town, "2017-11-20T10:01")
    assert owed(town, DutyKind.PUBLICATION) == found


def test_a_photo_proves_what_has_no_address(town: City) -> None:
    go(town, "2017-08-15T15:00")
    assert "请发公开的网址，或发一张照片" in town.say("oLiaison", "已公开")
    reply = town.post(
        "<xml><ToUserName>gh_1</ToUserName><FromUserName>oLiaison</FromUserName>"
        f"<CreateTime>{int(town.now.timestamp()) + 5}</CreateTime><MsgType>image</MsgType>"
        "<PicUrl>http://p</PicUrl><MediaId>media-1</MediaId><MsgId>991</MsgId></xml>"
    )
    assert "已记录：公开整改结果（2017年8月）" in reply
    [duty] = owed(town, DutyKind.PUBLICATION)
    assert (duty.state, duty.photos) == (DutyState.DONE, 1)


def test_words_that_are_no_address_are_asked_about_and_change_nothing(town: City) -> None:
    go(town, "2017-08-15T15:00")
    town.say("oLiaison", "已公开")
    assert "不是网址" in town.say("oLiaison", "登在天水日报第三版")
    assert owed(town, DutyKind.PUBLICATION)[0].state is DutyState.OPEN
    assert "已记录" in town.say("oLiaison", LINK)


def test_what_was_not_published_is_proposed_to_the_office_and_one_tap_records_it(
    town: City,
) -> None:
    go(town, "2017-08-15T15:00", "2017-08-24T09:00")
    assert "还剩 3 个工作日" in last(town, "oLiaison", "【提醒】公开整改结果")
    go(town, "2017-08-30T09:00")
    assert "还没有收到" in last(town, "oLiaison", "【逾期】公开整改结果")
    assert "逾期未办" in last(town, "oOffice", "回复「记录逾期」一次记录，或「应办事项」记录或免记")
    assert "逾期未办" in town.say("oOffice", "待办")
    assert "下一页" in town.say("oOffice", "应办事项")
    listed = town.say("oOffice", f"应办事项 {UNIT}")
    place = next(line.split(".")[0] for line in listed.split("\n") if "市建设局" in line)
    assert "1. 记为「未及时公开整改结果」" in town.say("oOffice", place)
    assert "将记录：市建设局未及时公开整改结果" in town.say("oOffice", "1")
    assert (
        town.office.store.facts.of_unit(
            FactKind.NOT_PUBLISHED, UNIT, town.now.replace(month=1), town.now.replace(month=12)
        )
        == []
    )
    assert "已记录" in town.say("oOffice", "1")
    go(town, "2017-08-31T09:00")
    assert ("summons", "not_published") in steps(town)
    # Recorded once; and it is still owed.
    again = town.say("oOffice", f"看 {owed(town, DutyKind.PUBLICATION)[0].number}")
    assert "逾期 2 天，已记录" in again
    assert "逾期办理" in town.say("oLiaison", f"已公开 {LINK}")


def test_an_excused_one_becomes_no_step(town: City) -> None:
    go(town, "2017-08-15T15:00", "2017-08-30T09:00")
    number = owed(town, DutyKind.PUBLICATION)[0].number
    town.say("oOffice", f"看 {number}")
    assert "已免记" in town.say("oOffice", "2")
    go(town, "2017-08-31T09:00")
    assert ("summons", "not_published") not in steps(town)


# ---- clues (T3) ---------------------------------------------------------------------------------


def hand_over(town: City) -> Duty:
    asked = town.say("oOffice", f"移交线索 {UNIT}：城北污水厂夜间偷排，有照片")
    assert "书面回复期限：9月14日（周四）前（自8月31日次日起第 10 个工作日" in asked
    assert "将通知 1 人" in asked
    assert "已移交" in town.say("oOffice", "1")
    [duty] = owed(town, DutyKind.CLUE)
    return duty


def test_a_clue_is_handed_over_answered_in_writing_and_fed_back(town: City) -> None:
    town.at("2017-08-31T10:00:00+08:00")
    duty = hand_over(town)
    assert "城北污水厂夜间偷排" in last(town, "oLiaison", "【线索移交】")
    town.at("2017-09-05T10:00:00+08:00")
    assert "将报送问题线索" in town.say("oLiaison", f"回复 {duty.number} 已查实，立案处罚10万元")
    assert "已记录：问题线索" in town.say("oLiaison", "1")
    assert "立案处罚10万元" in last(town, "oOffice", "【应办回复】")
    assert owed(town, DutyKind.CLUE)[0].state is DutyState.DONE


def test_a_clue_without_an_answer_is_reminded_missed_and_proposed(town: City) -> None:
    town.at("2017-08-31T10:00:00+08:00")
    duty = hand_over(town)
    go(town, "2017-09-11T09:00")
    assert "还剩 3 个工作日" in last(town, "oLiaison", "【提醒】问题线索")
    go(town, "2017-09-15T09:00")
    assert "【逾期】问题线索" in last(town, "oLiaison", "【逾期】问题线索")
    town.say("oOffice", f"看 {duty.number}")
    town.say("oOffice", "1")
    assert "已记录：市建设局未及时报送整改结果" in town.say("oOffice", "1")
    go(town, "2017-09-18T09:00")
    assert ("summons", "result_not_reported") in steps(town)


def test_a_clue_needs_a_unit_and_words_and_a_no_changes_nothing(town: City) -> None:
    assert "移交给哪个单位" in town.say("oOffice", "移交线索 市火星局：偷排")
    assert "内容是什么" in town.say("oOffice", f"移交线索 {UNIT}")
    town.say("oOffice", "城北污水厂夜间偷排")
    assert "已取消" in town.say("oOffice", "0")
    assert owed(town, DutyKind.CLUE) == []
    # From a unit the same words hand over nothing.
    town.say("oLiaison", f"移交线索 {UNIT}：偷排")
    assert town.office.store.duties.all() == []


# ---- what is asked at dispatch ------------------------------------------------------------------


def test_dispatch_asks_once_for_silent_measures_and_one_answer_serves_them_all(
    town: City,
) -> None:
    go(town, "2017-08-01T09:00", "2017-09-01T09:00")
    asked = last(town, "oLiaison", "【本期未报】")
    assert "没有变化回复「无变化」，一次全部记下" in asked
    assert "自8月1日以来没有报过进展" in asked
    town.say("oLiaison", "无变化")
    assert "已记录" in town.say("oLiaison", "1")
    before = len(town.pushed("oLiaison"))
    go(town, "2017-09-04T09:00")
    assert not [t for t in town.pushed("oLiaison")[before:] if "【本期未报】" in t]
    asks = [e.body for e in town.office.store.journal.entries() if e.body["act"] == "duty_opened"]
    assert json.dumps(asks, default=str)  # every opening is journalled, in plain values
