"""Lines about a complaint that several messages share (举报件要素)."""

from __future__ import annotations

from datetime import date

from handlers.words.case_names import FINDINGS, PROGRESSED, SOURCES, STATES, VERDICTS, kinds
from handlers.words.forms import day, masked, short
from supervision.assignments import Assignment, Progressed
from supervision.complaints import Complaint, Finding, Handling, Verdict
from supervision.repeats import Likeness

WORDS = 4
"""Words of a place that are named as the same."""


def why(like: Likeness) -> str:
    """地点相同：葫芦河、大桥；内容相似 82%；相隔 12 天."""
    shared = "、".join(like.shared[:WORDS])
    parts = [f"地点相同：{shared}"] if shared else []
    apart = f"相隔 {like.days} 天" if like.days else "同一天"
    return "；".join([*parts, f"内容相似 {like.percent}%", apart])


def described(complaint: Complaint, today: date) -> list[str]:
    """What the office has entered of a case, each in a line; what is empty has none."""
    first = complaint.first if complaint.first != complaint.number else ""
    parts = (
        ("来源", SOURCES[complaint.source]),
        ("类型", kinds(complaint.kinds)),
        ("已关联", first),
        ("原因", complaint.cause),
        ("一件一策", complaint.remedy),
        ("包案领导", masked(complaint.leader)),
        ("挂牌督办", complaint.listed),
        ("责任人处理", complaint.accounted),
        ("企业名单", complaint.enterprise),
        ("举报人评价", VERDICTS[complaint.verdict] if complaint.verdict else ""),
        ("不满意的地方", complaint.wish),
    )
    lines = [f"{name}：{text}" for name, text in parts if text]
    return [*lines, *(assignment(one, today) for one in complaint.assignments)]


def marks_of(complaint: Complaint) -> list[str]:
    """What the office has to look at in a list: 未交办, 待审核, 举报人不满意, 疑似重复."""
    reported = any(one.stands is Progressed.REPORTED for one in complaint.assignments)
    marks = (
        ("未交办", not complaint.assignments and complaint.state is Handling.RECEIVED),
        ("结果待审核", reported),
        ("举报人不满意", complaint.verdict is Verdict.NOT),
        ("疑似重复", bool(complaint.like) and not complaint.first),
    )
    return [name for name, true in marks if true]


def assignment(one: Assignment, today: date) -> str:
    """交办市建设局：7月16日（周日）前，待报结果."""
    result = f"：{result_of(one)}" if one.state else ""
    return f"交办{one.unit}：{day(one.due, today)}前，{PROGRESSED[one.stands]}{result}"


def result_of(one: Assignment) -> str:
    """属实，办结：已清理."""
    finding = f"{FINDINGS[Finding(one.finding)]}，" if one.finding else ""
    text = f"：{one.text}" if one.text else ""
    return f"{finding}{STATES[Handling(one.state)]}{text}" if one.state else ""


def left(due: date, today: date) -> str:
    """超期 3 天, 今天到期, 还剩 5 天."""
    days = (due - today).days
    return f"超期 {-days} 天" if days < 0 else ("今天到期" if days == 0 else f"还剩 {days} 天")


def titled(complaint: Complaint) -> str:
    """JB2017-0001 葫芦河大桥."""
    return f"{complaint.number} {short(complaint.place or complaint.what, 24)}"


def kind_and_place(complaint: Complaint) -> str:
    """Lines for the kinds and the place, as far as they are known."""
    kind = f"类型：{kinds(complaint.kinds)}\n" if complaint.kinds else ""
    place = f"地点：{short(complaint.place, 30)}\n" if complaint.place else ""
    return kind + place
