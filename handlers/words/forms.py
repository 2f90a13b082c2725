"""How dates, percents and names are written, everywhere alike."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from supervision.overdue import any_overdue
from supervision.progress import Entry, Lifecycle, Progress
from supervision.records import Measure, Role
from supervision.times import local_date
from supervision.working_days import WorkingDays

WEEKDAYS = "一二三四五六日"

NEAR = 3
"""Working days: a list names a date as close as this; a later one is 正常."""

ROLE_NAMES = {
    Role.LIAISON: "联络员",
    Role.UNIT_HEAD: "单位负责人",
    Role.LEADER: "包抓领导",
    Role.VERIFIER: "核验人员",
    Role.OFFICE: "整改办",
    Role.CITIZEN: "群众",
}

LIFECYCLE_NAMES = {
    Lifecycle.OPEN: "整改中",
    Lifecycle.APPLIED: "已申请验收",
    Lifecycle.VERIFYING: "验收中",
    Lifecycle.PUBLICITY: "公示中",
    Lifecycle.CLOSED: "已销号",
}


MOST_PARTS = 6
"""Measures of a problem that one line names."""

ACCEPTED = "已通过验收，待公示"
ON_THE_LIST_AGAIN = "整改中（重新纳入）"


def state_name(progress: Progress) -> str:
    """Where a measure stands, in words."""
    waits = progress.lifecycle in (Lifecycle.APPLIED, Lifecycle.VERIFYING)
    if progress.lifecycle is Lifecycle.OPEN and progress.rebound_at:
        return ON_THE_LIST_AGAIN
    return ACCEPTED if waits and progress.accepted else LIFECYCLE_NAMES[progress.lifecycle]


def day(value: date, today: date) -> str:
    """8月31日（周四）, with the year when it is not this year."""
    year = "" if value.year == today.year else f"{value.year}年"
    return f"{year}{value.month}月{value.day}日（周{WEEKDAYS[value.weekday()]}）"


def day_of(value: datetime, now: datetime) -> str:
    """The day of an instant, as people live it."""
    return day(local_date(value), local_date(now))


def short(title: str, most: int = 12) -> str:
    """A title that fits a line of a list."""
    text = title.rstrip("。")
    return text if len(text) <= most else text[: most - 1] + "…"


def named(measure: Measure, most: int = 12) -> str:
    """14-2 污泥处置项目."""
    return f"{measure.number} {short(measure.title, most)}"


def masked(name: str) -> str:
    """张*: who it is, for those who know; nobody, for the others."""
    return name[:1] + "*" * max(1, len(name) - 1) if name else ""


def next_due(entry: Entry, today: date) -> date | None:
    """The date that counts next: the first one not settled, extended where granted."""
    dates = sorted(d.due for d in entry.measure.deadlines if d.due)
    extended = entry.progress.extended_until
    dates = [max(d, extended) if extended else d for d in dates]
    if not dates:
        return None
    coming = [d for d in dates if d >= today]
    # A past date of an open measure is still owed, so the oldest one counts.
    return dates[0] if dates[0] < today else coming[0]


def days_left(due: date | None, today: date, days: WorkingDays) -> str:
    """超期 5 天, 今天到期, 还剩 3 个工作日, 无期限."""
    if due is None:
        return "无期限"
    if due < today:
        return f"超期 {(today - due).days} 天"
    if due == today:
        return "今天到期"
    left = days.count(today, due)
    if left == 0:
        return f"还剩 {(due - today).days} 天，其间没有工作日"
    guess = "（按周一至周五推算）" if days.guessed(due) else ""
    return f"还剩 {left} 个工作日{guess}"


def excused_until(progress: Progress, today: date) -> date | None:
    """The last day of a proper reason (正当理由) that still runs; None without one."""
    until = progress.proper_reason_until
    return until if until and until >= today and not progress.settled else None


def lamp(entry: Entry, now: datetime, days: WorkingDays) -> str:
    """A measure's state as a word (灯): 超期 5 天, 8月31日到期, 正常, 长期, 有正当理由, 公示中."""
    if entry.progress.lifecycle is not Lifecycle.OPEN and not any_overdue(entry, now):
        return state_name(entry.progress)
    today = local_date(now)
    due = next_due(entry, today)
    if due is None:
        return "长期"
    if due < today:
        excused = excused_until(entry.progress, today)
        return "有正当理由" if excused else f"超期 {(today - due).days} 天"
    if due == today + timedelta(days=1):
        return "明天到期"
    if due == today:
        return "今天到期"
    near = days.count(today, due) <= NEAR
    return f"{due.month}月{due.day}日到期" if near else "正常"


def example_report(entry: Entry) -> str:
    """14-2 完成80%: a report that this unit could make next, above what it has reported."""
    reached = max(entry.progress.claimed_percent, entry.progress.verified_percent)
    step = (reached // 10 + 1) * 10
    number = entry.measure.number
    return f"{number} 完成{step}%" if step < 100 else f"{number} 已完成"


def unit_and_role(unit: str, role: Role) -> str:
    """市建设局 联络员; the office's own people are of the office, said once."""
    return unit if role is Role.OFFICE else f"{unit} {ROLE_NAMES[role]}"


def standing(progress: Progress) -> str:
    """上报 60%，核实 50%: claimed and verified, never mixed."""
    claimed = f"上报 {progress.claim.percent}%" if progress.claim else "尚未上报"
    if progress.verification is None:
        return f"{claimed}（未核实）" if progress.claim else claimed
    verified = f"核实 {progress.verification.percent}%"
    if not progress.verified_stands:
        return f"{claimed}，重新纳入前{verified}"
    return f"{claimed}，{verified}"


def divided(measure: Measure) -> str:
    """A problem for which measures have come; beside them it goes on by itself until closed."""
    parts = "、".join(measure.divided_into[:MOST_PARTS])
    more = "等" if len(measure.divided_into) > MOST_PARTS else ""
    then = "请按措施办理" if measure.aside else "本项已在办理，继续办到销号"
    return f"{measure.number} 已分解为措施 {parts}{more}，{then}。"
