"""What a story proves of a policy: steps, the office's menu, who signs, and the terms."""

from __future__ import annotations

from typing import Any

from handlers.simulate_policy import Tried, steps_of
from supervision.ladder import office_menu
from supervision.policy import Policy
from tests.supervision.stories.reading import Story
from tests.supervision.stories.running import differences, steps, story, tried
from tests.supervision.stories.terms import come_to


def contradictions(policy: Policy, preset: str) -> str:
    """The first thing in which the policy differs from the story; empty when nothing does."""
    told, made_of = story(preset), tried(preset)
    if policy.effective_from != told.effective_from:
        return f"施行日期：{policy.effective_from}"
    if _menu(policy) != told.menu:
        return f"整改办可选的措施：{_menu(policy)}"
    return _terms(policy, told) or _steps(policy, told, made_of)


def _terms(policy: Policy, told: Story) -> str:
    for what, given, until in told.terms:
        try:
            found = come_to(policy, what, given)
        except StopIteration:
            found = "没有这样的规则"
        if found != until:
            return f"{what}（{given}）：{found}"
    return ""


def _steps(policy: Policy, told: Story, made_of: Tried) -> str:
    return differences(told.steps, steps(policy, made_of)) or _signatures(policy, told, made_of)


def _menu(policy: Policy) -> tuple[tuple[Any, ...], ...]:
    return tuple(
        (rule.step.value, tuple(rule.to), rule.clause, rule.needs_signature, rule.issuer)
        for rule in office_menu(policy)
    )


def _signatures(policy: Policy, told: Story, made_of: Tried) -> str:
    """Who signs each kind of step, and what it says will follow."""
    found = {}
    for decision in steps_of(policy, made_of):
        rule = policy.rule_of(decision)
        if rule is not None:
            found[decision.step.value, decision.reason.value] = (rule.issuer, rule.consequence)
    return "" if found == told.signatures else f"落款：{found}"
