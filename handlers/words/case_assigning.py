"""What is said when a complaint is assigned (分办): to the office, and to the units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from handlers.words.case_lines import kind_and_place, titled
from handlers.words.case_names import KINDS
from handlers.words.chat import YES_OR_NO
from handlers.words.forms import day, short
from supervision.complaints import Complaint


def to_whom(number: str) -> str:
    """分办 without a unit."""
    return (
        f"请写明交办给哪个单位，例如「分办 {number} 市环保局 扬尘 10天」；"
        "多家单位用顿号隔开，第一家牵头。"
    )


def not_read(number: str, words: str) -> str:
    """A word that is neither unit nor kind nor limit."""
    return (
        f"「{short(words, 20)}」没有看懂：不是台账里的单位，"
        f"也不是污染类型（{'、'.join(KINDS.values())}）或期限。"
        f"没有分办。请写成「分办 {number} 单位 类型 10天」。"
    )


def day_is_past(number: str) -> str:
    """A limit in the past."""
    return f"办理期限不能早于今天，没有分办。请重发，例如「分办 {number} 单位 10天」。"


def confirm_assignment(
    complaint: Complaint, told: Mapping[str, int], due: date, today: date
) -> str:
    """Names exactly who will have to do what until when."""
    return (
        f"将分办 {titled(complaint)}\n"
        f"{_to_units(told)}\n"
        f"{kind_and_place(complaint)}办理期限：{day(due, today)}前"
        f"（答复举报人 {day(complaint.due, today)}前）"
        f"{_too_late(complaint, due)}\n{YES_OR_NO}。"
    )


def assigned(complaint: Complaint, told: Mapping[str, int], due: date, today: date) -> str:
    """Done."""
    nobody = [unit for unit, people in told.items() if not people]
    call = f"{'、'.join(nobody)}没有绑定的人，请电话告知并发绑定码。" if nobody else ""
    missing = [
        name for name, there in (("类型", complaint.kinds), ("地点", complaint.place)) if not there
    ]
    more = (
        f"\n还没有{'和'.join(missing)}，补充请发「{missing[0]} {complaint.number} …」。"
        if missing
        else ""
    )
    return f"已分办 {complaint.number}：{'、'.join(told)}，{day(due, today)}前报结果。{call}{more}"


def to_unit(complaint: Complaint, unit: str, others: Sequence[str], today: date) -> str:
    """A unit is assigned a complaint; nothing tells who sent it."""
    given = complaint.assigned_to(unit)
    due = given.due if given else complaint.due
    with_whom = f"\n共办：{'、'.join(others)}" if others else ""
    number = complaint.number
    return (
        f"【举报件交办】{number}：{short(complaint.what, 50)}\n"
        f"{kind_and_place(complaint)}{day(due, today)}前报结果{with_whom}\n"
        f"请保护举报人，不要打听是谁。查全文回复「{number}」；"
        f"办好后回复「办理 {number} 属实 办结 处理情况」"
    )


def _to_units(told: Mapping[str, int]) -> str:
    several = len(told) > 1
    parts = [
        f"{unit}{'（牵头）' if several and not place else ''}"
        f"{'' if people else '（没有绑定的人，收不到通知）'}"
        for place, (unit, people) in enumerate(told.items())
    ]
    return f"交办给：{'、'.join(parts)}"


def _too_late(complaint: Complaint, due: date) -> str:
    return "\n注意：办理期限晚于答复举报人的期限。" if due > complaint.due else ""
