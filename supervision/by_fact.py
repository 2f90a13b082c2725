"""Steps by recorded facts (reading 7): drawn up at the next draw-up hour, one per fact.

Failures (T4, G7, B6, C6), problems that add up (B7), yearly targets missed (B5, B8), the last of a
ranking (B9), complaints that come again and again (B4), and criticism by a higher level (T10).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from supervision.answering import Answerer
from supervision.decisions import Decision, Reason
from supervision.facts import Fact, FactKind
from supervision.hours import hour_of
from supervision.policy import Policy
from supervision.rules import Rule, Trigger
from supervision.times import SHANGHAI, start_of
from supervision.view import DrawUpHour, Past

Steps = Iterator[Decision]
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class _Case:
    """One rule at one moment, with the facts of its kind in [since, moment)."""

    rule: Rule
    facts: list[Fact]
    at: datetime
    since: datetime
    past: Past


def steps_by_fact(hour: DrawUpHour) -> list[Decision]:
    """What follows from the facts since the draw-up hour before.

    A fact at the very hour waits for the next one.
    """
    facts = hour.past.happened(hour.since, hour.moment.at)
    by_trigger: dict[Trigger, Callable[[_Case], Steps]] = {
        Trigger.FALSE_REPORT: _failures,
        Trigger.RESULT_NOT_REPORTED: _failures,
        Trigger.NOT_PUBLISHED: _failures,
        Trigger.TARGET_MISSED: _targets,
        Trigger.RANKED_LAST: _ranked,
        Trigger.PROBLEMS_FOUND: _problems,
        Trigger.REPEATED_COMPLAINTS: _complaints,
    }
    found: list[Decision] = []
    for rule in hour.policy.rules:
        decide = by_trigger.get(rule.trigger)
        if decide is not None:
            kind = FactKind(rule.trigger)
            theirs = [fact for fact in facts if fact.kind is kind]
            at = hour_of(rule, hour.moment, hour.policy)
            found += decide(_Case(rule, theirs, at, hour.since, hour.past))
    return found


def criticised_by_higher_level(fact: Fact, policy: Policy) -> list[Decision]:
    """What follows when the state or the province criticised a unit: at once, each time (T10)."""
    return [
        rule.decide(
            Reason.CRITICISED_BY_HIGHER_LEVEL,
            Answerer(fact.plan, fact.unit),
            fact.at,
            fact=fact.mark,
        )
        for rule in policy.rules_for(Trigger.CRITICISED_BY_HIGHER_LEVEL)
    ]


def _failures(case: _Case) -> Steps:
    for fact in case.facts:
        yield _decided(case, fact, measure=fact.measure)


def _targets(case: _Case) -> Steps:
    for fact in case.facts:
        # A share such as 0.1 has no exact binary form: a millionth of a percent decides nothing.
        short = round(fact.ratio * 100, 6)
        if short > 0 and short >= (case.rule.short_by or 0):
            yield _decided(case, fact)


def _ranked(case: _Case) -> Steps:
    rule = case.rule
    for fact in case.facts:
        if len(fact.units) < (rule.at_least or 0):
            continue
        for unit in fact.units[-(rule.last or 0) :]:
            yield _decided(case, fact, unit=unit)


def _problems(case: _Case) -> Steps:
    """Each fact that lifts the sum of its calendar year over the threshold."""
    rule = case.rule
    for key, theirs in _grouped(case.facts, _problem_key(rule)).items():
        unit, matter, year = key
        if case.past.level_of(unit) is not rule.level or rule.count is None:
            continue
        earlier = case.past.of_unit(
            FactKind.PROBLEM_FOUND, unit, start_of(date(year, 1, 1)), case.since
        )
        total = sum(f.count for f in earlier if not rule.one_kind or f.matter == matter)
        for fact in theirs:
            before, total = total, total + fact.count
            if before < rule.count <= total:
                yield _decided(case, fact, count=total)


def _complaints(case: _Case) -> Steps:
    """Each complaint with which a place and kind reach the threshold; not those that follow."""
    rule = case.rule
    if rule.within_days is None or rule.count is None:
        return
    window = timedelta(days=rule.within_days)
    for (place, matter), theirs in _grouped(case.facts, lambda f: (f.place, f.matter)).items():
        known = case.past.complaints_of(place, matter, theirs[0].at - 2 * window, case.since)
        known += theirs
        counts = [_within(known[: n + 1], window) for n in range(len(known))]
        for n, fact in enumerate(known):
            reached = counts[n] >= rule.count and (n == 0 or counts[n - 1] < rule.count)
            if reached and n >= len(known) - len(theirs):
                yield _decided(case, fact, count=counts[n])


def _within(facts: list[Fact], window: timedelta) -> int:
    last = facts[-1].at
    return sum(1 for fact in facts if fact.at > last - window)


def _problem_key(rule: Rule) -> Callable[[Fact], tuple[str, str, int]]:
    def key(fact: Fact) -> tuple[str, str, int]:
        year = fact.at.astimezone(SHANGHAI).year
        return fact.unit, fact.matter if rule.one_kind else "", year

    return key


def _grouped(facts: Iterable[Fact], key: Callable[[Fact], K]) -> dict[K, list[Fact]]:
    found: dict[K, list[Fact]] = {}
    for fact in facts:
        found.setdefault(key(fact), []).append(fact)
    return found


def _decided(
    case: _Case,
    fact: Fact,
    *,
    unit: str = "",
    measure: str = "",
    count: int | None = None,
) -> Decision:
    # Two thresholds of one fact differ in whom they are for: so do their documents.
    mark = f"{fact.mark}|{','.join(case.rule.to)}"
    answerer = Answerer(fact.plan, unit or fact.unit)
    reason = Reason(fact.kind)
    return case.rule.decide(reason, answerer, case.at, fact=mark, measure=measure, count=count)
