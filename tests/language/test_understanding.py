from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.acts import Act, Intent
from language.answers import ANSWERS_NOTHING
from language.lexicon import Lexicon
from language.names import UnitNames
from language.understanding import understand
from supervision.records import Level, Role, Unit

NOW = datetime(2017, 8, 16, 2, tzinfo=UTC)
WORDS = Lexicon(
    [
        Unit("市环保局", Level.DEPARTMENT, ("环保局",)),
        Unit("市水务局", Level.DEPARTMENT, ("水务局",)),
    ]
)
LIAISON, OFFICE, CITIZEN, LEADER = Role.LIAISON, Role.OFFICE, Role.CITIZEN, Role.LEADER


def read(text: str, role: Role = LIAISON) -> tuple[Act, ...]:
    return understand(text, role, NOW, WORDS)


def only(text: str, role: Role = LIAISON) -> tuple[Intent, dict[str, str | int]]:
    acts = read(text, role)
    assert len(acts) == 1
    return acts[0].intent, dict(acts[0].slots)


# ---- evidence -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["佐证14-2", "照片是14-2的", "14-2的照片", "刚才的视频是14-2项的", "这几张都是14-2的"]
)
def test_an_item_is_named_for_what_was_sent(text: str) -> None:
    assert only(text) == (Intent.SEND_EVIDENCE, {"item": "14-2"})


@pytest.mark.parametrize(
    ("text", "item"),
    [("撤回照片", ""), ("撤回刚才的照片", ""), ("撤销这几张图片", ""), ("撤回14-2的照片", "14-2")],
)
def test_taking_photos_back_is_not_taking_a_report_back(text: str, item: str) -> None:
    named = {"item": item} if item else {}
    assert only(text) == (Intent.WITHDRAW, {"what": "evidence", **named})


@pytest.mark.parametrize(
    "text",
    ["14-2的照片什么时候交", "佐证怎么交", "照片不是14-2的", "不要撤回照片", "材料还在整理"],
)
def test_talk_about_photos_is_no_command(text: str) -> None:
    assert only(text)[0] not in (Intent.SEND_EVIDENCE, Intent.WITHDRAW)


# ---- reports --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("14-2 完成80%", {"item": "14-2", "percent": 80}),
        ("14-2 80%", {"item": "14-2", "percent": 80}),
        ("１４－２　８０％", {"item": "14-2", "percent": 80}),
        ("14-2完成80%。", {"item": "14-2", "percent": 80}),
        ("14-2：已完成80%了", {"item": "14-2", "percent": 80}),
        ("14之2 进度百分之八十", {"item": "14-2", "percent": 80}),
        ("第14项 完成八成", {"item": "14", "percent": 80}),
        ("#20 100%", {"item": "20", "percent": 100}),
        ("14-2 120%", {"item": "14-2", "percent": 120}),
        ("14-2 已完成", {"item": "14-2", "status": "done"}),
        ("14-2完成", {"item": "14-2", "status": "done"}),
        ("14-2 剩10%", {"item": "14-2", "percent": 90}),
        ("第3项二分之一", {"item": "3", "percent": 50}),
        ("14-2 80% 问题：不对，应该是60%", {"item": "14-2", "percent": 60}),
        ("14-2 无变化", {"item": "14-2", "no_change": 1}),
        ("14-2 无进展", {"item": "14-2", "no_change": 1}),
        (
            "14-2 80% 预计8月25日完成",
            {"item": "14-2", "percent": 80, "finish_by": "2017-08-25"},
        ),
        (
            "14-2 完成80%，预计月底前完成，困难：资金未到位；需协调",
            {
                "item": "14-2",
                "percent": 80,
                "finish_by": "2017-08-31",
                "problem": "资金未到位；需协调",
            },
        ),
        ("14-2 80% 困难：无", {"item": "14-2", "percent": 80}),
        ("14-2 80% 预计尽快完成", {"item": "14-2", "percent": 80}),
        ("完成80%", {"percent": 80}),
        ("32号完成80%", {"item": "32", "percent": 80}),
        ("第15号完成80%", {"item": "15", "percent": 80}),
        ("#15号完成80%", {"item": "15", "percent": 80}),
        ("15-2号完成80%", {"item": "15-2", "percent": 80}),
        ("15项完成80%", {"item": "15", "percent": 80}),
    ],
)
def test_the_plain_forms_are_reports(text: str, slots: dict[str, str | int]) -> None:
    assert only(text) == (Intent.REPORT_PROGRESS, slots)


@pytest.mark.parametrize(
    "text",
    [
        "14-2 预计完成80%",  # a plan
        "14-2 争取下周完成80%",  # a wish
        "14-2 要完成80%",  # a demand
        "14-2 没完成80%",  # a denial
        "14-2 未完成",
        "14-2 还没完成",
        "14-2 完成80%的目标",
        "听说14-2 80%了",  # hearsay
        "14-2 污水处理率80%",  # an indicator
        "3号楼完成80%",  # a building
        "手机电量80%",
        "14-280%",
        "1480%",
    ],
)
@pytest.mark.parametrize("role", list(Role))
def test_other_sentences_with_figures_change_nothing(text: str, role: Role) -> None:
    assert only(text, role) == (Intent.SMALLTALK_OR_UNKNOWN, {}) or (
        role is CITIZEN and only(text, role)[0] is Intent.SEARCH_PUBLIC
    )


@pytest.mark.parametrize(
    "text", ["14-2优良率提高了10个点", "14-2下周提高10个点", "14-2要提高10%", "电费提高了10%"]
)
def test_a_change_of_something_else_or_to_come_is_no_report(text: str) -> None:
    assert only(text)[0] is Intent.SMALLTALK_OR_UNKNOWN


@pytest.mark.parametrize("text", ["14-2 完成80%吗", "14-2 完成80%？", "14-2 是不是80%", "14-2呢"])
@pytest.mark.parametrize("role", list(Role))
def test_a_question_about_an_item_asks_for_its_detail(text: str, role: Role) -> None:
    assert only(text, role) == (Intent.ITEM_DETAIL, {"item": "14-2"})


@pytest.mark.parametrize(
    "text",
    [
        "谁说14-2完成80%了吗",
        "比如14-2完成80%可以吗",
        "14-2完成80%能申请验收吗",
        "要是14-2到80%行",
    ],
)
def test_hearsay_examples_and_wishes_are_no_questions_about_an_item(text: str) -> None:
    assert only(text)[0] is Intent.SMALLTALK_OR_UNKNOWN


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("15号完成80%", "may_be_a_day"),
        ("20号已完成", "may_be_a_day"),
        ("十五号 无变化", "may_be_a_day"),
        ("14八成", "no_sign"),  # 14 and eight tenths, or one and forty-eight
        ("14-2 完成80", "no_sign"),
        ("14-2 80% 14-3", "several_items"),
        ("14-2 完成80% 管网60%", "several_figures"),
        ("14-2 80% 预计8月32日完成", "no_such_day"),
        ("14-2 80% 预计2016年8月1日完成", "no_such_day"),
        ("14-2 80% 预计本周一完成", "no_such_day"),
        ("14-2 80% 预计8月15日完成", "just_passed"),
        ("14-2 好像80%了", "unsure"),
        ("14-2 80%的村完成了", "part_of"),
        ("14-2 100%", "done"),
        ("14-2 正在施工", "no_percent"),
        ("完成80%", "no_item"),
        ("14-2 完成120%", "out_of_range"),
    ],
)
def test_what_is_doubtful_is_asked_before_it_is_stored(text: str, doubt: str) -> None:
    acts = read(text)
    assert acts[0].intent is Intent.REPORT_PROGRESS
    assert doubt in acts[0].doubts


@pytest.mark.parametrize("role", [OFFICE, CITIZEN, LEADER, Role.VERIFIER])
@pytest.mark.parametrize("text", ["14-2 完成80%", "14-2 已完成", "14-2 无变化", "80%"])
def test_a_report_by_anybody_else_changes_nothing(text: str, role: Role) -> None:
    (act,) = read(text, role)
    assert act.intent is Intent.SMALLTALK_OR_UNKNOWN
    assert act.rule == "report_by_other_role"


def test_several_reports_in_one_message_come_in_their_order() -> None:
    acts = read("14-2 80%\n14-3 已完成；15 无变化")
    assert [act.text("item") for act in acts] == ["14-2", "14-3", "15"]
    assert [act.number("percent") for act in acts] == [80, None, None]
    assert acts[1].text("status") == "done"
    assert acts[2].flag("no_change")


def test_a_line_that_was_said_vaguely_is_asked_about_and_the_other_is_not() -> None:
    certain, vague = read("14-2 80%\n14-3 大概60%吧")
    assert (certain.doubts, vague.doubts) == ((), ("unsure",))


# ---- commands -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "intent", "slots"),
    [
        ("我的任务", Intent.MY_TASKS, {}),
        ("任务", Intent.MY_TASKS, {}),
        ("待办。", Intent.MY_TASKS, {}),
        ("下一页", Intent.NEXT_PAGE, {}),
        ("今天到期", Intent.DEADLINES, {"window": "today"}),
        ("本周到期", Intent.DEADLINES, {"window": "this_week"}),
        ("本月到期", Intent.DEADLINES, {"window": "this_month"}),
        ("本月到期的任务有哪些？", Intent.DEADLINES, {"window": "this_month"}),
        ("下月到期", Intent.DEADLINES, {"window": "next_month"}),
        ("超期", Intent.DEADLINES, {"window": "overdue"}),
        ("７天内到期", Intent.DEADLINES, {"window": "days:7"}),
        ("十天内到期", Intent.DEADLINES, {"window": "days:10"}),
        ("14-2", Intent.ITEM_DETAIL, {"item": "14-2"}),
        ("看14-2", Intent.ITEM_DETAIL, {"item": "14-2"}),
        ("14-2详情", Intent.ITEM_DETAIL, {"item": "14-2"}),
        ("14-2怎么样？", Intent.ITEM_DETAIL, {"item": "14-2"}),
        ("14-2进展", Intent.ITEM_DETAIL, {"item": "14-2"}),
        ("第十四项", Intent.ITEM_DETAIL, {"item": "14"}),
        ("为什么14-2", Intent.ITEM_DETAIL, {"item": "14-2", "what": "why"}),
        ("14-2为什么", Intent.ITEM_DETAIL, {"item": "14-2", "what": "why"}),
        ("收到", Intent.ACKNOWLEDGE, {}),
        ("收悉", Intent.ACKNOWLEDGE, {}),
        ("收到14-2", Intent.ACKNOWLEDGE, {"item": "14-2"}),
        ("撤回", Intent.WITHDRAW, {}),
        ("说错了", Intent.WITHDRAW, {}),
        ("撤销14-2", Intent.WITHDRAW, {"item": "14-2"}),
        ("申请延期 14-2", Intent.REQUEST_EXTENSION, {"item": "14-2"}),
        ("14-2申请验收", Intent.APPLY_ACCEPTANCE, {"item": "14-2"}),
        ("联系整改办", Intent.CONTACT_OFFICE, {}),
        ("帮助", Intent.HELP, {}),
        ("？", Intent.HELP, {}),
        ("怎么用", Intent.HELP, {}),
        ("菜单", Intent.HELP, {}),
        ("谢谢[玫瑰]", Intent.SMALLTALK_OR_UNKNOWN, {}),
        ("请帮我看14-2", Intent.ITEM_DETAIL, {"item": "14-2"}),
    ],
)
def test_a_liaison_is_understood(text: str, intent: Intent, slots: dict[str, str]) -> None:
    assert only(text) == (intent, slots)


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("绑定 7KQ2M9XA", {"code": "7KQ2M9XA"}),
        ("绑定7kq2m9xa", {"code": "7KQ2M9XA"}),
        ("绑定 张三 7KQ2M9XA", {"name": "张三", "code": "7KQ2M9XA"}),
        ("绑定 环保局 张三 7KQ2M9XA", {"unit": "市环保局", "name": "张三", "code": "7KQ2M9XA"}),
        ("绑定：７ＫＱ２Ｍ９ＸＡ", {"code": "7KQ2M9XA"}),
        ("绑定 7KQ2M9XA 张三", {"name": "张三", "code": "7KQ2M9XA"}),
        ("绑定7KQ2M9XA,张三", {"name": "张三", "code": "7KQ2M9XA"}),
        ("绑定 7KQ2M9XA，环保局，张三。", {"unit": "市环保局", "name": "张三", "code": "7KQ2M9XA"}),
        ("绑定 7KQ2M9XA。", {"code": "7KQ2M9XA"}),
        ("绑定 wang 7KQ2M9XA", {"name": "wang", "code": "7KQ2M9XA"}),
        ("7KQ2M9XA。", {"code": "7KQ2M9XA"}),
        ("7kq2m9xa", {"code": "7KQ2M9XA"}),
        ("绑定 10OL", {"code": "10OL"}),  # no code, but the person is told so
        ("绑定", {}),
    ],
)
@pytest.mark.parametrize("role", [CITIZEN, LIAISON])
def test_a_code_binds(text: str, slots: dict[str, str], role: Role) -> None:
    assert only(text, role) == (Intent.BIND, slots)


@pytest.mark.parametrize(
    ("text", "intent", "slots"),
    [
        ("1", Intent.CONFIRM, {"choice": 1}),
        ("０", Intent.CANCEL, {"choice": 0}),
        ("2", Intent.CHOOSE, {"choice": 2}),
        ("3️⃣", Intent.CHOOSE, {"choice": 3}),
        ("是", Intent.CONFIRM, {}),
        ("对", Intent.CONFIRM, {}),
        ("好的", Intent.CONFIRM, {}),
        ("确认！", Intent.CONFIRM, {}),
        ("否", Intent.CANCEL, {}),
        ("取消", Intent.CANCEL, {}),
    ],
)
@pytest.mark.parametrize("role", list(Role))
def test_answers_are_the_same_from_everybody(
    text: str, intent: Intent, slots: dict[str, int], role: Role
) -> None:
    (act,) = understand(text, role, NOW, WORDS, asked=True)
    assert (act.intent, dict(act.slots)) == (intent, slots)


@pytest.mark.parametrize("text", ["是", "对", "好的", "嗯", "否", "不用了", "可以"])
def test_a_soft_answer_answers_only_a_question(text: str) -> None:
    (act,) = read(text)
    assert (act.intent, act.rule) == (Intent.SMALLTALK_OR_UNKNOWN, ANSWERS_NOTHING)


@pytest.mark.parametrize(
    ("text", "intent", "slots"),
    [
        ("葫芦河", Intent.SEARCH_PUBLIC, {"query": "葫芦河"}),
        ("查葫芦河", Intent.SEARCH_PUBLIC, {"query": "葫芦河"}),
        ("搜索 污水", Intent.SEARCH_PUBLIC, {"query": "污水"}),
        ("搜污水", Intent.SEARCH_PUBLIC, {"query": "污水"}),
        ("超期", Intent.SEARCH_PUBLIC, {"query": "超期"}),
        ("河", Intent.SMALLTALK_OR_UNKNOWN, {}),
        ("整体进度", Intent.PUBLIC_OVERVIEW, {}),
        ("总体进度", Intent.PUBLIC_OVERVIEW, {}),
        ("进度", Intent.PUBLIC_OVERVIEW, {}),
        ("看市环保局", Intent.PUBLIC_UNIT, {"unit": "市环保局"}),
        ("水务局进度", Intent.PUBLIC_UNIT, {"unit": "市水务局"}),
        ("环保局", Intent.PUBLIC_UNIT, {"unit": "市环保局"}),
        ("市教育局进度", Intent.PUBLIC_UNIT, {"unit": "市教育局"}),
        ("查14-2", Intent.ITEM_DETAIL, {"item": "14-2"}),
        ("关注14-2", Intent.FOLLOW, {"item": "14-2"}),
        ("关注1", Intent.FOLLOW, {"item": "1"}),
        ("关注", Intent.FOLLOW, {}),
        ("取消关注14-2", Intent.UNFOLLOW, {"item": "14-2"}),
        ("举报", Intent.COMPLAINT, {}),
        ("举报 河边夜里排黑水", Intent.COMPLAINT, {"what": "河边夜里排黑水"}),
        ("举报进度 JB20170816001", Intent.COMPLAINT_STATUS, {"number": "JB20170816001"}),
        ("污水处理率80%", Intent.SMALLTALK_OR_UNKNOWN, {}),
        ("你好", Intent.SMALLTALK_OR_UNKNOWN, {}),
        ("[微笑]", Intent.SMALLTALK_OR_UNKNOWN, {}),
        ("", Intent.SMALLTALK_OR_UNKNOWN, {}),
    ],
)
def test_a_citizen_is_understood(text: str, intent: Intent, slots: dict[str, str]) -> None:
    assert only(text, CITIZEN) == (intent, slots)


@pytest.mark.parametrize(
    ("text", "intent", "slots"),
    [
        ("待签发", Intent.TO_ISSUE, {}),
        ("签发 hp-20170831-3f2a9c", Intent.ISSUE, {"number": "HP-20170831-3F2A9C"}),
        ("签发全部", Intent.ISSUE, {"all": 1}),
        (
            "暂缓 HP-20170831-3F2A9C 材料正在核实",
            Intent.HOLD,
            {"number": "HP-20170831-3F2A9C", "reason": "材料正在核实"},
        ),
        (
            "暂缓HP-20170831-3F2A9C，已完成80%待核",
            Intent.HOLD,
            {"number": "HP-20170831-3F2A9C", "reason": "已完成80%待核"},
        ),
        ("暂缓 HP-20170831-3F2A9C", Intent.HOLD, {"number": "HP-20170831-3F2A9C"}),
        ("发布 14-2", Intent.PUBLISH, {"item": "14-2"}),
        ("发布 全部", Intent.PUBLISH, {"all": 1}),
        ("超期清单", Intent.OVERDUE_LIST, {}),
        ("本月到期", Intent.DEADLINES, {"window": "this_month"}),
    ],
)
def test_the_office_is_understood(text: str, intent: Intent, slots: dict[str, str | int]) -> None:
    assert only(text, OFFICE) == (intent, slots)


def test_several_items_are_published_one_by_one() -> None:
    acts = read("发布14-2、14-3 15", OFFICE)
    assert [(act.intent, act.text("item")) for act in acts] == [
        (Intent.PUBLISH, "14-2"),
        (Intent.PUBLISH, "14-3"),
        (Intent.PUBLISH, "15"),
    ]


def test_a_name_that_two_units_share_leads_to_neither() -> None:
    names = UnitNames.of(
        [
            Unit("甲县水务局", Level.DEPARTMENT, ("水务局",)),
            Unit("乙县水务局", Level.DEPARTMENT, ("水务局",)),
        ]
    )
    assert names.find_unit("水务局") == ""
    assert names.find_unit("甲县 水务局") == "甲县水务局"


# ---- whatever is typed ----------------------------------------------------------------------

SIGNS = "0123456789-—%％成半百分之完成已无变化预计困难：;；\n 项号第#查看关注发布签发绑定进度市局aZ"


@given(st.one_of(st.text(), st.text(alphabet=SIGNS), st.binary()), st.sampled_from(Role))
def test_any_text_of_any_bytes_gives_acts(text: str | bytes, role: Role) -> None:
    words = text if isinstance(text, str) else text.decode("utf-8", "surrogateescape")
    acts = read(words, role)
    assert acts
    if role not in (LIAISON, Role.UNIT_HEAD):
        assert Intent.REPORT_PROGRESS not in {act.intent for act in acts}


@given(
    st.sampled_from(["14-2 完成80%", "我的任务", "本月到期", "撤回", "看14-2"]),
    st.sampled_from(["", " ", "。", "！", "[微笑]", "👍", "\u200b", "\n", "~"]),
    st.sampled_from(["", " ", "\u3000", "[玫瑰]"]),
)
def test_signs_around_a_command_change_nothing(text: str, after: str, before: str) -> None:
    assert read(before + text + after) == read(text)


@pytest.mark.parametrize(
    ("text", "intent", "slots"),
    [
        ("我的单位", Intent.MY_UNITS, {}),
        ("看我的绑定", Intent.MY_UNITS, {}),
        ("换单位", Intent.SWITCH_UNIT, {}),
        ("换单位 环保局", Intent.SWITCH_UNIT, {"unit": "市环保局"}),
        ("切换单位到市环保局", Intent.SWITCH_UNIT, {"unit": "市环保局"}),
        ("移交", Intent.HAND_OVER, {}),
        ("工作移交", Intent.HAND_OVER, {}),
        ("换联络员", Intent.HAND_OVER, {}),
        ("移交 环保局", Intent.HAND_OVER, {"unit": "市环保局"}),
        ("取消移交", Intent.HAND_OVER, {"cancel": 1}),
        ("解绑", Intent.UNBIND, {}),
        ("解除绑定", Intent.UNBIND, {}),
        ("取消绑定", Intent.UNBIND, {}),
        ("解绑 环保局", Intent.UNBIND, {"unit": "市环保局"}),
        ("解绑 张*", Intent.UNBIND, {"who": "张*"}),
    ],
)
@pytest.mark.parametrize("role", [CITIZEN, LIAISON, Role.OFFICE])
def test_bindings_are_seen_changed_and_ended(
    text: str, intent: Intent, slots: dict[str, str | int], role: Role
) -> None:
    assert only(text, role) == (intent, slots)


def test_the_list_of_people_is_the_offices() -> None:
    assert only("人员", Role.OFFICE) == (Intent.STAFF_LIST, {})
    assert only("人员 环保局", Role.OFFICE) == (Intent.STAFF_LIST, {"unit": "市环保局"})
    assert only("人员", LIAISON)[0] is not Intent.STAFF_LIST
