"""What was found in a document beside what it says of itself (数目核对)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class DoubtKind(StrEnum):
    """What the reader could not decide; a person must look at it."""

    NO_DUTY = "no_duty"  # 没有责任分工
    BRACKET_NOT_CLOSED = "bracket_not_closed"  # 责任分工括号没有闭合
    BRACKET_NOT_READ = "bracket_not_read"  # 责任分工括号没有读入
    BRACKET_WITHOUT_LABEL = "bracket_without_label"  # 像责任分工, 没有写牵头或责任
    ELLIPTICAL_UNITS = "elliptical_units"  # 省略写法的单位, 无法展开
    UNKNOWN_UNIT = "unknown_unit"  # 单位清单里没有这个名称
    DISTRICTS_MISSING = "districts_missing"  # 县区数与文中所说不符
    NUMBER_GAP = "number_gap"  # 编号不连续
    NUMBERED_LAST = "numbered_last"  # 文中没有编号, 编在最后
    DATE_UNCLEAR = "date_unclear"  # 日期没有作为时限
    DATE_WITHOUT_DAY = "date_without_day"  # 时限没有确定到哪一天
    NO_ISSUE_DATE = "no_issue_date"  # 没有找到印发日期
    NO_REGION = "no_region"  # 没有找到地区名称
    NO_PROBLEM = "no_problem"  # 没有写明问题
    NO_UNITS = "no_units"  # 没有责任单位
    NO_MEASURES = "no_measures"  # 没有整改措施
    NO_LIMIT = "no_limit"  # 没有整改时限
    CUT_OFF = "cut_off"  # 文件在此处中断
    FIELD_NOT_READ = "field_not_read"  # 文字没有读入台账
    TEXT_LOST = "text_lost"  # 文字损坏, 无法修复
    SUM_DIFFERS = "sum_differs"  # 与文中所说数目不符


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to look at: ``where`` as printed, what it is, and an excerpt of the text."""

    where: str
    what: DoubtKind
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """The numbers that the document gives of itself; None where it gives none."""

    categories: int | None = None
    aspects: int | None = None
    problems: int | None = None
    measures: int | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of what was found.

    ``brackets_seen`` is counted over the raw task part, apart from the outline, so that it also
    counts what the outline misses; seen = consumed + doubted always holds. ``aspects`` counts a
    category that is itself the aspect (a bracket of its own and no numbered aspect below).
    """

    categories: int = 0
    aspects: int = 0
    sub_items: int = 0
    brackets_seen: int = 0
    brackets_consumed: int = 0
    brackets_doubted: int = 0
    problems: int = 0
    measures: int = 0
    deadlines: int = 0
    stated: Stated = field(default=Stated())
    doubts: tuple[Doubt, ...] = ()
