"""The process that sends (发送进程): one sender a region, until it is told to stop."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from types import FrameType

from bot.accounts import RegionSettings
from bot.channels import Channels
from bot.delivery import Delivery
from bot.now import ProgramClock
from bot.pausing import Pausing
from bot.sender import Sender
from bot.settings import Settings
from bot.wechat.client import client_of
from handlers.working_calendar import WorkingCalendar
from storage.connect import connect
from storage.errors import Unavailable
from storage.store import Store
from supervision.policy import Policy
from supervision.quiet import not_before

logger = logging.getLogger("zgt.sender")

IDLE_SECONDS = 0.2
REDIS_AWAY_SECONDS = 1.0


def sender_of(
    store: Store,
    settings: RegionSettings,
    now: Callable[[], datetime],
    stop: threading.Event,
) -> Sender:
    """The sender of one region with its own token keeper and connection to the platform."""
    pausing = Pausing(store, settings.pace)
    channels = Channels(store, settings, client_of(store, settings), pausing)
    delivery, opens = Delivery(store, channels, now), _opens(store, settings)
    return Sender(store, delivery, pausing, now, rate=settings.pace, opens=opens, stop=stop)


def _opens(store: Store, settings: RegionSettings) -> Callable[[datetime], datetime]:
    """When a phone may ring next, by the region's policy and its working days."""
    policy = Policy.parse(settings.policy_path.read_text(encoding="utf-8"))
    calendar = WorkingCalendar(store)
    return lambda now: not_before(now, policy, calendar.days())


def run_sender(settings: Settings) -> None:
    """Send for every region until SIGTERM or SIGINT; what is in hand is finished first."""
    stop = threading.Event()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, on_signal)
    redis = connect(settings.redis_url, settings.data)
    senders = []
    for region in settings.regions:
        store = Store(redis, region.region)
        clock = ProgramClock(store if settings.trial else None, settings.frozen)
        senders.append(sender_of(store, region, clock.now, stop))
    try:
        send_until(senders, stop)
    finally:
        redis.close()


def send_until(senders: Sequence[Sender], stop: threading.Event) -> None:
    """Go round until told to stop; while Redis is away, wait for it."""
    away, adopted = False, False
    while not stop.is_set():
        try:
            if not adopted:
                adopted = _adopt(senders)
            worked = sum([sender.step() for sender in senders])
        except Unavailable as exc:
            if not away:
                logger.warning("redis_away", extra={"reason": str(exc)})
            away = True
            stop.wait(REDIS_AWAY_SECONDS)
            continue
        if away:
            logger.info("redis_back")
            away = False
        if not worked and not any(sender.busy for sender in senders):
            stop.wait(IDLE_SECONDS)
    for sender in senders:
        sender.close()


def _adopt(senders: Sequence[Sender]) -> bool:
    for sender in senders:
        sender.adopt()
    return True
