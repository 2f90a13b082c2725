"""The plain forms of acceptance: what they read, from whom, and the sentences that they leave."""

from __future__ import annotations

from datetime import date

import pytest

from language.acceptance_forms import read_acceptance
from language.names import UnitNames
from language.past_days import nearest_day
from supervision.records import Level, Role, Unit

TODAY = date(2017, 12, 20)
NAMES = UnitNames.of((Unit("市水务局", Level.DEPARTMENT, ("水务局",)),))


@pytest.mark.parametrize(
    ("role", "said", "intent", "slots"),
    [
        ("liaison", "撤回申请 14-2", "withdraw_application", {"item": "14-2"}),
        ("liaison", "撤回14-2的验收申请", "withdraw_application", {"item": "14-2"}),
        ("liaison", "14-2 申请验收，自查：都拆了", "apply_acceptance", {"text": "都拆了"}),
        ("liaison", "验收进度14-2", "acceptance_status", {"item": "14-2"}),
        ("office", "安排核查 14-2 12月22日 九点集合", "arrange_visit", {"until": "2017-12-22"}),
        ("office", "现场核查 14-2 围网已拆", "site_check", {"item": "14-2", "text": "围网已拆"}),
        ("verifier", "14-2 现场核查 昨天 已拆", "site_check", {"until": "2017-12-19"}),
        ("office", "代录意见 14-2 水务局 不同意 材料不全", "record_opinion", {"unit": "市水务局"}),
        ("office", "催验收 14-2", "remind_opinions", {"item": "14-2"}),
        ("verifier", "同意 14-2", "approve_acceptance", {"item": "14-2"}),
        ("leader", "不同意 14-2 还有异味", "reject_acceptance", {"reason": "还有异味"}),
        ("office", "领导小组同意 14-2", "approve_acceptance", {"item": "14-2"}),
        ("office", "不放过 14-2 群众满意", "let_go", {"text": "群众满意"}),
        ("office", "公示 14-2", "open_publicity", {"item": "14-2"}),
        ("office", "公示 14-2 完成情况：已拆完", "open_publicity", {"text": "已拆完"}),
        ("citizen", "对 14-2 有异议：围网没拆", "object", {"item": "14-2", "what": "围网没拆"}),
        ("citizen", "我对14-2的公示有异议", "object", {"item": "14-2"}),
        ("citizen", "对GS2017-1有异议：围网没拆", "object", {"number": "GS2017-0001"}),
        ("citizen", "yy2017-3", "objection_status", {"number": "YY2017-0003"}),
        ("citizen", "我的异议", "objection_status", {}),
        ("office", "异议列表", "objection_status", {}),
        ("office", "异议不成立 YY2017-0001 已复核", "settle_objection", {"verdict": "不成立"}),
        ("office", "YY2017-1 异议成立 属实", "settle_objection", {"verdict": "成立"}),
        ("office", "14-2 异议不成立 已复核", "settle_objection", {"item": "14-2"}),
        (
            "office",
            "最新的异议成立，属实",
            "settle_objection",
            {"newest": "最新", "reason": "属实"},
        ),
        ("office", "异议成立", "settle_objection", {"verdict": "成立"}),
        ("office", "备案 14-2", "close_case", {"item": "14-2"}),
        ("office", "重新纳入 14-2 又搭起来了", "rebound", {"reason": "又搭起来了"}),
        ("office", "抽查", "spot_check", {}),
        ("office", "抽查清单", "spot_check_list", {}),
        ("verifier", "抽查 14-2 合格", "spot_check_result", {"verdict": "合格"}),
        ("office", "14-2抽查不合格，又反弹了", "spot_check_result", {"verdict": "不合格"}),
    ],
)
def test_what_is_read(role: str, said: str, intent: str, slots: dict[str, str]) -> None:
    [act] = read_acceptance(said, Role(role), TODAY, NAMES)
    assert act.intent == intent
    assert {name: act.slots.get(name) for name in slots} == slots


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("liaison", "公示 14-2"),  # the office's
        ("citizen", "同意 14-2"),
        ("liaison", "14-2 公示的是80%"),
        ("office", "同意 14-2"),  # of what? a request for more time may wait, too
        ("office", "现场核查14-2怎么安排？"),
        ("office", "14-2反弹了吗？"),
        ("office", "公示期到了没有"),
        ("office", "今天去抽查了三家企业"),
        ("citizen", "我有异议"),
        ("citizen", "小区施工有异议的人很多"),
        ("office", "备案材料放在档案室"),
        ("liaison", "销号材料已经准备好了"),
        ("verifier", "代录意见 14-2 市水务局 同意"),
        ("office", "安排核查 14-2 有空的时候"),  # no day
        ("office", "代录意见 14-2 某某局 同意"),  # no unit
        ("office", "重新整改"),
        ("office", "异议成立吗"),
        ("office", "异议成立的要退回整改"),
        ("citizen", "异议成立"),
    ],
)
def test_what_is_left_to_others(role: str, said: str) -> None:
    assert read_acceptance(said, Role(role), TODAY, NAMES) == ()


@pytest.mark.parametrize(
    ("words", "today", "day"),
    [
        ("昨天", "2024-09-29", "2024-09-28"),
        ("9月28日", "2024-09-29", "2024-09-28"),
        ("12月28日", "2025-01-03", "2024-12-28"),
        (
            "12月22日",
            "2024-12-20",
            "2024-12-22",
        ),  # told as still ahead, and not taken for last year
        ("28日", "2024-10-02", "2024-09-28"),
        ("周五", "2024-09-29", "2024-09-27"),
        ("2024年9月28日", "2024-09-29", "2024-09-28"),
        ("2023-12-28", "2024-09-29", "2023-12-28"),
        ("2月30日", "2024-09-29", None),
    ],
)
def test_the_day_of_a_visit_is_the_nearest_of_its_name(
    words: str, today: str, day: str | None
) -> None:
    found = nearest_day(words, date.fromisoformat(today))
    assert (found.isoformat() if found else None) == day
