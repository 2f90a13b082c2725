"""A notice that would not fit the screen of a phone, in short (短文): its page says the rest.

Everything that the person has to know stands in it, each on a line: what, why, what follows, what
is wanted by when, how to object, where it is said in full.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers.words import screen
from handlers.words.forms import day, short
from handlers.words.steps import basis, joined, measures
from supervision.decisions import Reason
from supervision.documents import Document
from supervision.policy import Policy

TITLE = 9
"""Signs of a title beside its number and days: one line."""

CONSEQUENCE = screen.WIDTH - 3


@dataclass(frozen=True, slots=True)
class Until:
    """By when a unit must have put things right, and until when it may object; None: no limit."""

    rectify: date | None
    object: date | None
    guessed: bool


def brief(
    document: Document, policy: Policy, until: Until, today: date, frame: Sequence[str]
) -> str:
    """The short text; ``frame``: the first line, what stops it, the page, how to sign for it.

    Where even this is too long, the number goes, which the page and its address have, and then
    what it rests on.
    """
    heading, remedy, page, receipt = frame
    number, rests_on = f"编号：{document.number}", _rests_on(document, policy)
    for first, second in ((number, rests_on), ("", rests_on), ("", "")):
        text = joined(
            heading,
            first,
            what(document, today),
            second,
            _consequence(document, policy),
            remedy,
            _until(until, today),
            page,
            receipt,
        )
        if screen.fits(text):
            break
    return text


def what(document: Document, today: date) -> str:
    """14-2 污水处理厂提标…：超期 15 天; of several the worst."""
    made = document.decision
    if not made.findings:
        return ""
    several = measures(document) > 1
    first = made.findings[0]
    about = (
        f"{first.measure} 等 {measures(document)} 项"
        if several
        else (f"{first.measure} {short(first.title, TITLE)}")
    )
    if made.reason is Reason.CLOSED:
        return about
    if made.reason is Reason.BEHIND_PACE:
        worst = "最急一项" if several else ""
        return f"{about}：{worst}应达 {first.expected}%，上报 {first.claimed}%"
    late = max((_days(found.due, found.days, today) for found in made.findings), default=0)
    return f"{about}：{'最长' if several else ''}超期 {late} 天"


def _days(due: str | None, days: int, today: date) -> int:
    return (today - date.fromisoformat(due)).days if due else days


def _rests_on(document: Document, policy: Policy) -> str:
    made = document.decision
    counted = f"，{made.cause}（第 {made.count} 次通报批评）" if made.cause else ""
    return f"依据：{basis(policy, made.clause)}{counted}"


def _consequence(document: Document, policy: Policy) -> str:
    rule = policy.rule_of(document.decision)
    return f"后果：{short(rule.consequence, CONSEQUENCE)}" if rule and rule.consequence else ""


def _until(until: Until, today: date) -> str:
    rectify = f"{day(until.rectify, today)}前完成整改并书面报告" if until.rectify else ""
    object_ = f"{day(until.object, today)}前可书面申辩" if until.object else ""
    guess = "（按周一至周五推算）" if until.guessed else ""
    parts = "；".join(part for part in (rectify, object_) if part)
    return f"期限：{parts}{guess}" if parts else ""
