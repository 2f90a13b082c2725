"""The process that sends (发送进程): sender, upkeep and errands of every region."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from datetime import datetime
from types import FrameType

from bot.accounts import RegionSettings
from bot.answers import answer_thread
from bot.channels import Channels
from bot.delivery import Delivery
from bot.errands import errand_thread
from bot.now import ProgramClock
from bot.pausing import Pausing
from bot.rounds import Worker, work_apart
from bot.sender import Sender
from bot.settings import Settings
from bot.upkeep import Upkeep
from bot.wechat.client import client_of
from handlers.policy_versions import KeptRegime
from handlers.working_calendar import WorkingCalendar
from storage.connect import connect
from storage.store import Store
from supervision.policy import Policy
from supervision.quiet import not_before

ERRAND_PATIENCE_SECONDS = 8.0
"""How long the end of the process waits for an errand: longer than one call of the platform, and
less than the supervisor's patience. What takes longer is run again when its lease has lapsed."""


def sender_of(
    store: Store, settings: RegionSettings, now: Callable[[], datetime], stop: threading.Event
) -> Sender:
    """The sender of one region with its own token keeper and connection to the platform."""
    templates = [template.id for template in settings.templates.values()]
    pausing = Pausing(store, templates, settings.pace)
    channels = Channels(store, settings, client_of(store, settings), pausing)
    delivery, opens = Delivery(store, channels, now), opening_hours(store, settings)
    return Sender(store, delivery, pausing, now, rate=settings.pace, opens=opens, stop=stop)


def opening_hours(store: Store, settings: RegionSettings) -> Callable[[datetime], datetime]:
    """When a phone may ring next, by the region's policy and its working days."""
    policy = Policy.parse(settings.policy_path.read_text(encoding="utf-8"))
    kept, calendar = KeptRegime(store, policy), WorkingCalendar(store)
    return lambda now: not_before(now, kept.regime().at(now), calendar.days())


def run_sender(settings: Settings) -> None:
    """Send and run errands for every region until SIGTERM or SIGINT.

    The messages in hand are finished first; an errand that cannot be is given back.
    """
    stop = threading.Event()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, on_signal)
    redis = connect(settings.redis_url, settings.data)
    workers: dict[str, list[Worker]] = {}
    stores, senders, threads = [], [], []
    for region in settings.regions:
        store = Store(redis, region.region)
        stores.append(store)
        clock = ProgramClock(store if settings.trial else None, settings.frozen)
        menus_at = settings.address(region.region) if settings.trial else None
        upkeep = Upkeep(store, clock.now, menus_at=menus_at)
        sender = sender_of(store, region, clock.now, stop)
        senders.append(sender)
        workers[region.region] = [sender, upkeep]
        threads.append(errand_thread(store, region, settings.data, clock.now, stop))
        threads.append(answer_thread(store, region, clock.now, stop))
    try:
        for thread in threads:
            thread.start()
        work_apart(workers, stop)
        for sender in senders:
            sender.close()
        for thread in threads:
            thread.join(ERRAND_PATIENCE_SECONDS)
    finally:
        for store in stores:
            store.counts.flush()
        redis.close()
