"""The sums of a story about terms (期限算例): what the settings beside the ladder come to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from supervision.cycles import Work, issue_hour, moments
from supervision.decisions import Step
from supervision.extensions import extension_refusal
from supervision.policy import BULLETIN, DISPATCH, Policy
from supervision.quiet import not_before
from supervision.times import SHANGHAI, start_of
from tests.supervision.builders import calendar, entry

YEAR = timedelta(days=366)
OPEN = entry("1", "2099-12-31")


def come_to(policy: Policy, what: str, given: str) -> str:
    """What a term comes to, in the words of the story."""
    return SUMS[what](policy, given)


def _after(policy: Policy, step: Step, given: str, *, rectify: bool) -> str:
    rule = next(rule for rule in policy.rules if rule.step is step)
    issued, days = date.fromisoformat(given), calendar()
    return str(rule.rectify_by(issued, days) if rectify else rule.object_by(issued, days))


def _reply(policy: Policy, given: str) -> str:
    return str(calendar().add(date.fromisoformat(given), policy.limits.reply_days))


def _complaint(policy: Policy, given: str) -> str:
    return str(date.fromisoformat(given) + timedelta(days=policy.complaints.answer_within))


def _extension(policy: Policy, given: str) -> str:
    granted = int(given.removeprefix("已延 ").removesuffix(" 次"))
    refused = extension_refusal(
        OPEN,
        datetime(2017, 8, 1, tzinfo=SHANGHAI),
        answers=True,
        waiting=False,
        granted=granted,
        at_most=policy.limits.extensions,
    )
    return "不再受理" if refused else "可以"


def _told(policy: Policy, given: str) -> str:
    at = not_before(datetime.fromisoformat(given).replace(tzinfo=SHANGHAI), policy, calendar())
    return at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


def _dispatch(policy: Policy, given: str) -> str:
    after = start_of(date.fromisoformat(given) + timedelta(days=1))
    coming = moments(after, after + YEAR, policy, calendar())
    return str(next((m.day for m in coming if Work.DISPATCH in m.works), "没有"))


def _rests_on(policy: Policy, cycle: str) -> str:
    return policy.cycles[cycle].clause if cycle in policy.cycles else "没有"


def _issue(policy: Policy, given: str) -> str:
    return issue_hour(date.fromisoformat(given), policy).strftime("%Y-%m-%d %H:%M")


SUMS: Mapping[str, Callable[[Policy, str], str]] = {
    "通报批评后整改": lambda p, given: _after(p, Step.CRITICISM, given, rectify=True),
    "通报批评后申辩": lambda p, given: _after(p, Step.CRITICISM, given, rectify=False),
    "黄牌警告后整改": lambda p, given: _after(p, Step.YELLOW_CARD, given, rectify=True),
    "黄牌警告后申辩": lambda p, given: _after(p, Step.YELLOW_CARD, given, rectify=False),
    "书面答复": _reply,
    "群众举报答复": _complaint,
    "申请延期": _extension,
    "通知送达": _told,
    "下一个调度日": _dispatch,
    "调度依据": lambda p, _: _rests_on(p, DISPATCH),
    "通报依据": lambda p, _: _rests_on(p, BULLETIN),
    "签发时刻": _issue,
}
"""What a story may ask → how it is worked out."""
