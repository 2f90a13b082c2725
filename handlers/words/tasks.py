"""What a unit reads about its own measures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from handlers.words import terms
from handlers.words.days import crossed
from handlers.words.forms import (
    day,
    day_of,
    days_left,
    divided,
    example_report,
    excused_until,
    lamp,
    next_due,
    short,
    standing,
    state_name,
)
from supervision.policy import Policy
from supervision.progress import Entry, Lifecycle
from supervision.terms import of_deadline
from supervision.times import local_date
from supervision.working_days import WorkingDays

WINDOW_NAMES = {
    "today": "今天到期",
    "this_week": "本周到期",
    "this_month": "本月到期",
    "next_month": "下月到期",
    "overdue": "已超期",
}


def no_unit() -> str:
    """The sender speaks for no unit."""
    return "您还没有绑定单位，没有事项可看。有绑定码请直接发送。"


def listed(
    entries: Sequence[Entry],
    total: int,
    start: int,
    now: datetime,
    days: WorkingDays,
    *,
    more: bool,
    unit: str,
    units: int = 1,
    whose: Sequence[Sequence[str]] = (),
    policy: Policy | None = None,
    reports: bool = True,
) -> str:
    """One page of the open measures of a unit, or of several: then ``whose`` says of which.

    ``policy``: by which a measure without a date is looked at in a rhythm. ``reports``: the reader
    is one who reports on them.
    """
    if units > 1:
        unit = f"您的 {units} 个单位"
    if not entries:
        return f"{unit}没有未完成的事项。"
    page = f"（第 {start + 1}–{start + len(entries)} 项）" if start or more else ""
    lines = [f"{unit}有 {total} 项未完成{page}："]
    owners = [f"（{'、'.join(short(name, 8) for name in names)}）" for names in whose]
    owners = owners or [""] * len(entries)
    lines += [f"{_line(e, now, days, policy)}{of}" for e, of in zip(entries, owners, strict=True)]
    last = "回复编号看详情"
    if reports:
        last += f"，或直接说「{example_report(entries[0])}」"
    lines.append(f"回复「下一页」看更多，{last.removeprefix('回复')}" if more else last)
    return "\n".join(lines)


def due(
    entries: Sequence[Entry],
    total: int,
    window: str,
    now: datetime,
    days: WorkingDays,
    *,
    start: int,
    more: bool,
) -> str:
    """The measures whose date falls into a window."""
    name = WINDOW_NAMES.get(window) or f"{window.removeprefix('days:')} 天内到期"
    if not entries:
        return f"没有{name}的事项。回复「我的任务」看全部。"
    page = f"（第 {start + 1}–{start + len(entries)} 项）" if start or more else ""
    lines = [f"{name} {total} 项{page}："]
    lines += [_line(entry, now, days) for entry in entries]
    lines.append("回复「下一页」看更多，或回复编号看详情" if more else "回复编号看详情")
    return "\n".join(lines)


def first_look(entries: Sequence[Entry], total: int, now: datetime, days: WorkingDays) -> str:
    """What a person who has just bound reads about the work ahead."""
    if not entries:
        return "\n您单位现在没有未完成的事项。"
    today = local_date(now)
    coming = next_due(entries[0], today)
    nearest = (
        f"，最急的是 {entries[0].measure.number}：{day(coming, today)}到期，"
        f"{days_left(coming, today, days)}"
        if coming
        else ""
    )
    return f"\n您单位有 {total} 项未完成{nearest}。\n回复「我的任务」查看。"


def detail(
    entry: Entry,
    now: datetime,
    days: WorkingDays,
    *,
    mine: bool,
    evidence: Sequence[str] = (),
    waits: str = "",
    undated: str = "",
) -> str:
    """One measure in full, as the ledger has it; ``evidence``: lines about what was handed in.

    ``waits``: a request that is not decided. ``undated``: what holds where the plan gives no date.
    """
    measure, progress, today = entry.measure, entry.progress, local_date(now)
    duty = measure.duty
    lines = [
        f"{measure.number} {short(measure.title, 30)}",
        f"{state_name(progress)}，{standing(progress)}",
    ]
    if progress.verification and progress.verified_stands:
        lines[-1] += f"（{day_of(progress.verification.at, now)}）"
    if progress.claim:
        lines.append(f"最近上报：{day_of(progress.claim.at, now)}，{progress.claim.unit}")
        if progress.claim.problem:
            lines.append(f"困难：{short(progress.claim.problem, 40)}")
    lines += evidence
    lines += _when(entry, today, days, undated)
    if waits:
        lines.append(waits)
    if duty.lead_units:
        lines.append(f"牵头：{'、'.join(duty.lead_units)}")
    if duty.responsible_units:
        lines.append(f"责任：{'、'.join(duty.responsible_units)}")
    lines.append(short(measure.text, 90))
    if mine and progress.lifecycle is Lifecycle.OPEN and not measure.aside:
        why_then = f"「为什么{measure.number}」看到期日依据"
        again = "" if progress.claimed_percent == 100 else f"「{example_report(entry)}」上报，"
        lines.append(f"回复{again}{why_then}")
    return "\n".join(lines)


def _when(entry: Entry, today: date, days: WorkingDays, undated: str) -> Iterator[str]:
    """By when, and what keeps it from being overdue; of a problem, which measures it has now."""
    if entry.measure.divided_into:
        yield divided(entry.measure)
    if entry.measure.aside:
        return
    yield _due_line(entry, next_due(entry, today), today, days, undated)
    excused = excused_until(entry.progress, today)
    if excused:
        yield f"正当理由到 {day(excused, today)}，期间不算超期"


def case_file(link: str) -> str:
    """Where everything on a measure stands."""
    return f"专案卷宗（内部）：{link}"


def _due_line(
    entry: Entry, coming: date | None, today: date, days: WorkingDays, undated: str
) -> str:
    """到期：8月31日（周四），延期至 9月30日（周六），还剩 …: both dates, when there are two."""
    if coming is None:
        return f"方案没有给出到期日{f'，{undated}' if undated else ''}"
    progress = entry.progress
    counts = progress.lifecycle is Lifecycle.OPEN and not (
        coming < today and excused_until(progress, today)
    )
    left = f"，{days_left(coming, today, days)}" if counts else ""
    printed = max(
        (d.due for d in entry.measure.deadlines if d.due and d.due <= coming), default=None
    )
    if progress.extended_until == coming and printed and printed < coming:
        return f"到期：{day(printed, today)}，延期至 {day(coming, today)}{left}"
    return f"到期：{day(coming, today)}{left}"


def extension_waits(until: date, today: date) -> str:
    """A request for more time is not decided on yet."""
    return f"已申请延期到 {day(until, today)}，待批复"


def why(entry: Entry, now: datetime, days: WorkingDays, policy: Policy, excuse: str = "") -> str:
    """How the dates of a measure were computed; ``excuse``: the proper reason in words."""
    today = local_date(now)
    dated = [d for d in entry.measure.deadlines if d.due]
    if not dated:
        return "\n".join(terms.without_date(entry, policy, today))
    lines = [f"{entry.measure.number} 的到期日："]
    for deadline in dated:
        if deadline.due is None:
            continue
        what = f"（{short(deadline.what, 24)}）" if deadline.what else ""
        span = of_deadline(deadline, entry.plan)
        told = terms.reckoned(span) if span else f"「{deadline.phrase}」"
        lines.append(f"{day(deadline.due, today)}。依据：方案原文{told}{what}")
    extended = entry.progress.extended_until
    if extended:
        lines.append(f"已获准延期至 {day(extended, today)}")
    excused = excused_until(entry.progress, today)
    if excused:
        because = f"：{short(excuse, 40)}" if excuse else ""
        lines.append(f"整改办认定有正当理由，到 {day(excused, today)}为止不算超期{because}")
    coming = next_due(entry, today)
    if coming and coming >= today and not entry.progress.settled:
        lines.append(f"{days_left(coming, today, days)}{_named_days(today, coming, days)}")
    return "\n".join(lines)


def _named_days(today: date, coming: date, days: WorkingDays) -> str:
    """：8月29日、30日、31日, when they are few enough to name; else the days off between."""
    named = [
        today + timedelta(days=n)
        for n in range(1, (coming - today).days + 1)
        if days.is_working(today + timedelta(days=n))
    ]
    if not 0 < len(named) <= 5:
        return crossed(today, coming, days)
    return "：" + "、".join(f"{d.month}月{d.day}日" for d in named)


def _line(entry: Entry, now: datetime, days: WorkingDays, policy: Policy | None = None) -> str:
    undated = entry.progress.lifecycle is Lifecycle.OPEN and entry.measure.final_due is None
    looked_at = terms.lamp(entry, policy, local_date(now)) if undated and policy else ""
    percent = f"{entry.progress.claim.percent}%" if entry.progress.claim else "未报"
    number, title = entry.measure.number, short(entry.measure.title, 12)
    return f"{number} {title} {percent} {looked_at or lamp(entry, now, days)}"
