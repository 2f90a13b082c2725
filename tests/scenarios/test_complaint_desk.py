"""The complaint desk by chat: assigned, reported, taken over, answered, rated, linked, listed."""

from __future__ import annotations

import json

import pytest

from handlers.invite import invite
from supervision.complaints import Complaint, Handling, Verdict
from supervision.decisions import Step
from supervision.documents import State
from supervision.listings import ListingKind
from supervision.records import Role
from tests.scenarios.conftest import City

FIRST, SECOND, THIRD = "JB2017-0001", "JB2017-0002", "JB2017-0003"


@pytest.fixture
def town(tianshui: City) -> City:
    tianshui.bind("oBuild", "市建设局")
    tianshui.bind("oWater", "市水务局")
    tianshui.bind("oOffice", "整改办", Role.OFFICE)
    assert FIRST in tianshui.say("oCitizen", "举报 葫芦河大桥下有人倒建筑垃圾")
    return tianshui


def case(town: City, number: str = FIRST) -> Complaint:
    found = town.office.store.complaints.get(number)
    assert found is not None
    return found


def do(town: City, words: str, openid: str = "oOffice") -> str:
    """Say something that is asked about, and say yes."""
    asked = town.say(openid, words)
    assert "回复 1 确认" in asked, asked
    return town.say(openid, "1")


def pushed(town: City, openid: str, heading: str) -> list[str]:
    return [text for text in town.pushed(openid) if heading in text]


def journal(town: City) -> str:
    return json.dumps([e.body for e in town.office.store.journal.entries()], ensure_ascii=False)


# ---- assigning -------------------------------------------------------------------------------


def test_a_case_is_assigned_to_two_units_with_a_kind_and_a_limit_of_its_own(town: City) -> None:
    asked = town.say("oOffice", f"分办 {FIRST} 市建设局、市水务局 扬尘 固废 5天")
    for part in ("市建设局（牵头）、市水务局", "类型：扬尘、固废", "7月11日"):
        assert part in asked
    assert pushed(town, "oBuild", "举报件交办") == []
    assert f"已分办 {FIRST}" in town.say("oOffice", "1")
    for openid, other in (("oBuild", "市水务局"), ("oWater", "市建设局")):
        [told] = pushed(town, openid, "举报件交办")
        assert "建筑垃圾" in told
        assert f"共办：{other}" in told
    assert case(town).units == ("市建设局", "市水务局")
    assert [str(one.due) for one in case(town).assignments] == ["2017-07-11"] * 2
    assert case(town).state is Handling.IN_HAND
    assert f"1. {FIRST}" in town.say("oBuild", "我的举报件")
    assert "建筑垃圾" in town.say("oBuild", "1")
    assert "举报件 1 件待报结果" in town.say("oBuild", "我的任务")


def test_what_is_not_read_assigns_nothing(town: City) -> None:
    assert "「不存在局」没有看懂" in town.say("oOffice", f"分办 {FIRST} 不存在局 扬尘")
    assert "交办给哪个单位" in town.say("oOffice", f"分办 {FIRST}")
    assert "没有编号为 JB2017-0099" in town.say("oOffice", "分办 JB2017-0099 市建设局")
    assert "由整改办办理" in town.say("oBuild", f"分办 {FIRST} 市水务局")
    assert case(town).assignments == ()


def test_a_yes_holds_only_for_what_was_shown(town: City) -> None:
    town.say("oOffice", f"分办 {FIRST} 市建设局")
    town.bind("oOther", "整改办", Role.OFFICE)
    do(town, f"分办 {FIRST} 市水务局", "oOther")
    again = town.say("oOffice", "1")
    assert "将分办" in again
    assert case(town).units == ("市水务局",)


def test_a_unit_nobody_is_bound_to_is_named_for_a_call(town: City) -> None:
    assert "市林业局没有绑定的人，请电话告知" in do(town, f"分办 {FIRST} 市林业局 5天")


def test_a_unit_sees_what_it_was_assigned_and_no_other(town: City) -> None:
    do(town, f"分办 {FIRST} 市建设局 扬尘")
    seen = town.say("oBuild", FIRST)
    assert "建筑垃圾" in seen
    assert "地点：葫芦河大桥" in seen
    assert "只有举报人本人" in town.say("oWater", FIRST)
    assert "没有交办给您的单位" in town.say("oWater", f"办理 {FIRST} 属实 办结 已清理")


# ---- the unit's result ------------------------------------------------------------------------


def test_a_result_is_the_units_word_until_the_office_takes_it(town: City) -> None:
    do(town, f"分办 {FIRST} 市建设局 扬尘")
    assert "已报整改办" in do(town, f"办理 {FIRST} 属实 办结 已全部清理", "oBuild")
    assert pushed(town, "oCitizen", "举报答复") == []
    [told] = pushed(town, "oOffice", "举报件结果")
    assert "属实，办结：已全部清理" in told
    assert "没有待报结果" in town.say("oBuild", "我的举报件")
    asked = town.say("oOffice", f"采纳 {FIRST}")
    assert "举报人会收到：已全部清理" in asked
    assert "将告知举报人" in town.say("oOffice", "1")
    [answer] = pushed(town, "oCitizen", "举报答复")
    assert "已全部清理" in answer
    assert "您对结果满意吗" in answer
    assert "市建设局" not in answer


def test_the_results_of_two_units_make_one_answer_as_far_as_the_slower(town: City) -> None:
    do(town, f"分办 {FIRST} 市建设局、市水务局 扬尘")
    do(town, f"办理 {FIRST} 属实 办结 垃圾已清理", "oBuild")
    assert "市水务局还没有报结果" in town.say("oOffice", f"采纳 {FIRST}")
    town.say("oOffice", "0")
    do(town, f"办理 {FIRST} 属实 阶段性办结 河道清淤过半", "oWater")
    asked = town.say("oOffice", f"采纳 {FIRST}")
    assert "属实，阶段性办结" in asked
    assert "市建设局：垃圾已清理；市水务局：河道清淤过半" in asked
    town.say("oOffice", "1")
    assert case(town).state is Handling.STAGED


def test_units_that_do_not_agree_are_not_taken_over(town: City) -> None:
    do(town, f"分办 {FIRST} 市建设局、市水务局 扬尘")
    do(town, f"办理 {FIRST} 属实 办结 垃圾已清理", "oBuild")
    do(town, f"办理 {FIRST} 不属实 办结 没有发现", "oWater")
    assert "查实情况不一致" in town.say("oOffice", f"采纳 {FIRST}")
    assert "将采纳" in town.say("oOffice", f"采纳 {FIRST} 市建设局")


def test_a_result_is_sent_back_with_the_reason(town: City) -> None:
    do(town, f"分办 {FIRST} 市建设局 扬尘")
    do(town, f"办理 {FIRST} 属实 办结 已清理", "oBuild")
    assert "写明退回" in town.say("oOffice", f"退回 {FIRST}")
    assert f"已退回 {FIRST}" in town.say("oOffice", "没有现场照片")
    [told] = pushed(town, "oBuild", "举报件退回")
    assert "没有现场照片" in told
    assert "退回原因：没有现场照片" in town.say("oBuild", FIRST)
    assert "没有待审核" in town.say("oOffice", f"采纳 {FIRST}")


def test_an_end_needs_a_finding_and_words_from_a_unit_too(town: City) -> None:
    do(town, f"分办 {FIRST} 市建设局")
    assert "写明查实情况" in town.say("oBuild", f"办理 {FIRST} 办结 已清理")
    assert "写明处理情况" in town.say("oBuild", f"办理 {FIRST} 属实 办结")
    assert "已报整改办" in town.say("oBuild", f"办理 {FIRST} 办理中 正在调查")
    assert FIRST in town.say("oOffice", FIRST)


# ---- the schedule -----------------------------------------------------------------------------


def test_units_are_reminded_and_the_office_hears_what_is_overdue(town: City) -> None:
    do(town, f"分办 {FIRST} 市建设局 扬尘 8天")  # 14 July, a Friday
    for day in ("10", "11", "12", "13"):
        town.at(f"2017-07-{day}T09:00:30+08:00").tick()
    reminders = pushed(town, "oBuild", "举报件提醒")
    assert ["还剩 3 天" in text for text in reminders] == [True, False]
    assert "还剩 1 天" in reminders[1]
    town.at("2017-07-17T09:00:30+08:00").tick()
    [late] = [text for text in pushed(town, "oBuild", "举报件提醒") if "超期" in text]
    assert "1 件超期" in late
    [told] = pushed(town, "oOffice", "举报件超期")
    assert f"市建设局：{FIRST}" in told
    assert f"超过答复举报人期限：{FIRST}" in told
    town.at("2017-07-18T09:00:30+08:00").tick()
    assert len(pushed(town, "oOffice", "举报件超期")) == 1


def test_one_person_of_two_units_gets_one_notice_and_no_reminder_that_is_not_wanted(
    town: City,
) -> None:
    town.bind("oBuild", "市水务局")
    town.say("oWater", "退订提醒")
    do(town, f"分办 {FIRST} 市建设局、市水务局 扬尘 8天")
    town.at("2017-07-13T09:00:30+08:00").tick()
    [told] = pushed(town, "oBuild", "举报件提醒")
    assert "2 件快到期" in told
    assert pushed(town, "oWater", "举报件提醒") == []
    town.at("2017-07-17T09:00:30+08:00").tick()
    [late] = pushed(town, "oWater", "举报件提醒")
    assert "超期" in late


def test_a_reminder_is_not_made_up_after_downtime_but_what_is_overdue_is_told(town: City) -> None:
    do(town, f"分办 {FIRST} 市建设局 扬尘 8天")
    town.at("2017-07-18T10:00:00+08:00").tick()
    [told] = pushed(town, "oBuild", "举报件提醒")
    assert "超期 4 天" in told
    assert "快到期" not in told


def test_what_is_long_unsolved_waits_for_a_leader_and_is_named_once(town: City) -> None:
    for day in ("2017-09-29", "2017-10-09", "2017-10-10"):  # 90 days are over on 4 October
        town.at(f"{day}T09:00:30+08:00").tick()
    named = [text for text in pushed(town, "oOffice", "举报件超期") if "长期未办结" in text]
    assert len(named) == 1
    assert f"包案 {FIRST}" in named[0]


def test_who_reported_is_not_reminded(town: City) -> None:
    do(town, f"分办 {FIRST} 市建设局 扬尘 8天")
    do(town, f"办理 {FIRST} 属实 办结 已清理", "oBuild")
    town.at("2017-07-13T09:00:30+08:00").tick()
    town.at("2017-07-17T09:00:30+08:00").tick()
    assert pushed(town, "oBuild", "举报件提醒") == []


def test_who_sent_it_is_forgotten_half_a_year_after_it_was_closed(town: City) -> None:
    do(town, f"办理 {FIRST} 属实 办结 已清理")
    store, pid = town.office.store.complaints, town.office.store.people.pid("oCitizen")
    town.at("2018-01-02T09:00:30+08:00").tick()  # 180 days after 6 July
    assert store.sender(FIRST) == pid
    town.at("2018-01-03T09:00:30+08:00").tick()
    assert (store.sender(FIRST), store.of_person(pid)) == ("", [])
    assert "forget_complainants" in journal(town)
    assert case(town).state is Handling.CLOSED


# ---- the sender's opinion ---------------------------------------------------------------------


def test_the_sender_is_asked_once_and_answers_with_one_word(town: City) -> None:
    assert "没有待您评价" in town.say("oCitizen", "满意")
    do(town, f"办理 {FIRST} 属实 办结 已清理")
    assert "您对结果满意吗" in town.say("oCitizen", FIRST)
    assert "不记姓名" in town.say("oCitizen", "基本满意")
    assert "没有待您评价" in town.say("oCitizen", "不满意")
    assert "满意吗" not in town.say("oCitizen", FIRST)
    assert "满意率 100.0%（1/1）" in town.say("oOffice", "举报统计")
    pid = town.office.store.people.pid("oCitizen")
    rated = [e.body for e in town.office.store.journal.entries() if e.body["act"] == "rate_answer"]
    assert [(entry["pid"], entry["source"]) for entry in rated] == [("", "")]
    assert pid not in json.dumps(rated)


def test_who_is_not_satisfied_brings_the_case_back_to_the_office(town: City) -> None:
    do(town, f"办理 {FIRST} 属实 办结 已清理")
    assert "没有未办结" in town.say("oOffice", "举报列表")
    said = town.say("oCitizen", "不满意")
    assert "重新办理" in said
    assert "哪里没有解决" in said
    assert "已补充" in town.say("oCitizen", "晚上还在倒，电话13812345678")
    assert case(town).verdict is Verdict.NOT
    assert "13812345678" not in case(town).wish
    [told] = pushed(town, "oOffice", "举报人不满意")
    assert FIRST in told
    assert FIRST in town.say("oOffice", "举报列表")
    assert "晚上还在倒" in town.say("oOffice", FIRST)
    town.at("2017-07-08T10:00:00+08:00")
    do(town, f"办理 {FIRST} 属实 办结 已加装护栏")
    last = pushed(town, "oCitizen", "举报答复")[-1]
    assert "已加装护栏" in last
    assert "满意吗" not in last


def test_of_several_the_sender_says_which(town: City) -> None:
    town.say("oCitizen", "举报 北道区工厂冒黑烟")
    town.say("oCitizen", "0")
    for number in (FIRST, SECOND):
        do(town, f"办理 {number} 属实 办结 已处理")
    assert "哪一件" in town.say("oCitizen", "满意")
    town.say("oCitizen", "2")
    assert [case(town, n).verdict for n in (FIRST, SECOND)].count(Verdict.SATISFIED) == 1
    assert "不记姓名" in town.say("oCitizen", "不满意，还在冒烟")


# ---- what the office notes --------------------------------------------------------------------


def test_cause_remedy_leader_kinds_and_star_stand_with_the_case(town: City) -> None:
    assert "没有围挡" in town.say("oOffice", f"原因 {FIRST} 工地没有围挡")
    assert "一件一策" in town.say("oOffice", f"一件一策 {FIRST} 加装护栏和监控")
    assert "噪声、水" in town.say("oOffice", f"类型 {FIRST} 噪音、污水")
    assert "请写明污染类型" in town.say("oOffice", f"类型 {FIRST} 乱七八糟")
    town.say("oOffice", f"加星 {FIRST}")
    town.say("oOffice", f"来源 {FIRST} 省转")
    assert "将由 张三 包案" in town.say("oOffice", f"包案 {FIRST} 张三")
    town.say("oOffice", "1")
    seen = town.say("oOffice", FIRST)
    for part in ("★", "原因：工地没有围挡", "一件一策：加装护栏", "噪声、水", "省转", "张*"):
        assert part in seen
    assert "请写明原因" in town.say("oOffice", f"原因 {FIRST}")


def test_a_bound_leader_is_told_and_may_read_the_case(town: City) -> None:
    code = invite(town.office, "市水务局", Role.LEADER, town.now, name="张建国").code
    town.say("oLeader", code)
    town.say("oLeader", "1")
    assert "只有举报人本人" in town.say("oLeader", FIRST)
    assert "将通知本人" in town.say("oOffice", f"包案 {FIRST} 张建国")
    town.say("oOffice", "1")
    assert FIRST in pushed(town, "oLeader", "领导包案")[0]
    assert "建筑垃圾" in town.say("oLeader", FIRST)


def test_the_list_shows_what_the_office_has_to_look_at(town: City) -> None:
    assert "未交办" in town.say("oOffice", "举报列表")
    do(town, f"分办 {FIRST} 市建设局 扬尘")
    assert "未交办" not in town.say("oOffice", "举报列表")
    do(town, f"办理 {FIRST} 属实 办结 已清理", "oBuild")
    assert "结果待审核" in town.say("oOffice", "举报列表")


def test_what_came_by_telephone_is_registered_without_a_sender(town: City) -> None:
    said = do(town, "登记 来电 地点：葫芦河大桥 半夜有人倒建筑垃圾")
    assert f"已登记 {SECOND}" in said
    assert f"疑似重复：{FIRST}（地点相同" in said
    assert town.office.store.complaints.sender(SECOND) == ""
    assert "收不到答复" in town.say("oOffice", f"办理 {SECOND} 属实 办结 已清理")


def test_a_grave_case_is_proposed_to_be_listed_and_signed_like_every_step(town: City) -> None:
    assert "请先交办" in town.say("oOffice", f"挂牌 {FIRST}")
    do(town, f"分办 {FIRST} 市建设局 扬尘")
    asked = town.say("oOffice", f"挂牌 {FIRST}")
    assert "依据：T13" in asked
    assert "已拟挂牌督办" in town.say("oOffice", "1")
    [document] = town.office.store.documents.proposed()
    assert document.decision.step is Step.LISTED_SUPERVISION
    assert document.decision.unit == "市建设局"
    assert case(town).listed == document.number
    assert "没有重复拟制" in town.say("oOffice", f"挂牌 {FIRST}")
    assert "已签发" in do(town, f"签发 {document.number}")
    issued = town.office.store.documents.get(document.number)
    assert issued is not None
    assert issued.state is State.ISSUED
    assert any("挂牌督办" in text for text in town.pushed("oBuild"))


def test_an_enterprise_is_listed_for_what_was_proved_and_public_after_the_signature(
    town: City,
) -> None:
    words = f"列名 {FIRST} 天水某建材有限公司 擅自在河道倾倒建筑垃圾"
    assert "还没有查实" in town.say("oOffice", words)
    do(town, f"查实 {FIRST} 属实 执法人员现场查获")
    assert case(town).facts == "执法人员现场查获"
    assert "写明企业全称" in town.say("oOffice", f"列名 {FIRST} 天水某建材有限公司")
    said = town.say("oOffice", words)
    assert "QY2017-0001" in said
    assert "没有重复拟制" in town.say("oOffice", words)
    store = town.office.store.listings
    assert store.public(ListingKind.ENTERPRISE, 9) == []
    do(town, "签发 QY2017-0001")
    [entry] = store.public(ListingKind.ENTERPRISE, 9)
    assert (entry.name, entry.about) == ("天水某建材有限公司", f"complaint:{FIRST}")


# ---- repeated ones ----------------------------------------------------------------------------


def test_nothing_is_linked_before_the_office_confirms_the_reasons(town: City) -> None:
    town.say("oOther", "举报 葫芦河大桥下面还有人倒建筑垃圾")
    town.say("oOther", "0")
    seen = town.say("oOffice", SECOND)
    assert f"疑似重复：{FIRST}（地点相同：" in seen
    assert "内容相似" in seen
    assert "同一天" in seen
    assert "还没有确认" in town.say("oOffice", "重复件")
    asked = town.say("oOffice", f"关联 {SECOND} {FIRST}")
    assert "地点相同" in asked
    assert f"首件 {FIRST}" in town.say("oOffice", "1")
    assert (case(town).first, case(town, SECOND).first) == (FIRST, FIRST)
    listed = town.say("oOffice", "重复件一览")
    assert "2 件" in listed
    assert "缺原因" in listed


def test_groups_join_and_part_and_the_ledger_follows(town: City) -> None:
    for openid in ("oA", "oB", "oC"):
        town.say(openid, "举报 葫芦河大桥下面还有人倒建筑垃圾")
        town.say(openid, "0")
    do(town, f"关联 {THIRD} {SECOND}")
    do(town, f"关联 JB2017-0004 {FIRST}")
    do(town, f"关联 {THIRD} JB2017-0004")
    firsts = [case(town, f"JB2017-000{n}").first for n in (1, 2, 3, 4)]
    assert firsts == [FIRST] * 4
    assert town.office.store.complaints.repeated(0, 9)[1] == 1
    do(town, f"不关联 {FIRST}")
    assert case(town).first == ""
    assert {case(town, f"JB2017-000{n}").first for n in (2, 3, 4)} == {SECOND}
    [(head, members)], total = town.office.store.complaints.repeated(0, 9)
    assert (head.number, members, total) == (SECOND, 3, 1)
    assert "疑似重复" not in town.say("oOffice", FIRST)
    do(town, f"不关联 {THIRD}")
    do(town, "不关联 JB2017-0004")
    assert town.office.store.complaints.repeated(0, 9) == ([], 0)
    assert {case(town, f"JB2017-000{n}").first for n in (1, 2, 3, 4)} == {""}


# ---- the public page --------------------------------------------------------------------------


def test_what_is_published_is_the_offices_word_and_follows_the_state(town: City) -> None:
    pages = town.app.test_client()
    assert "葫芦河" not in pages.get(f"/complaints/{FIRST}").text
    assert "不要照抄" in town.say("oOffice", f"公开 {FIRST}")
    do(town, f"公开 {FIRST} 麦积区一处桥下倾倒建筑垃圾")
    do(town, f"分办 {FIRST} 市建设局 固废")
    page = town.app.test_client().get(f"/complaints/{FIRST}").text
    assert "一处桥下倾倒建筑垃圾" in page
    assert "有人倒建筑垃圾" not in page
    town.at("2017-07-07T10:00:00+08:00")
    do(town, f"办理 {FIRST} 属实 办结 已清理并设护栏，联系人电话13812345678")
    assert case(town).published == town.now
    page = town.app.test_client().get("/complaints/").text
    for part in (
        "一处桥下倾倒建筑垃圾",
        "已清理并设护栏",
        "阶段性办结不计入",
        "三个合计可以不相等",
    ):
        assert part in page
    pid = town.office.store.people.pid("oCitizen")
    assert pid not in page
    assert "13812345678" not in page + town.app.test_client().get(f"/complaints/{FIRST}").text
