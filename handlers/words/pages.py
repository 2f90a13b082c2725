"""Headings and names on the public pages that are computed; the rest stands in the templates."""

from __future__ import annotations

from datetime import date

from handlers.words.forms import WEEKDAYS

VERIFIED, CLAIMED = "已核实", "单位上报"
"""Names of the two figures that are never mixed, as the chart has them."""

CHART = "各单位平均进度：已核实与单位上报，数字见下表"
"""What a screen reader says of the chart."""

PUBLISHED = "已公开"
"""What the rates of published items are divided by."""

VERIFIED_RATE = ("核实完成率", "核实完成")
CLAIMED_RATE = ("单位上报完成率", "上报完成")
CLOSED_RATE = ("销号率", "已销号")
"""Name of a rate, and of the part that is counted."""

REBOUND_RATE = ("反弹率", "曾重新纳入", "曾销号")
PUBLICATION_RATE = ("公开率", "已公开", "台账")
"""Name of a rate, of the part, and of the whole."""

BY_STATE = "按办理情况（件）"
BY_SOURCE = "按来源（件）"
BY_KIND = "按污染类型（涉及件数，一件可涉及几类）"
BY_VERDICT = "按举报人评价（件）"
"""Headings of the counts of complaints."""


def formula(part_name: str, part: int, whole_name: str, whole: int, percent: str | None) -> str:
    """How a rate came about: 核实完成 9 项 ÷ 已公开 22 项 = 40.9%."""
    counts = f"{part_name} {part} 项 ÷ {whole_name} {whole} 项"
    return f"{counts} = {percent}" if percent else f"{counts}，暂无法计算"


def full_day(day: date) -> str:
    """2017年8月31日（周四）."""
    return f"{day.year}年{day.month}月{day.day}日（周{WEEKDAYS[day.weekday()]}）"


def bulletin_file_name(number: str) -> str:
    """The name of a bulletin's file, without its ending."""
    return f"通报-{number}"


def case_file_name(number: str) -> str:
    """The name of a case file, without its ending."""
    return f"专案-{number}"
