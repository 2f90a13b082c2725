"""How a limit without a date is told (整改时限): the words, the start, the day, the clause."""

from __future__ import annotations

from datetime import date

from handlers.words.forms import day
from handlers.words.steps import basis
from supervision.policy import Policy
from supervision.progress import Entry
from supervision.terms import TermDate, next_review, of_term


def reckoned(found: TermDate) -> str:
    """「半年内」，自方案印发之日2017年7月5日起算，至2018年1月5日."""
    return f"「{found.words}」，自方案印发之日{_whole(found.start)}起算，至{_whole(found.due)}"


def without_date(entry: Entry, policy: Policy, today: date) -> list[str]:
    """What holds for a measure that names no date: a term of the policy, or a rhythm."""
    number = entry.measure.number
    lines = [f"{number} 方案原文没有写到期日，不会算超期。"]
    found = of_term(entry.measure, entry.plan, policy.terms)
    if found:
        lines.append(f"按方案要求：{reckoned(found)}。依据：{basis(policy, found.clause)}")
    review = next_review(entry.measure, entry.plan, policy.terms, today)
    if review:
        lines.append(f"定期事项：{day(review.due, today)}前报一次进展")
    return lines


def lamp(entry: Entry, policy: Policy, today: date) -> str:
    """What a list shows of a measure without a date; nothing where there is nothing to say."""
    found = of_term(entry.measure, entry.plan, policy.terms)
    if found:
        return f"应于{_short(found.due, today)}前完成" if found.due >= today else found.words
    review = next_review(entry.measure, entry.plan, policy.terms, today)
    return f"{_short(review.due, today)}前报一次" if review else ""


def _whole(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"


def _short(value: date, today: date) -> str:
    year = "" if value.year == today.year else f"{value.year}年"
    return f"{year}{value.month}月{value.day}日"
