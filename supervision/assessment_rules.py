"""What a policy says of the yearly score sheet (考核评分规则): its items, points and deductions."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from supervision import policy_words as words
from supervision.policy_table import Table
from supervision.rules import read_clause


class Figure(StrEnum):
    """A share that gives points."""

    ON_TIME = "on_time"  # 按期完成率
    COMPLETED = "completed"  # 核实完成率
    SATISFACTION = "satisfaction"  # 公众满意度, entered by the office
    ENVIRONMENT = "environment"  # 环境质量达标率, entered by the office


ENTERED = frozenset({Figure.SATISFACTION, Figure.ENVIRONMENT})
"""Shares that the ledger does not know; the office enters them with their source."""


class Count(StrEnum):
    """Something that takes points away, once for each time in the year."""

    CRITICISM = "criticism"  # 被通报批评
    YELLOW_CARD = "yellow_card"  # 黄牌警告
    FALSE_REPORT = "false_report"  # 反馈失实
    RESULT_NOT_REPORTED = "result_not_reported"  # 未及时报送结果
    NOT_PUBLISHED = "not_published"  # 未及时公开
    CRITICISED_BY_HIGHER_LEVEL = "criticised_by_higher_level"  # 被上级通报批评


@dataclass(frozen=True, slots=True)
class Item:
    """A share and the points that 100 % of it are worth."""

    name: str
    figure: Figure
    points: int


@dataclass(frozen=True, slots=True)
class Deduction:
    """What each time costs, and what all of them cost at the most."""

    name: str
    count: Count
    each: int
    at_most: int


@dataclass(frozen=True, slots=True)
class Assessment:
    """The score sheet of a policy; ``min_sample``: fewer than so many give no points at all.

    ``pass_mark``: of 100; below it a unit has failed (考核不合格).
    """

    clause: str
    min_sample: int
    pass_mark: int
    items: tuple[Item, ...]
    deductions: tuple[Deduction, ...]


def take_assessment(parts: dict[str, Any], clauses: Container[str]) -> Assessment | None:
    """The score sheet in the tables of a policy file, taken out of them; None when absent.

    Raises PolicyError naming the table and the key.
    """
    values = parts.pop("assessment", None)
    if values is None:
        return None
    table = Table("assessment", values)
    clause = read_clause(table, clauses)
    made = Assessment(
        clause=clause,
        min_sample=table.number("min_sample", 1, 99),
        pass_mark=table.number("pass_mark", 0, 100),
        items=table.each("items", _item),
        deductions=table.each("deductions", _deduction),
    )
    table.done()
    if not made.items and not table.is_wrong("items"):
        table.refuse("items", words.NO_SCORES)
    return made


def _item(values: object) -> Item:
    table = Table("assessment.items", values)
    made = Item(table.text("name"), table.one_of("figure", Figure), table.number("points", 1, 100))
    table.done()
    return made


def _deduction(values: object) -> Deduction:
    table = Table("assessment.deductions", values)
    made = Deduction(
        name=table.text("name"),
        count=table.one_of("count", Count),
        each=table.number("each", 1, 100),
        at_most=table.number("at_most", 1, 100),
    )
    table.done()
    return made
