"""A formal step on the phone (督察文书): cause, clause, what to do by when, what ends it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from handlers.words import screen
from handlers.words.brief import what
from handlers.words.causes import cause, counted
from handlers.words.demands import ends, must
from handlers.words.forms import day
from handlers.words.notice_setting import Setting, guess, issue_day, page
from handlers.words.steps import STEP_NAMES, basis, behind, clause, cut, item, joined, overdue
from supervision.decisions import Decision, Finding, Reason
from supervision.documents import Document
from supervision.replies import REPLIED_TO, reply_by

RECEIPT = "回复「收到」签收"


ALL = "回复「我的任务」看全部"


def late(found: Finding, today: date) -> str:
    """A line about what is wrong with an item: behind its pace, or past its day."""
    return behind(found) if found.expected is not None else overdue(found, today)


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
    return late(found, today)


def _consequence(document: Document, at: Setting) -> str:
    rule = at.policy.rule_of(document.decision)
    return f"后果：{rule.consequence}" if rule and rule.consequence else ""


def _by(document: Document, at: Setting) -> str:
    """；9月13日（周三）前书面答复."""
    if document.decision.step not in REPLIED_TO:
        return ""
    until = reply_by(issue_day(document, at), at.policy.limits.reply_days, at.days)
    return f"；{day(until, at.today)}前书面答复{guess(until, at)}"


def _rectify(document: Document, at: Setting) -> str:
    rule = at.policy.rule_of(document.decision)
    until = rule.rectify_by(issue_day(document, at), at.days) if rule else None
    if until is None:
        return ""
    return f"整改期限：{day(until, at.today)}前完成整改，并书面报{at.office}{guess(until, at)}"


def _object(document: Document, at: Setting) -> str:
    rule = at.policy.rule_of(document.decision)
    until = rule.object_by(issue_day(document, at), at.days) if rule else None
    if until is None:
        return ""
    return f"申辩：有异议的，{day(until, at.today)}前向{at.office}书面提出{guess(until, at)}"
