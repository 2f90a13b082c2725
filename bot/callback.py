"""The callback (消息推送): what WeChat sends us, and the reply it waits for.

The path of a message: open and prove it (:mod:`bot.sealing`), read it (:mod:`bot.incoming`), do it
once (:mod:`bot.single_flight`), seal the reply. No business word stands here.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Mapping
from datetime import datetime
from functools import cached_property

from flask import Blueprint, request
from werkzeug import Response

from bot.accounts import RegionSettings
from bot.answer import Answer
from bot.incoming import Incoming, incoming_of
from bot.reading import Unreadable
from bot.replying import render
from bot.sealing import Forged, Opened, Seal
from bot.single_flight import Attempt, StillBusy
from bot.wiring import Wiring
from bot.workshop import PLATFORM_SECONDS
from handlers.news import NewsDesk
from handlers.office import Office
from handlers.told import News
from storage.errors import StorageError
from storage.guard import redis_errors

logger = logging.getLogger("zgt.callback")

MOST_ATTEMPTS = 4
"""The platform delivers a message three times; what comes oftener is counted as a fourth."""

NOTHING = "success"
"""The body that says: received, and there is no reply."""


class Door:
    """The callback of one region's account."""

    def __init__(self, settings: RegionSettings, wiring: Wiring) -> None:
        self._region = settings.region
        self._wiring = wiring
        self._seal = Seal(
            token=settings.token,
            aes_key=settings.aes_key,
            app_id=settings.app_id,
            mode=settings.mode,
            freshness=settings.freshness,
        )

    @cached_property
    def _news(self) -> NewsDesk:
        return NewsDesk(self.office)

    @property
    def office(self) -> Office:
        """The office whose account this is."""
        return self._wiring.office(self._region)

    def check_address(self, query: Mapping[str, str]) -> Answer:
        """Answer the platform when it checks that the address is ours."""
        try:
            return Answer(self._seal.check_address(query, self._now()))
        except Forged as exc:
            return self._refused(exc.reason)

    def receive(self, query: Mapping[str, str], body: bytes) -> Answer:
        """Answer one attempt to deliver a message."""
        arrived = time.monotonic()
        now = self._now()
        if not self._wiring.clock_of(self._region).known:
            # A new process that cannot learn the time cannot tell fresh from stale: ask again.
            self._note("clock_unknown", "storage")
            return Answer("", status=503)
        try:
            opened = self._seal.open(query, body, now)
            incoming = incoming_of(opened.fields)
        except Forged as exc:
            return self._refused(exc.reason)
        except Unreadable as exc:
            self._note("callback_unreadable", exc.reason)
            return Answer(NOTHING)
        nonce = (query.get("timestamp", ""), query.get("nonce", "")[:64])
        digest = hashlib.sha256(body).hexdigest()
        said = incoming.said
        if isinstance(said, News):
            return self._take_news(said, nonce, digest, now)
        attempt = Attempt(
            self.office,
            incoming,
            said,
            nonce=nonce,
            body=digest,
            arrived=arrived,
            workshop=self._wiring.workshop,
        )
        answer = self._take_message(attempt, incoming, opened, now)
        self._measure(attempt, time.monotonic() - arrived)
        return answer

    def _take_message(
        self, attempt: Attempt, incoming: Incoming, opened: Opened, now: datetime
    ) -> Answer:
        try:
            words = attempt.words(self._now)
        except Forged as exc:
            return self._refused(exc.reason)
        except StillBusy:
            # Any answer in time would be the last; the platform has hung up and asks again.
            return Answer("", status=503)
        return self._reply(words, incoming, opened, now) if words else Answer(NOTHING)

    def _measure(self, attempt: Attempt, took: float) -> None:
        """Count which attempt it was, and how many of the platform's five seconds were left."""
        tally = self.office.store.counts.tally
        tally(f"callback_left:{max(0, int(PLATFORM_SECONDS - took))}s")
        if attempt.number:
            tally(f"callback_attempt:{min(attempt.number, MOST_ATTEMPTS)}")

    def _reply(self, words: str, to: Incoming, opened: Opened, now: datetime) -> Answer:
        document = render(words, to, now, as_json=opened.as_json)
        if opened.sealed:
            document = self._seal.seal(document, now, as_json=opened.as_json)
        kind = "application/json" if opened.as_json else "application/xml"
        return Answer(document, kind=f"{kind}; charset=utf-8")

    def _take_news(self, said: News, nonce: tuple[str, str], digest: str, now: datetime) -> Answer:
        """Take what nobody waits for an answer to: a receipt, a warning of the platform."""
        try:
            with redis_errors():
                if not self.office.store.inbox.first_use(nonce, digest):
                    return self._refused("replayed_nonce")
                self._news.take(said, now)
        except StorageError:
            # Without the word "success" the platform tries again, and the receipt is not lost.
            self._note("news_not_stored", "storage")
            return Answer("", status=503)
        return Answer(NOTHING)

    def _refused(self, reason: str) -> Answer:
        self._note("callback_refused", reason)
        return Answer("", status=403)

    def _note(self, event: str, reason: str) -> None:
        logger.warning(event, extra={"region": self._region, "reason": reason})
        self.office.store.counts.tally(f"{event}:{reason}")

    def _now(self) -> datetime:
        return self._wiring.clock_of(self._region).now()


def doors_of(wiring: Wiring) -> dict[str, Door]:
    """The callback of every region."""
    return {s.region: Door(s, wiring) for s in wiring.settings.regions}


def callback_blueprint(doors: Mapping[str, Door], default_region: str) -> Blueprint:
    """The routes ``/wechat`` (default region) and ``/wechat/<region>``.

    Most messages do not come so far: see :mod:`bot.front_door`.
    """
    blueprint = Blueprint("callback", __name__)

    @blueprint.route("/wechat", methods=["GET", "POST"])
    @blueprint.route("/wechat/<region>", methods=["GET", "POST"])
    def wechat(region: str | None = None) -> Response:
        door = doors.get(region or default_region)
        if door is None:
            return Answer("", status=404).response()
        if request.method == "GET":
            return door.check_address(request.args).response()
        return door.receive(request.args, request.get_data(cache=False)).response()

    return blueprint
