"""What is said about visits (现场核查)."""

from __future__ import annotations

from datetime import date

from handlers.words.chat import YES_OR_NO
from handlers.words.evidence import NAMES
from handlers.words.forms import day, named, short
from supervision.acceptance.case import Step
from supervision.acceptance.table import Event
from supervision.evidence import EvidenceKind
from supervision.records import Measure


def day_is_past(measure: Measure, asked: date, today: date) -> str:
    """A visit is fixed for a day to come."""
    return (
        f"{day(asked, today)}已过，不能安排核查。\n"
        f"已核查过的请回复「现场核查 {measure.number} {asked.month}月{asked.day}日 核查情况」。"
    )


def day_is_ahead(measure: Measure, asked: date, today: date) -> str:
    """What was found can only be recorded afterwards."""
    return (
        f"{day(asked, today)}还没有到，核查后再记录。\n"
        f"要安排核查请由整改办回复「安排核查 {measure.number} {asked.month}月{asked.day}日」。"
    )


def what_was_found(measure: Measure) -> str:
    """The result is asked for."""
    return (
        f"{named(measure)} 现场核查情况怎样？请直接回复，例如「围网已拆除，排口已封堵」。\n"
        "回复 0 不办理"
    )


def confirm(measure: Measure, step: Step, today: date) -> str:
    """Names exactly what will hold."""
    when = day(step.first, today) if step.first else ""
    if step.event is Event.VISIT_ARRANGED:
        units = f"，参加：{'、'.join(step.units)}" if step.units else ""
        what = f"\n{short(step.text, 60)}" if step.text else ""
        return (
            f"将安排 {named(measure)} 现场核查：{when}{units}，并通知单位和核验人员。{what}\n"
            f"{YES_OR_NO}。"
        )
    return (
        f"将记录 {named(measure)} 现场核查：{when}，{'、'.join(step.units)}。\n"
        f"核查情况：{short(step.text, 80)}\n{YES_OR_NO}。"
    )


def to_everybody(measure: Measure, step: Step, today: date) -> str:
    """What the unit and the verifiers are told."""
    when = day(step.first, today) if step.first else ""
    what = f"\n{short(step.text, 80)}" if step.text else ""
    return (
        f"【现场核查安排】{named(measure)}：{when}{what}\n"
        "请单位备齐材料（一案一档）；各验收单位核查后分别给出意见。"
    )


def arranged(measure: Measure, step: Step, today: date, told: int) -> str:
    """Fixed, and who hears of it."""
    when = day(step.first, today) if step.first else ""
    return f"已安排 {named(measure)} 现场核查：{when}，将通知 {told} 人。"


def recorded(measure: Measure, step: Step, today: date, *, office: bool) -> str:
    """On record, and what can follow."""
    when = day(step.first, today) if step.first else ""
    next_ = (
        f"回复「催验收 {measure.number}」可请各验收单位给出意见"
        if office
        else f"同意请回复「同意 {measure.number}」，不同意请回复「不同意 {measure.number} 原因」"
    )
    return (
        f"已记录 {named(measure)} 现场核查（{when}）。请接着发现场照片，作为核查佐证。\n{next_}。"
    )


def photo_received(measure: Measure, kind: EvidenceKind, number: int) -> str:
    """One piece, and which of the visit it is."""
    name = NAMES[kind][0]
    return f"{name}已收到，作为 {named(measure)} 现场核查的佐证（第{number}件）。"
