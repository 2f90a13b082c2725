"""Why something of an acceptance cannot be done (验收办不了的原因), and what to do first."""

from __future__ import annotations

from handlers.words.forms import day, named, standing
from supervision.acceptance.table import Refusal
from supervision.progress import Entry
from supervision.records import Measure
from supervision.times import local_date


def applied_for_nothing(entry: Entry, refusal: Refusal, evidence: int = 0, needed: int = 0) -> str:
    """Why nothing was applied for."""
    measure, number = entry.measure, entry.measure.number
    if refusal is Refusal.NOT_YOURS:
        owners = "、".join(measure.duty.answerable[:2])
        return f"{number} 由{owners}牵头，验收由牵头单位申请。\n要看进展请回复「看{number}」。"
    if refusal is Refusal.NO_EVIDENCE:
        return (
            f"{named(measure)} 还不能申请验收：佐证材料要有 {needed} 件，现有 {evidence} 件。\n"
            f"请先发整改前后照片，再发一次「{number} 申请验收」。"
        )
    if refusal is Refusal.NOT_DONE_ANEW and entry.progress.rebound_at:
        since = local_date(entry.progress.rebound_at)
        return (
            f"{named(measure)} 已于 {day(since, since)}重新纳入整改，之前的上报不再算数。\n"
            f"整改到位后请回复「{number} 已完成」，再发一次「{number} 申请验收」。"
        )
    if refusal is Refusal.NOT_DONE:
        return (
            f"{named(measure)} 还不能申请验收：{standing(entry.progress)}，要先上报 100%。\n"
            f"已全部完成请先回复「{number} 已完成」，再发一次「{number} 申请验收」。"
        )
    return refused(measure, refusal)


def refused(measure: Measure, refusal: Refusal) -> str:
    """The reason in words; every refusal has its own."""
    return f"{named(measure)} {REASONS[refusal].format(n=measure.number)}"


REASONS = {
    Refusal.NOT_YOURS: "不由您单位牵头，由牵头单位办理。要看进展请回复「看{n}」。",
    Refusal.NOT_DONE: "还没有上报 100%，请先回复「{n} 已完成」。",
    Refusal.NOT_DONE_ANEW: "已重新纳入整改，整改到位后请先回复「{n} 已完成」。",
    Refusal.NO_EVIDENCE: "还缺佐证材料，请先发整改前后照片。",
    Refusal.NO_SELF_CHECK: "还缺自验说明，请再发一次「{n} 申请验收」。",
    Refusal.UNDER_CHECK: "已申请验收，正在等结果。请回复「验收进度 {n}」看进度。",
    Refusal.ACCEPTED_BEFORE: "已通过验收，没有改动。请回复「验收进度 {n}」看进度。",
    Refusal.CLOSED_BEFORE: "已销号，没有改动。发现反弹请整改办回复「重新纳入 {n} 原因」。",
    Refusal.NOT_APPLIED: "没有待办的验收申请。回复「待办」看全部申请。",
    Refusal.NOT_THEIRS_TO_VERIFY: "不由这个单位验收，没有改动。请回复「验收进度 {n}」看由谁验收。",
    Refusal.GIVEN_BEFORE: "的这条验收意见已记录过，没有改动。",
    Refusal.NOT_VISITED: "还没有现场核查记录，请先回复「现场核查 {n} 核查情况」，再发现场照片。",
    Refusal.OPINIONS_MISSING: "的验收意见还不齐。请回复「验收进度 {n}」看还缺谁。",
    Refusal.NOT_PASSED: "的验收意见还不齐，还不能审定。请回复「验收进度 {n}」看还缺谁。",
    Refusal.AGREED_BEFORE: "领导小组已同意过，没有改动。",
    Refusal.NOT_AGREED: "还没有通过验收，不能公示。请回复「验收进度 {n}」看还差哪一步。",
    Refusal.RUNS_ALREADY: "已公示过，没有改动。请回复「验收进度 {n}」看公示起止。",
    Refusal.NOT_IN_PUBLICITY: "现在不在公示期，不能办理异议。反映问题请发「举报 内容」。",
    Refusal.PERIOD_OVER: "公示期已满，不再受理异议。反映问题请发「举报 内容」。",
    Refusal.PERIOD_RUNS: "公示期还没有满，没有改动。",
    Refusal.OBJECTION_OPEN: "还有异议没有办结。请回复「异议列表」查看。",
    Refusal.NO_SUCH_OBJECTION: "没有这件待办的异议。请回复「异议列表」查看。",
    Refusal.NOT_ENDED: "还不能销号：要先通过验收并公示期满。请回复「验收进度 {n}」看还差哪一步。",
    Refusal.NOT_LET_GO: "还不能销号：四个不放过没有全部落实。请回复「不放过 {n}」查看。",
    Refusal.NOT_CLOSED: "还没有销号，不用重新纳入。请回复「看{n}」看进展。",
    Refusal.NOT_DRAWN: "没有待办的抽查。请回复「抽查清单」查看。",
}
"""Refusal → the rest of the sentence that begins with the measure; {n} is its number."""
