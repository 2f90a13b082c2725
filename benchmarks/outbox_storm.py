"""The storm of the outbox benchmark: faults, kills and used-up quotas until all is delivered."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from benchmarks.outbox_ground import Ground
from handlers.receipts import RECEIPT_WAIT, miss_receipts

ENDPOINT = "message/template/send"
SEND = f"/cgi-bin/{ENDPOINT}"

KILL_SECONDS = 3.0
WINDOWS = (0.25, 0.5, 0.75)
"""When the day's quota is used up: after these parts of the notices."""

LIMIT_SECONDS = 1800.0


def faults() -> list[dict[str, Any]]:
    """Three calls in ten go wrong; each rule strikes what those before it have left.

    The token is revoked once for each set of rules: WeChat lets a new one be forced 20 times a day,
    30 seconds apart.
    """
    effects: list[tuple[float, dict[str, Any], str]] = [
        (0.07, {"reset": True}, "before"),
        (0.08, {"reset": True}, "after"),
        (0.10, {"errcode": -1}, "before"),
        (0.04, {"half_json": True}, "after"),
        (0.03, {"http": 502}, "before"),
        (0.02, {"http": 502}, "after"),
    ]
    revoked = {"match": {"path": SEND}, "prob": 0.01, "times": 1, "effect": {"token_kill": True}}
    rules = [
        {"match": {"path": SEND}, "prob": prob, "effect": effect, "when": when}
        for prob, effect, when in effects
    ]
    return [revoked, *rules]


@dataclass(frozen=True, slots=True)
class Story:
    """How a run went: seconds until WeChat had taken or refused nine in ten, and the last."""

    most: float
    seconds: float
    kills: int
    windows: int


def storm(
    at: Ground,
    count: int,
    *,
    kill: float = KILL_SECONDS,
    kills: int = 10**6,
    relents: float = 0.0,
) -> Story:
    """Deliver all that is queued under faults, kills and used-up quotas.

    ``relents``: the part of the notices at which the faults end, so that nobody waits long for
    the few that fail again and again.
    """
    at.driver.faults(faults())
    began = last_kill = time.monotonic()
    windows = [round(count * (1 - part)) for part in WINDOWS]
    for _ in range(2):
        at.start_sender()
    killed = passed = 0
    most = 0.0
    while at.untaken():
        if time.monotonic() - began > LIMIT_SECONDS:
            break
        if windows and at.untaken() <= windows[0]:
            windows.pop(0)
            passed += 1
            _window(at)
        if not most and at.untaken() <= count / 10:
            most = time.monotonic() - began
        if relents and at.untaken() <= count * relents:
            relents = 0.0
            _fault(at, [])
        if time.monotonic() - last_kill > kill and killed < kills:
            at.kill_sender()
            last_kill, killed = time.monotonic(), killed + 1
        time.sleep(0.02)
    seconds = time.monotonic() - began
    _fault(at, [])
    return Story(most, seconds, killed, passed)


def _window(at: Ground) -> None:
    """The quota of the day is used up until the next morning; nobody may go on calling."""
    _fault(at, [{"match": {"path": SEND}, "effect": {"errcode": 45009}}, *faults()])
    until = time.monotonic() + 20
    while not at.store.barred.standing([ENDPOINT]) and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(1.2)  # long enough for both processes to know
    calls = at.driver.fault_counts()[0]["met"]
    time.sleep(0.5)
    calls = at.driver.fault_counts()[0]["met"] - calls
    if calls:
        raise SystemExit(f"{calls} calls although the quota is used up")
    _fault(at, faults())
    at.move(at.next_morning())
    at.store.barred.end(ENDPOINT)  # the office has looked, instead of waiting for the next probe


def _fault(at: Ground, rules: Sequence[dict[str, Any]]) -> None:
    """Put rules in force; the calls that those before have met are counted."""
    at.calls += max([rule["met"] for rule in at.driver.fault_counts()], default=0)
    at.driver.faults(rules)


def settle(at: Ground) -> None:
    """Let the receipts come, and give up those that never will."""
    at.driver.settle(60)
    looked = at.now() + RECEIPT_WAIT + timedelta(minutes=1)
    at.move(looked)
    while miss_receipts(at.store, looked, at.now()):
        continue
