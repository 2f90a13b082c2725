"""Promises of completion (预计完成时间): which day of a message is one."""

from __future__ import annotations

from datetime import date

from language.dates import later_by
from language.marks import AMOUNT, DATE, LENGTH, PERCENT, Frame
from language.patterns import late
from language.states import FINISHED, STEPS

_ERRAND = (
    r"开会|会议|到货|进场|开工|招标|开标|评审|检查|送|设备|材料|报告"
    r"|批复|手续|下文|拨付|验收组|来人|培训|调度|通电|下雨|出差|回来|上班|放假"
)
PROMISED = late(
    rf"(?P<day>[{DATE}{LENGTH}])(?![^，。；\n]{{0,8}}(?:{_ERRAND}))[^，。；\n{DATE}{PERCENT}]{{0,10}}?"
    rf"(?:{FINISHED}|完(?![全成工毕善])|交工|销号|收尾|达标|全部|能好|搞掂)(?!了?到?(?:{STEPS}|{PERCENT}|{AMOUNT}))"
    rf"|(?:预计|预期|估计|计划|争取|力争|保证|确保|最迟|最晚|可望|有望|(?:完成|完工|竣工|办结)(?:时间|日期)?(?:是|为|在|定在|预计|[:：])*)(?:到|在|于|是)?(?P<alone>[{DATE}])(?![^，。；\n]{{0,8}}(?:{_ERRAND}))"
)
"""A day and what will be done by then; never that of a meeting or a delivery."""


_ALONE = late(
    rf"{PERCENT}(?:了|左右)?[，,。；;\s]+(?P<more>(?:大?概|预计)?(?:还|再)(?:要|得|需要?|有)?(?:大?概|约)?)?(?P<day>[{DATE}{LENGTH}])"
    rf"(?:之?前|左右|时间)?(?=\s*(?:$|[，,。；;！!\n]|\s[^，,。；;\n]{{0,3}}(?:缺|差|没|困难|资金)))"
)
"""A day, or how long it will still take, in a place of its own behind a level."""


def promised_day(frame: Frame, today: date) -> tuple[date, bool] | None:
    """The day by which the whole is promised, and whether its year is doubtful."""
    match = PROMISED.search(frame.text)
    if not match:
        return _behind_the_level(frame, today)
    place = match.start("day") if match["day"] else match.start("alone")
    mention = frame.mentions[place]
    if mention.sign == LENGTH:
        day = later_by(mention.words, today)
        return (day, False) if day else None
    return (mention.day, bool(mention.note)) if mention.day else None


def _behind_the_level(frame: Frame, today: date) -> tuple[date, bool] | None:
    """80% 9月底, 80%，还要两个月: a day to come that stands alone behind a level."""
    match = _ALONE.search(frame.text)
    if not match:
        return None
    mention = frame.mentions[match.start("day")]
    if mention.sign == LENGTH:
        day = later_by(mention.words, today) if match["more"] else None
        return (day, False) if day else None
    if mention.note or mention.day is None or mention.day <= today:
        return None
    return mention.day, False


def names_no_day(frame: Frame) -> bool:
    """A day is promised that is past or does not exist: it is asked for, not dropped."""
    match = PROMISED.search(frame.text)
    if not match:
        return False
    mention = frame.mentions[match.start("day") if match["day"] else match.start("alone")]
    return mention.sign == DATE and not mention.value
