"""What the schedule sends to phones: reminders, warnings, criticism, yellow cards (督察通知)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from handlers.words import screen
from handlers.words.brief import Until, brief, what
from handlers.words.causes import cause, counted
from handlers.words.cycles import bulletin_name
from handlers.words.demands import ends, must
from handlers.words.forms import day, days_left
from handlers.words.steps import (
    LINES,
    SHORT_NAMES,
    STEP_NAMES,
    basis,
    behind,
    claimed,
    clause,
    cut,
    due_day,
    item,
    joined,
    measures,
    overdue,
)
from supervision.decisions import Decision, Finding, Reason, Step
from supervision.documents import Document
from supervision.policy import Policy
from supervision.replies import REPLIED_TO, reply_by
from supervision.times import SHANGHAI, local_date
from supervision.working_days import WorkingDays

RECEIPT = "回复「收到」签收"
ALL = "回复「我的任务」看全部"

FEWER = (LINES, 3, 2, 1)
"""A list gets shorter until its notice fits the screen."""

FIELD = 20
"""Signs that WeChat leaves of a template's field."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the words need to know beside the document: rules, calendar, day, and the next bulletin.

    ``today`` is the day on which the notice is written, which may be later than the document's.
    ``bulletin`` is None under a policy without one. ``link`` gives the page on which its receivers
    read a document, ``lines`` how many things are listed before it is left to the page.
    """

    policy: Policy
    days: WorkingDays
    today: date
    bulletin: date | None
    office: str
    base_url: str
    link: Callable[[Document], str]
    lines: int = LINES


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
    late = all(f.due and date.fromisoformat(f.due) < at.today for f in findings)
    asks = "" if late else "能按期吗？"  # a reminder may arrive after its day
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
        cut([_late(f, at.today) for f in made.findings], ALL, at.lines),
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


def _late(found: Finding, today: date) -> str:
    return behind(found) if found.expected is not None else overdue(found, today)


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


def formal(document: Document, at: Setting) -> str:
    """Any other step that was issued: why, by which clause, what to do by when, what ends it.

    What a phone would not show whole is said in short, then left to the page (:data:`SHORTER`).
    """
    made = document.decision
    parts = {
        "number": f"编号：{document.number}",
        "cause": f"事由：{cause(document)}",
        "items": cut([_line(made, f, at.today) for f in made.findings], ALL, at.lines),
        "counted": f"次数：{told}" if (told := counted(made)) else "",
        "basis": f"依据：{basis(at.policy, made.clause)}",
        "consequence": _consequence(document, at),
        "must": f"要求：{must(made)}{_by(document, at)}",
        "rectify": _rectify(document, at),
        "object": _object(document, at),
        "ends": f"解除：{ends(made)}",
    }
    shorter = {
        "items": what(document, at.today),
        "basis": f"依据：{clause(at.policy, made.clause)}",
    }
    frame = f"【{STEP_NAMES[made.step]}】{made.unit}", page(at.link(document)), RECEIPT
    text = _framed(parts, frame)
    for name in SHORTER:
        if screen.fits(text):
            break
        parts[name] = shorter.pop(name, "")
        text = _framed(parts, frame)
    return text


def _framed(parts: Mapping[str, str], frame: tuple[str, str, str]) -> str:
    head, *foot = frame
    return joined(head, *parts.values(), *foot)


SHORTER = ("consequence", "items", "basis", "counted", "number", "ends", "items", "basis")
"""What is said in short or left to the page, one after the other, until a phone shows the rest."""


def _line(made: Decision, found: Finding, today: date) -> str:
    if made.reason is Reason.CLOSED or (found.due is None and not found.days):
        return item(found)
    return _late(found, today)


def _consequence(document: Document, at: Setting) -> str:
    rule = at.policy.rule_of(document.decision)
    return f"后果：{rule.consequence}" if rule and rule.consequence else ""


def _by(document: Document, at: Setting) -> str:
    """；9月13日（周三）前书面答复."""
    if document.decision.step not in REPLIED_TO:
        return ""
    until = reply_by(_issued(document, at), at.policy.limits.reply_days, at.days)
    return f"；{day(until, at.today)}前书面答复{_guess(until, at)}"


def nudge(document: Document, at: Setting) -> str:
    """The written reply has not come: once, in the next digest."""
    made = document.decision
    until = reply_by(_issued(document, at), at.policy.limits.reply_days, at.days)
    return joined(
        f"【催办】{made.unit}对{STEP_NAMES[made.step]} {document.number} 的书面答复已过期限",
        f"期限：{day(until, at.today)}。请直接发「回复 {document.number} 原因和措施」",
        page(at.link(document)),
    )


def page(link: str, name: str = "全文") -> str:
    """Where a text stands that everybody may read."""
    return f"{name}：{link}" if link else ""


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
    rule, issued = at.policy.rule_of(document.decision), _issued(document, at)
    by = rule.rectify_by(issued, at.days) if rule else None
    objected = rule.object_by(issued, at.days) if rule else None
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


def _issued(document: Document, at: Setting) -> date:
    return local_date(document.issued_at) if document.issued_at else at.today


def _rectify(document: Document, at: Setting) -> str:
    rule = at.policy.rule_of(document.decision)
    until = rule.rectify_by(_issued(document, at), at.days) if rule else None
    if until is None:
        return ""
    return f"整改期限：{day(until, at.today)}前完成整改，并书面报{at.office}{_guess(until, at)}"


def _object(document: Document, at: Setting) -> str:
    rule = at.policy.rule_of(document.decision)
    until = rule.object_by(_issued(document, at), at.days) if rule else None
    if until is None:
        return ""
    return f"申辩：有异议的，{day(until, at.today)}前向{at.office}书面提出{_guess(until, at)}"


def _guess(until: date, at: Setting) -> str:
    return "（按周一至周五推算）" if at.days.guessed(until) else ""
