"""What the schedule sends to phones: reminders, warnings, criticism, yellow cards (督察通知)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from handlers.words import screen
from handlers.words.brief import Until, brief
from handlers.words.causes import cause
from handlers.words.cycles import bulletin_name
from handlers.words.formal_notice import ALL, RECEIPT, formal, late
from handlers.words.forms import day, days_left
from handlers.words.notice_setting import Setting, issue_day, page
from handlers.words.steps import (
    LINES,
    SHORT_NAMES,
    STEP_NAMES,
    basis,
    behind,
    claimed,
    cut,
    due_day,
    item,
    joined,
    measures,
)
from supervision.decisions import Finding, Reason, Step
from supervision.documents import Document
from supervision.replies import reply_by
from supervision.times import SHANGHAI

FEWER = (LINES, 3, 2, 1)
"""A list gets shorter until its notice fits the screen."""

FIELD = 20
"""Signs that WeChat leaves of a template's field."""


def text_of(document: Document, at: Setting) -> str:
    """The words of a document's notice: whole where a phone shows it, else in short."""
    made = document.decision
    by_step: dict[Step, Callable[[Document, Setting], str]] = {
        Step.REMINDER: reminder,
        Step.WARNING: pace_warning if made.reason is Reason.BEHIND_PACE else warning,
        Step.CRITICISM: criticism,
        Step.YELLOW_CARD: yellow_card,
    }
    write = by_step.get(made.step, formal)
    for most in FEWER:
        text = write(document, replace(at, lines=most))
        if screen.fits(text):
            return text
    return _brief(document, text.split("\n", 1)[0], at)


def digest(texts: Sequence[str]) -> str:
    """Several notices to one person as one message: the heaviest whole, the others if they fit."""
    whole = "\n\n".join(texts)
    if len(texts) == 1 or len(whole.encode()) <= screen.BYTES:
        return whole
    headlines = [text.split("\n", 1)[0] for text in texts[1:]]
    return f"{texts[0]}\n\n另有 {len(headlines)} 件：\n{cut(headlines, ALL)}"


def reminder(document: Document, at: Setting) -> str:
    """Deadlines that come closer; one question, three answers."""
    findings = document.decision.findings
    passed = all(f.due and date.fromisoformat(f.due) < at.today for f in findings)
    asks = "" if passed else "能按期吗？"  # a reminder may arrive after its day
    answers = f"{asks}请回复进度，或回复「无变化」"
    if len(findings) == 1:
        found = findings[0]
        return (
            f"【提醒】{item(found)}{_left(found, at)}（{due_day(found, at.today)}到期），"
            f"您单位{claimed(found)}。{answers}"
        )
    lines = [
        f"{item(f)}：{_left(f, at)}（{due_day(f, at.today)}到期），{claimed(f)}" for f in findings
    ]
    first = findings[0].measure
    return joined(
        f"【提醒】您单位有 {measures(document)} 项快到期",
        cut(lines, ALL, at.lines),
        f"{answers}，写明编号，例如「{first} 完成80%」",
    )


def warning(document: Document, at: Setting) -> str:
    """A deadline has passed: what it means, and what stops it until when."""
    made = document.decision
    return joined(
        f"【预警】{made.unit}有 {measures(document)} 项{_what_is_wrong(document)}",
        f"编号：{document.number}",
        cut([late(f, at.today) for f in made.findings], ALL, at.lines),
        f"依据：{basis(at.policy, made.clause)}",
        _remedy(document, at),
        page(at.link(document)),
        RECEIPT,
    )


def _what_is_wrong(document: Document) -> str:
    ahead = [found for found in document.decision.findings if found.expected is not None]
    if not ahead:
        return "已超期"
    return "进展缓慢" if len(ahead) == len(document.decision.findings) else "超期或进展缓慢"


def pace_warning(document: Document, at: Setting) -> str:
    """Progress lags behind the calendar: both figures, and what stops it until when."""
    made = document.decision
    return joined(
        f"【预警】{made.unit}有 {measures(document)} 项进度滞后",
        f"编号：{document.number}",
        cut([f"{behind(f)}，{due_day(f, at.today)}到期" for f in made.findings], ALL, at.lines),
        f"依据：{basis(at.policy, made.clause)}",
        _remedy(document, at),
        page(at.link(document)),
        RECEIPT,
    )


def criticism(document: Document, at: Setting) -> str:
    """A unit is named in the bulletin, in a ranking, or by the leading group."""
    made = document.decision
    if made.findings and made.reason is not Reason.BEHIND_PACE:
        what = f"有 {measures(document)} 项超期"
    elif made.findings:
        what = f"有 {measures(document)} 项进度滞后"
    else:
        what = f"：{cause(document)}"
    heading = f"【通报批评】{made.unit}{what}" + (f"，第 {made.count} 次通报" if made.count else "")
    return _brief(document, heading, at)


def yellow_card(document: Document, at: Setting) -> str:
    """The yellow card, formal and complete; whole it takes a screen and a half, so in short."""
    return _brief(document, f"【黄牌警告】{document.decision.unit}", at)


def nudge(document: Document, at: Setting) -> str:
    """The written reply has not come: once, in the next digest."""
    made = document.decision
    until = reply_by(issue_day(document, at), at.policy.limits.reply_days, at.days)
    return joined(
        f"【催办】{made.unit}对{STEP_NAMES[made.step]} {document.number} 的书面答复已过期限",
        f"期限：{day(until, at.today)}。请直接发「回复 {document.number} 原因和措施」",
        page(at.link(document)),
    )


def fields_of(document: Document, at: datetime) -> dict[str, str]:
    """The fields of the template message."""
    findings = document.decision.findings
    first = item(findings[0]) if findings else cause(document)
    several = f"{findings[0].measure} 等 {measures(document)} 项" if measures(document) > 1 else ""
    return {
        "item": (several or first)[:FIELD],
        "unit": document.decision.unit[:FIELD],
        "step": SHORT_NAMES.get(document.decision.step, STEP_NAMES[document.decision.step]),
        "time": f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}",
        "number": document.number,
    }


def _brief(document: Document, heading: str, at: Setting) -> str:
    rule, since = at.policy.rule_of(document.decision), issue_day(document, at)
    by = rule.rectify_by(since, at.days) if rule else None
    objected = rule.object_by(since, at.days) if rule else None
    guessed = any(at.days.guessed(day) for day in (by, objected) if day)
    remedy = _remedy(document, at) if document.decision.step is Step.WARNING else ""
    frame = (heading, remedy, page(at.link(document)), RECEIPT)
    return brief(document, at.policy, Until(by, objected, guessed), at.today, frame)


def _remedy(document: Document, at: Setting) -> str:
    if document.decision.reason is Reason.BEHIND_PACE:
        return "解除办法：到期前赶上应达进度并如实上报；有特殊原因的，到期前向整改办申请延期"
    return f"解除办法：核实完成、验收销号，或获准延期{_bulletin(at)}"


def _left(found: Finding, at: Setting) -> str:
    return days_left(date.fromisoformat(found.due) if found.due else None, at.today, at.days)


def _bulletin(at: Setting) -> str:
    if at.bulletin is None:
        return ""
    name = bulletin_name(at.policy)
    return f"。{day(at.bulletin, at.today)}{name}时仍超期的，予以通报批评"
