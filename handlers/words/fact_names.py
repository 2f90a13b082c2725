"""What a fact is called (事实的名称), in one line."""

from __future__ import annotations

from collections.abc import Callable

from handlers.words.causes import HIGHER, TABLES
from handlers.words.forms import short
from supervision.facts import Fact, FactKind

KINDS = {
    FactKind.PROPER_REASON: "正当理由",
    FactKind.FALSE_REPORT: "反馈整改情况失实",
    FactKind.RESULT_NOT_REPORTED: "未按时报送整改结果",
    FactKind.NOT_PUBLISHED: "未及时公开整改结果",
    FactKind.CRITICISED_BY_HIGHER_LEVEL: "被通报批评",
    FactKind.RANKING: "月度排名",
    FactKind.PROBLEM_FOUND: "检查发现问题",
    FactKind.ANNUAL_TARGET_MISSED: "年度目标未完成",
    FactKind.COMPLAINT: "群众举报",
}


def what(fact: Fact, remark: str = "") -> str:
    """市建设局 14-2 反馈整改情况失实, in one line."""
    about = " ".join(part for part in (fact.unit, fact.measure, told(fact)) if part)
    return f"{about}：{short(remark, 40)}" if remark else about


def told(fact: Fact) -> str:
    """What a fact says beside its unit and its measure."""
    return SAID[fact.kind](fact) if fact.kind in SAID else KINDS[fact.kind]


def _problems(fact: Fact) -> str:
    return f"检查发现问题 {fact.count} 个" + (f"（{fact.matter}）" if fact.matter else "")


def _reason(fact: Fact) -> str:
    return (
        f"正当理由（到{fact.until.year}年{fact.until.month}月{fact.until.day}日）"
        if fact.until
        else "正当理由"
    )


SAID: dict[FactKind, Callable[[Fact], str]] = {
    FactKind.PROPER_REASON: _reason,
    FactKind.CRITICISED_BY_HIGHER_LEVEL: lambda f: f"被{HIGHER.get(f.by, '上级')}通报批评",
    FactKind.RANKING: lambda f: f"{f.month} {TABLES[f.table]}排名（{len(f.units)} 家）",
    FactKind.PROBLEM_FOUND: _problems,
    FactKind.ANNUAL_TARGET_MISSED: lambda f: (
        f"年度{TABLES.get(f.target, '')}目标未完成，差 {f.ratio * 100:g}%"
    ),
    FactKind.COMPLAINT: lambda f: f"群众举报（{f.matter}，{short(f.place, 16)}）",
}
"""Kinds that say more than their name."""
