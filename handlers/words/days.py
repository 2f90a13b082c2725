"""How a count of working days is told (工作日推算), so that everybody can count it again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from supervision.day_count import DayCount, count_days
from supervision.working_days import ONE_DAY, WorkingDays


def reckoned(after: date, last: date, days: WorkingDays) -> str:
    """自9月1日次日起 10 个工作日，跨过…: for a term that begins the day after."""
    count = count_days(after + ONE_DAY, last, days)
    return f"自{_day(after)}次日起第 {count.working} 个工作日{_crossed(count)}"


def crossed(after: date, last: date, days: WorkingDays) -> str:
    """（其间放假 …，调休上班 …）: what a count by weekday would have missed; else nothing."""
    count = count_days(after + ONE_DAY, last, days)
    parts = [part for part in _exceptions(count) if part]
    return f"（其间{'，'.join(parts)}）" if parts else ""


def explained(count: DayCount) -> str:
    """9月29日至10月9日共 11 天，工作日 4 天：… for a period with both ends."""
    return (
        f"{_day(count.first)}至{_day(count.last)}共 {count.calendar} 天，"
        f"工作日 {count.working} 天{_crossed(count)}"
    )


def _crossed(count: DayCount) -> str:
    parts = _exceptions(count)
    if count.weekends:
        parts.append(f"周末 {count.weekends} 天不计")
    if count.guessed:
        parts.append("其中没有公布放假安排的日子按周一至周五推算")
    return "，" + "，".join(parts) if parts else ""


def _exceptions(count: DayCount) -> list[str]:
    parts = []
    if count.off:
        parts.append(f"放假 {len(count.off)} 个工作日：{_days(count.off)}")
    if count.made_up:
        parts.append(f"调休上班 {len(count.made_up)} 天：{_days(count.made_up)}")
    return parts


def _days(days: Sequence[date]) -> str:
    return "、".join(
        _day(first) if first == last else f"{_day(first)}–{_day(last)}"
        for first, last in _runs(days)
    )


def _runs(days: Sequence[date]) -> Iterator[tuple[date, date]]:
    """Days in a row as one span; weekends between two days off do not part them."""
    start = end = days[0]
    for day in days[1:]:
        gap = (day - end).days
        weekend = all((end + timedelta(days=n)).weekday() >= 5 for n in range(1, gap))
        if gap > 1 and not weekend:
            yield start, end
            start = day
        end = day
    yield start, end


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def not_of_year(day: date, year: int) -> str:
    """A day off that is entered for another year."""
    return f"{day} 不在 {year} 年内。"
