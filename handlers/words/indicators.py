"""Indicators (指标) in words: target, value, day, source, and the line that is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from supervision.indicators import Assessed, Direction, Indicator, Target, Track

TRACK_NAMES = {
    Track.NO_VALUE: "还没有数值",
    Track.MET: "已达到目标",
    Track.ON_TRACK: "达到时序",
    Track.BEHIND: "落后于时序",
    Track.ONE_VALUE: "暂无法判断",
    Track.MISSED: "到期未达到",
}
DIRECTIONS = {
    Direction.AT_LEAST: "不低于",
    Direction.AT_MOST: "不高于",
    Direction.BELOW: "低于",
}
SIGNS = {Direction.AT_LEAST: "≥", Direction.AT_MOST: "≤", Direction.BELOW: "<"}
SHOWN = 4
"""Indicators in a message: each has two lines of a screen of ten."""

METHOD = (
    "时序要求 = 首个数值 +（目标 − 首个数值）× 已过天数 ÷ 全部天数；"
    "制度没有规定年度路径，按直线推算。"
)


def figure(value: Decimal | str, unit: str) -> str:
    """93.8%, 25 微克/立方米."""
    return f"{value}%" if unit == "%" else f"{value} {unit}".strip()


def target(one: Indicator) -> str:
    """不低于 93.8%（2025年12月31日前）."""
    measured = one.measured
    return (
        f"{measured}{DIRECTIONS[one.direction]} {figure(one.target, one.unit)}（{_day(one.by)}前）"
    )


def reckoned(found: Assessed) -> str:
    """What was compared with what, in figures."""
    one, first, last = found.indicator, found.first, found.last
    if first is None or last is None:
        return "录入首个数值以后开始推算"
    if found.track is Track.MET:
        reached = figure(last.value, one.unit)
        return f"{reached} {SIGNS[one.direction]} 目标 {figure(one.target, one.unit)}"
    if found.track is Track.ONE_VALUE:
        return "只有一个数值，再录入一个以后推算"
    if found.track is Track.MISSED:
        return (
            f"{figure(last.value, one.unit)} 与目标 {figure(one.target, one.unit)} "
            f"相差 {abs(last.number - one.target)}，差幅 {found.ratio * 100:.2f}%"
            f"（相差 ÷ 目标）"
        )
    gone, whole = (last.day - first.day).days, (one.by - first.day).days
    return (
        f"时序要求 {first.value} +（{one.target} − {first.value}）× {gone} ÷ {whole} "
        f"= {found.wanted}，实际 {last.value}"
    )


def listed(found: Sequence[Assessed], base_url: str) -> str:
    """Every indicator in two lines."""
    if not found:
        return "本制度没有规定环境质量指标。"
    lines = []
    for one in found:
        last = one.last
        now = f"{figure(last.value, one.indicator.unit)}（{_day(last.day)}）" if last else ""
        state = TRACK_NAMES[one.track]
        lines.append(f"{one.indicator.name}：目标{target(one.indicator)}")
        lines.append(f"　{now}{'，' if now else ''}{state}")
    shown = lines[: 2 * SHOWN]
    rest = len(found) - SHOWN
    more = f"还有 {rest} 项，" if rest > 0 else ""
    return "\n".join([*shown, f"{more}数值、来源和算式：{base_url}/indicators/"])


def entered(found: Assessed) -> str:
    """A value was kept."""
    one, last = found.indicator, found.last
    if last is None:
        return f"已录入 {one.name}，日期还没有到，到日才计。"
    return (
        f"已录入 {one.name} {figure(last.value, one.unit)}（{_day(last.day)}，"
        f"来源：{last.source}）：{TRACK_NAMES[found.track]}。{reckoned(found)}"
    )


def propose_fact(found: Assessed) -> str:
    """A target that counts for the ladder was missed: how the office may record it."""
    one = found.indicator
    kind = "空气" if one.counts_as is Target.AIR else "水"
    return (
        f"「{one.name}」到期未达到目标。请整改办核定责任单位后发送："
        f"「记录 某单位 年度{kind}目标未完成 {found.ratio * 100:.2f}%」，"
        "后果由制度规定，由人决定。"
    )


def line(found: Assessed) -> str:
    """One indicator in full."""
    one, last = found.indicator, found.last
    now = (
        f"{figure(last.value, one.unit)}（{_day(last.day)}，来源：{last.source}）" if last else "无"
    )
    return (
        f"{one.name}：目标{target(one)}；数值 {now}；"
        f"{TRACK_NAMES[found.track]}：{reckoned(found)}（{one.clause}）"
    )


def fields(found: Assessed) -> dict[str, Any]:
    """One indicator as an object."""
    one = found.indicator
    return {
        "name": one.name,
        "unit": one.unit,
        "target": float(one.target),
        "direction": one.direction,
        "by": one.by.isoformat(),
        "measured": one.measured or None,
        "clause": one.clause,
        "track": found.track,
        "track_name": TRACK_NAMES[found.track],
        "wanted": float(found.wanted) if found.wanted is not None else None,
        "formula": reckoned(found),
        "values": [
            {"date": v.day.isoformat(), "value": float(v.number), "source": v.source}
            for v in found.values
        ],
    }


def word_missing(name: str) -> str:
    """An option that every value has."""
    return f"请写明 {name}。例如 indicators set 优良天数比率 93.8 --date 2024-12-31 --source 公报。"


def unknown(name: str, known: Sequence[str]) -> str:
    """No indicator, or several, of this name."""
    listed_ = "、".join(known) or "（本制度没有指标）"
    return f"没有唯一的指标「{name}」。可用：{listed_}。"


def bad_value(words: str) -> str:
    """No number."""
    return f"「{words}」不是数值。例如 93.8。"


def bad_file(file: str, place: int = 0) -> str:
    """A file of values cannot be read."""
    where = f"第 {place} 条" if place else ""
    return (
        f'{file} {where}读不了。应是 TOML：[[values]] name = "优良天数比率"，value = 93.8，'
        'date = 2024-12-31，source = "省生态环境厅公报"。'
    )


def later_than_today(day: date) -> str:
    """A value of a day that has not come."""
    return f"{_day(day)}还没有到，请写数值所属的日期。"


def _day(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"
