"""The virtual clock (虚拟时钟) that tokens, windows, media and message times follow."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

from .errors import BadControl


class VirtualClock:
    """Real time plus an offset that only grows, except when the clock is set anew."""

    def __init__(self, at: datetime | None = None) -> None:
        self._lock = threading.Lock()
        self._offset = timedelta()
        if at is not None:
            self.start_at(at)

    def now(self) -> datetime:
        """The virtual instant, in UTC."""
        with self._lock:
            return datetime.now(UTC) + self._offset

    def seconds(self) -> float:
        """The virtual instant in unix seconds."""
        return self.now().timestamp()

    @property
    def offset(self) -> float:
        """How far ahead of (or, when set anew, behind) real time it runs, in seconds."""
        with self._lock:
            return self._offset.total_seconds()

    def advance(self, seconds: float) -> None:
        """Move forward.

        Raises:
            BadControl: when ``seconds`` is negative or not a usable number.
        """
        if not 0 <= seconds < 1e10:
            raise BadControl("the clock only moves forward")
        with self._lock:
            self._offset += timedelta(seconds=seconds)

    def move_to(self, at: datetime) -> None:
        """Move forward to an instant.

        Raises:
            BadControl: when the instant has passed.
        """
        self.advance((at - self.now()).total_seconds())

    def start_at(self, at: datetime | None) -> None:
        """Set the clock anew, backward too; None means real time. Only for an empty state."""
        with self._lock:
            self._offset = timedelta() if at is None else at - datetime.now(UTC)

    def restore(self, offset: float) -> None:
        """Take up an offset in seconds that was saved earlier."""
        with self._lock:
            self._offset = timedelta(seconds=offset)


def read_instant(text: object) -> datetime:
    """Read an ISO instant with a zone.

    Raises:
        BadControl: when it is no such text.
    """
    try:
        at = datetime.fromisoformat(str(text))
    except ValueError as exc:
        raise BadControl("at: an ISO instant such as 2026-08-18T09:00+08:00") from exc
    if at.tzinfo is None:
        raise BadControl("at: the instant needs a zone, such as +08:00")
    return at.astimezone(UTC)
