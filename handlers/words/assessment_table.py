"""Score sheets (年度考核评分) as a table and as JSON: each figure with its formula."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from documents.tables import Table
from handlers.words import assessment as words
from supervision.assessment import Sheet
from supervision.assessment_rules import Assessment


def tables(found: Sequence[Sheet], rules: Assessment, year: int) -> list[Table]:
    """One table with a line a unit, one with a line an item."""
    totals = tuple(
        (
            sheet.unit,
            float(sheet.total) if sheet.total is not None else None,
            float(sheet.earned),
            sheet.possible,
            sheet.taken,
            words.total(sheet),
            "不合格" if sheet.failed else "",
        )
        for sheet in found
    )
    items = tuple(row for sheet in found for row in _rows(sheet, rules))
    notes = (
        (words.DEFINITION,),
        ("总分 = 得分 ÷ 计分项满分 × 100 − 扣分，不低于 0。",),
        (f"样本不足 {rules.min_sample} 个的项目不计分，也不进入计分项满分。",),
        ("只评单位，不评个人；不看登录次数和答复快慢。",),
    )
    heads = ("单位", "总分", "得分", "计分项满分", "扣分", "算式", "合格线")
    return [
        Table(f"{year}年总分", heads, totals),
        Table("逐项", ("单位", "项目", "分子", "分母", "得分", "算式", "来源"), items),
        Table("说明", ("说明",), notes),
    ]


def fields(sheet: Sheet, rules: Assessment) -> dict[str, Any]:
    """One unit's sheet as an object."""
    return {
        "unit": sheet.unit,
        "year": sheet.year,
        "until": sheet.last.isoformat(),
        "items": [
            {
                "name": one.item.name,
                "figure": one.item.figure,
                "numerator": one.share.part if one.share else None,
                "denominator": one.share.whole if one.share else None,
                "left_out": one.share.left_out if one.share else 0,
                "points": one.item.points,
                "score": float(one.score) if one.score is not None else None,
                "formula": words.formula(one, rules.min_sample),
            }
            for one in sheet.scored
        ],
        "deductions": [
            {
                "name": one.deduction.name,
                "count": one.deduction.count,
                "times": one.times,
                "points": one.points,
                "formula": words.deduction(one),
            }
            for one in sheet.deducted
        ],
        "minimum_sample": rules.min_sample,
        "total": float(sheet.total) if sheet.total is not None else None,
        "formula": words.total(sheet),
        "failed": sheet.failed,
    }


def _rows(sheet: Sheet, rules: Assessment) -> Iterator[tuple[str | int | float | None, ...]]:
    for one in sheet.scored:
        share = one.share
        yield (
            sheet.unit,
            one.item.name,
            share.part if share else None,
            share.whole if share else None,
            float(one.score) if one.score is not None else None,
            words.formula(one, rules.min_sample),
            share.source if share else "",
        )
    for taken in sheet.deducted:
        name, times = taken.deduction.name, taken.times
        yield (sheet.unit, name, times, None, -taken.points, words.deduction(taken), "")
