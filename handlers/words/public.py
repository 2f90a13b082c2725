"""What citizens read about published progress; claimed and verified always apart."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import datetime
from urllib.parse import quote

from handlers.public import Overview, PublicItem
from handlers.words.addresses import measure_address
from handlers.words.forms import LIFECYCLE_NAMES, short
from supervision.times import local_date


def share(part: int, whole: int, name: str, of: str) -> str:
    """A rate with its formula: 核实完成率 40.9%（9 ÷ 22 项）."""
    if not whole:
        return f"{name}：还没有{of}"
    return f"{name} {part / whole * 100:.1f}%（{part} ÷ {of} {whole} 项）"


def average(total: int, whole: int, name: str) -> str:
    """A mean with its formula: 平均核实进度 46%（合计 1012% ÷ 22 项）."""
    if not whole:
        return f"{name}：还没有公开的事项"
    return f"{name} {total / whole:.0f}%（合计 {total} ÷ {whole} 项）"


def overview(seen: Overview, base_url: str) -> str:
    """How far the region is."""
    totals = seen.totals
    if not totals.measures:
        return "还没有公开的整改事项，请过几天再查。"
    return "\n".join(
        (
            f"{seen.region_name}整改进展（已公开 {totals.measures} 项）：",
            share(totals.verified_done, totals.measures, "核实完成率", "公开"),
            share(totals.claimed_done, totals.measures, "单位上报完成率", "公开"),
            share(totals.closed, totals.measures, "销号率", "公开"),
            "上报的数字由单位填报，核实后才作数。",
            f"全部事项：{base_url}/",
        )
    )


def unit(seen: Overview, items: Sequence[PublicItem], base_url: str) -> str:
    """How far one unit is, and its items."""
    totals = seen.totals
    lines = [
        f"{seen.unit}（已公开 {totals.measures} 项）：",
        share(totals.verified_done, totals.measures, "核实完成率", "公开"),
    ]
    lines += [f"{place}. {_line(item)}" for place, item in enumerate(items, 1)]
    lines.append(f"回复序号看详情。全部：{base_url}/units/{quote(seen.unit)}")
    return "\n".join(lines)


def hits(query: str, items: Sequence[PublicItem], followed: Container[str] = ()) -> str:
    """The best hits of a search; ``followed``: ids of what the person follows already."""
    lines = [f"「{short(query, 10)}」找到这些："]
    lines += [f"{place}. {_line(item)}" for place, item in enumerate(items, 1)]
    new = next((n for n, item in enumerate(items, 1) if item.id not in followed), 0)
    lines.append("回复序号看详情" + (f"，回复「关注{new}」接收进展" if new else ""))
    return "\n".join(lines)


def detail(item: PublicItem, base_url: str, *, followed: bool = False) -> str:
    """One published item; who follows it already is told how that ends."""
    duty = item.lead_units or item.responsible_units
    lines = [
        f"{item.number} {short(item.title, 30)}",
        f"状态：{LIFECYCLE_NAMES[item.lifecycle]}",
        f"已核实：{_figure(item.verified_percent, item.verified_at, '尚未核实')}",
        f"单位上报：{_figure(item.claimed_percent, item.claimed_at, '尚未上报')}",
        f"{'牵头' if item.lead_units else '责任'}单位：{'、'.join(duty[:3])}",
        f"公开于 {_day(item.published_at)}",
        f"您已关注，不想再收请回复「取消关注{item.number}」"
        if followed
        else f"回复「关注{item.number}」接收新进展",
        measure_address(base_url, item.number),
    ]
    return "\n".join(lines)


def nothing_found(query: str, base_url: str) -> str:
    """No hit."""
    return (
        f"没有找到与「{short(query, 10)}」有关的公开事项。\n"
        f"换个词试试，例如「查污水」；或看全部事项：{base_url}/"
    )


def not_published(number: str) -> str:
    """An item that citizens may not see, or that does not exist: the same words for both."""
    named = f"编号为 {number} 的" if number else "这一"
    return f"没有{named}公开事项。按关键词查请发「查」加词，例如「查污水」。"


def no_such_unit(name: str) -> str:
    """A unit that the ledger does not know."""
    return f"没有找到单位「{short(name, 12)}」。请用单位全称，例如「市水务局进度」。"


def unit_without_items(name: str) -> str:
    """A unit none of whose items is published."""
    return f"{name}还没有公开的整改事项。回复「整体进度」看总体情况。"


def followed(item: PublicItem) -> str:
    """Following begins."""
    return (
        f"已关注 {item.number} {short(item.title)}。\n"
        f"有新进展公开时通知您；不想再收请回复「取消关注{item.number}」。"
    )


def not_yet_public(number: str) -> str:
    """Staff would follow what is not public yet."""
    return f"{number} 还没有公开，公开后才能关注。看进展请回复「看{number}」。"


def already_followed(item: PublicItem) -> str:
    """Following already."""
    return f"您已关注 {item.number} {short(item.title)}。不想再收请回复「取消关注{item.number}」。"


def follows(items: Sequence[PublicItem], *, of_unit: bool = False) -> str:
    """我的关注: what is followed, and how that ends; a unit's own items need not be followed."""
    if not items and of_unit:
        return (
            "您还没有关注的事项。您单位的事项不用关注，有变化会直接通知您；回复「我的任务」查看。"
        )
    if not items:
        return "您还没有关注的事项。先发「查」加关键词，例如「查污水」，查到后回复「关注」加编号。"
    lines = [f"您关注了 {len(items)} 项："]
    lines += [f"{place}. {_line(item)}" for place, item in enumerate(items, 1)]
    lines.append(f"回复序号看详情；不想再收请发「取消关注{items[0].number}」")
    return "\n".join(lines)


def unfollowed(item: PublicItem) -> str:
    """Following ends."""
    return f"已取消关注 {item.number} {short(item.title)}。"


def not_followed(number: str) -> str:
    """Nothing to stop."""
    if not number:
        return "请写明编号，例如「取消关注16」。"
    return f"您没有关注 {number}。回复「整体进度」看总体情况。"


def _line(item: PublicItem) -> str:
    state = LIFECYCLE_NAMES[item.lifecycle]
    if item.verified_percent is not None:
        return f"{item.number} {short(item.title)}：{state}，已核实 {item.verified_percent}%"
    if item.claimed_percent is not None:
        return f"{item.number} {short(item.title)}：{state}，单位上报 {item.claimed_percent}%"
    return f"{item.number} {short(item.title)}：{state}，尚无进展数字"


def _figure(percent: int | None, at: datetime | None, none: str) -> str:
    if percent is None or at is None:
        return none
    return f"{percent}%（{_day(at)}）"


def _day(instant: datetime) -> str:
    value = local_date(instant)
    return f"{value.year}年{value.month}月{value.day}日"
