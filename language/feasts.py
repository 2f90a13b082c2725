"""Days before which people promise to be done (节前): feasts by the sun and by the moon."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

FEASTS = {
    "国庆": (10, 1),
    "十一": (10, 1),
    "元旦": (1, 1),
    "五一": (5, 1),
    "劳动节": (5, 1),
    "七一": (7, 1),
    "八一": (8, 1),
}
"""Feasts by the sun: month and day."""

LUNAR_FEASTS = {
    "春节": (1, 1),
    "过年": (1, 1),
    "大年": (1, 1),
    "除夕": (1, 1),
    "元宵": (1, 15),
    "端午": (5, 5),
    "中秋": (8, 15),
}
"""Feasts by the moon: lunar month and day. What must be done before 除夕 may be done on it."""

FIRST_YEAR, LAST_YEAR = 1901, 2099
"""Years for which the lunar table holds."""


def eve_of(feast: str, today: date) -> date | None:
    """The last day before the next feast of this name; None when the table does not reach it."""
    if feast == "年":
        return _before_the_year(today)
    day_in: Callable[[int], date | None]
    if feast in LUNAR_FEASTS:
        month, day = LUNAR_FEASTS[feast]
        day_in = lambda year: _by_moon(year, month, day)  # noqa: E731
    else:
        month, day = FEASTS[feast]
        day_in = lambda year: date(year, month, day)  # noqa: E731
    for year in (today.year, today.year + 1):
        found = day_in(year)
        if found and found > today:
            return found - timedelta(days=1)
    return None


def _before_the_year(today: date) -> date:
    """年前: before the lunar New Year while that is the next one, else before the first of January.

    In January and until the feast people mean the Spring Festival.
    """
    spring = _by_moon(today.year, 1, 1)
    if spring and today < spring:
        return spring - timedelta(days=1)
    return date(today.year, 12, 31)


@cache
def _by_moon(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    from borax.calendars.lunardate import LunarDate  # noqa: PLC0415 - needed a few times a year

    found = LunarDate(year, month, day).to_solar_date()
    return date(found.year, found.month, found.day)
