"""``policy check``: every mistake, each with its line and what to write instead."""

import re

import pytest

from supervision.errors import PolicyError
from supervision.features import Feature
from supervision.policy import Policy
from supervision.policy_check import check
from supervision.problems import Weight
from supervision.rules import NEEDED, Trigger
from tests.supervision.builders import POLICIES

TEXT = (POLICIES / "tianshui-2017.toml").read_text(encoding="utf-8")
PRESETS = sorted(file.stem for file in POLICIES.glob("*.toml"))

SMALL = """\
[policy]
id = "small"
title = "小城制度"
document = "小城发〔2026〕1号"
effective_from = 2026-01-01

[hours]
draw_up = 09:00:00
issue = 15:00:00
quiet_from = 20:00:00
quiet_until = 08:00:00

[clauses.S1]
where = "一"
text = "通报。"

[cycles.bulletin]
clause = "S1"
days = [1]

[[rules]]
step = "criticism"
trigger = "overdue_at_bulletin"
clause = "S1"
to = ["unit_head"]
"""

COUNTED = """
[[rules]]
step = "{step}"
trigger = "criticisms"
count = {count}
clause = "S1"
to = ["unit_head"]
"""

RULE = """
[[rules]]
step = "{step}"
trigger = "{trigger}"
clause = "S1"
to = ["liaison"]
"""


def told(text, weight=Weight.MISTAKE):
    """(line, where, what) of every mistake."""
    return [(p.line, p.where, p.what) for p in check(text).problems if p.weight is weight]


def line_of(text, content):
    found = [n for n, line in enumerate(text.splitlines(), 1) if content in line]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize("preset", PRESETS)
def test_the_presets_have_no_mistake(preset):
    checked = check((POLICIES / f"{preset}.toml").read_text(encoding="utf-8"))
    assert (told_of := [p for p in checked.problems if p.weight is Weight.MISTAKE]) == [], told_of
    assert checked.clean
    assert [kept.id for kept in checked.kept if kept.by_nothing] == []


def test_the_small_policy_of_these_tests_is_clean():
    assert check(SMALL).problems == ()


@pytest.mark.parametrize(
    ("old", "new", "where", "says"),
    [
        # a key that is misspelt, with the one that is meant
        ("draw_up =", "drawup =", "[hours] drawup", "是不是想写 draw_up？"),
        ('to = ["unit_head"]', 'too = ["unit_head"]', "[rules 第 1 条] too", "是不是想写 to？"),
        # a section
        ("[hours]", "[houres]", "[houres]", "是不是想写 [hours]？"),
        ("[cycles.bulletin]", "[cycles.buletin]", "[cycles.buletin]", "是不是想写 bulletin？"),
        # words of a list
        ('"criticism"', '"critcism"', "[rules 第 1 条] step", "是不是想写 criticism？"),
        ('"overdue_at_bulletin"', '"overdue"', "[rules 第 1 条] trigger", "可用：due_soon"),
        ('["unit_head"]', '["head"]', "[rules 第 1 条] to", "可用：liaison"),
        ('["unit_head"]', '"unit_head"', "[rules 第 1 条] to", "写在方括号里"),
        ('["unit_head"]', "[]", "[rules 第 1 条] to", '例如 ["liaison"]'),
        # values: their kind, range and an example
        ("09:00:00", '"9点"', "[hours] draw_up", "例如 09:00:00"),
        ("2026-01-01", '"2026-01-01"', "[policy] effective_from", "例如 2017-07-05"),
        ("days = [1]", "days = [31]", "[cycles.bulletin] days", "1–28"),
        ("days = [1]", "days = []", "[cycles.bulletin] days", '例如 [15, "last"]'),
        ('title = "小城制度"', "title = 3", "[policy] title", "英文双引号"),
        # things that do not fit together
        ("issue = 15", "issue = 08", "[hours] issue", "晚于拟制时刻（draw_up = 09:00:00）"),
        ("quiet_from = 20", "quiet_from = 07", "[hours] quiet_from", "例如 20:00:00"),
        # a clause that nobody quotes
        ('step = "criticism"', 'step = "criticism"\nx = 1', "[rules 第 1 条] x", "没有这个设置"),
        ('text = "通报。"', 'text = ""', "[clauses.S1] text", "应为非空文字"),
        ("[clauses.S1]", "[clauses.S2]", "[clauses.S2]", "没有任何规则"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_the_remedy(old, new, where, says):
    text = SMALL.replace(old, new)
    assert text != SMALL
    found = [one for one in told(text) if one[1] == where]
    assert len(found) == 1, told(text)
    (line, _, what), key = found[0], where.split()[-1]
    assert says in what
    written = text.splitlines()[line - 1]
    assert key in written or where.strip("[]").split()[0] in written


def test_a_misspelt_key_is_one_mistake_and_not_also_a_missing_one():
    assert [where for _, where, _ in told(SMALL.replace("draw_up =", "drawup ="))] == [
        "[hours] drawup"
    ]
    assert [where for _, where, _ in told(SMALL.replace("draw_up = 09:00:00\n", ""))] == [
        "[hours] draw_up"
    ]


def test_every_mistake_is_told_and_not_only_the_first():
    text = SMALL.replace("09:00:00", "25").replace("days = [1]", "days = [0, 40]")
    text = text.replace('to = ["unit_head"]', 'to = ["head"]\nrectify_within = "ten"\npoints = 5')
    text = text.replace('document = "小城发〔2026〕1号"\n', "") + "\n[extra]\n"
    places = [(line, where) for line, where, _ in told(text)]
    assert places == [
        (1, "[policy] document"),
        (7, "[hours] draw_up"),
        (18, "[cycles.bulletin] days"),
        (18, "[cycles.bulletin] days"),
        (24, "[rules 第 1 条] to"),
        (25, "[rules 第 1 条] rectify_within"),
        (26, "[rules 第 1 条] points"),
        (28, "[extra]"),
    ]


def test_a_mistake_in_one_rule_hides_none_in_another():
    broken = COUNTED.format(step="yelow_card", count=0)
    text = SMALL + broken + broken.replace("yelow_card", "summons")
    assert [where for _, where, _ in told(text)] == [
        "[rules 第 2 条] step",
        "[rules 第 2 条] count",
        "[rules 第 3 条] count",
    ]


def test_a_setting_of_another_trigger_says_where_it_belongs():
    text = SMALL + "points = 10\n"
    ((line, where, what),) = told(text)
    assert (line, where) == (line_of(text, "points"), "[rules 第 1 条] points")
    assert "overdue_at_bulletin 用不到这个设置（它属于 behind_pace）" in what


def test_a_missing_section_of_clauses_is_told_once_and_not_for_every_rule():
    text = SMALL.replace('[clauses.S1]\nwhere = "一"\ntext = "通报。"\n', "")
    assert [where for _, where, _ in told(text)] == ["[clauses]"]


def test_a_clause_that_is_not_quoted_is_asked_for_in_every_place():
    text = SMALL.replace('clause = "S1"', 'clause = "S9"')
    found = told(text)
    assert [where for _, where, _ in found] == [
        "[clauses.S1]",
        "[cycles.bulletin] clause",
        "[rules 第 1 条] clause",
    ]
    assert "[clauses.S9]" in found[1][2]


@pytest.mark.parametrize(
    ("added", "where", "says"),
    [
        # no day on which it is looked at
        (
            RULE.format(step="warning", trigger="behind_pace") + "points = 5\n",
            "[rules 第 2 条] trigger",
            "[cycles.dispatch]",
        ),
        # the same step at a higher count: a step fires once for a unit
        (
            COUNTED.format(step="summons", count=1) + COUNTED.format(step="summons", count=2),
            "[rules 第 3 条] count",
            "同一措施对一个单位只触发一次",
        ),
        # exactly the same
        (
            COUNTED.format(step="summons", count=1) * 2,
            "[rules 第 3 条]",
            "与第 2 条完全相同",
        ),
        # two that would make one document
        (
            RULE.format(step="criticism", trigger="overdue_at_bulletin"),
            "[rules 第 2 条]",
            "这条会落空",
        ),
    ],
)
def test_a_rule_that_can_never_fire_is_a_mistake(added, where, says):
    found = [one for one in told(SMALL + "\n" + added) if one[1] == where]
    assert len(found) == 1, told(SMALL + "\n" + added)
    assert says in found[0][2]


def test_without_a_criticism_nothing_can_be_counted():
    text = SMALL.replace('step = "criticism"', 'step = "warning"')
    text += COUNTED.format(step="summons", count=1)
    assert [(where, "次数总是 0" in what) for _, where, what in told(text)] == [
        ("[rules 第 2 条] trigger", True)
    ]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        # a cycle on whose days nothing is looked at
        (
            SMALL
            + '[cycles.dispatch]\nclause = "S1"\ndays = [5]\n[duties]\nask_unreported = false\n',
            "[cycles.dispatch]",
        ),
        # a count that no lower step leads to
        (SMALL + COUNTED.format(step="summons", count=3), "[rules 第 2 条] count"),
        # a receiver twice
        (SMALL.replace('["unit_head"]', '["unit_head", "unit_head"]'), "[rules 第 1 条] to"),
    ],
)
def test_what_may_be_meant_is_a_doubt_and_does_not_fail(text, where):
    checked = check(text)
    assert [one.where for one in checked.problems] == [where]
    assert (checked.problems[0].weight, checked.clean) == (Weight.DOUBT, True)


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('title = "小城制度"', "title = “小城制度”", 3, '请改用英文半角的 "'),
        ("days = [1]", "days = [1，2]", 19, "请改用英文半角的 ,"),
        ('id = "small"', 'id ＝ "small"', 2, "请改用英文半角的 ="),
        ('id = "small"', 'id = "small', 2, "缺少结尾的英文双引号"),
        ('id = "small"', "id = small", 2, "文字要写在英文双引号里"),
        ("days = [1]", "days = [1", 21, "列表从第 19 行的 days 开始"),
        ("[hours]", "[policy]", 7, "同名的节只能写一次"),
        ('id = "small"', 'id = "small"\nid = "other"', 3, "同名的设置只能写一次"),
        ("[hours]", "[hours", 7, "成对的英文方括号"),
        ('where = "一"', "where", 14, "英文等号"),
        ("2026-01-01", "2026-13-01", 5, "日期"),
        ("draw_up = 09:00:00", "draw_up = 09:00:00 issue = 1", 8, "一行只能写一个设置"),
    ],
)
def test_what_is_no_toml_is_told_in_plain_words(old, new, line, says):
    text = SMALL.replace(old, new)
    ((at, where, what),) = told(text)
    assert (at, where) == (line, "TOML 格式")
    assert says in what
    assert not re.search(r"[A-Za-z]{5,} [a-z]+ [a-z]+", what), "no English sentence"


def test_who_reads_a_file_is_told_the_line_of_the_first_mistake():
    text = SMALL.replace('to = ["unit_head"]', 'to = ["head"]').replace("09:00:00", "9")
    with pytest.raises(PolicyError, match=r"第 8 行 \[hours\] draw_up：应为时刻") as caught:
        Policy.parse(text)
    assert (caught.value.line, caught.value.where) == (8, "[hours] draw_up")


def test_a_clause_is_kept_by_rules_sections_and_features_that_are_named():
    text = SMALL.replace('text = "通报。"', 'text = "通报。"\nkept_by = ["overview"]')
    (kept,) = check(text).kept
    assert (kept.id, kept.where) == ("S1", "一")
    assert [line for line, _ in kept.rules] == [line_of(text, "[[rules]]")]
    assert kept.sections == ((line_of(text, "[cycles.bulletin]"), "[cycles.bulletin]"),)
    assert kept.features == (Feature.OVERVIEW,)


def test_a_feature_that_does_not_exist_is_a_mistake():
    text = SMALL.replace('text = "通报。"', 'text = "通报。"\nkept_by = ["overvew", "magic"]')
    found = told(text)
    assert [(line, where) for line, where, _ in found] == [
        (line_of(text, "kept_by"), "[clauses.S1] kept_by"),
        (line_of(text, "kept_by"), "[clauses.S1] kept_by"),
    ]
    assert "是不是想写 overview？" in found[0][2]


@pytest.mark.parametrize("trigger", [t for t in Trigger if NEEDED.get(t)])
def test_a_rule_without_the_setting_that_its_trigger_needs_is_a_mistake(trigger):
    rule = RULE.format(step="summons", trigger=trigger)
    found = {where.split()[-1] for _, where, _ in told(SMALL + "\n" + rule)}
    assert set(NEEDED[trigger]) <= found
