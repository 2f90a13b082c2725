"""The zone of the people and the two directions between instants and text."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
"""The zone in which every date of a plan and every hour of a policy is meant."""

YEARS = range(1990, 2101)
"""Years in which something of a plan can lie; others are slips of the pen."""


def to_iso(instant: datetime) -> str:
    """Text of an instant as it is stored: UTC, to the second or finer. Raises on a naive one."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return instant.astimezone(UTC).isoformat()


def from_iso(text: str) -> datetime:
    """The instant that :func:`to_iso` wrote. Raises ValueError on anything else."""
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return instant.astimezone(UTC)


def local_date(instant: datetime) -> date:
    """The calendar day on which people live this instant."""
    return instant.astimezone(SHANGHAI).date()


def at_hour(day: date, hour: int, minute: int = 0) -> datetime:
    """That hour of that day, Asia/Shanghai."""
    return datetime.combine(day, time(hour, minute), SHANGHAI)


def start_of(day: date) -> datetime:
    """00:00 of that day, Asia/Shanghai."""
    return at_hour(day, 0)


def overdue_from(due: date) -> datetime:
    """When a deadline begins to count as overdue: 00:00 of the day after (reading 1)."""
    return start_of(due + timedelta(days=1))
