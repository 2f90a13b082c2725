"""More time (延期): asked for before the day due, decided by the office, shown beside the old."""

from __future__ import annotations

from datetime import date

import pytest

from supervision.overdue import any_overdue
from supervision.progress import Entry
from supervision.records import Role
from supervision.requests import RequestKind, RequestState
from tests.scenarios.conftest import City

ITEM, DUE = "13-2", "12月31日"
ASKS = f"{ITEM} 申请延期到2018年1月31日，原因：锅炉招标流标"


@pytest.fixture
def town(tianshui: City) -> City:
    """In December 2017: 13-2 of 市建设局 is due on the last day of the year."""
    tianshui.bind("oLiaison", "市建设局")
    tianshui.bind("oOffice", "整改办", Role.OFFICE)
    return tianshui.at("2017-12-20T10:00:00+08:00")


def entry(town: City, number: str = ITEM) -> Entry:
    found = town.office.store.ledger.find(number)
    assert found is not None
    return found


def ask(town: City, words: str = ASKS) -> None:
    assert "将向整改办申请" in town.say("oLiaison", words)
    assert "已提交" in town.say("oLiaison", "1")


def acts(town: City) -> list[str]:
    return [str(e.body["act"]) for e in town.office.store.journal.entries()]


def test_a_granted_extension_stands_beside_the_old_date_and_stops_overdue(town: City) -> None:
    asked = town.say("oLiaison", ASKS)
    for said in (DUE, "2018年1月31日（周三）", "锅炉招标流标", "回复 1 确认"):
        assert said in asked
    assert town.office.store.requests.waiting(RequestKind.EXTENSION) == []
    assert "批准前仍按原到期日" in town.say("oLiaison", "1")
    assert "待批复" in town.say("oLiaison", f"看{ITEM}")
    [told] = [text for text in town.pushed("oOffice") if "【延期申请】" in text]
    assert "锅炉招标流标" in told
    assert "将批准 市建设局" in town.say("oOffice", f"同意延期 {ITEM}")
    assert entry(town).progress.extended_until is None
    assert "延期至 2018年1月31日" in town.say("oOffice", "1")
    [answer] = [text for text in town.pushed("oLiaison") if "【延期批复】" in text]
    assert "获准延期至 2018年1月31日" in answer
    assert {d.due for d in entry(town).measure.deadlines} == {date(2017, 12, 31)}
    detail = town.say("oLiaison", f"看{ITEM}")
    assert "到期：12月31日（周日），延期至 2018年1月31日（周三）" in detail
    town.at("2018-01-10T10:00:00+08:00")
    assert not any_overdue(entry(town), town.now)
    assert ITEM not in town.say("oLiaison", "超期")
    assert ITEM in town.say("oLiaison", "本月到期")
    town.at("2018-02-01T10:00:00+08:00")
    assert ITEM in town.say("oLiaison", "超期")
    assert [act for act in acts(town) if "exten" in act] == [
        "request_extension",
        "extension_granted",
    ]


def test_the_schedule_reminds_and_warns_by_the_granted_date(town: City) -> None:
    ask(town)
    town.say("oOffice", f"同意延期 {ITEM}")
    town.say("oOffice", "1")
    town.at("2017-12-29T12:00:00+08:00").tick()
    before = town.pushed("oLiaison")
    town.at("2018-01-02T12:00:00+08:00").tick()
    new = town.pushed("oLiaison")[len(before) :]
    assert new
    lines = [line for text in new for line in text.splitlines() if line.startswith(f"{ITEM} ")]
    assert not any("超期" in line for line in lines), lines
    town.at("2018-01-30T09:00:30+08:00").tick()
    reminded = [text for text in town.pushed("oLiaison") if "【提醒】" in text]
    assert any(f"{ITEM} " in text and "1月31日" in text for text in reminded)


def test_day_and_reason_are_asked_for_one_after_the_other(town: City) -> None:
    assert "延到哪一天" in town.say("oLiaison", f"{ITEM} 申请延期")
    assert "原因是什么" in town.say("oLiaison", "2018年1月31日")
    assert "锅炉招标流标" in town.say("oLiaison", "锅炉招标流标")
    assert "已提交" in town.say("oLiaison", "1")
    [request] = town.office.store.requests.waiting(RequestKind.EXTENSION)
    assert (request.until, request.reason) == (date(2018, 1, 31), "锅炉招标流标")


def test_another_subject_instead_of_a_reason_is_answered_and_asks_for_nothing(town: City) -> None:
    town.say("oLiaison", f"{ITEM} 申请延期到2018年1月31日")
    assert "未完成" in town.say("oLiaison", "我的任务")
    assert "已取消" not in town.say("oLiaison", "锅炉招标流标")
    assert town.office.store.requests.waiting(RequestKind.EXTENSION) == []


@pytest.mark.parametrize(
    ("who", "words", "said"),
    [
        ("oLiaison", "14-2 申请延期到2018年1月31日，原因：雨季", "到期日已过"),
        ("oLiaison", f"{ITEM} 申请延期到12月31日，原因：雨季", "要比它晚"),
        ("oLiaison", "17 申请延期到2018年1月31日，原因：雨季", "没有到期日"),
        ("oCounty", f"{ITEM} 申请延期到2018年1月31日，原因：雨季", "由牵头单位申请"),
        ("oOffice", f"{ITEM} 申请延期到2018年1月31日，原因：雨季", "不能代报"),
        ("oLiaison", f"同意延期 {ITEM}", "由整改办办理"),
    ],
)
def test_who_cannot_is_told_why_and_nothing_is_stored(
    town: City, who: str, words: str, said: str
) -> None:
    town.bind("oCounty", "麦积区政府")
    assert said in town.say(who, words)
    assert town.office.store.requests.waiting(RequestKind.EXTENSION) == []


def test_on_the_day_itself_one_may_still_ask_and_the_day_after_no_more(town: City) -> None:
    assert "将向整改办申请" in town.at("2017-12-31T23:50:00+08:00").say("oLiaison", ASKS)
    late = town.at("2018-01-01T00:10:00+08:00").say("oLiaison", ASKS)
    assert "到期日已过" in late


def test_a_refusal_needs_a_reason_and_the_unit_reads_it(town: City) -> None:
    ask(town)
    assert "原因" in town.say("oOffice", f"不同意延期 {ITEM}")
    assert "将不同意" in town.say("oOffice", "工期安排不合理")
    assert "已答复不同意" in town.say("oOffice", "1")
    [answer] = [text for text in town.pushed("oLiaison") if "【延期批复】" in text]
    assert "工期安排不合理" in answer
    assert "仍按 12月31日" in answer
    [request] = town.office.store.requests.of_item(entry(town).measure.id)
    assert request.state is RequestState.REFUSED
    assert entry(town).progress.extended_until is None


def test_one_request_waits_at_a_time_and_the_policy_limits_how_often(town: City) -> None:
    ask(town)
    assert "已有一份延期申请" in town.say("oLiaison", ASKS)
    for until in ("2018年1月31日", "2018年2月28日"):
        if until != "2018年1月31日":
            ask(town, f"{ITEM} 申请延期到{until}，原因：流标")
        town.say("oOffice", f"同意延期 {ITEM}")
        town.say("oOffice", "1")
    assert "已延期 2 次" in town.say("oLiaison", f"{ITEM} 申请延期到2018年3月31日，原因：流标")
    granted = town.office.store.requests.granted(entry(town).measure.id, RequestKind.EXTENSION)
    assert [one.granted for one in granted] == [date(2018, 1, 31), date(2018, 2, 28)]


def test_the_office_may_grant_another_day_and_opens_requests_from_its_list(town: City) -> None:
    ask(town)
    assert "待批申请 1 件" in town.say("oOffice", "待签发")
    listed = town.say("oOffice", "待办")
    assert f"1. 延期 {ITEM}" in listed
    assert "1月31日" in town.say("oOffice", "1")
    assert "已取消" in town.say("oOffice", "0")
    assert "2018年1月15日" in town.say("oOffice", f"同意延期 {ITEM} 到2018年1月15日")
    town.say("oOffice", "1")
    assert entry(town).progress.extended_until == date(2018, 1, 15)


def test_a_yes_to_one_request_grants_no_other(town: City) -> None:
    ask(town)
    town.say("oOffice", f"同意延期 {ITEM}")
    town.bind("oSecond", "整改办", Role.OFFICE)
    town.say("oSecond", f"不同意延期 {ITEM} 原因：资料不全")
    town.say("oSecond", "1")
    ask(town, f"{ITEM} 申请延期到2018年3月31日，原因：设备未到")
    assert "3月31日" in town.say("oOffice", "1")
    assert entry(town).progress.extended_until is None
