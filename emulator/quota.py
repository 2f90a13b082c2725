"""Call limits (调用额度) of an account: by Beijing day of the virtual clock, and by minute."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from .errors import ApiError

BEIJING = ZoneInfo("Asia/Shanghai")
CLEARS_A_MONTH = 10
_TEMPLATE = "/cgi-bin/message/template/send"
# Calls a day of a new verified account, then of a test account where that has less.
_LIMITS: dict[str, tuple[int, int | None]] = {
    "/cgi-bin/token": (2000, 200),
    "/cgi-bin/stable_token": (500_000, None),
    "/cgi-bin/callback/check": (1440, None),
    "/cgi-bin/menu/create": (1000, 100),
    "/cgi-bin/menu/get": (10_000, 1000),
    "/cgi-bin/menu/delete": (1000, 100),
    "/cgi-bin/media/upload": (100_000, 500),
    "/cgi-bin/media/get": (200_000, 1000),
    "/cgi-bin/message/custom/send": (500_000, 50_000),
    "/cgi-bin/message/mass/sendall": (100, None),
    "/cgi-bin/message/mass/send": (100, None),
    "/cgi-bin/message/mass/preview": (100, None),
    "/cgi-bin/message/mass/delete": (10, None),
    "/cgi-bin/qrcode/create": (100_000, 10_000),
    "/cgi-bin/user/get": (500, 100),
    "/cgi-bin/user/info": (5_000_000, 500_000),
    "/cgi-bin/user/info/batchget": (5_000_000, 500_000),
    "/cgi-bin/user/info/updateremark": (10_000, None),
    "/cgi-bin/ticket/getticket": (1_000_000, None),
    _TEMPLATE: (100_000, None),
    "/cgi-bin/message/template/subscribe": (100_000, None),
    "/cgi-bin/draft/add": (1000, None),
    "/cgi-bin/draft/get": (500, None),
    "/cgi-bin/draft/update": (1000, None),
    "/cgi-bin/draft/delete": (1000, None),
    "/cgi-bin/draft/count": (1000, None),
    "/cgi-bin/draft/batchget": (1000, None),
    "/cgi-bin/freepublish/submit": (100, None),
    "/cgi-bin/freepublish/get": (100, None),
    "/cgi-bin/freepublish/delete": (10, None),
    "/cgi-bin/freepublish/getarticle": (100, None),
    "/cgi-bin/freepublish/batchget": (100, None),
}
# Calls a minute.
_MINUTE_LIMITS = {
    "/cgi-bin/stable_token": 10_000,
    "/cgi-bin/message/mass/sendall": 60,
    "/cgi-bin/message/mass/send": 60,
    "/sns/oauth2/access_token": 50_000,
    "/sns/oauth2/refresh_token": 50_000,
    "/sns/userinfo": 50_000,
    "/sns/auth": 50_000,
}
# Calls a day of a path that no table of the platform names.
UNNAMED = 5_000_000


class Quota:
    """Calls counted per path, day and minute."""

    def __init__(self) -> None:
        self.test = False  # a test account has less
        self.day_limits: dict[str, int] = {}  # what the console of this account says instead
        self.minute_limits: dict[str, int] = {}
        self._day_ends = 0.0
        self._minute = 0
        self._used: Counter[str] = Counter()
        self._this_minute: Counter[str] = Counter()
        self._exhausted: dict[str, float | None] = {}  # until when; None means midnight
        self._clears: dict[str, int] = {}

    def spend(self, path: str, now: datetime) -> None:
        """Count one call.

        Raises:
            ApiError: 45009 when the day's limit is used up, 45011 when the minute's is.
        """
        self._turn(now)
        if path in self._exhausted and self._still_exhausted(path, now):
            raise ApiError(45009)
        if self._used[path] >= self.limit(path):
            raise ApiError(45009)
        each = self._minute_limit(path)
        if each is not None and self._this_minute[path] >= each:
            raise ApiError(45011)
        self._used[path] += 1
        self._this_minute[path] += 1

    def limit(self, path: str) -> int:
        """Calls of a path that a day allows."""
        if path in self.day_limits:
            return self.day_limits[path]
        usual, test = _LIMITS.get(path, (UNNAMED, None))
        return test if self.test and test is not None else usual

    def _minute_limit(self, path: str) -> int | None:
        return self.minute_limits.get(path, _MINUTE_LIMITS.get(path))

    def exhaust(self, path: str, now: datetime, until: float | None = None) -> None:
        """Use up what is left of a path's day, or until a moment in unix seconds."""
        self._turn(now)
        self._exhausted[path] = until

    def state(self, path: str, now: datetime) -> dict[str, dict[str, int]]:
        """Limit, used and remaining calls of today, and the limit of a minute if there is one."""
        self._turn(now)
        limit = self.limit(path)
        spent = path in self._exhausted and self._still_exhausted(path, now)
        used = limit if spent else min(limit, self._used[path])
        state = {"quota": {"daily_limit": limit, "used": used, "remain": limit - used}}
        minute = self._minute_limit(path)
        if minute is not None:
            state["rate_limit"] = {"call_count": minute, "refresh_second": 60}
        return state

    def clear(self, now: datetime) -> None:
        """Start all counts of the day again.

        Raises:
            ApiError: 48006 after ten times in a month.
        """
        month = f"{now.astimezone(BEIJING):%Y-%m}"
        if self._clears.get(month, 0) >= CLEARS_A_MONTH:
            raise ApiError(48006)
        self._clears = {month: self._clears.get(month, 0) + 1}
        self._used.clear()
        self._exhausted.clear()

    def _still_exhausted(self, path: str, now: datetime) -> bool:
        until = self._exhausted[path]
        if until is None or now.timestamp() < until:
            return True
        del self._exhausted[path]
        return False

    def _turn(self, now: datetime) -> None:
        at = now.timestamp()
        if int(at // 60) != self._minute:
            self._minute = int(at // 60)
            self._this_minute.clear()
        # The clock may have been set back, to an earlier day.
        if self._day_ends - 86400 <= at < self._day_ends:
            return
        midnight = now.astimezone(BEIJING).replace(hour=0, minute=0, second=0, microsecond=0)
        self._day_ends = (midnight + timedelta(days=1)).timestamp()
        self._used.clear()
        self._exhausted = {path: end for path, end in self._exhausted.items() if end is not None}
