"""The words that name a day, a month or a year in an official text (日期词语).

This file only finds the words and the last day they cover; whether they set a limit is decided in
:mod:`documents.deadlines`.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from documents.folding import fold

_YEAR = r"(?:(?P<year>20\d\d)年(?!度)|(?P<relative>今年|本年(?!度)|明年))"
_MONTH = r"(?P<month>1[0-2]|0?[1-9])月(?!度|份?至|龄)份?"
_WITHIN_MONTH = r"(?:(?P<day>[0-3]?\d)[日号]|(?P<month_end>底|末)|(?P<third>[上中下])旬)?"
_QUARTER = r"第?(?P<quarter>[一二三四1-4])季度(?P<quarter_end>末|底)?"
_PART = (
    rf"(?:{_MONTH}{_WITHIN_MONTH}|{_QUARTER}|(?P<half>[上下])半年|(?P<year_end>年?[底末]|年?内))"
)
_LONE = (
    r"(?P<l_month>1[0-2]|0?[1-9])月(?!度|份?至|龄)份?"
    r"(?:(?P<l_day>[0-3]?\d)[日号]|(?P<l_month_end>底|末)|(?P<l_third>[上中下])旬)?"
    r"|(?P<l_year_end>年[底末内])"
)
_HAN_DIGITS = "〇零○一二两三四五六七八九"
# 几年内 is no span that can be counted; 二〇一七年 is not read as a year.
_NO_NUMBER = rf"(?<![\d{_HAN_DIGITS}十百第近前每任过])"
_UNREAD = rf"{_NO_NUMBER}(?P<unread>几年(?:以|之)?内|二[{_HAN_DIGITS}]{{3}}年(?!度)[底末内]?)"
_SPAN = (
    rf"{_NO_NUMBER}(?<!连续)(?<!过去)"
    rf"(?P<span>(?:半年|(?:\d{{1,2}}|[{_HAN_DIGITS}十]{{1,3}})(?:年|个月))"
    r"(?:以|之)?内)"
)
_PHRASE = re.compile(
    rf"{_UNREAD}|{_SPAN}|(?P<until>[到至])?(?:{_YEAR}{_PART}?|(?<![\d年个每半{_HAN_DIGITS}十百几])(?:{_LONE}))"
    r"(?P<before>之?前|以前)?"
)
_YEAR_SHIFT = {"今年": 0, "本年": 0, "明年": 1}
_QUARTERS = {sign: index % 4 + 1 for index, sign in enumerate("一二三四1234")}
_LAST_OF_THIRD = {"上": 10, "中": 20}


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """Words that name a date: their place, and what of year, month and day they give.

    ``explicit`` is true when the words themselves set a limit (前, 底, 内, 到…). ``outside`` is
    true for 2020年前 and 5月前, which may or may not include what they name. ``unread`` is true for
    words that mean a date which is not read (几年内, 二〇一七年). ``span`` is true for words that
    set so many months from a start (半年内); they name no day by themselves.
    """

    start: int
    end: int
    text: str
    year: int | None
    year_shift: int | None
    month: int | None
    day: int | None
    explicit: bool
    outside: bool
    unread: bool = False
    span: bool = False

    @property
    def is_bare_year(self) -> bool:
        """Whether it names a whole year and nothing within it (2017年, 到2020年)."""
        return self.month is None

    def year_in(self, plan_year: int | None, carried: int | None) -> int | None:
        """Its year: its own, 今年 of the plan, or the one carried from the phrase before it."""
        if self.year is not None:
            return self.year
        if self.year_shift is not None:
            return plan_year + self.year_shift if plan_year else None
        return carried or plan_year

    def last_day(self, year: int | None) -> date | None:
        """The last day that the words allow; None when they do not tell, or name no real day."""
        if year is None or self.outside:
            return None
        month = self.month or 12
        last = calendar.monthrange(year, month)[1]
        day = self.day or last
        return date(year, month, day) if 1 <= day <= last else None


def find_phrases(text: str) -> tuple[DatePhrase, ...]:
    """Every date phrase of a text, in order."""
    return tuple(_phrase(match, text) for match in _PHRASE.finditer(fold(text)))


def _phrase(match: re.Match[str], text: str) -> DatePhrase:
    month, day = _month_and_day(match)
    ends = any(
        match[name]
        for name in ("month_end", "l_month_end", "quarter_end", "year_end", "l_year_end")
    )
    precise = ends or day is not None or any(match[n] for n in ("quarter", "half"))
    return DatePhrase(
        start=match.start(),
        end=match.end(),
        text=text[match.start() : match.end()],
        year=int(match["year"]) if match["year"] else None,
        year_shift=_YEAR_SHIFT[match["relative"]] if match["relative"] else None,
        month=month,
        day=day,
        explicit=bool(ends or match["until"] or match["before"]),
        outside=bool(match["before"]) and not precise,
        unread=bool(match["unread"]),
        span=bool(match["span"]),
    )


def _month_and_day(match: re.Match[str]) -> tuple[int | None, int | None]:
    """Month and day as far as they are given; the end of a year is its twelfth month."""
    if match["year_end"] or match["l_year_end"]:
        return 12, None
    if match["half"]:
        return (6 if match["half"] == "上" else 12), None
    if match["quarter"]:
        return 3 * _QUARTERS[match["quarter"]], None
    month = match["month"] or match["l_month"]
    if not month:
        return None, None
    day = match["day"] or match["l_day"]
    third = match["third"] or match["l_third"]
    return int(month), int(day) if day else _LAST_OF_THIRD.get(third or "")
