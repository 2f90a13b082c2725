"""A document of the ladder as a page prints it (督察文书正文)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers.words.causes import cause, counted
from handlers.words.demands import ends, must
from handlers.words.forms import day, days_left
from handlers.words.steps import RECIPIENT_NAMES, STEP_NAMES, basis, claimed, due_day
from supervision.decisions import Decision, Finding, Reason
from supervision.documents import Document, State
from supervision.policy import Policy
from supervision.replies import REPLIED_TO, WrittenReply, reply_by
from supervision.rules import Rule
from supervision.times import local_date
from supervision.working_days import WorkingDays

LIFTED = "已解除"
"""A step that stood until the office lifted it (摘牌)."""

STATE_NAMES = {
    State.DRAWN_UP: "已拟制，待签发",
    State.HELD: "暂缓",
    State.ISSUED: "已签发",
    State.PROPOSED: "拟办，待决定",
    State.DECIDED: "已决定",
    State.DROPPED: "不再办理",
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
    document: Document,
    policy: Policy,
    office: str,
    days: WorkingDays,
    replies: Sequence[WrittenReply] = (),
) -> DocumentText:
    """Everything that a document says; ``office`` is the name of the rectification office.

    ``replies``: those of the unit, so that the page says whether its duty to reply is done.
    """
    made = document.decision
    rule = policy.rule_of(made)
    issued = local_date(document.issued_at) if document.issued_at else None
    dated = issued or document.period
    sections = (
        Section("编号", (document.number,)),
        Section("受文单位", (made.unit,)),
        Section("送达", ("、".join(RECIPIENT_NAMES[to] for to in made.to),)),
        Section("事由", (cause(document),)),
        Section("涉及事项", tuple(_finding(f, made.reason, dated, days) for f in made.findings)),
        Section("依据通报", _counted(document)),
        Section("条款", _clause(policy, made.clause)),
        Section("后果", (rule.consequence,) if rule and rule.consequence else ()),
        Section("要求", (must(made),) if must(made) else ()),
        Section("整改期限", _rectify(rule, dated, days, office)),
        Section("书面答复", _reply(document, policy, days, replies)),
        Section("申辩", _object(rule, dated, days, office)),
        Section("解除", _lifted(document) or _ends(made)),
    )
    return DocumentText(
        title=STEP_NAMES[made.step],
        number=document.number,
        state=LIFTED if document.lifted_at else STATE_NAMES[document.state],
        sections=tuple(section for section in sections if section.lines),
        closing=(rule.issuer if rule and rule.issuer else office, day(dated, date.min)),
    )


def _finding(found: Finding, reason: Reason, dated: date, days: WorkingDays) -> str:
    # Counted on the day of the document, as its notice counts on the day on which it is written.
    due = date.fromisoformat(found.due) if found.due else None
    parts = [f"{found.measure} {found.title.rstrip('。')}"]
    if reason is Reason.CLOSED:
        return parts[0]
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
    told = counted(document.decision)
    return (told,) if told else ()


def _reply(
    document: Document, policy: Policy, days: WorkingDays, replies: Sequence[WrittenReply]
) -> tuple[str, ...]:
    """Until when the unit replies in writing, and whether it has."""
    if document.decision.step not in REPLIED_TO or document.issued_at is None:
        return ()
    issued = local_date(document.issued_at)
    until = reply_by(issued, policy.limits.reply_days, days)
    said = f"{day(until, issued)}前书面答复原因和措施{_guess(until, days)}"
    if not replies:
        return (said,)
    return (said, f"已于 {day(local_date(replies[0].at), issued)}答复")


def _ends(made: Decision) -> tuple[str, ...]:
    return (ends(made),) if must(made) else ()


def _lifted(document: Document) -> tuple[str, ...]:
    """When and why it was lifted (摘牌); the document and its dates stay."""
    if document.lifted_at is None:
        return ()
    since = local_date(document.issued_at or document.drawn_at)
    return (f"{day(local_date(document.lifted_at), since)}解除：{document.lifted_why}",)


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
