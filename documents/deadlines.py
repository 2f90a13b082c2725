"""Which date phrases set a time limit, and for what (整改时限).

A limit is a date with 前, 底, 内 or 到 before or after it, or a bare year or month whose clause
says what is finished then (2017年建成…, 今年…清零): who reads 2017年建成投运 must be done when 2017
ends, who reads 2017年启动 need only begin.
A target for two years (2017年和2020年,…污水处理率分别达到92%和95%) is a limit in each of them: it
is judged at the end of either year, so it gives two deadlines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from documents.date_phrases import DatePhrase, find_phrases
from documents.folding import fold
from supervision.records import Deadline
from supervision.terms import after_months, months_of


class Verdict(StrEnum):
    """What a date phrase is; only LIMIT gives a deadline."""

    LIMIT = "limit"
    NAME = "name"  # inside 《…》
    START = "start"  # 起, 开始, 启动
    BASE = "base"  # compared with (较2015年)
    PAST = "past"  # already done
    UNCLEAR = "unclear"  # neither a limit nor anything known: a person decides


_RESULT = re.compile(
    "完成|建成|建立|设立|实现|达到|达标|取缔|关闭|关停|淘汰|清零|投运|投产|投入|竣工|消除|出台|"
    "制定|拆除|搬迁|退出|销号|到位|调出|通过验收|解决|办结"
)
_SPAN_RESULT = re.compile(f"{_RESULT.pattern}|见成效|见效|取得|整改|搬至|治理")
_OTHER_START = re.compile("之?日起|以后|之后|[后起]$|接到|收到|印发之?后|验收|竣工|批复")
_START = re.compile("启动|开工|开始|着手")
_START_AT_ONCE = re.compile("起(?!草|到)|以来|以后|之后|(?P<task>启动|开工|开始)")
_FROM = re.compile("(?:从|自)$")
_COMPARED = re.compile("(?:比|较|与|同|以)$")
_DONE_BEFORE = re.compile("(?:截|已经?[于在]?)$")
_DONE_AFTER = re.compile("^(?:全部|均|都|就)?已|(?:完成|建成|实现|取得)了")
_RANGE = re.compile(r"[—–~-]{1,2}\d|[到至](?=[\d今明本])")
_ALSO = re.compile("^[和及、]$")
_CLAUSE_END = re.compile("[,;。!?\n]")
_TARGET = re.compile("达到|实现")
_NAME = re.compile("《[^《》]*》")
_NEAR = 60
"""How many characters before a date can belong to its sentence."""
_SHORT_CLAUSE = 8
"""A clause shorter than this has its object before the date: 对…项目,2017年9月底前调出规划."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a text gives: its deadlines, and excerpts that a person must look at.

    ``unclear`` are dates not taken as limits, ``without_day`` limits that name no certain day.
    """

    deadlines: tuple[Deadline, ...]
    unclear: tuple[str, ...]
    without_day: tuple[str, ...]


def find_deadlines(text: str, issued: date | None) -> Found:
    """The deadlines of one record. ``issued``, the plan's date, is what 今年 counts from.

    A month without a year takes the year of the limit before it (2017年5月底前…、8月底前…), else
    the plan's.
    """
    deadlines: dict[Deadline, None] = {}
    unclear: list[str] = []
    without_day: list[str] = []
    carried: int | None = None
    for place, verdict in _judge(text, issued):
        phrase = place.phrase
        if verdict is Verdict.UNCLEAR:
            unclear.append(place.excerpt)
        if verdict is not Verdict.LIMIT:
            continue
        year = phrase.year_in(issued.year if issued else None, carried)
        due = _end_of_span(place, issued) if phrase.span else phrase.last_day(year)
        if due is None:
            without_day.append(place.excerpt)
        if not phrase.is_bare_year and not phrase.span:
            carried = year
        deadlines[Deadline(phrase.text, due, place.what)] = None
    return Found(tuple(deadlines), tuple(unclear), tuple(without_day))


def _end_of_span(place: _Place, issued: date | None) -> date | None:
    """The last day of 半年内, counted from the plan's date (T2, C2).

    None where the words name another start (自验收之日起一年内): that day the plan does not give.
    """
    months = months_of(place.phrase.text)
    if months is None or issued is None or _OTHER_START.search(place.before):
        return None
    return after_months(issued, months)


def judge(text: str, issued: date | None) -> Iterator[tuple[str, Verdict]]:
    """Every date phrase of a text, in order, with what it is."""
    for place, verdict in _judge(text, issued):
        yield place.phrase.text, verdict


@dataclass(frozen=True, slots=True)
class _Place:
    """A phrase in its sentence.

    ``row_end`` is where the words after a row of dates begin: 2017年和2020年,… gives both the same
    clause. ``limit`` is where the next date begins, or the text ends.
    """

    text: str
    folded: str
    phrase: DatePhrase
    row_end: int
    limit: int

    @property
    def before(self) -> str:
        """The words of the clause before the date."""
        near = self.folded[max(self.phrase.start - _NEAR, 0) : self.phrase.start]
        return _CLAUSE_END.split(near)[-1]

    @property
    def clause(self) -> str:
        """The clause after the date."""
        start, stop = self._span(self.row_end)
        return self.folded[start:stop]

    @property
    def what(self) -> str | None:
        """The words that say what is due: the clause after the date.

        Further targets of the same sentence belong to it (…零增长,…覆盖率达到30%,…), as far as no
        other date begins.
        """
        start, stop = self._span(self.row_end)
        end = stop
        while _TARGET.search(self.folded, start, end) and self.folded[stop : stop + 1] == ",":
            _, stop = self._span(stop)
            if stop >= self.limit or not _TARGET.search(self.folded, end + 1, stop):
                break
            end = stop
        what = self.text[start:end].strip(" \n、,，")
        return (self._object_before(what) + what) or None

    @property
    def excerpt(self) -> str:
        """The date with the words around it, for a person to find it."""
        return self.text[max(self.phrase.start - 6, 0) : self.phrase.end + 18].strip()

    def _span(self, position: int) -> tuple[int, int]:
        """From a position, or the comma at it, to the end of the clause or the next date."""
        start = position + 1 if self.folded[position : position + 1] == "," else position
        match = _CLAUSE_END.search(self.folded, start, self.limit)
        return start, match.start() if match else self.limit

    def _object_before(self, what: str) -> str:
        """The clause 对…, 将…, 把… before the date, which holds the object of a short clause."""
        near = self.text[max(self.phrase.start - _NEAR, 0) : self.phrase.start]
        sentence = re.split("[;。!?\n]", fold(near))[-1]
        previous, comma, own = sentence.rpartition(",")
        previous = previous.rpartition(",")[2]
        if (
            len(what) >= _SHORT_CLAUSE
            or not comma
            or own
            or previous.lstrip()[:1] not in ("对", "将", "把")
        ):
            return ""
        start = len(near) - len(previous) - 1
        return near[start:]


def _judge(text: str, issued: date | None) -> Iterator[tuple[_Place, Verdict]]:
    folded = fold(text)
    named = bytearray(len(folded))
    for match in _NAME.finditer(folded):
        named[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    phrases = find_phrases(text)
    row_end, limit = len(folded), len(folded)
    places: list[_Place] = []
    following: DatePhrase | None = None
    for phrase in reversed(phrases):
        if not (following and _ALSO.match(folded[phrase.end : following.start])):
            row_end = phrase.end
            limit = following.start if following else len(folded)
        places.append(_Place(text, folded, phrase, row_end, limit))
        following = phrase
    for place in reversed(places):
        yield place, Verdict.NAME if named[place.phrase.start] else _verdict(place, issued)


def _verdict(place: _Place, issued: date | None) -> Verdict:
    phrase, before, clause = place.phrase, place.before, place.clause
    if phrase.unread or phrase.span:
        # A span without a result may be any length of time (一年内发生三次).
        limits = phrase.span and _SPAN_RESULT.search(clause)
        return Verdict.LIMIT if limits else Verdict.UNCLEAR
    if _COMPARED.search(before):
        return Verdict.BASE
    if _is_past(place, issued):
        return Verdict.PAST
    at_once = _START_AT_ONCE.match(place.folded, phrase.end)
    # 2017年底前启动… sets a limit to the beginning; 2017年8月启动… only tells of it.
    starts = bool(at_once) and not (phrase.explicit and at_once and at_once["task"])
    if starts or _FROM.search(before) or _RANGE.match(place.folded, phrase.end):
        return Verdict.START
    result, start = _RESULT.search(clause), _START.search(clause)
    begins_first = bool(start) and not (result and start and result.start() < start.start())
    if phrase.explicit or (result and not begins_first):
        return Verdict.LIMIT
    return Verdict.START if begins_first else Verdict.UNCLEAR


def _is_past(place: _Place, issued: date | None) -> bool:
    year = place.phrase.year
    is_earlier = year is not None and issued is not None and year < issued.year
    return bool(
        (is_earlier and not place.phrase.explicit)
        or _DONE_BEFORE.search(place.before)
        or _DONE_AFTER.search(place.clause)
    )
