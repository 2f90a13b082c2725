"""Why a step is taken (事由), in one clause with what is known: the same in every place."""

from __future__ import annotations

from handlers.words.steps import RECIPIENT_NAMES, measures
from supervision.decisions import Decision, Reason, Recipient, Step
from supervision.documents import Document
from supervision.facts import read_mark

CAUSES = {
    Reason.DUE_SOON: "{n} 项整改事项即将到期",
    Reason.BECAME_OVERDUE: "{n} 项整改事项到期未完成",
    Reason.BEHIND_PACE: "{n} 项整改事项进度滞后",
    Reason.OVERDUE_AT_BULLETIN: "{n} 项整改事项超期",
    Reason.FIRST_CRITICISM: "{n} 项整改事项超期，第一次被通报批评",
    Reason.SECOND_CRITICISM: "{n} 项整改事项超期，第二次被通报批评",
    Reason.THIRD_CRITICISM: "{n} 项整改事项超期，第三次被通报批评",
    Reason.CRITICISED_BY_HIGHER_LEVEL: "因环境问题整改迟缓被国家或省级通报批评",
    Reason.RESULT_NOT_REPORTED: "未及时报送整改结果",
    Reason.FALSE_REPORT: "反馈整改情况失实",
    Reason.NOT_PUBLISHED: "未及时公开整改结果",
    Reason.CLOSED: "{n} 项已销号，回头看整改成效是否巩固",
    Reason.PROBLEMS_FOUND: "督察检查发现的问题累计达到规定数量",
    Reason.TARGET_MISSED: "未完成年度环境质量目标",
    Reason.RANKED_LAST: "月度考核排名靠后",
    Reason.REPEATED_COMPLAINTS: "同一地点同类问题被群众反复举报",
    Reason.NOT_REPORTED_IN_PERIOD: "{n} 项整改事项本期没有上报进展",
    Reason.OFFICE_CHOICE: "{n} 项整改事项进展缓慢或超期，由整改办决定",
}

ORDINALS = {1: "第一次", 2: "第二次", 3: "第三次"}
TABLES = {"air": "空气质量", "water": "水环境质量"}
HIGHER = {"state": "国家", "province": "省级"}
RANKS = (Recipient.DEPUTY_HEAD, Recipient.MAIN_HEAD)
"""Ranks of leaders that the thresholds of a policy tell apart."""


def ranked_last(table: str) -> str:
    """空气质量月度考核排名靠后."""
    return f"{TABLES.get(table, '')}月度考核排名靠后"


def cause(document: Document) -> str:
    """14-2 反馈整改情况失实, 督察检查发现的扬尘问题本年累计 10 个，达到规定数量."""
    kind, _, number = document.decision.fact.partition(":")
    if kind == "complaint" and document.decision.reason is Reason.OFFICE_CHOICE:
        return f"群众举报件 {number} 反映的问题情节严重，由整改办决定"
    return cause_of(document.decision, measures(document))


def cause_of(made: Decision, n: int) -> str:
    """The same of a decision that names so many measures."""
    mark = read_mark(made.fact)
    told = {
        Reason.PROBLEMS_FOUND: lambda: (
            f"督察检查发现的{mark.get('matter', '')}问题本年累计 {made.count} 个，达到规定数量"
        ),
        Reason.TARGET_MISSED: lambda: f"未完成年度{TABLES.get(mark.get('target', ''), '')}目标",
        Reason.RANKED_LAST: lambda: ranked_last(mark.get("table", "")),
        Reason.REPEATED_COMPLAINTS: lambda: (
            f"{mark.get('place', '同一地点')}的{mark.get('matter', '同类')}问题被群众反复举报"
            f"（{made.count} 件）"
        ),
        Reason.CRITICISED_BY_HIGHER_LEVEL: lambda: (
            f"因环境问题整改迟缓被{HIGHER.get(mark.get('by', ''), '国家或省级')}通报批评"
        ),
    }
    if mark and made.reason in told:
        return told[made.reason]()
    if made.reason is Reason.THIRD_CRITICISM and (made.count or 3) not in ORDINALS:
        return f"{n} 项整改事项超期，第 {made.count} 次被通报批评"
    text = CAUSES[made.reason].format(n=n) if n else CAUSES[made.reason].replace("{n} 项", "有")
    return f"{made.measure} {text}" if made.measure else text


def counted(made: Decision) -> str:
    """Which time it is, where a step rests on a count; nothing where it does not."""
    if made.count is None:
        return ""
    if made.reason is Reason.PROBLEMS_FOUND:
        return f"本年累计 {made.count} 个问题"
    if made.reason is Reason.REPEATED_COMPLAINTS:
        return f"同一地点同类举报 {made.count} 件"
    by = f"{made.cause}，" if made.cause else ""
    return f"{by}本方案第 {made.count} 次通报批评"


def rank(made: Decision) -> str:
    """分管负责人, 主要负责人: whom accountability and talks are about, where that is told apart."""
    named = [RECIPIENT_NAMES[to] for to in made.to if to in RANKS]
    return "、".join(named)


def named_step(made: Decision, name: str) -> str:
    """问责（分管负责人）: the step, with the rank where thresholds tell ranks apart."""
    whom = rank(made) if made.step is Step.ACCOUNTABILITY else ""
    return f"{name}（{whom}）" if whom else name
