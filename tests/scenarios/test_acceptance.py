"""Acceptance (验收、销号): applied for at 100 %, decided by the office or a verifier."""

from __future__ import annotations

import pytest

from supervision.overdue import any_overdue
from supervision.progress import Entry, Lifecycle
from supervision.records import Role
from supervision.requests import RequestKind
from tests.scenarios.conftest import City

ITEM = "13-2"


@pytest.fixture
def town(tianshui: City) -> City:
    """In December 2017: 13-2 of 市建设局 is due on the last day of the year."""
    tianshui.bind("oLiaison", "市建设局")
    tianshui.bind("oOffice", "整改办", Role.OFFICE)
    tianshui.bind("oVerifier", "市水务局", Role.VERIFIER)
    return tianshui.at("2017-12-20T10:00:00+08:00")


def entry(town: City) -> Entry:
    found = town.office.store.ledger.find(ITEM)
    assert found is not None
    return found


def finish(town: City) -> None:
    town.say("oLiaison", f"{ITEM} 完成100%")
    assert "已记录" in town.say("oLiaison", "1")


def apply(town: City) -> None:
    assert "逐条核对" in town.say("oLiaison", f"{ITEM} 申请验收")
    assert "已提交" in town.say("oLiaison", "1")


def acts(town: City) -> list[str]:
    return [str(e.body["act"]) for e in town.office.store.journal.entries()]


def test_what_is_not_reported_at_100_is_told_what_is_missing(town: City) -> None:
    town.say("oLiaison", f"{ITEM} 完成80%")
    assert "要先上报 100%" in town.say("oLiaison", f"{ITEM} 申请销号")
    assert entry(town).progress.lifecycle is Lifecycle.OPEN


def test_the_checklist_is_shown_before_anything_is_handed_in(town: City) -> None:
    finish(town)
    asked = town.say("oLiaison", f"{ITEM} 申请验收")
    for said in ("自查说明", "监测", "举一反三", "长效机制", "佐证材料", "回复 1 确认"):
        assert said in asked
    assert entry(town).progress.lifecycle is Lifecycle.OPEN
    town.say("oLiaison", "1")
    assert entry(town).progress.lifecycle is Lifecycle.APPLIED
    for openid in ("oOffice", "oVerifier"):
        assert any("【验收申请】" in text for text in town.pushed(openid))
    assert "已申请验收" in town.say("oLiaison", f"看{ITEM}")
    assert "正在验收" in town.say("oLiaison", f"{ITEM} 完成90%")


def test_applied_in_time_is_never_overdue_until_it_is_sent_back(town: City) -> None:
    finish(town)
    apply(town)
    town.at("2018-01-10T10:00:00+08:00")
    assert not any_overdue(entry(town), town.now)
    assert "将退回" in town.say("oOffice", f"退回 {ITEM} 缺少监测报告")
    assert "已退回" in town.say("oOffice", "1")
    assert any_overdue(entry(town), town.now)
    [told] = [text for text in town.pushed("oLiaison") if "【验收退回】" in text]
    assert "缺少监测报告" in told


def test_the_verifier_accepts_and_the_figure_is_verified(town: City) -> None:
    finish(town)
    apply(town)
    assert entry(town).progress.verified_percent == 0
    asked = town.say("oVerifier", f"同意验收 {ITEM}")
    assert "核实进度记为 100%" in asked
    assert "通过验收" in town.say("oVerifier", "1")
    progress = entry(town).progress
    assert (progress.verified_percent, progress.settled) == (100, True)
    assert any("【验收结果】" in text for text in town.pushed("oLiaison"))
    assert "已通过验收，待公示" in town.say("oLiaison", f"看{ITEM}")
    assert ITEM not in town.say("oLiaison", "我的任务")
    assert acts(town)[-4:] == ["apply_acceptance", "applied", "approve_acceptance", "accepted"]
    assert "没有待办的验收申请" in town.say("oVerifier", f"退回 {ITEM} 再看看")


def test_nobody_verifies_what_their_own_unit_reports(town: City) -> None:
    town.bind("oOwn", "市建设局", Role.VERIFIER)
    finish(town)
    apply(town)
    assert "不由您单位验收" in town.say("oOwn", f"同意验收 {ITEM}")
    assert not any("【验收申请】" in text for text in town.pushed("oOwn"))
    assert "没有待批的申请" in town.say("oOwn", "待办")
    assert "由整改办办理" in town.say("oLiaison", f"同意验收 {ITEM}")
    assert entry(town).progress.verified_percent == 0


def test_sent_back_without_a_reason_is_asked_for_one(town: City) -> None:
    finish(town)
    apply(town)
    assert "请写明退回" in town.say("oOffice", f"退回 {ITEM}")
    assert "缺少照片" in town.say("oOffice", "缺少照片")
    assert "已退回" in town.say("oOffice", "1")
    assert entry(town).progress.lifecycle is Lifecycle.OPEN


def test_history_only_grows_over_several_rounds(town: City) -> None:
    seen: list[tuple[str, str]] = []
    item = entry(town).measure.id
    for round_ in range(3):
        finish(town)
        apply(town)
        town.say("oOffice", f"退回 {ITEM} 第{round_ + 1}次材料不全")
        town.say("oOffice", "1")
        now = [(one.id, one.remark) for one in town.office.store.requests.of_item(item)]
        assert now[: len(seen)] == seen
        seen = now
        town.at(f"2017-12-2{round_ + 1}T10:00:00+08:00")
    assert [remark for _, remark in seen] == [f"第{n}次材料不全" for n in (1, 2, 3)]
    assert town.office.store.requests.waiting(RequestKind.ACCEPTANCE) == []
    assert town.office.store.journal.verify().broken_at is None
