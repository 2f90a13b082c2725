"""G5 through the doors: two verifying units, agreement, publicity, objection, closing, rebound."""

from __future__ import annotations

from datetime import date

from supervision.acceptance.table import Stage
from supervision.overdue import any_overdue
from supervision.progress import Lifecycle
from supervision.times import at_hour
from tests.scenarios.acceptance.town import ITEM, VERIFIERS, Town


def acts(town: Town) -> list[str]:
    return [str(e.body["act"]) for e in town.office.store.journal.entries()]


def test_an_application_needs_photos_and_a_self_check(gansu: Town) -> None:
    gansu.does("oUnit", f"{ITEM} 完成100%")
    assert "佐证材料要有 1 件，现有 0 件" in gansu.say("oUnit", f"{ITEM} 申请验收")
    gansu.photo("oUnit", "m1")
    assert "自验说明" in gansu.say("oUnit", f"{ITEM} 申请验收")
    assert gansu.stage() is Stage.OPEN
    asked = gansu.say("oUnit", "违建已全部拆除")
    assert "自验说明：违建已全部拆除" in asked
    said = gansu.say("oUnit", "1")
    assert "、".join(VERIFIERS) in said
    assert gansu.stage() is Stage.APPLIED


def test_each_verifying_unit_gives_its_own_opinion_after_one_visit(gansu: Town) -> None:
    gansu.applied()
    assert "还没有现场核查记录" in gansu.say("oAir", f"同意验收 {ITEM}")
    assert "将通知" in gansu.does("oOffice", f"安排核查 {ITEM} 9月30日 上午9点在现场集合")
    for openid in ("oUnit", "oAir", "oWater"):
        assert any("【现场核查安排】" in text for text in gansu.pushed(openid))
    gansu.at("2024-09-30T15:00:00+08:00")
    assert "已记录" in gansu.does("oOffice", f"现场核查 {ITEM} 违建已拆除")
    assert "现场核查的佐证（第1件）" in gansu.photo("oOffice", "site1")
    asked = gansu.say("oAir", f"同意验收 {ITEM}")
    assert "核查照片 1 张" in asked
    assert "现场核查：违建已拆除" in asked
    assert "举一反三" in asked
    assert f"还缺：{VERIFIERS[1]}" in gansu.say("oAir", "1")
    assert gansu.entry().progress.verified_percent == 0
    assert "没有待批的申请" in gansu.say("oAir", "待办")
    assert "验收 3-1" in gansu.say("oWater", "待办")
    assert f"还缺：{VERIFIERS[1]}" in gansu.say("oOffice", f"催验收 {ITEM}")
    assert any("还缺您单位的验收意见" in text for text in gansu.pushed("oWater"))
    assert f"还缺：{VERIFIERS[1]}" in gansu.say("oOffice", f"同意验收 {ITEM}")
    assert "通过验收" in gansu.does("oWater", f"同意 {ITEM}")
    assert gansu.stage() is Stage.PASSED
    assert gansu.entry().progress.verified_percent == 100
    assert any("待领导小组同意" in text for text in gansu.pushed("oLeader"))
    assert "还没有通过验收，不能公示" in gansu.say("oOffice", f"公示 {ITEM}")
    assert "待审定 3-1" in gansu.say("oLeader", "待办")
    assert "领导小组同意" in gansu.does("oLeader", f"同意 {ITEM}")
    assert gansu.stage() is Stage.AGREED


def test_the_period_over_the_national_day_is_counted_and_explained(gansu: Town) -> None:
    gansu.applied().passed()
    gansu.does("oLeader", f"同意 {ITEM}")
    asked = gansu.say("oOffice", f"公示 {ITEM}")
    assert (
        "自9月29日（周日）起，公示当日计入，国庆节放假（10月1日至7日）、9月29日和10月12日补班，"
        "共10个工作日，至10月16日（周三）" in asked
    )
    said = gansu.say("oOffice", "1")
    assert "GS2024-0001" in said
    assert gansu.entry().progress.lifecycle is Lifecycle.PUBLICITY
    assert "公示至 10月16日（周三）" in gansu.say("oUnit", f"看{ITEM}")
    gansu.at("2024-10-16T17:00:00+08:00").tick()
    assert gansu.stage() is Stage.PUBLICITY
    gansu.at("2024-10-17T09:00:30+08:00").tick()
    assert gansu.stage() is Stage.CLOSED
    assert gansu.entry().progress.closed_at == at_hour(date(2024, 10, 17), 9)
    assert any("【销号】" in text for text in gansu.pushed("oUnit"))
    assert acts(gansu)[-2:] == ["publicity_ended", "closed"]
    shown = gansu.say("oOffice", f"验收进度 {ITEM}")
    for word in ("已销号", "省水利厅 同意验收", "领导小组同意", "公示期满", "销号"):
        assert word in shown
    assert gansu.office.store.journal.verify().broken_at is None


def test_an_objection_blocks_the_closing_until_the_office_has_settled_it(gansu: Town) -> None:
    gansu.applied().passed().in_publicity()
    said = gansu.say("oCitizen", f"对 {ITEM} 有异议：河边还有一排彩钢房没拆，13912345678")
    assert "YY2024-0001" in said
    [told] = [text for text in gansu.pushed("oOffice") if "【公示异议】" in text]
    assert "彩钢房" in told
    assert "13912345678" not in told
    journal = str([e.body for e in gansu.office.store.journal.entries()])
    assert gansu.office.store.people.pid("oCitizen") not in journal
    gansu.at("2024-10-17T09:00:30+08:00").tick()
    assert gansu.stage() is Stage.PUBLICITY
    assert any("还有 1 件异议没有办结" in text for text in gansu.pushed("oOffice"))
    gansu.at("2024-10-18T09:00:30+08:00").tick()
    assert "YY2024-0001" in gansu.say("oOffice", "异议列表")
    assert "没有您提的异议" in gansu.say("oOther", "YY2024-0001")
    assert "核实中" in gansu.say("oCitizen", "YY2024-0001")
    assert "请写明" in gansu.say("oOffice", "异议不成立 YY2024-0001")
    assert "公示继续" in gansu.say("oOffice", "彩钢房在红线外，已现场复核")
    assert "异议不成立" in gansu.say("oOffice", "1")
    assert any("【异议答复】" in text for text in gansu.pushed("oCitizen"))
    assert gansu.stage() is Stage.PUBLICITY
    gansu.at("2024-10-21T09:00:30+08:00").tick()
    assert gansu.stage() is Stage.CLOSED


def test_an_objection_that_holds_sends_it_back_and_everything_is_needed_anew(gansu: Town) -> None:
    gansu.applied().passed().in_publicity()
    gansu.say("oCitizen", f"对 {ITEM} 有异议：还有一排彩钢房没拆")
    gansu.say("oOther", f"对 {ITEM} 有异议：树没有种")
    gansu.at("2024-11-04T10:00:00+08:00")
    asked = gansu.does("oOffice", "异议成立 YY2024-0001 彩钢房属实")
    assert "退回整改中" in asked
    assert "其他 1 件异议一并办结" in asked
    assert gansu.stage() is Stage.OPEN
    assert any_overdue(gansu.entry(), gansu.now)
    assert any("公示期异议成立" in text for text in gansu.pushed("oUnit"))
    assert any("异议成立" in text for text in gansu.pushed("oOther"))
    assert "3-1 现在没有公示" in gansu.say("oCitizen", f"对 {ITEM} 有异议：还没拆")
    gansu.applied()
    assert gansu.case().missing(VERIFIERS) == VERIFIERS


def test_an_opinion_against_sends_it_back_at_once_and_names_the_criterion(gansu: Town) -> None:
    gansu.applied()
    gansu.does("oOffice", f"现场核查 {ITEM} 还有两处未拆")
    gansu.does("oAir", f"同意验收 {ITEM}")
    assert "将退回" in gansu.say("oWater", f"不同意 {ITEM} 第4条，同类点位没有一并整改")
    assert "已退回" in gansu.say("oWater", "1")
    assert gansu.stage() is Stage.OPEN
    assert gansu.case().steps[-1].unmet == (4,)
    [told] = [text for text in gansu.pushed("oUnit") if "【验收退回】" in text]
    assert "省水利厅" in told
    assert "同类点位" in told


def test_the_unit_takes_its_application_back(gansu: Town) -> None:
    gansu.applied()
    assert "恢复整改中" in gansu.say("oUnit", f"撤回申请 {ITEM}")
    assert "已撤回" in gansu.say("oUnit", "1")
    assert gansu.stage() is Stage.OPEN
    assert any("【验收申请撤回】" in text for text in gansu.pushed("oAir"))
    assert "没有待批的申请" in gansu.say("oAir", "待办")


def test_what_a_unit_has_said_on_paper_is_written_down_by_the_office(gansu: Town) -> None:
    gansu.applied()
    gansu.does("oOffice", f"现场核查 {ITEM} 违建已拆除")
    gansu.does("oOffice", f"代录意见 {ITEM} 省生态环境厅 同意")
    assert gansu.case().steps[-1].recorded
    assert "不由您单位验收" in gansu.say("oOffice", f"代录意见 {ITEM} 兰州市政府 同意")
    gansu.does("oOffice", f"代录意见 {ITEM} 省水利厅 同意")
    assert gansu.stage() is Stage.PASSED
    gansu.does("oOffice", f"领导小组同意 {ITEM}")
    assert gansu.stage() is Stage.AGREED


def test_a_failed_spot_check_puts_it_on_the_list_again_with_all_its_history(gansu: Town) -> None:
    gansu.closed()
    before = gansu.case().steps
    drawn = gansu.does("oOffice", "抽查")
    assert "从已销号 1 项中随机抽 5%，至少 1 项" in drawn
    assert "种子" in drawn
    assert "已于" in gansu.say("oOffice", "抽查")
    gansu.at("2024-11-05T10:00:00+08:00")
    assert "请写明" in gansu.say("oAir", f"抽查 {ITEM} 不合格")
    assert "重新纳入整改" in gansu.say("oAir", "河边又搭起两间板房")
    assert "已把 3-1" in gansu.say("oAir", "1")
    progress = gansu.entry().progress
    assert (gansu.stage(), progress.lifecycle) == (Stage.OPEN, Lifecycle.OPEN)
    assert progress.closed_at is not None
    assert gansu.case().steps[: len(before)] == before
    assert any_overdue(gansu.entry(), gansu.now)
    assert acts(gansu)[-2:] == ["spot_check_failed", "rebound"]
    assert "整改中（重新纳入）" in gansu.say("oUnit", f"看{ITEM}")
    assert "重新纳入整改" in gansu.say("oUnit", f"{ITEM} 申请验收")
    assert "曾重新纳入 1 项 ÷ 曾销号 1 项 = 100.0%" in gansu.say("oOffice", "抽查清单")
    gansu.applied()
    assert gansu.stage() is Stage.APPLIED


def test_the_office_puts_a_closed_measure_on_the_list_again(gansu: Town) -> None:
    assert "还没有销号" in gansu.say("oOffice", f"重新纳入 {ITEM} 反弹")
    gansu.closed()
    assert "请写明" in gansu.say("oOffice", f"重新纳入 {ITEM}")
    assert "要重新上报、重新申请验收" in gansu.say("oOffice", "群众反映板房又搭起来了")
    assert "将通知" in gansu.say("oOffice", "1")
    assert gansu.stage() is Stage.OPEN
    assert any("【重新纳入整改】" in text for text in gansu.pushed("oUnit"))
    assert any("【重新纳入整改】" in text for text in gansu.pushed("oLeader"))


def test_past_the_last_known_year_the_period_is_refused_with_the_remedy(gansu: Town) -> None:
    gansu.at("2026-12-28T10:00:00+08:00").applied().passed()
    gansu.does("oLeader", f"同意 {ITEM}")
    said = gansu.say("oOffice", f"公示 {ITEM}")
    assert "calendar set 录入 2027 年放假安排" in said
    assert gansu.stage() is Stage.AGREED


def test_an_objection_is_answered_without_its_number(gansu: Town) -> None:
    gansu.applied().passed().in_publicity()
    assert "没有待办的异议" in gansu.say("oOffice", "异议不成立 已复核")
    gansu.say("oCitizen", f"对 {ITEM} 有异议：还有一排彩钢房没拆")
    for words in (
        "异议不成立 已现场复核",
        f"{ITEM} 的异议不成立，已现场复核",
        f"异议不成立 {ITEM} 已现场复核",
    ):
        asked = gansu.say("oOffice", words)
        assert "将认定 YY2024-0001 异议不成立" in asked, words
        assert "答复：已现场复核" in asked
        gansu.say("oOffice", "0")
    assert "9-9 没有待办的异议" in gansu.say("oOffice", "9-9 异议不成立")
    gansu.say("oOther", f"对 {ITEM} 有异议：树没有种")
    assert "将认定 YY2024-0002" in gansu.say("oOffice", "最新的异议不成立 树已补种")
    gansu.say("oOffice", "0")
    listed = gansu.say("oOffice", "异议不成立 已现场复核")
    assert "1. YY2024-0001" in listed
    assert "将认定 YY2024-0001" in gansu.say("oOffice", "1")
    gansu.say("oOffice", "1")
    # And from the list: the place, the verdict, the answer.
    assert "1. YY2024-0002" in gansu.say("oOffice", "异议列表")
    assert "2. 异议不成立，公示继续" in gansu.say("oOffice", "1")
    assert "请写明" in gansu.say("oOffice", "2")
    assert "将认定 YY2024-0002 异议不成立" in gansu.say("oOffice", "树已补种")
    gansu.say("oOffice", "1")
    assert gansu.office.store.objections.open_count() == 0


def test_who_leaves_is_not_known_as_an_objector_any_more(gansu: Town) -> None:
    gansu.applied().passed().in_publicity()
    gansu.say("oCitizen", f"对 {ITEM} 有异议：还有一排彩钢房没拆")
    store = gansu.office.store
    assert store.objections.sender("YY2024-0001") == store.people.pid("oCitizen")
    gansu.event("oCitizen", "unsubscribe")
    assert store.objections.sender("YY2024-0001") == ""
    assert store.objections.of_person(store.people.pid("oCitizen")) == []
    gansu.does("oOffice", "异议不成立 YY2024-0001 已复核")
    assert store.objections.open_count() == 0


def test_a_yes_is_only_said_to_what_was_shown(gansu: Town) -> None:
    gansu.applied()
    gansu.does("oOffice", f"现场核查 {ITEM} 违建已拆除")
    assert "回复 1 确认" in gansu.say("oAir", f"同意验收 {ITEM}")
    gansu.does("oOffice", f"退回 {ITEM} 缺监测报告")
    gansu.applied()
    gansu.does("oOffice", f"现场核查 {ITEM} 第二次核查")
    asked = gansu.say("oAir", "1")
    assert "第二次核查" in asked
    assert gansu.case().opinions == {}


def test_a_quarter_without_a_draw_is_told_to_the_office_on_the_days_of_the_policy(
    gansu: Town,
) -> None:
    gansu.closed()
    gansu.at("2024-12-06T12:00:00+08:00").tick()

    def told() -> list[str]:
        return [text for text in gansu.pushed("oOffice") if "还没有抽查" in text]

    assert told() == []
    assert "还没有抽查" not in gansu.say("oOffice", "待办")
    # The fifteenth working day before the 31st of December.
    gansu.at("2024-12-10T12:00:00+08:00").tick()
    [first] = told()
    assert "2024年第4季度还没有抽查（已销号 1 项，离季末还剩 15 个工作日），回复「抽查」" in first
    gansu.at("2024-12-20T12:00:00+08:00").tick()
    assert len(told()) == 1
    assert "还没有抽查（已销号 1 项，离季末还剩 7 个工作日）" in gansu.say("oOffice", "待办")
    gansu.does("oOffice", "抽查")
    gansu.at("2024-12-27T12:00:00+08:00").tick()
    assert len(told()) == 1
    assert "还没有抽查" not in gansu.say("oOffice", "待办")
