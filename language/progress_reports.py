"""The plain forms of a progress report (进展上报), and nothing that only looks like one.

``14-2 完成80%``, ``14-2 80%``, ``14-2 已完成``, ``14-2 无变化``, each with an optional
``预计8月25日完成`` and an optional ``困难：…`` behind it. A figure in any other sentence, be it a
question, a wish, a plan, a target, a denial or a quotation, is no report: the whole text must fit.
"""

from __future__ import annotations

import re
from datetime import date

from language.acts import Act, Intent, SlotValue
from language.dates import read_date
from language.item_numbers import may_be_a_day, split_item
from language.numerals import HAN_NUMBER, PERCENT, read_percent

_GAP_SIGNS = " \n,，。.;；:：、"
_GAP = rf"[{_GAP_SIGNS}]*"
_STATEMENT = re.compile(
    rf"(?:(?:(?:已经?|目前|现)?(?:完成|进度|进展)(?:率|到|至|为|是|了)?(?:了|为)?{_GAP})?"
    rf"(?P<percent>{PERCENT})了?"
    r"|(?P<done>(?:已经?|均已|都已)?(?:全部|全面)?(?:完成|办结|完工)了?)"
    r"|(?P<same>(?:本期|暂|暂时)?(?:无|没有?)(?:新?变化|新?进展)|(?:进度|进展)?不变|同上期)"
    r")"
    rf"(?:{_GAP}(?:预计|计划|预期)(?:到|在|于)?\s?(?P<when>[^,，。;；:：\n?？]{{1,16}}?)"
    r"(?:能够?|可以?)?(?:全部|全面)?(?:完成|办结|完工))?"
    rf"(?:{_GAP}(?:存在的?)?(?:困难|问题)(?:[:：]|是)\s?(?P<problem>.{{1,500}}))?"
    r"[\s。.!！~]*",
    re.DOTALL,
)
_NO_PROBLEM = re.compile(r"(?:暂?无|没有?|没)(?:困难|问题)?[。.!！]?")
_TAKEN_BACK = re.compile(r"不对|不是|应该?是|更正|[说报填写算]错")
_NAMES_A_DAY = re.compile(
    rf"\d|{HAN_NUMBER}[年月日号天周]|(?:周|星期|礼拜)[一二三四五六日天]|月[底末初]|[上中下]旬|国庆|元旦"
)
_PARTS = re.compile(r"[\n;；]+")


def read_reports(text: str, today: date) -> tuple[Act, ...]:
    """The reports that the whole text makes, one after another; none when anything else is said.

    ``text`` is normalised. A percent is passed on as typed, even above 100, so that the person can
    be told. Without an item the act has no ``item``; one that may be a date is ``unsure``.
    """
    one = _read_report(text, today)
    if one:
        return (one,)
    parts = [part.strip() for part in _PARTS.split(text) if part.strip()]
    acts = [act for part in parts if (act := _read_report(part, today))]
    if len(parts) < 2 or len(acts) < len(parts) or not all(act.text("item") for act in acts):
        return ()
    return tuple(acts)


def _read_report(text: str, today: date) -> Act | None:
    item, rest = split_item(text)
    match = _STATEMENT.fullmatch(rest.lstrip(_GAP_SIGNS))
    if not match or _runs_together(item, rest):
        return None
    slots = _item_slots(item, text)
    if match["percent"]:
        percent = read_percent(match["percent"])
        if percent is None:
            return None
        slots["percent"] = percent
    elif match["done"]:
        slots |= {"percent": 100, "status": "done"}
    else:
        slots["no_change"] = 1
    if match["when"]:
        finish_by = read_date(match["when"], today)
        if finish_by:
            slots["finish_by"] = finish_by.isoformat()
        elif _NAMES_A_DAY.search(match["when"]):
            return None  # a date that does not exist or is past: ask again rather than drop it
    problem = (match["problem"] or "").strip()
    if _TAKEN_BACK.search(problem):
        return None
    if problem and not _NO_PROBLEM.fullmatch(problem):
        slots["problem"] = problem
    return Act(Intent.REPORT_PROGRESS, slots, rule="plain_report")


def _item_slots(item: str, text: str) -> dict[str, SlotValue]:
    if not item:
        return {}
    return {"item": item, "unsure": 1} if may_be_a_day(text) else {"item": item}


def _runs_together(item: str, rest: str) -> bool:
    """Two figures without anything between them (14八成) might be cut in the wrong place."""
    return bool(item) and re.match(rf"(?:{PERCENT})", rest) is not None
