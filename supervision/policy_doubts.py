"""What a policy can be read to say, and yet cannot mean (制度的矛盾): rules looked at together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from supervision import policy_words as words
from supervision.decisions import Step
from supervision.errors import PolicyError
from supervision.policy_parts import ANY_CLAUSE, BULLETIN, DISPATCH
from supervision.policy_table import Table
from supervision.problems import Problem, Weight
from supervision.rules import Rule, Trigger, read_rule

CYCLE_OF = {
    Trigger.OVERDUE_AT_BULLETIN: BULLETIN,
    Trigger.BEHIND_PACE: DISPATCH,
    Trigger.NOT_REPORTED_IN_PERIOD: DISPATCH,
}
"""The triggers that are looked at on the days of a cycle only."""

ONE_A_DAY = frozenset(
    {
        Trigger.DUE_SOON,
        Trigger.BECAME_OVERDUE,
        Trigger.BEHIND_PACE,
        Trigger.OVERDUE_AT_BULLETIN,
        Trigger.CLOSED,
    }
)
"""Triggers that give a unit one document a day and clause, whatever the number of rules."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A rule and its place in the file, from 0."""

    place: int
    rule: Rule

    @property
    def name(self) -> str:
        """第 3 条."""
        return words.rule(self.place)

    def problem(self, key: str, what: str, weight: Weight = Weight.MISTAKE) -> Problem:
        """A problem of this rule."""
        where = f"[rules {self.name}] {key}".rstrip()
        path = ("rules", self.place, *((key,) if key else ()))
        return Problem(where, what, path, weight)


def readable_rules(values: Mapping[str, Any]) -> list[Placed]:
    """The rules of a file that can be read, each with its place; the others are told elsewhere."""
    listed, found = values.get("rules"), []
    for place, part in enumerate(listed if isinstance(listed, list) else ()):
        try:
            table = Table("rules", dict(part) if isinstance(part, Mapping) else None)
            found.append(Placed(place, read_rule(table, ANY_CLAUSE)))
        except PolicyError:
            continue
    return found


def contradictions(values: Mapping[str, Any]) -> Iterator[Problem]:
    """Everything in the tables of a file that cannot be meant, or should be looked at."""
    rules = readable_rules(values)
    given = values.get("cycles")
    cycles = set(given) if isinstance(given, Mapping) else set()
    yield from _without_cycle(rules, cycles)
    yield from _alike(rules)
    if len(rules) == len(values.get("rules") or ()):
        # Beside a rule that cannot be read, nobody knows what is missing.
        yield from _never_counted(rules)
        # A dispatch that asks for what was not reported has something to do without any rule.
        yield from _idle_cycles(rules, cycles - ({DISPATCH} if _asks(values) else set()))
        yield from _counts(rules)
    for one in rules:
        yield from _odd(one)


def _asks(values: Mapping[str, Any]) -> bool:
    duties = values.get("duties")
    return not isinstance(duties, Mapping) or duties.get("ask_unreported") is not False


def _without_cycle(rules: Sequence[Placed], cycles: set[str]) -> Iterator[Problem]:
    for one in rules:
        cycle = CYCLE_OF.get(one.rule.trigger)
        if cycle and cycle not in cycles:
            yield one.problem("trigger", words.without_cycle(cycle))


def _never_counted(rules: Sequence[Placed]) -> Iterator[Problem]:
    if not any(one.rule.step is Step.CRITICISM for one in rules):
        for one in rules:
            if one.rule.trigger is Trigger.CRITICISMS:
                yield one.problem("trigger", words.NEVER_COUNTED)


def _idle_cycles(rules: Sequence[Placed], cycles: set[str]) -> Iterator[Problem]:
    for name in sorted(cycles & set(CYCLE_OF.values())):
        if not any(CYCLE_OF.get(one.rule.trigger) == name for one in rules):
            wanted = next(trigger for trigger, cycle in CYCLE_OF.items() if cycle == name)
            what = words.idle_cycle(wanted)
            yield Problem(f"[cycles.{name}]", what, ("cycles", name), Weight.DOUBT)


def _alike(rules: Sequence[Placed]) -> Iterator[Problem]:
    for place, one in enumerate(rules):
        for other in rules[:place]:
            if one.rule == other.rule:
                yield one.problem("", words.same_as(other.name))
                break
            if _make_one_document(one.rule, other.rule):
                yield one.problem("", words.one_document_with(other.name))
                break


def _make_one_document(one: Rule, other: Rule) -> bool:
    same = (one.step, one.trigger, one.clause) == (other.step, other.trigger, other.clause)
    return same and one.trigger in ONE_A_DAY


def _counts(rules: Sequence[Placed]) -> Iterator[Problem]:
    counted = [one for one in rules if one.rule.trigger is Trigger.CRITICISMS]
    reached: dict[Step, Placed] = {}
    for one in sorted(counted, key=lambda placed: placed.rule.count or 0):
        before = reached.setdefault(one.rule.step, one)
        if before is not one and before.rule != one.rule:
            what = words.reached_before(one.rule.step, before.name, before.rule.count)
            yield one.problem("count", what)
    counts = {one.rule.count for one in counted if one.rule.count}
    for one in counted:
        below = (one.rule.count or 1) - 1
        if below and below not in counts:
            what = words.count_left_out(below, one.rule.count)
            yield one.problem("count", what, Weight.DOUBT)


def _odd(one: Placed) -> Iterator[Problem]:
    rule = one.rule
    if rule.last and rule.at_least and rule.last >= rule.at_least:
        what = words.everybody_named(rule.last, rule.at_least)
        yield one.problem("at_least", what, Weight.DOUBT)
    if len(set(rule.to)) < len(rule.to):
        yield one.problem("to", words.RECEIVER_TWICE, Weight.DOUBT)
    if len(set(rule.days_before)) < len(rule.days_before):
        yield one.problem("days_before", words.DAY_TWICE, Weight.DOUBT)
    if (rule.rectify_within or 0) and (rule.object_within or 0) > (rule.rectify_within or 0):
        what = words.objecting_too_long(rule.rectify_within)
        yield one.problem("object_within", what, Weight.DOUBT)
