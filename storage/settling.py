"""How a notice's record of service ends, whoever learns it: the sender, a receipt, or nobody."""

from __future__ import annotations

from datetime import datetime

from storage.change import Change
from storage.keys import Keys
from storage.notices import NoticeState, is_success
from supervision.times import to_iso


def settle_by_receipt(change: Change, keys: Keys, name: str, status: str, now: datetime) -> None:
    """WeChat's receipt says what became of it."""
    if is_success(status):
        settle(change, keys, name, NoticeState.DELIVERED, "", now)
    else:
        settle(change, keys, name, NoticeState.REFUSED, status, now)


def settle(  # noqa: PLR0917  # one line of the record
    change: Change, keys: Keys, name: str, state: NoticeState, error: str, now: datetime
) -> None:
    """Record the end; what was not delivered goes on the office's list, what was comes off it."""
    told = {"state": state, "error": error, "settled_at": to_iso(now)}
    change.put(keys.notice(name), told)
    change.unrank(keys.outbox_sent(), name)
    if state is NoticeState.DELIVERED:
        change.unrank(keys.unreachable(), name)
    else:
        change.rank(keys.unreachable(), name, int(now.timestamp()))
