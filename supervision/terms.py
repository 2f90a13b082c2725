"""Terms (整改时限): the last day of a limit that names no date, and how it was reckoned.

Two kinds of words name a limit without a date: a span (半年内, 6个月内), counted from the plan's
date, and a term (立行立改), to which the policy gives a span where its document does. Both explain
themselves. A frequency (每季度) and a standing task (长期坚持) are never late; they are looked at
in a rhythm (:func:`next_review`).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from supervision.policy_table import Table
from supervision.records import Deadline, Measure, Plan, Term
from supervision.rules import read_clause

_FIGURES = {sign: number for number, sign in enumerate("〇一二三四五六七八九十")} | {"两": 2}
_NUMBER = r"\d{1,2}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]"
SPAN = re.compile(
    rf"(?:(?P<half>半)年|(?P<years>{_NUMBER})年|(?P<months>{_NUMBER})个月)(?:以|之)?内"
)
"""A span that words set: 半年内, 6个月内, 三年以内."""

_EVERY = re.compile(
    "每(?P<unit>半年|半月|年|季度|季|个?月|旬|周)(?:(?P<month>1[0-2]|[1-9])月(?P<end>底|末)?)?"
)
_RHYTHM = {"半年": 6, "年": 12, "季度": 3, "季": 3, "月": 1, "个月": 1}
"""Words of a frequency → months between two reviews; what comes more often is looked at monthly."""

_NAME = re.compile("《[^《》]*》")


class TermKind(StrEnum):
    """Words of a measure that a policy's document gives a span to."""

    IMMEDIATE = "immediate"  # 立行立改
    SPECIAL = "special"  # 专项整治
    SHORT = "short"  # 短期整改
    STAGED = "staged"  # 分阶段整改


_BY_WORDS = {
    TermKind.IMMEDIATE: re.compile("立行立改|立整立改|即知即改|立即整改|马上整改"),
    TermKind.SPECIAL: re.compile("专项(?:整治|清理|治理|行动)"),
    TermKind.SHORT: re.compile("短期整改|限时整改|限期整改"),
    TermKind.STAGED: re.compile("分阶段(?:整改|推进|完成)|阶段性(?:目标|成效|成果)"),
}
"""In the order in which they are tried; nothing is guessed from other words."""


@dataclass(frozen=True, slots=True)
class TermRule:
    """What a policy's document gives to a term: so many months, by this clause."""

    months: int
    clause: str


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a policy ([terms]); ``review`` is the rhythm in months of standing tasks."""

    rules: Mapping[TermKind, TermRule] = field(default_factory=dict)
    review: int = 3


@dataclass(frozen=True, slots=True)
class TermDate:
    """A day that a term gives, and how: ``words`` of the document, the start, the clause."""

    due: date
    words: str
    start: date
    clause: str = ""


def months_of(phrase: str) -> int | None:
    """The months of a span (半年内 → 6); None when the words are none."""
    match = SPAN.fullmatch(phrase)
    if not match:
        return None
    if match["half"]:
        return 6
    number = _number(match["years"] or match["months"])
    return number * 12 if match["years"] else number


def after_months(start: date, months: int) -> date:
    """The same day so many months later, the last of the month where that has no such day."""
    place = start.year * 12 + start.month - 1 + months
    year, month = divmod(place, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def of_deadline(deadline: Deadline, plan: Plan) -> TermDate | None:
    """How the day of a deadline was reckoned, when its words are a span; else None."""
    months = months_of(deadline.phrase)
    if months is None or deadline.due is None or plan.issued is None:
        return None
    if after_months(plan.issued, months) != deadline.due:
        return None  # a person has entered another day
    return TermDate(deadline.due, deadline.phrase, plan.issued)


def of_term(measure: Measure, plan: Plan, terms: Terms) -> TermDate | None:
    """The day that the policy gives to a measure whose own words are a term and name no date.

    It asks for a report and is explained; it makes nothing overdue (reading 1), because the
    document gives the measure no date.
    """
    if plan.issued is None or measure.deadlines:
        return None
    text = _NAME.sub("", measure.text)
    for kind, pattern in _BY_WORDS.items():
        found, rule = pattern.search(text), terms.rules.get(kind)
        if found and rule:
            due = after_months(plan.issued, rule.months)
            return TermDate(due, found[0], plan.issued, rule.clause)
    return None


@dataclass(frozen=True, slots=True)
class Review:
    """The next look at a measure that is never late: until ``due``, once since ``since``."""

    since: date
    due: date


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a measure that is never late is looked at: every so many months.

    ``month``: the one of the year, of a yearly rhythm; no months: as often as the policy says.
    """

    months: int = 0
    month: int = 0


RHYTHMS = (
    Rhythm(),
    *(Rhythm(months) for months in (1, 3, 6)),
    *(Rhythm(12, month) for month in range(1, 13)),
)
"""All that there are."""


def rhythm_of(measure: Measure) -> Rhythm | None:
    """The rhythm of a recurring or standing measure; None for all others."""
    if measure.final_due is not None:
        return None
    if measure.term is Term.RECURRING:
        found = _EVERY.search(measure.text)
        if not found:
            return None
        months = _RHYTHM.get(found["unit"], 1)
        return Rhythm(months, int(found["month"] or 12) if months == 12 else 0)
    return Rhythm() if measure.term is Term.STANDING else None


def next_review(measure: Measure, plan: Plan, terms: Terms, today: date) -> Review | None:
    """When a recurring or standing measure is looked at next; None for all others.

    A recurring one follows its own words (每季度: the last day of the quarter; 每年6月底前: that
    day of the year), a standing one the policy's rhythm from the plan's date.
    """
    rhythm = rhythm_of(measure)
    return next_of(rhythm, plan, terms, today) if rhythm else None


def next_of(rhythm: Rhythm, plan: Plan, terms: Terms, today: date) -> Review | None:
    """When everything of a plan that has this rhythm is looked at next."""
    if rhythm.months:
        return _period(rhythm, today)
    if plan.issued is None:
        return None
    count = 1
    while after_months(plan.issued, count * terms.review) < today:
        count += 1
    since = after_months(plan.issued, (count - 1) * terms.review)
    return Review(since, after_months(plan.issued, count * terms.review))


def _period(rhythm: Rhythm, today: date) -> Review:
    if rhythm.month:
        year = today.year if _last_of(today.year, rhythm.month) >= today else today.year + 1
        return Review(_last_of(year - 1, rhythm.month), _last_of(year, rhythm.month))
    last = (today.month + rhythm.months - 1) // rhythm.months * rhythm.months
    before = today.replace(day=1) - timedelta(days=1)
    while before.month % rhythm.months:
        before = before.replace(day=1) - timedelta(days=1)
    return Review(before, _last_of(today.year, last))


def _last_of(year: int, month: int) -> date:
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return first_of_next - timedelta(days=1)


def _number(words: str) -> int:
    if words.isdigit():
        return int(words)
    tens, ten, ones = words.rpartition("十")
    if not ten:
        return _FIGURES[words]
    return 10 * (_FIGURES[tens] if tens else 1) + (_FIGURES[ones] if ones else 0)


# ---- the section of a policy file ---------------------------------------------------------------


def take_terms(parts: dict[str, Any], clauses: Container[str]) -> Terms:
    """The [terms] of a policy file, taken out of its tables; a file without them has none.

    Raises PolicyError naming the table and the key.
    """
    values = parts.pop("terms", None)
    if values is None:
        return Terms()
    table = Table("terms", values)
    clause = read_clause(table, clauses)
    review = table.optional_number("review", 1, 12)
    found = ((kind, table.optional_number(kind, 1, 120)) for kind in TermKind)
    rules = {kind: TermRule(months, clause) for kind, months in found if months is not None}
    table.done()
    return Terms(rules, review or Terms().review)
