"""The policy file: what it says, and how a mistake in it is named."""

import copy
import tomllib
from dataclasses import replace

import pytest

from supervision.answering import Answerer
from supervision.decisions import Reason, Step
from supervision.errors import PolicyError
from supervision.ladder import COUNTED
from supervision.policy import LAST_DAY, Policy
from supervision.rules import SIGNED, Trigger
from tests.supervision.builders import POLICIES, at, tianshui

TEXT = (POLICIES / "tianshui-2017.toml").read_text(encoding="utf-8")


def broken(change):
    values = copy.deepcopy(tomllib.loads(TEXT))
    change(values)
    return values


def test_the_preset_of_tianshui():
    policy = tianshui()
    assert (policy.id, policy.document) == ("tianshui-2017", "市委发〔2017〕30号")
    assert policy.cycles["bulletin"].days == (15, LAST_DAY)
    assert policy.rules_for(Trigger.DUE_SOON)[0].days_before == (30, 7, 3, 1)
    assert policy.rules_for(Trigger.BEHIND_PACE)[0].points == 15
    assert [(r.step, r.count) for r in policy.rules_for(Trigger.CRITICISMS)] == [
        (Step.YELLOW_CARD, 1),
        (Step.MONTHLY_SUPERVISION, 1),
        (Step.ADMONITION, 2),
        (Step.ACCOUNTABILITY, 3),
    ]


def test_reading_9_who_must_sign():
    for rule in tianshui().rules:
        assert rule.needs_signature is (rule.step in SIGNED), rule.step


CLAUSES = {
    "tianshui-2017": [f"T{n}" for n in range(1, 15)],
    "gansu-2025": [f"G{n}" for n in range(1, 9)],
    "jiyuan-2019": [f"J{n}" for n in range(1, 9)],
    "beijing-2018": [f"B{n}" for n in range(1, 11)],
    "baicheng-2023": [f"C{n}" for n in range(1, 8)],
}


@pytest.mark.parametrize("preset", CLAUSES)
def test_a_preset_quotes_every_clause_of_its_document(preset):
    policy = Policy.parse((POLICIES / f"{preset}.toml").read_text(encoding="utf-8"))
    assert list(policy.clauses) == CLAUSES[preset]
    for clause in policy.clauses.values():
        assert clause.text.endswith("。"), clause.id
        # Chinese punctuation, and nothing left of the pinyin of a broken conversion.
        assert not set(clause.text) & set(",;:()!?"), clause.id


@pytest.mark.parametrize(
    ("change", "names"),
    [
        (lambda v: v.pop("hours"), r"\[hours\]"),
        (lambda v: v["hours"].pop("issue"), r"\[hours\] issue"),
        (lambda v: v["hours"].update(issue=v["hours"]["draw_up"]), r"\[hours\] issue"),
        (lambda v: v["hours"].update(quiet_from=v["hours"]["quiet_until"]), "quiet_from"),
        (lambda v: v["cycles"]["bulletin"].update(days=[31]), r"\[cycles.bulletin\] days"),
        (lambda v: v["cycles"]["bulletin"].update(days=[]), r"\[cycles.bulletin\] days"),
        (lambda v: v["cycles"]["bulletin"].update(clause="T99"), "T99"),
        (lambda v: v["cycles"].update(buletin=v["cycles"].pop("bulletin")), r"\[cycles.buletin\]"),
        (lambda v: v["rules"][0].update(step="scolding"), r"\[rules 第 1 条\] step"),
        (lambda v: v["rules"][0].update(days_before=[0]), r"\[rules 第 1 条\] days_before"),
        (lambda v: v["rules"][0].update(days_before=[True]), "days_before"),
        (lambda v: v["rules"][0].pop("days_before"), "days_before"),
        (lambda v: v["rules"][0].update(tone="harsh"), r"\[rules 第 1 条\] tone"),
        (lambda v: v["rules"][0].update(to=[]), r"\[rules 第 1 条\] to"),
        (lambda v: v["rules"][2].pop("points"), r"\[rules 第 3 条\] points"),
        (lambda v: v["rules"][6].update(needs_signature=False), "needs_signature"),
        (lambda v: v.update(rules=[]), r"\[\[rules\]\]"),
        (lambda v: v.update(clauses={}), r"\[clauses\]"),
        (lambda v: v.update(extra={}), r"\[extra\]"),
        (lambda v: v["policy"].update(title=" "), r"\[policy\] title"),
        (lambda v: v["policy"].update(effective_from="soon"), r"\[policy\] effective_from"),
        (lambda v: v["policy"].update(mood="good"), r"\[policy\] mood"),
    ],
)
def test_a_mistake_is_named_by_its_table_and_key(change, names):
    with pytest.raises(PolicyError, match=names):
        Policy.from_mapping(broken(change))


def test_a_policy_may_ask_for_more_signatures():
    def sign_criticism(values):
        values["rules"][3]["needs_signature"] = True

    rule = Policy.from_mapping(broken(sign_criticism)).rules_for(Trigger.OVERDUE_AT_BULLETIN)[0]
    assert rule.needs_signature


def test_rules_of_one_step_and_clause_are_told_apart_by_what_set_them_off():
    def word(values):
        for rule in values["rules"]:
            rule["consequence"] = f"{rule['trigger']} {rule.get('count', '')}".strip()

    policy = Policy.from_mapping(broken(word))
    answerer, noon = Answerer("ts2017", "市建设局"), at("2017-09-15 12:00")
    for rule in policy.rules:
        if rule.trigger is not Trigger.OFFICE_CHOICE:
            reason = COUNTED[rule.count] if rule.count else Reason(rule.trigger)
            made = rule.decide(reason, answerer, noon, count=rule.count)
            assert policy.rule_of(made) is rule


def test_a_decision_whose_rule_is_gone_leads_to_the_next_of_its_step_and_clause():
    made = (
        tianshui()
        .rules_for(Trigger.BEHIND_PACE)[0]
        .decide(Reason.BEHIND_PACE, Answerer("ts2017", "市建设局"), at("2017-09-15 12:00"))
    )
    without = Policy.from_mapping(broken(lambda v: v["rules"].pop(2)))
    found = without.rule_of(made)
    assert found is not None
    assert found.trigger is Trigger.BECAME_OVERDUE
    assert without.rule_of(replace(made, clause="T99")) is None


def test_a_file_that_is_no_toml_says_so():
    with pytest.raises(PolicyError, match="TOML"):
        Policy.parse("[policy")
