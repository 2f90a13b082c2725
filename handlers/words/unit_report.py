"""The words of a unit's yearly public report (年度公开报告): the same on the page and on paper."""

from __future__ import annotations

from datetime import date

from documents.paper import Grid, Paper, Part
from handlers.public import PublicItem
from handlers.unit_report import UnitReport
from handlers.words.forms import LIFECYCLE_NAMES

HEADS = ("编号", "整改事项", "时限", "状态", "已核实", "单位上报")


def paper(report: UnitReport) -> Paper:
    """The report: in all, what is closed, what goes on."""
    parts = [Part("一、总体情况", _summary(report))]
    if report.closed:
        parts.append(Part("二、已销号的事项", grid=_grid(report.closed)))
    if report.going_on:
        heading = "三、正在整改的事项" if report.closed else "二、正在整改的事项"
        parts.append(Part(heading, grid=_grid(report.going_on)))
    title = f"{report.unit}{report.year}年度督察整改落实情况"
    return Paper(title, tuple(parts), closing=(report.unit, _day(report.day)))


def not_docx(name: str) -> str:
    """A name of another kind of file."""
    return f"{name} 应以 .docx 结尾。"


def _summary(report: UnitReport) -> tuple[str, ...]:
    until, closed, total = _day(report.day), len(report.closed), report.total
    if not total:
        return (f"截至{until}，{report.unit}没有已公开的整改事项。",)
    plan = f"《{report.plan_title}》" if report.plan_title else "督察整改方案"
    counted = (
        f"截至{until}，{report.unit}承担{plan}中已公开的整改事项 {total} 项，"
        f"已销号 {closed} 项，正在整改 {len(report.going_on)} 项。"
    )
    return (
        counted,
        f"销号率 = 已销号 {closed} 项 ÷ 已公开 {total} 项 = {100 * closed / total:.1f}%。",
        "“单位上报”是责任单位自报的进度，“已核实”是核验后的进度，两者不相加、不平均。",
    )


def _grid(items: tuple[PublicItem, ...]) -> Grid:
    return Grid(HEADS, tuple(_row(item) for item in items))


def _row(item: PublicItem) -> tuple[str, ...]:
    dues = [deadline.due for deadline in item.deadlines if deadline.due]
    if item.extended_until:
        dues.append(item.extended_until)
    return (
        item.number,
        item.title.rstrip("。"),
        f"{max(dues):%Y-%m-%d}" if dues else "未定日期",
        LIFECYCLE_NAMES[item.lifecycle],
        "—" if item.verified_percent is None else f"{item.verified_percent}%",
        "—" if item.claimed_percent is None else f"{item.claimed_percent}%",
    )


def _day(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"
