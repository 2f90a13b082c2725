"""What is said about monthly tables (月度排名): refused, made public, taken off."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.words.causes import TABLES
from handlers.words.chat import YES_OR_NO
from handlers.words.forms import short
from supervision.facts import Fact
from supervision.rankings import Fault, RankingFault

WHAT = {
    RankingFault.UNKNOWN_TABLE: "没有「{about}」这种排名，table 应为 air 或 water",
    RankingFault.BAD_MONTH: "月份「{about}」读不懂，应写成 2019-03",
    RankingFault.MONTH_TO_COME: "{about} 还没有到",
    RankingFault.NO_UNITS: "没有写单位",
    RankingFault.UNKNOWN_UNIT: "台账里没有「{about}」",
    RankingFault.REPEATED_UNIT: "「{about}」写了两次",
    RankingFault.RECORDED_BEFORE: "{about} 的这种排名已经录入过；要更正，请先撤回原来的记录",
}


def fault(fact: Fact, found: Fault) -> str:
    """One line that names the table and what is wrong with it."""
    told = WHAT[found.kind].format(about=found.about)
    return f"排名（{fact.table} {fact.month}）：{told}。没有记录任何一条。"


def title(fact: Fact) -> str:
    """2019年3月空气质量排名（22 家）."""
    year, _, month = fact.month.partition("-")
    return f"{year}年{int(month)}月{TABLES.get(fact.table, fact.table)}排名（{len(fact.units)} 家）"


def none(*, off: bool) -> str:
    """No table to make public, or to take off."""
    if off:
        return "没有已公开的月度排名。"
    return "没有待公开的月度排名。排名表由系统管理员用文件录入。"


def which(tables: Sequence[Fact], *, off: bool) -> str:
    """Several tables."""
    lines = [f"{'撤下' if off else '公开'}哪一张？"]
    lines += [f"{place}. {title(fact)}" for place, fact in enumerate(tables, 1)]
    return "\n".join([*lines, "回复序号选择，0 取消"])


def confirm(fact: Fact, base_url: str, *, off: bool) -> str:
    """Names exactly what everybody will read, or no longer reads."""
    if off:
        return f"将从公开页撤下{title(fact)}，记录保留。\n{YES_OR_NO}。"
    first, last = (short(unit, 10) for unit in (fact.units[0], fact.units[-1]))
    return (
        f"将公开{title(fact)}：第一名{first}，末位{last}。\n"
        f"全部名次任何人可见：{base_url}/rankings/\n"
        f"您是批准人，留痕备查。{YES_OR_NO}。"
    )


def done(fact: Fact, base_url: str, *, off: bool) -> str:
    """Public, or no longer."""
    if off:
        return f"已撤下{title(fact)}。要再公开，请发「公开排名」。"
    return f"已公开{title(fact)}：{base_url}/rankings/\n要撤下，请发「撤下排名」。"


def waiting(count: int) -> str:
    """A line below what waits for the office."""
    return f"月度排名 {count} 张未公开，要公开请回复「公开排名」"
