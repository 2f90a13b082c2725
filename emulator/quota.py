"""Daily call limits (调用额度) of an account, by Beijing day of the virtual clock."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from .errors import ApiError

BEIJING = ZoneInfo("Asia/Shanghai")
CLEARS_A_MONTH = 10
# Calls a day of a new verified service account; paths without an entry are not limited.
LIMITS = {
    "/cgi-bin/token": 2000,
    "/cgi-bin/stable_token": 500_000,
    "/cgi-bin/message/template/send": 100_000,
    "/cgi-bin/message/custom/send": 500_000,
    "/cgi-bin/menu/create": 1000,
    "/cgi-bin/menu/get": 10_000,
    "/cgi-bin/menu/delete": 1000,
    "/cgi-bin/media/upload": 100_000,
    "/cgi-bin/media/get": 200_000,
    "/cgi-bin/qrcode/create": 100_000,
    "/cgi-bin/user/get": 500,
    "/cgi-bin/user/info": 5_000_000,
}


class Quota:
    """Calls counted per path and day."""

    def __init__(self) -> None:
        self._day = ""
        self._used: dict[str, int] = {}
        self._clears: dict[str, int] = {}

    def spend(self, path: str, now: datetime) -> None:
        """Count one call.

        Raises:
            ApiError: 45009 when the day's limit is used up.
        """
        self._turn_day(now)
        used = self._used.get(path, 0)
        if path in LIMITS and used >= LIMITS[path]:
            raise ApiError(45009)
        self._used[path] = used + 1

    def state(self, path: str, now: datetime) -> dict[str, int]:
        """Limit, used and remaining calls of today.

        Raises:
            ApiError: 76003 for a path without a limit.
        """
        if path not in LIMITS:
            raise ApiError(76003)
        self._turn_day(now)
        used = self._used.get(path, 0)
        return {"daily_limit": LIMITS[path], "used": used, "remain": max(0, LIMITS[path] - used)}

    def clear(self, now: datetime) -> None:
        """Start all counts again.

        Raises:
            ApiError: 48006 after ten times in a month.
        """
        month = f"{now.astimezone(BEIJING):%Y-%m}"
        if self._clears.get(month, 0) >= CLEARS_A_MONTH:
            raise ApiError(48006)
        self._clears = {month: self._clears.get(month, 0) + 1}
        self._used.clear()

    def _turn_day(self, now: datetime) -> None:
        day = f"{now.astimezone(BEIJING):%Y-%m-%d}"
        if day != self._day:
            self._day = day
            self._used.clear()
