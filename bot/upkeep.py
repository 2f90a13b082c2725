"""Upkeep (日常核对): errands that no person causes, at the start of the sender and once a day.

Templates vanish when the account's categories change, and nobody is told; so they are compared
with the settings before a notice fails on one that is missing.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.jobs import Desk
from bot.menu_push import MenuRefused, push
from bot.menus import menus_of
from bot.tagging import Tagger
from bot.template_check import missing_templates
from bot.wechat.templates import granted_templates
from storage.change import Change
from storage.errands import Errand
from storage.errors import Conflict
from storage.guard import redis_errors
from storage.store import Store

logger = logging.getLogger("zgt.sender")

CHECK_TEMPLATES, PUSH_MENUS = "check_templates", "push_menus"
EVERY_SECONDS = 24 * 3600.0
PATIENCE = timedelta(days=1)


class Upkeep:
    """Queues the upkeep of one region; a worker of the sender process.

    ``menus_at`` is the address of the pages in trial mode, where nobody pushes menus by hand.
    """

    def __init__(
        self, store: Store, now: Callable[[], datetime], *, menus_at: str | None = None
    ) -> None:
        self._store = store
        self._now = now
        self._menus_at = menus_at
        self._next = 0.0

    def step(self) -> int:
        """Queue what is due; how much it was. Raises ``Unavailable``."""
        if time.monotonic() < self._next:
            return 0
        with redis_errors():
            queued = self._queue(CHECK_TEMPLATES, {})
            if self._menus_at is not None:
                queued += self._queue(PUSH_MENUS, {"base_url": self._menus_at})
        self._next = time.monotonic() + EVERY_SECONDS
        return queued

    def _queue(self, kind: str, about: dict[str, str]) -> int:
        now, change = self._now(), Change()
        name = f"{kind}-{int(now.timestamp())}"
        if not self._store.errands.enqueue(change, Errand(name, kind, about, now, now + PATIENCE)):
            return 0
        try:
            self._store.commit(change)
        except Conflict:
            return 0  # another sender has just queued the same
        return 1


def check_templates(desk: Desk, errand: Errand) -> Change:  # noqa: ARG001
    """Compare the templates of the settings with the account's; an alarm for each that is gone."""
    if desk.settings.templates:
        for kind in missing_templates(desk.settings.templates, granted_templates(desk.client)):
            desk.store.counts.add("template_missing")
            if desk.store.alarms.sound(f"template_missing {kind}", time.time()):
                extra = {"region": desk.store.region, "kind": kind}
                logger.error("template_missing", extra=extra)
    return Change()


def push_menus(desk: Desk, errand: Errand) -> Change:
    """Give the emulated account its menus, and everybody who follows it their tag."""
    tagger = Tagger(desk.client)
    try:
        push(desk.client, menus_of(desk.settings, errand.about["base_url"]), tagger)
    except MenuRefused as exc:
        raise exc.cause from None
    tagger.fit_all(desk.store)
    return Change()
