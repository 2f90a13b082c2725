"""``policy compare``: what differs between two policies, and what would change for whom."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date

import pytest

from documents.plan import read_plans
from handlers.compare_policies import Turned, turns_by_unit
from handlers.simulate_policy import prepare, steps_of
from handlers.words import policy_comparing as words
from handlers.words.policy_names import SETTING_NAMES
from supervision.decisions import Step
from supervision.policy import Policy
from supervision.policy_difference import NOT_COMPARED, differences
from supervision.rules import Rule
from tests.bot.desk import MEASURE, PLAN
from tests.supervision.builders import POLICIES, calendar

TEXT = (POLICIES / "tianshui-2017.toml").read_text(encoding="utf-8")
PRESETS = sorted(file.stem for file in POLICIES.glob("*.toml"))
FIRST, LAST = date(2017, 7, 5), date(2018, 3, 31)


def parse(*changes):
    text = TEXT
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return Policy.parse(text)


def preset(name):
    return Policy.parse((POLICIES / f"{name}.toml").read_text(encoding="utf-8"))


def told(*changes):
    return [words.setting(one) for one in differences(parse(), parse(*changes))]


@pytest.fixture
def tried():
    """市水务局 with one measure due on 31 August; a second unit whose report was false."""
    late = {**MEASURE, "deadlines": [{"phrase": "8月底前", "due": "2017-08-31", "what": "完成"}]}
    other = {**MEASURE, "number": "2", "lead_units": ["市建设局"], "deadlines": []}
    ledger = "\n".join(json.dumps(line, ensure_ascii=False) for line in (*PLAN, late, other))
    fact = {"at": "2017-09-05T10:00+08:00", "fact": "false_report", "unit": "市建设局"}
    plans = read_plans(ledger.encode(), name="x", plan_id=None)
    return prepare(plans, json.dumps(fact), calendar(), FIRST, LAST)


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (("points = 15 ", "points = 10 "), "预警（进度滞后）：落后百分点 15→10"),
        (('days = [15, "last"]', "days = [20]"), "通报周期：日子 每月15日、月末→每月20日"),
        (("draw_up = 09:00:00", "draw_up = 08:30:00"), "拟制时刻 09:00→08:30"),
        (("at_most = 2 ", "at_most = 1 "), "延期次数 2→1"),
        (("[30, 7, 3, 1]", "[7, 1]"), "提醒（临期）：提前工作日 30、7、3、1→7、1"),
        (
            ('to = ["unit_head", "liaison", "office"]', 'to = ["unit_head"]'),
            "列入督办计划（被通报批评 1 次）：送达对象 单位负责人、联络员、整改办→单位负责人",
        ),
        (
            ("count = 2\n", "count = 4\n"),
            "诫勉谈话（被通报批评 2 次）：次数 2→4",
        ),
        (
            ('consequence = "实行每月督办，直至整改到位"\n', ""),
            "列入督办计划（被通报批评 1 次）：后果 实行每月督办，直至整改到位→无",
        ),
        (
            (
                'issuer = "市委、市政府"\nconsequence = "列入',
                'needs_signature = true\nissuer = "市委、市政府"\nconsequence = "列入',
            ),
            "黄牌警告（被通报批评 1 次）：须签发 否→是",
        ),
        (('where = "五（三）"', 'where = "五"'), "条款 T5：出处 五（三）→五"),
    ],
)
def test_a_setting_that_differs_is_told_in_words(change, line):
    assert told(change) == [line]


def test_a_rule_that_only_one_of_them_has_is_told_as_a_whole():
    rule = TEXT[TEXT.index('[[rules]]\nstep = "yellow_card"') :]
    rule = rule[: rule.index("[[rules]]", 5)]
    assert told((rule, "")) == [
        "取消规则：黄牌警告（被通报批评 1 次），依据 T10，送单位负责人、联络员"
    ]


def test_of_rules_that_are_alike_each_is_compared_with_the_one_that_it_is():
    """Without the first of two thresholds: that one is gone, and the second is what it was."""
    beijing = preset("beijing-2018")
    first = next(rule for rule in beijing.rules if rule.level == "district")
    without = replace(beijing, rules=tuple(rule for rule in beijing.rules if rule != first))
    (gone,) = differences(beijing, without)
    assert (gone.before, gone.after, gone.about) == (first, None, first)


@pytest.mark.parametrize("name", PRESETS)
def test_a_policy_does_not_differ_from_itself(name):
    assert differences(preset(name), preset(name)) == []
    assert list(words.settings([])) == ["两套制度的设置完全相同。"]


def test_what_is_told_one_way_is_told_the_other_way_round():
    one, other = preset("baicheng-2023"), preset("jiyuan-2019")
    there = {(d.part, d.name, d.key, str(d.before), str(d.after)) for d in differences(one, other)}
    back = {(d.part, d.name, d.key, str(d.after), str(d.before)) for d in differences(other, one)}
    assert there == back


def test_every_setting_of_a_rule_has_a_name_that_an_office_understands():
    settings = {field.name for field in fields(Rule)} - {"step", "trigger"}
    assert set(SETTING_NAMES) == settings


def test_no_part_of_a_policy_is_left_out_of_the_comparison():
    """Each field of a policy is compared, or is one of those with a function of their own."""
    policy = parse()
    for field in fields(Policy):
        if field.name not in NOT_COMPARED:
            changed = replace(policy, **{field.name: "changed"})
            assert [d.name for d in differences(policy, changed)] == [field.name]


def test_the_same_policy_changes_nothing_for_anybody(tried):
    assert turns_by_unit(parse(), parse(), tried) == []
    assert list(words.table([], FIRST, LAST))[-1] == "没有变化。"


def test_a_later_bulletin_moves_the_criticism_of_the_unit_alone(tried):
    (unit,) = turns_by_unit(parse(), parse(('days = [15, "last"]', 'days = [20, "last"]')), tried)
    assert unit.unit == "市水务局"
    first = unit.turns[0]
    assert (first.turned, first.shown.step) == (Turned.MOVED, Step.CRITICISM)
    assert (first.before.at.day, first.after.at.day) == (15, 20)


def test_a_rule_that_is_taken_away_drops_its_steps(tried):
    rule = '[[rules]]\nstep = "summons"\ntrigger = "false_report"\nclause = "T4"\n'
    rule += 'to = ["main_head"]\nissuer = "市领导小组"\n'
    (unit,) = turns_by_unit(parse(), parse((rule, "")), tried)
    assert (unit.unit, unit.number(Turned.DROPPED)) == ("市建设局", 1)
    (back,) = turns_by_unit(parse((rule, "")), parse(), tried)
    assert [turn.turned for turn in back.turns] == [Turned.ADDED]


def test_a_sharper_pace_adds_warnings(tried):
    found = turns_by_unit(parse(("points = 15 ", "points = 90 ")), parse(), tried)
    turned = {turn.turned for unit in found for turn in unit.turns if turn.shown.step == "warning"}
    assert turned == {Turned.ADDED}


def test_another_receiver_is_a_change_at_the_same_hour(tried):
    old = 'to = ["unit_head", "liaison", "office"]'
    (unit,) = turns_by_unit(parse(), parse((old, 'to = ["unit_head"]')), tried)
    (turn,) = unit.turns
    assert (turn.turned, turn.before.at) == (Turned.CHANGED, turn.after.at)
    lines = list(words.table([unit], FIRST, LAST))
    assert any("送达对象 单位负责人、联络员、整改办→单位负责人" in line for line in lines)


def test_what_is_counted_is_all_that_differs_between_the_two_simulations(tried):
    """Added less dropped is the difference of what the two simulations list."""
    one, other = (
        parse(),
        parse(("points = 15 ", "points = 1 "), ('days = [15, "last"]', "days = [3]")),
    )
    found = turns_by_unit(one, other, tried)
    more = sum(unit.number(Turned.ADDED) - unit.number(Turned.DROPPED) for unit in found)
    assert more == sum(map(_lines, steps_of(other, tried))) - sum(map(_lines, steps_of(one, tried)))
    assert more != 0


def _lines(decision):
    alone = decision.reason in ("due_soon", "became_overdue", "closed")
    return len({found.measure for found in decision.findings}) if alone else 1
