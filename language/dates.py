"""Dates as people promise them (日期), read against the day on which they speak.

Weeks run from Monday to Sunday; 下周五 is the Friday of the next week; 本周内 is Sunday; 月底 is
the last day; 上/中/下旬 the last of those ten days. A date without a year is this year's, or next
year's when this year's lies about half a year back; one that has only just passed was hardly meant
for next year and names no day. Vague words (尽快, 近期) name none either.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

from language.numerals import HAN_NUMBER, read_number

_N = rf"(\d{{1,4}}|{HAN_NUMBER})"
LONG_AGO = 6
"""Months after which a month without a year is next year's."""

_WEEKDAYS = "一二三四五六日"
_END = r"(?:以前|之前|前|以内|之内|内|左右)?"


def read_date(text: str, today: date) -> date | None:
    """The last day that the words allow, or None when they name none or one that is past."""
    text = text.replace(" ", "")
    for pattern, reader in _READERS:
        match = pattern.fullmatch(text)
        if match:
            with suppress(ValueError, OverflowError):
                found = reader(match, today)
                return found if found and found >= today else None
            return None
    return None


def last_of_month(year: int, month: int) -> date:
    """The last day of a month; month 13 is January of the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def _number(text: str | None) -> int:
    value = read_number(text or "")
    if value is None:
        raise ValueError("no number")
    return value


def _full(match: re.Match[str], _: date) -> date:
    year = _number(match[1])
    return date(year + 2000 if year < 100 else year, _number(match[2]), _number(match[3]))


def _month_and_day(match: re.Match[str], today: date) -> date:
    month, day = _number(match[1]), _number(match[2])
    if today.month - month >= LONG_AGO:
        return date(today.year + 1, month, day)
    return date(today.year, month, day)


def _day_of_month(match: re.Match[str], today: date) -> date | None:
    start = {"本": 0, "这": 0, "这个": 0, "下": 1, "下个": 1}.get(match[1] or "")
    day = _number(match[2])
    for ahead in (0, 1) if start is None else (start,):
        month = last_of_month(today.year, today.month + ahead)
        if day <= month.day and month.replace(day=day) >= today:
            return month.replace(day=day)
    return None


def _end_of_named_month(match: re.Match[str], today: date) -> date:
    year = _number(match[1]) if match[1] else today.year
    month = _number(match[2])
    long_ago = not match[1] and today.month - month >= LONG_AGO
    return _part_of(year + 1 if long_ago else year, month, match[3])


def _end_of_month(match: re.Match[str], today: date) -> date:
    ahead = 1 if (match[1] or "").startswith("下") else 0
    return _part_of(today.year, today.month + ahead, match[2])


def _part_of(year: int, month: int, part: str) -> date:
    last = last_of_month(year, month)
    return {"上旬": last.replace(day=10), "中旬": last.replace(day=20)}.get(part, last)


def _end_of_year(match: re.Match[str], today: date) -> date:
    named = read_number((match[1] or "").removesuffix("年"))
    year = named or today.year + (1 if match[1] == "明" else 0)
    return date(year, 12, 31)


def _weekday(match: re.Match[str], today: date) -> date:
    weekday = _WEEKDAYS.index(match[3].replace("天", "日"))
    monday = today - timedelta(days=today.weekday())
    if not match[1]:
        return today + timedelta(days=(weekday - today.weekday()) % 7)
    weeks = match[1].count("下")
    return monday + timedelta(days=7 * weeks + weekday)


def _within_week(match: re.Match[str], today: date) -> date:
    weeks = match[1].count("下")
    return today + timedelta(days=6 - today.weekday() + 7 * weeks)


def _in_days(match: re.Match[str], today: date) -> date:
    return today + timedelta(days=_number(match[1]))


def _in_weeks(match: re.Match[str], today: date) -> date:
    return today + timedelta(days=7 * _number(match[1]))


def _in_half_month(_: re.Match[str], today: date) -> date:
    return today + timedelta(days=15)


def _near(match: re.Match[str], today: date) -> date:
    return today + timedelta(days={"今": 0, "当": 0, "明": 1, "后": 2}[match[1]])


def _before_feast(match: re.Match[str], today: date) -> date:
    month, day = (9, 30) if match[1].startswith("国庆") else (12, 31)
    return date(today.year, month, day)


Reader = Callable[[re.Match[str], date], date | None]

_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _END, _full),
        (rf"{_N}年{_N}月{_N}[日号]?" + _END, _full),
        (rf"{_N}月{_N}[日号]?" + _END, _month_and_day),
        (r"(\d{1,2})[/.](\d{1,2})" + _END, _month_and_day),
        (rf"(?:(本|这个?|下个?)月)?{_N}[日号]" + _END, _day_of_month),
        (rf"(?:{_N}年)?{_N}月份?(底|末|上旬|中旬|下旬)" + _END, _end_of_named_month),
        (r"(本|这个?|下个?)?月?(月?底|月末|上旬|中旬|下旬)" + _END, _end_of_month),
        (r"(本|这个?|下个?)(月)(?:以内|之内|内)", _end_of_month),
        (r"(今|明|\d{4}年?)?年?(?:年)(底|末)" + _END, _end_of_year),
        (r"(本|这个?|下下个?|下个?)?(周|星期|礼拜)([一二三四五六日天])" + _END, _weekday),
        (r"(本|这个?|下下个?|下个?)(周|星期|礼拜)(?:末|以内|之内|内)?" + _END, _within_week),
        (rf"{_N}(?:天|日)(?:以内|之内|内|后|之后|以后)", _in_days),
        (rf"{_N}个?(?:周|星期|礼拜)(?:以内|之内|内|后|之后|以后)", _in_weeks),
        (r"半个?月(?:以内|之内|内|后|之后|以后)?", _in_half_month),
        (r"([今当明后])[天日]" + _END, _near),
        (r"(国庆节?|元旦)(?:以前|之前|前)", _before_feast),
    )
)
