"""A supervision system (督察制度) as data: hours, cycles, rules, and the clauses they rest on.

A policy file is TOML; :meth:`Policy.parse` reads its text, :meth:`Policy.from_mapping` its tables.
Every rule names one trigger, the step it leads to, and the clause that says so. Other systems are
other files: a system differs in its rules, not in the program.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from supervision import policy_words as words
from supervision.acceptance.terms import Terms as AcceptanceTerms
from supervision.acceptance.terms import take_terms as take_acceptance
from supervision.assessment_rules import Assessment, take_assessment
from supervision.complaint_limits import ComplaintLimits, take_complaint_limits
from supervision.decisions import Decision
from supervision.duty_rules import DutyRules, take_duties
from supervision.errors import PolicyError
from supervision.indicators import Indicator, take_indicators
from supervision.limits import Limits, take_limits
from supervision.policy_parts import (
    ANY_CLAUSE,
    BULLETIN,
    DISPATCH,
    INSPECTION,
    LAST_DAY,
    USUAL,
    Clause,
    Cycle,
    Hours,
    read_clauses,
    read_cycles,
    read_hours,
)
from supervision.policy_table import Table
from supervision.problems import Problem, in_lines, mark, nearest, read_on
from supervision.rules import Rule, Trigger, read_rule
from supervision.terms import Terms, take_terms
from supervision.toml_lines import Lines
from supervision.toml_mistakes import syntax_problem

__all__ = (
    "BULLETIN",
    "DISPATCH",
    "INSPECTION",
    "LAST_DAY",
    "Clause",
    "Cycle",
    "Hours",
    "Policy",
)

SECTIONS = (
    *("extensions", "complaints", "replies", "terms", "duties"),
    *("assessment", "indicators", "acceptance"),
)
"""The sections that a policy may leave out, for the check of misspelt ones."""


@dataclass(frozen=True, slots=True)
class Policy:
    """One supervision system, read and checked."""

    id: str
    title: str
    document: str
    effective_from: date
    hours: Hours
    clauses: Mapping[str, Clause]
    cycles: Mapping[str, Cycle]
    rules: tuple[Rule, ...]
    limits: Limits = field(default_factory=Limits)
    terms: Terms = field(default_factory=Terms)
    duties: DutyRules = field(default_factory=DutyRules)
    assessment: Assessment | None = None
    indicators: tuple[Indicator, ...] = ()
    complaints: ComplaintLimits = field(default_factory=ComplaintLimits)
    acceptance: AcceptanceTerms = field(default_factory=AcceptanceTerms)

    @classmethod
    def parse(cls, text: str) -> Policy:
        """The policy in the text of a TOML file. Raises PolicyError with the line of a mistake."""
        policy, problems = cls.read(text)
        for problem in problems:
            raise problem.error()
        if policy is None:
            raise PolicyError("TOML", words.UNREADABLE)
        return policy

    @classmethod
    def read(cls, text: str) -> tuple[Policy | None, list[Problem]]:
        """The same, with every mistake and its line; the policy only where there is none."""
        try:
            values = mark(tomllib.loads(text))
        except tomllib.TOMLDecodeError as exc:
            return None, [syntax_problem(text, exc)]
        policy = read_on(values, lambda: cls.from_mapping(values), None)
        problems = in_lines(values.problems, Lines.of(text))
        return None if problems else policy, problems

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any]) -> Policy:
        """The policy in these tables. Raises PolicyError naming the table and the key.

        In marked tables (:mod:`supervision.problems`) mistakes are noted instead.
        """
        parts = dict(values)
        clauses = read_on(values, lambda: read_clauses(parts.pop("clauses", None)), ANY_CLAUSE)
        hours = read_on(values, lambda: read_hours(Table("hours", parts.pop("hours", None))), USUAL)
        no_cycles: dict[str, Cycle] = {}
        cycles = read_on(values, lambda: read_cycles(parts.pop("cycles", None), clauses), no_cycles)
        no_rules: tuple[Rule, ...] = ()
        rules = read_on(values, lambda: _rules(parts.pop("rules", None), clauses), no_rules)
        limits = read_on(values, lambda: take_limits(parts), Limits())
        terms = read_on(values, lambda: take_terms(parts, clauses), Terms())
        duties = read_on(values, lambda: take_duties(parts, clauses), DutyRules())
        complaints = read_on(
            values, lambda: take_complaint_limits(parts, clauses), ComplaintLimits()
        )
        acceptance = read_on(values, lambda: take_acceptance(parts, clauses), AcceptanceTerms())
        assessment = read_on(values, lambda: take_assessment(parts, clauses), None)
        no_indicators: tuple[Indicator, ...] = ()
        indicators = read_on(values, lambda: take_indicators(parts, clauses), no_indicators)
        head = read_on(values, lambda: Table("policy", parts.pop("policy", None)), None)
        _nothing_left(values, parts)
        if head is None:
            raise PolicyError("[policy]", words.NO_SECTION)
        policy = cls(
            id=head.text("id"),
            title=head.text("title"),
            document=head.text("document"),
            effective_from=head.day("effective_from"),
            hours=hours,
            clauses=clauses,
            cycles=cycles,
            rules=rules,
            limits=limits,
            terms=terms,
            duties=duties,
            assessment=assessment,
            indicators=indicators,
            complaints=complaints,
            acceptance=acceptance,
        )
        head.done()
        return policy

    def rules_for(self, trigger: Trigger) -> tuple[Rule, ...]:
        """The rules that this sets off, in the order of the file."""
        return tuple(rule for rule in self.rules if rule.trigger is trigger)

    def rule_of(self, decision: Decision) -> Rule | None:
        """The rule that a decision was made by; None when the policy has lost it since.

        Several rules may share step and clause, so what set it off and the count tell them apart.
        """
        found = [
            rule
            for rule in self.rules
            if rule.step is decision.step and rule.clause == decision.clause
        ]
        exact = [rule for rule in found if rule.made(decision)]
        return next(iter(exact or found), None)


def _rules(values: object, clauses: Mapping[str, Clause]) -> tuple[Rule, ...]:
    if not isinstance(values, list) or not values:
        raise PolicyError("[[rules]]", words.NO_RULES, ("rules",))
    read = (
        read_on(part, partial(_rule, place, part, clauses), None)
        for place, part in enumerate(values, start=1)
    )
    return tuple(rule for rule in read if rule is not None)


def _rule(place: int, part: object, clauses: Mapping[str, Clause]) -> Rule:
    return read_rule(Table(words.placed("rules", place), part), clauses)


def _nothing_left(values: Mapping[str, Any], parts: Mapping[str, Any]) -> None:
    known = ("policy", "hours", "clauses", "cycles", "rules", *SECTIONS)
    for name in parts:
        meant = nearest(name, known)
        error = PolicyError(f"[{name}]", words.unknown_section(meant), (name,))
        read_on(values, partial(_raise, error), None)


def _raise(error: PolicyError) -> None:
    raise error
