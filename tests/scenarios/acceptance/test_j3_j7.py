"""J3 and J7 through the doors: checked, assessed, closed, and not while one of the four is open."""

from __future__ import annotations

import pytest

from handlers.recompute import Moved, Recount, recompute
from handlers.working_calendar import enter_year
from storage.change import Change
from supervision.acceptance.table import Stage
from supervision.working_days import WorkingDays
from tests.scenarios.acceptance.town import ITEM, Town


def accepted(town: Town) -> Town:
    """Applied for, visited, and accepted by one verifier, as J3 wants it."""
    town.applied()
    town.does("oOffice", f"现场核查 {ITEM} 违建已拆除，植被已恢复")
    said = town.does("oAir", f"同意验收 {ITEM}")
    assert "验收五条都符合" in said
    assert "整改办公示" in said
    return town


def test_one_verifier_is_enough_and_the_office_publishes_at_once(jiyuan: Town) -> None:
    accepted(jiyuan)
    assert jiyuan.stage() is Stage.AGREED
    assert "待公示 3-1" in jiyuan.say("oOffice", "待办")
    assert "10月16日" in jiyuan.say("oOffice", "1")
    assert "已公示" in jiyuan.say("oOffice", "1")
    assert jiyuan.stage() is Stage.PUBLICITY


def test_nothing_closes_while_one_of_the_four_is_open(jiyuan: Town) -> None:
    accepted(jiyuan).does("oOffice", f"公示 {ITEM}")
    jiyuan.at("2024-10-17T09:00:30+08:00").tick()
    assert jiyuan.stage() is Stage.ENDED
    assert any("待备案" in text for text in jiyuan.pushed("oOffice"))
    refused = jiyuan.does("oOffice", f"备案 {ITEM}")
    assert "四个不放过没有全部落实" in refused
    assert "群众满意：未落实" in jiyuan.say("oOffice", f"不放过 {ITEM}")
    jiyuan.does("oOffice", f"不放过 {ITEM} 查清、到位、责任")
    assert jiyuan.stage() is Stage.ENDED
    assert "未落实" in jiyuan.does("oAir", f"不放过 {ITEM} 责任没落实")
    jiyuan.does("oAir", f"不放过 {ITEM} 责任落实")
    assert "已销号" in jiyuan.does("oOffice", f"不放过 {ITEM} 群众满意")
    assert jiyuan.stage() is Stage.CLOSED


def test_a_city_without_the_four_says_so(gansu: Town) -> None:
    assert "没有规定四个不放过" in gansu.say("oOffice", f"不放过 {ITEM}")


@pytest.mark.parametrize("how", ["at once", "at the next draw-up hour"])
def test_a_calendar_that_changes_moves_the_end_and_is_told(jiyuan: Town, how: str) -> None:
    accepted(jiyuan).does("oOffice", f"公示 {ITEM}")
    days = jiyuan.office.working_days()
    shifted = {day: flag for day, flag in days.days.items() if day.year == 2024}
    tuesday = jiyuan.now.date().replace(month=10, day=15)
    exceptions = {**shifted, tuesday: False}
    moved: list[Moved] = []

    def also(change: Change, table: WorkingDays) -> None:
        moved[:] = recompute(Recount(jiyuan.office, table, jiyuan.now, change))

    if how == "at once":
        enter_year(jiyuan.office.store, 2024, exceptions, jiyuan.now, also)
        assert [(one.number, str(one.after)) for one in moved] == [("GS2024-0001", "2024-10-17")]
        enter_year(jiyuan.office.store, 2024, exceptions, jiyuan.now, also)
        assert moved == []
    else:
        enter_year(jiyuan.office.store, 2024, exceptions, jiyuan.now)
        jiyuan.at("2024-10-08T09:00:30+08:00").tick()
    opened = jiyuan.case().publicity
    assert opened is not None
    assert str(opened.last) == "2024-10-17"
    for openid in ("oUnit", "oOffice"):
        [told] = [text for text in jiyuan.pushed(openid) if "【公示期变更】" in text]
        assert "10月16日（周三）改为 10月17日（周四）" in told
    acts = [str(e.body["act"]) for e in jiyuan.office.store.journal.entries()]
    assert acts.count("publicity_period_changed") == 1
    page = jiyuan.app.test_client().get("/publicity/GS2024-0001").text
    assert "2024年10月17日" in page
    assert "放假安排变更前，公示期满日为 2024年10月16日" in page
    jiyuan.at("2024-10-17T09:00:30+08:00").tick()
    assert jiyuan.stage() is Stage.PUBLICITY
    jiyuan.at("2024-10-18T09:00:30+08:00").tick()
    assert jiyuan.stage() is Stage.ENDED


def test_after_downtime_the_closing_is_made_up_at_its_own_hour(gansu: Town) -> None:
    gansu.applied().passed().in_publicity()
    gansu.at("2024-11-20T12:00:00+08:00").tick()
    closed_at = gansu.entry().progress.closed_at
    assert closed_at is not None
    assert closed_at.astimezone(gansu.now.tzinfo).isoformat() == "2024-10-17T09:00:00+08:00"
