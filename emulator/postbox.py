"""The way of every callback (推送通道): the faults in force, the attempts, the record."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from .accounts import Account
from .callback import deliver
from .clock import VirtualClock
from .deliveries import SILENT_EVENTS, Deliveries, Delivery, kind_of
from .faults import Faults
from .rules import Arrival

HOLD_LIMIT = 5.0  # real seconds after which a held callback goes out all the same
PARALLEL = 16  # deliveries of one message at the same moment

Effect = Mapping[str, Any]


class Postbox:
    """Takes callbacks, and gives them to the product as the fault plan says."""

    def __init__(self, clock: VirtualClock, faults: Faults, stopping: threading.Event) -> None:
        self._clock = clock
        self._faults = faults
        self._stopping = stopping
        self._gone = 0
        self._passed = threading.Condition()
        self.deliveries = Deliveries()

    def draw(self, account: Account, fields: Mapping[str, Any]) -> Effect | None:
        """What the fault plan says of this callback; to be asked once for each."""
        openid = str(fields.get("FromUserName", ""))
        rule = self._faults.draw_callback(Arrival("", account.app_id, openid, kind_of(fields)))
        return None if rule is None else rule.effect

    def post(
        self, account: Account, fields: Mapping[str, Any], effect: Effect | None = None
    ) -> Delivery:
        """Deliver one callback; the first reply counts, whatever duplicates are answered."""
        if effect is None:
            return self._deliver(account, fields, None)
        if "never" in effect:
            silent = str(fields.get("Event")) in SILENT_EVENTS
            delivery = Delivery(None, (), "never delivered", silent)
            self.deliveries.add(self._clock.now(), account.app_id, fields, effect, delivery)
            return delivery
        if "delay" in effect:
            self._stopping.wait(self._faults.seconds(effect["delay"]))
        if "hold" in effect:
            self._hold(effect["hold"])
        return self._copies(account, fields, effect, 1 + effect.get("duplicate", 0))

    def _copies(
        self, account: Account, fields: Mapping[str, Any], effect: Effect, count: int
    ) -> Delivery:
        if count == 1 or "parallel" not in effect:
            first, *_ = [self._deliver(account, fields, effect) for _ in range(count)]
            return first
        with ThreadPoolExecutor(min(count, PARALLEL)) as pool:
            jobs = [pool.submit(self._deliver, account, fields, effect) for _ in range(count)]
            first, *_ = [job.result() for job in jobs]
            return first

    def _deliver(
        self, account: Account, fields: Mapping[str, Any], effect: Effect | None
    ) -> Delivery:
        lost = 0 if effect is None else effect.get("lose_answer", 0)
        delivery = deliver(account, self._clock, fields, self._stopping, lost)
        self.deliveries.add(self._clock.now(), account.app_id, fields, effect, delivery)
        with self._passed:
            self._gone += 1
            self._passed.notify_all()
        return delivery

    def _hold(self, count: int) -> None:
        with self._passed:
            goal = self._gone + count
            self._passed.wait_for(lambda: self._gone >= goal or self._stopping.is_set(), HOLD_LIMIT)


def multiplied(
    fields: dict[str, Any], effect: Effect, new_id: Callable[[], int]
) -> list[dict[str, Any]]:
    """The event itself as the effect wants it told, then those that come beside it."""
    first = {**fields, "Status": effect["status"]} if "status" in effect else fields
    second = [{**fields, "Status": effect["again"]}] if "again" in effect else []
    strays = [{**fields, "MsgID": new_id()} for _ in range(effect.get("stray", 0))]
    return [first, *second, *strays]
