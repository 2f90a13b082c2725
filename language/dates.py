"""Dates as people promise them (日期), read against the day on which they speak.

Weeks run from Monday to Sunday; 下周五 is the Friday of the next week; 本周内 is Sunday; 月底 is
the last day; 上/中/下旬 the last of those ten days. A date without a year is the next one to come.
Vague words (尽快, 近期) name no day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

from language.feasts import FEASTS, LUNAR_FEASTS, eve_of
from language.numerals import HAN_NUMBER, read_number
from language.patterns import late

_N = rf"(\d{{1,4}}|{HAN_NUMBER})"
_D = rf"(\d{{1,2}}|{HAN_NUMBER})"
_WEEKDAYS = "一二三四五六日"
_END = r"(?:以前|之前|前|以内|之内|内|左右)?"
_THIS = r"本|这个?|当|下下个?|下个?"
_AFTER = r"(?:以内|之内|内|以后|之后|后|左右)?"
LONG_AGO = timedelta(days=183)
"""A day of this year that passed more recently than this was hardly meant for the next one."""


def read_date(text: str, today: date) -> date | None:
    """The last day that the words allow, or None when they name none or one that is past."""
    found, _ = read_day(text, today)
    return found


def read_day(text: str, today: date) -> tuple[date | None, bool]:
    """As :func:`read_date`, and whether the year is doubtful: the day has only just passed."""
    text = text.replace(" ", "")
    for pattern, reader in _READERS:
        match = pattern.fullmatch(text)
        if match:
            with suppress(ValueError, OverflowError):
                found = reader(match, today)
                if reader in _WITHOUT_YEAR and found and found < today:
                    return _a_year_later(found), today - found < LONG_AGO
                return (found, False) if found and found >= today else (None, False)
            return None, False
    return None, False


def later_by(text: str, start: date) -> date | None:
    """The day that lies a length of time (半个月, 10天, 一个礼拜) after another."""
    match = _LENGTH.fullmatch(text.replace(" ", ""))
    if not match:
        return None
    with suppress(ValueError, OverflowError):
        return _after(match, start)
    return None


def last_of_month(year: int, month: int) -> date:
    """The last day of a month; month 13 is January of the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def _a_year_later(day: date) -> date:
    if day == last_of_month(day.year, day.month):
        return last_of_month(day.year + 1, day.month)
    return day.replace(year=day.year + 1)


def _number(text: str | None) -> int:
    value = read_number(text or "")
    if value is None:
        raise ValueError("no number")
    return value


def _ahead(word: str | None) -> int:
    return (word or "").count("下")


def _full(match: re.Match[str], _: date) -> date:
    year = _number(match[1])
    return date(year + 2000 if year < 100 else year, _number(match[2]), _number(match[3]))


def _named_year(match: re.Match[str], today: date) -> date:
    year = today.year + "今明后".index(match[1])
    return date(year, _number(match[2]), _number(match[3]))


def _month_and_day(match: re.Match[str], today: date) -> date:
    return date(today.year, _number(match[1]), _number(match[2]))


def _day_of_month(match: re.Match[str], today: date) -> date:
    return last_of_month(today.year, today.month + _ahead(match[1])).replace(day=_number(match[2]))


def _day_alone(match: re.Match[str], today: date) -> date | None:
    day = _number(match[1])
    for ahead in (0, 1):
        month = last_of_month(today.year, today.month + ahead)
        if day <= month.day and month.replace(day=day) >= today:
            return month.replace(day=day)
    return None


def _part_of_named_month(match: re.Match[str], today: date) -> date:
    return _part_of(today.year, _number(match[1]), match[2] or "")


def _part_of_year_and_month(match: re.Match[str], today: date) -> date:
    word = match[1]
    year = today.year + "今明后".index(word[0]) if word[0] in "今明后" else _number(word)
    return _part_of(year + 2000 if year < 100 else year, _number(match[2]), match[3] or "")


def _part_of_this_month(match: re.Match[str], today: date) -> date:
    found = _part_of(today.year, today.month + _ahead(match[1]), match[2])
    if not match[1] and found < today:
        return _part_of(today.year, today.month + 1, match[2])
    return found


def _part_of(year: int, month: int, part: str) -> date:
    if not 1 <= month <= 24:
        raise ValueError("no month")
    last = last_of_month(year, month)
    return {"上旬": last.replace(day=10), "中旬": last.replace(day=20)}.get(
        part, last.replace(day=15) if part in ("中", "月中") else last
    )


def _month_ahead(match: re.Match[str], today: date) -> date:
    return last_of_month(today.year, today.month + _ahead(match[1]))


def _end_of_year(match: re.Match[str], today: date) -> date:
    word = (match[1] or "今").removesuffix("年")
    return date(today.year + "今明后".index(word) if word in "今明后" else _number(word), 12, 31)


def _quarter(match: re.Match[str], today: date) -> date:
    return last_of_month(today.year, 3 * _number(match[1]))


def _half_year(match: re.Match[str], today: date) -> date:
    return date(today.year, 6, 30) if match[1] == "上" else date(today.year, 12, 31)


def _weekday(match: re.Match[str], today: date) -> date:
    weekday = _WEEKDAYS.index(match[3].replace("天", "日"))
    monday = today - timedelta(days=today.weekday())
    if not match[1]:
        return today + timedelta(days=(weekday - today.weekday()) % 7)
    return monday + timedelta(days=7 * _ahead(match[1]) + weekday)


def _within_week(match: re.Match[str], today: date) -> date:
    return today + timedelta(days=6 - today.weekday() + 7 * _ahead(match[1]))


def _after(match: re.Match[str], start: date) -> date:
    if match[1] == "半":
        return start + timedelta(days=15) if match[2] == "月" else _months_later(start, 6)
    count = _number(match[1])
    if match[2] == "月":
        return _months_later(start, count)
    if match[2] == "年":
        return _months_later(start, 12 * count)
    return start + timedelta(days=count * (1 if match[2] in ("天", "日") else 7))


def _months_later(start: date, months: int) -> date:
    last = last_of_month(start.year, start.month + months)
    return last.replace(day=min(start.day, last.day))


def _near(match: re.Match[str], today: date) -> date:
    return today + timedelta(days={"今": 0, "当": 0, "明": 1, "后": 2, "大后": 3}[match[1]])


def _before_feast(match: re.Match[str], today: date) -> date | None:
    return eve_of(match[1], today)


Reader = Callable[[re.Match[str], date], date | None]
_FEAST = "|".join((*FEASTS, *LUNAR_FEASTS))
_LENGTH_WORDS = (
    rf"(半|\d{{1,3}}|{HAN_NUMBER})\s?个?(?:多|把|来)?"
    r"(天|日|周|星期|礼拜|月(?![底末初中上下份])|年)"
)
_LENGTH = late(rf"{_LENGTH_WORDS}(?:时间)?")
_WITHOUT_YEAR = frozenset({_month_and_day, _part_of_named_month, _quarter, _half_year})

_PATTERNS: tuple[tuple[str, Reader], ...] = (
    (r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})日?" + _END, _full),
    (rf"{_N}年{_D}月{_D}[日号]?" + _END, _full),
    (rf"([今明后])年{_D}月{_D}[日号]" + _END, _named_year),
    (
        rf"(\d{{2,4}}|[今明后])年{_D}月份?(底|末|初|上旬|中旬|下旬|中)?" + _END,
        _part_of_year_and_month,
    ),
    (rf"{_D}月{_D}[日号]?" + _END, _month_and_day),
    (rf"({_THIS})月{_D}[日号]" + _END, _day_of_month),
    (rf"{_LENGTH_WORDS}(?:以内|之内|内|以后|之后|后)", _after),
    (rf"{_D}日" + _END, _day_alone),
    (rf"{_D}月份?(底|末|上旬|中旬|下旬|中(?!旬))?" + _END, _part_of_named_month),
    (
        rf"({_THIS})?月?(月底|月末|上旬|中旬|下旬|月中(?!旬)|(?<=月)底|(?<=月)末)" + _END,
        _part_of_this_month,
    ),
    (rf"({_THIS})月" + _END, _month_ahead),
    (
        r"([今明后]年?|\d{4}年?)?年?(?:年底|年末|(?<=年)底|(?<=年)末|(?<=年)内|年内)" + _END,
        _end_of_year,
    ),
    (r"([今明后])年" + _END, _end_of_year),
    (r"第?([一二三四1-4])季度?(?:底|末|内)?" + _END, _quarter),
    (r"([上下])半年" + _END, _half_year),
    (rf"({_THIS})?(周|星期|礼拜)([一二三四五六日天])" + _END, _weekday),
    (rf"({_THIS})?(周末)" + _END, _within_week),
    (rf"({_THIS})(周|星期|礼拜)末?" + _END, _within_week),
    (rf"再(?:过|有|要|给)?(?:我)?{_LENGTH_WORDS}(?:时间)?{_AFTER}", _after),
    (r"([今当明]|大?后)(?:[天日]|晚上?|早上?)" + _END, _near),
    (rf"({_FEAST})节?(?:放假)?(?:以前|之前|前(?!后))", _before_feast),
    (r"(年)(?:以前|之前|前)", _before_feast),
)
_READERS = tuple(
    (late(pattern), reader)
    for pattern, reader in (
        *_PATTERNS,
        (rf"{_D}号" + _END, _day_alone),
        (r"(\d{1,2})[./](\d{1,2})" + _END, _month_and_day),
        (_LENGTH_WORDS, _after),
    )
)

DATE = "|".join(re.sub(r"\((?!\?)", "(?:", pattern) for pattern, _ in _PATTERNS)
"""Pattern of the dates that can be nothing else (15号 may be an item), without groups."""

LENGTH = re.sub(r"\((?!\?)", "(?:", _LENGTH_WORDS)
"""Pattern of a length of time that :func:`later_by` can add."""
