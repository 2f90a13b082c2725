"""What a story proves of a policy: steps, the office's menu, who signs, and the terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import astuple
from functools import cache
from typing import Any

from handlers.simulate_policy import OF_EACH_MEASURE, steps_of
from supervision.decisions import Decision
from supervision.ladder import COUNTED, office_menu
from supervision.policy import Policy
from supervision.rules import Rule, Trigger
from supervision.times import SHANGHAI
from tests.supervision.stories.reading import Story
from tests.supervision.stories.running import story, tried
from tests.supervision.stories.terms import come_to

Taken = Counter[tuple[Any, ...]]


def contradictions(policy: Policy, preset: str) -> str:
    """The first thing in which the policy differs from the story; empty when nothing does.

    The cheapest is asked first, and the year is let run last.
    """
    told = story(preset)
    if policy.effective_from != told.effective_from:
        return "施行日期"
    return next(
        (name for name, agrees in PARTS.items() if not agrees(policy, told, preset)),
        "",
    )


def _menu(policy: Policy, told: Story, _: str) -> bool:
    found = tuple(
        (rule.step.value, tuple(rule.to), rule.clause, rule.needs_signature, rule.issuer)
        for rule in office_menu(policy)
    )
    return found == told.menu


def _signatures(policy: Policy, told: Story, _: str) -> bool:
    """Who signs each kind of step, and what it says will follow."""
    found = {
        (rule.step.value, _reason(rule), rule.issuer, rule.consequence)
        for rule in policy.rules
        if rule.trigger is not Trigger.OFFICE_CHOICE
    }
    return found == {(*key, *says) for key, says in told.signatures.items()}


def _reason(rule: Rule) -> str:
    if rule.trigger is Trigger.CRITICISMS:
        return COUNTED[min(rule.count or 0, 3)].value if rule.count else ""
    return rule.trigger.value


def _terms(policy: Policy, told: Story, _: str) -> bool:
    try:
        return all(come_to(policy, what, given) == until for what, given, until in told.terms)
    except StopIteration:  # the rule that a term rests on is gone
        return False


def _steps(policy: Policy, _: Story, preset: str) -> bool:
    found: Taken = Counter()
    for decision in steps_of(policy, tried(preset)):
        found.update(_keys(decision))
    return found == _expected(preset)


@cache
def _expected(preset: str) -> Taken:
    return Counter(astuple(step) for step in story(preset).steps)


def _keys(decision: Decision) -> Iterator[tuple[Any, ...]]:
    """A step of a story as a decision has it, without the words that a line adds."""
    numbers = tuple(found.measure for found in decision.findings)
    by_measure = decision.reason in OF_EACH_MEASURE
    for number in dict.fromkeys(numbers) if by_measure else (decision.measure,):
        yield (
            decision.at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M"),
            decision.step.value,
            decision.unit,
            number,
            decision.to,
            decision.clause,
            decision.reason.value,
            decision.count or 0,
            decision.needs_signature,
            () if by_measure or number else numbers,
        )


PARTS: dict[str, Callable[[Policy, Story, str], bool]] = {
    "整改办可选的措施": _menu,
    "落款": _signatures,
    "期限算例": _terms,
    "应当采取的措施": _steps,
}
"""What is compared → whether it agrees, the cheapest first."""
