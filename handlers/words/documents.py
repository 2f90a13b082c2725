"""A document of the ladder as a page prints it (督察文书正文)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.words.forms import day, days_left
from handlers.words.steps import STEP_NAMES, basis, claimed, due_day, measures
from supervision.decisions import Finding, Reason, Step
from supervision.documents import Document, State
from supervision.policy import Policy
from supervision.rules import Rule
from supervision.times import local_date
from supervision.working_days import WorkingDays

STATE_NAMES = {
    State.DRAWN_UP: "已拟制，待签发",
    State.HELD: "暂缓",
    State.ISSUED: "已签发",
    State.PROPOSED: "拟办，待决定",
    State.DECIDED: "已决定",
    State.DROPPED: "不再办理",
}

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


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentText:
    """A page: its title, its sections in order, and the closing lines (who, when)."""

    title: str
    number: str
    state: str
    sections: tuple[Section, ...]
    closing: tuple[str, ...]


def document_text(
    document: Document, policy: Policy, office: str, days: WorkingDays
) -> DocumentText:
    """Everything that a document says; ``office`` is the name of the rectification office."""
    made = document.decision
    rule = policy.rule_of(made)
    issued = local_date(document.issued_at) if document.issued_at else None
    dated = issued or document.period
    sections = (
        Section("编号", (document.number,)),
        Section("受文单位", (made.unit,)),
        Section("事由", (_cause(document),)),
        Section("涉及事项", tuple(_finding(f, made.reason, dated, days) for f in made.findings)),
        Section("依据通报", _counted(document)),
        Section("条款", _clause(policy, made.clause)),
        Section("后果", (rule.consequence,) if rule and rule.consequence else ()),
        Section("整改期限", _rectify(rule, dated, days, office)),
        Section("申辩", _object(rule, dated, days, office)),
    )
    return DocumentText(
        title=STEP_NAMES[made.step],
        number=document.number,
        state=STATE_NAMES[document.state],
        sections=tuple(section for section in sections if section.lines),
        closing=(rule.issuer if rule and rule.issuer else office, day(dated, date.min)),
    )


def _cause(document: Document) -> str:
    """Why, in a sentence; a document about a complaint names it."""
    kind, _, number = document.decision.fact.partition(":")
    if kind == "complaint" and document.decision.reason is Reason.OFFICE_CHOICE:
        return f"群众举报件 {number} 反映的问题情节严重，由整改办决定"
    return CAUSES[document.decision.reason].format(n=measures(document))


def _finding(found: Finding, reason: Reason, dated: date, days: WorkingDays) -> str:
    # Counted on the day of the document, as its notice counts on the day on which it is written.
    due = date.fromisoformat(found.due) if found.due else None
    parts = [f"{found.measure} {found.title.rstrip('。')}"]
    phrase = f"（方案原文「{found.phrase}」）" if found.phrase else ""
    parts.append(f"{due_day(found, dated)}到期{phrase}")
    if reason is Reason.DUE_SOON:
        # The page is read on other days too, so no today and no tomorrow.
        parts.append("当天到期" if due == dated else days_left(due, dated, days))
    elif reason is Reason.BEHIND_PACE or found.expected is not None:
        parts.append(f"应达 {found.expected}%")
    else:
        parts.append(f"超期 {(dated - due).days if due else found.days} 天")
    parts.append(f"单位{claimed(found)}")
    if found.responsible_units:
        parts.append(f"责任单位：{'、'.join(found.responsible_units)}")
    return "，".join(parts)


def _counted(document: Document) -> tuple[str, ...]:
    made = document.decision
    if made.step is Step.CRITICISM:
        return (f"本方案第 {made.count} 次通报批评",)
    if made.cause is None:
        return ()
    return (f"{made.cause}，本方案第 {made.count} 次通报批评",)


def _clause(policy: Policy, clause: str) -> tuple[str, ...]:
    found = policy.clauses.get(clause)
    return (basis(policy, clause), *((f"原文：{found.text}",) if found else ()))


def _rectify(rule: Rule | None, issued: date, days: WorkingDays, office: str) -> tuple[str, ...]:
    until = rule.rectify_by(issued, days) if rule else None
    if until is None:
        return ()
    guess = _guess(until, days)
    return (f"{day(until, issued)}前完成整改，并书面报{office}{guess}",)


def _object(rule: Rule | None, issued: date, days: WorkingDays, office: str) -> tuple[str, ...]:
    until = rule.object_by(issued, days) if rule else None
    if until is None:
        return ()
    return (f"有异议的，{day(until, issued)}前向{office}书面提出{_guess(until, days)}",)


def _guess(until: date, days: WorkingDays) -> str:
    return "（按周一至周五推算）" if days.guessed(until) else ""
