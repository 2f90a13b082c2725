"""A supervision system (督察制度) as data: hours, cycles, rules, and the clauses they rest on.

A policy file is TOML; :meth:`Policy.parse` reads its text, :meth:`Policy.from_mapping` its tables.
Every rule names one trigger, the step it leads to, and the clause that says so. Other systems are
other files: a system differs in its rules, not in the program.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from functools import partial
from typing import Any

from supervision.acceptance.terms import Terms, take_terms
from supervision.decisions import Decision
from supervision.errors import PolicyError
from supervision.limits import Limits, take_limits
from supervision.policy_table import Table
from supervision.rules import Rule, Trigger, read_clause, read_rule

LAST_DAY = 0
"""In a cycle's days: the last day of the month."""

BULLETIN, DISPATCH = "bulletin", "dispatch"
"""Names of the cycles: 半月通报, 每月调度. A policy may do without either."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the source document: where it stands there, and its words."""

    id: str
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of the day, Asia/Shanghai; quiet from ``quiet_from`` until ``quiet_until``."""

    draw_up: time
    issue: time
    quiet_from: time
    quiet_until: time


@dataclass(frozen=True, slots=True)
class Cycle:
    """Days of the month on which something happens; each moves to the next working day."""

    name: str
    clause: str
    days: tuple[int, ...]


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
    acceptance: Terms = field(default_factory=Terms)

    @classmethod
    def parse(cls, text: str) -> Policy:
        """The policy in the text of a TOML file. Raises PolicyError with the place of a mistake."""
        try:
            values = tomllib.loads(text)
        except tomllib.TOMLDecodeError as exc:
            raise PolicyError("TOML", str(exc)) from exc
        return cls.from_mapping(values)

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any]) -> Policy:
        """The policy in these tables. Raises PolicyError naming the table and the key."""
        parts = dict(values)
        clauses = _clauses(parts.pop("clauses", None))
        hours = _hours(Table("hours", parts.pop("hours", None)))
        cycles = _cycles(parts.pop("cycles", None), clauses)
        rules = _rules(parts.pop("rules", None), clauses)
        limits = take_limits(parts)
        acceptance = take_terms(parts, clauses)
        head = Table("policy", parts.pop("policy", None))
        for name in parts:
            raise PolicyError(f"[{name}]", "没有这一节，请核对拼写")
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


def _hours(table: Table) -> Hours:
    hours = Hours(
        draw_up=table.hour("draw_up"),
        issue=table.hour("issue"),
        quiet_from=table.hour("quiet_from"),
        quiet_until=table.hour("quiet_until"),
    )
    table.done()
    if hours.issue <= hours.draw_up:
        raise table.wrong("issue", "签发时刻应晚于拟制时刻（draw_up）")
    if hours.quiet_from <= hours.quiet_until:
        raise table.wrong("quiet_from", "应晚于 quiet_until（免打扰从当晚到次日早晨）")
    return hours


def _clauses(values: object) -> dict[str, Clause]:
    if not isinstance(values, Mapping) or not values:
        raise PolicyError("[clauses]", "至少要有一条依据条款")
    found = {}
    for name, part in values.items():
        table = Table(f"clauses.{name}", part)
        found[name] = Clause(name, table.text("where"), table.text("text"))
        table.done()
    return found


def _cycles(values: object, clauses: Mapping[str, Clause]) -> dict[str, Cycle]:
    if not isinstance(values, Mapping):
        raise PolicyError("[cycles]", "缺少这一节，或它不是一个表")
    found = {}
    for name, part in values.items():
        # A misspelt cycle would never come, and nobody would be told.
        if name not in (BULLETIN, DISPATCH):
            raise PolicyError(f"[cycles.{name}]", f"周期只有 {BULLETIN} 和 {DISPATCH}，请核对拼写")
        table = Table(f"cycles.{name}", part)
        days = table.each("days", partial(_cycle_day, table))
        if not days:
            raise table.wrong("days", "至少要有一天")
        found[name] = Cycle(name, read_clause(table, clauses), days)
        table.done()
    return found


def _cycle_day(table: Table, day: object) -> int:
    if day == "last":
        return LAST_DAY
    # The 29th and later would skip a month without saying so.
    if isinstance(day, int) and not isinstance(day, bool) and 1 <= day <= 28:
        return day
    raise table.wrong("days", '每个应为 1–28 的整数，或 "last"（月末）')


def _rules(values: object, clauses: Mapping[str, Clause]) -> tuple[Rule, ...]:
    if not isinstance(values, list) or not values:
        raise PolicyError("[[rules]]", "至少要有一条规则")
    return tuple(
        read_rule(Table(f"rules 第 {place} 条", part), clauses)
        for place, part in enumerate(values, start=1)
    )
