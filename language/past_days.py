"""Days on which something was done (办理日期): of those that words may mean, the nearest one."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta

from language.formal_requests import find_date
from language.patterns import late

_AGO = {"今天": 0, "昨天": 1, "前天": 2}
_WHOLE_DAY = late(r"(\d{4})[年\-](\d{1,2})[月\-](\d{1,2})[日号]?")
_MONTH_AND_DAY = late(r"(\d{1,2})月(\d{1,2})[日号]?")
_DAY_ALONE = late(r"(\d{1,2})[日号]")


def nearest_day(words: str, today: date) -> date | None:
    """The day that words name for what was done: of those that it may be, the one nearest to today.

    A deadline without a year lies ahead; a visit on 12月28日, told in January, was last year's.
    """
    if words in _AGO:
        return today - timedelta(days=_AGO[words])
    whole, named = _WHOLE_DAY.fullmatch(words), _MONTH_AND_DAY.fullmatch(words)
    alone = _DAY_ALONE.fullmatch(words)
    if whole:
        return _nearest([(int(whole[1]), int(whole[2]))], int(whole[3]), today)
    if named:
        months = [(today.year + more, int(named[1])) for more in (-1, 0, 1)]
        return _nearest(months, int(named[2]), today)
    if alone:
        last = today.replace(day=1) - timedelta(days=1)
        return _nearest([(last.year, last.month), (today.year, today.month)], int(alone[1]), today)
    if words[0] not in "上下" and words[-1] in "一二三四五六日天":
        ahead = find_date(words, today)
        return ahead if ahead is None or ahead <= today else ahead - timedelta(days=7)
    return find_date(words, today)


def _nearest(months: Iterable[tuple[int, int]], day: int, today: date) -> date | None:
    found = []
    for year, month in months:
        with suppress(ValueError):
            found.append(date(year, month, day))
    return min(found, key=lambda one: abs(one - today), default=None)
