"""How far an acceptance is (验收进度): its stages with dates, what is missing, who is next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers.words.acceptance_names import STAGES, next_of
from handlers.words.chat import YES_OR_NO
from handlers.words.forms import day, day_of, named, short
from supervision.acceptance.case import Case, Matter, Step
from supervision.acceptance.table import Event, Next, Stage
from supervision.records import Measure
from supervision.times import local_date

MOST = 8
"""Steps that a phone shows; the older ones are counted."""

DOES = {
    Next.OPINION: "验收",
    Next.AGREE: "待审定",
    Next.PUBLICITY: "待公示",
    Next.FILE: "待备案",
}

MATTERS = {
    Matter.CLEAR: "问题查清",
    Matter.DONE: "整改到位",
    Matter.DUTY: "责任落实",
    Matter.PEOPLE: "群众满意",
}

SAID = {
    Matter.CLEAR: ("查清",),
    Matter.DONE: ("到位", "整改"),
    Matter.DUTY: ("责任",),
    Matter.PEOPLE: ("满意", "群众"),
}


def line(measure: Measure, case: Case, what: Next, evidence: int) -> str:
    """One case in a list of what waits."""
    head = f"{DOES[what]} {named(measure)}"
    if what is not Next.OPINION:
        return head
    applied = case.application
    unit = f" {short(applied.unit, 10)}" if applied and applied.unit else ""
    return f"{head}{unit}：佐证 {evidence} 件"


def status(
    measure: Measure,
    case: Case,
    now: datetime,
    *,
    evidence: int,
    photos: int,
    missing: Sequence[str],
) -> str:
    """Where a case stands, what is missing, what has happened."""
    lines = [f"{named(measure)}：{STAGES[case.stage]}"]
    if case.stage in (Stage.APPLIED, Stage.VERIFYING):
        lines.append(f"佐证 {evidence} 件，核查照片 {photos} 张")
        if missing:
            lines.append(f"还缺意见：{'、'.join(missing)}")
    if case.objections:
        lines.append(f"异议 {len(case.objections)} 件未办结")
    if case.stage is Stage.OPEN:
        lines.append(f"还没有申请验收。责任单位上报 100% 后发「{measure.number} 申请验收」。")
    if case.stage not in (Stage.OPEN, Stage.CLOSED):
        lines.append(f"下一步：{next_of(case.stage)}")
    shown = case.steps[-MOST:]
    if len(case.steps) > len(shown):
        lines.append(f"（另有更早的 {len(case.steps) - len(shown)} 步）")
    lines += [step_line(step, now) for step in shown]
    return "\n".join(lines)


def step_line(step: Step, now: datetime) -> str:
    """12月20日（周三） 市水务局 同意验收."""
    said = STEPS[step.event]
    who = f"{step.unit} " if step.unit and step.event in NAMES_THE_UNIT else ""
    number = f" {step.number}" if step.number else ""
    period = ""
    if step.first and step.last:
        today = step.first
        period = f"：{day(step.first, today)}至{day(step.last, today)}"
    words = f"：{short(step.text, 24)}" if step.text and step.event in WITH_WORDS else ""
    return f"{day_of(step.at, now)} {who}{said}{number}{period}{words}"


STEPS = {
    Event.APPLIED: "申请验收",
    Event.WITHDRAWN: "撤回申请",
    Event.VISIT_ARRANGED: "安排现场核查",
    Event.SITE_CHECKED: "现场核查",
    Event.OPINION_FOR: "同意验收",
    Event.OPINION_AGAINST: "不同意验收",
    Event.SENT_BACK: "退回",
    Event.ACCEPTED: "验收通过",
    Event.AGREED: "领导小组同意",
    Event.REFUSED: "退回整改",
    Event.PUBLICITY_OPENED: "公示",
    Event.PERIOD_CHANGED: "工作日表变更，公示期重算",
    Event.OBJECTION_RECEIVED: "收到异议",
    Event.OBJECTION_UPHELD: "异议成立，退回整改",
    Event.OBJECTION_DISMISSED: "异议不成立",
    Event.PUBLICITY_ENDED: "公示期满",
    Event.SETTLED: "不放过：已落实",
    Event.UNSETTLED: "不放过：未落实",
    Event.CLOSED: "销号",
    Event.SPOT_CHECK_DRAWN: "抽中抽查",
    Event.SPOT_CHECK_OK: "抽查合格",
    Event.SPOT_CHECK_FAILED: "抽查不合格，重新纳入",
    Event.REBOUND: "重新纳入整改",
}
"""Event → what it is called."""

NAMES_THE_UNIT = frozenset(
    {Event.APPLIED, Event.WITHDRAWN, Event.SITE_CHECKED, Event.OPINION_FOR, Event.OPINION_AGAINST}
)
WITH_WORDS = frozenset(
    {
        Event.SITE_CHECKED,
        Event.OPINION_AGAINST,
        Event.SENT_BACK,
        Event.REFUSED,
        Event.SPOT_CHECK_OK,
        Event.SPOT_CHECK_FAILED,
        Event.REBOUND,
    }
)
PUBLIC = frozenset(
    {
        Event.ACCEPTED,
        Event.PUBLICITY_OPENED,
        Event.PERIOD_CHANGED,
        Event.OBJECTION_UPHELD,
        Event.PUBLICITY_ENDED,
        Event.CLOSED,
        Event.SPOT_CHECK_OK,
        Event.SPOT_CHECK_FAILED,
        Event.REBOUND,
    }
)
"""What a public page shows of a case, without the words that somebody wrote."""


def reminder(measure: Measure, case: Case) -> str:
    """What verifiers whose opinion is missing are told."""
    visited = "已现场核查，" if case.site_check else ""
    return (
        f"【请给验收意见】{named(measure)} {visited}还缺您单位的验收意见\n"
        f"同意请回复「同意 {measure.number}」，不同意请回复「不同意 {measure.number} 原因」"
    )


def reminded(measure: Measure, missing: Sequence[str], told: int) -> str:
    """Who is missing, and how many hear of it."""
    units = f"还缺：{'、'.join(missing)}。" if missing else ""
    if told:
        return f"{named(measure)} {units}将提醒 {told} 人。"
    example = missing[0] if missing else "验收单位"
    return (
        f"{named(measure)} {units}这些单位没有绑定核验人员，请电话联系。\n"
        f"收到书面意见后回复「代录意见 {measure.number} {example} 同意」。"
    )


def confirm_record(measure: Measure, unit: str, reason: str, *, against: bool) -> str:
    """Names exactly what will hold."""
    verdict = f"不同意：{short(reason, 60)}，该项退回整改" if against else "同意"
    return (
        f"将代录{unit}对 {named(measure)} 的书面验收意见：{verdict}。\n"
        f"书面意见请归档备查（一案一档）。{YES_OR_NO}。"
    )


def matters_in(text: str) -> tuple[tuple[Matter, ...], bool]:
    """Which of the four the words name, and whether as settled; 全部 names all."""
    settled = not any(word in text for word in ("不", "未", "没"))
    named_ones = [m for m, words in SAID.items() if any(word in text for word in words)]
    if not named_ones and any(word in text for word in ("全部", "都", "四个")):
        named_ones = list(Matter)
    return tuple(named_ones), settled


def four(measure: Measure, case: Case) -> str:
    """How the four stand."""
    settled = case.settled
    lines = [f"{named(measure)} 四个不放过："]
    lines += [f"{name}：{'已落实' if m in settled else '未落实'}" for m, name in MATTERS.items()]
    if len(settled) == len(Matter):
        lines.append("四个都已落实。")
    else:
        lines.append(f"有一个未落实就不能销号。落实后回复「不放过 {measure.number} 群众满意」")
    return "\n".join(lines)


def confirm_four(measure: Measure, marked: Sequence[Matter], *, settled: bool) -> str:
    """Names exactly what will hold."""
    names = "、".join(MATTERS[matter] for matter in marked)
    state = "已落实" if settled else "未落实"
    return f"将记录 {named(measure)} {names}：{state}。\n{YES_OR_NO}。"


def no_four() -> str:
    """The city's rules have no four."""
    return "本市督察制度没有规定四个不放过，销号不看这一条。"


def next_step(measure: Measure, case: Case, missing: Sequence[str], now: datetime) -> str:
    """Where an acceptance stands in a line or two, for the detail of a measure; often nothing."""
    opened = case.publicity
    if case.stage is Stage.PUBLICITY and opened and opened.last:
        return f"公示至 {day(opened.last, local_date(now))}（{opened.number}），期满无异议后销号"
    if case.stage in (Stage.APPLIED, Stage.VERIFYING) and missing:
        return f"还缺验收意见：{'、'.join(missing)}"
    if case.stage in (Stage.OPEN, Stage.CLOSED) or not case.steps:
        return ""
    return f"下一步：{next_of(case.stage)}。回复「验收进度 {measure.number}」看每一步"
