"""What the edges share: settings, connection, clock, and the office of every region.

Nothing here opens a socket before it is first used, so a server may fork after the wiring is made.
"""

from __future__ import annotations

import threading
from contextlib import suppress

from bot.accounts import RegionSettings
from bot.errors import SettingsError
from bot.logins import Logins
from bot.now import ProgramClock
from bot.settings import Settings
from bot.workshop import Workshop
from handlers.office import Office
from handlers.words import settings as words
from language.homophones import by_sound
from language.patterns import compile_every
from language.segment import Segmenter
from storage.connect import Client, connect
from storage.errors import Unavailable
from storage.guard import redis_errors
from storage.store import Store
from supervision.errors import PolicyError
from supervision.policy import Policy


class Wiring:
    """Everything that the doors of one process need; made once by ``create_app``."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.segmenter = Segmenter(settings.data / "words", ())
        self._policies = {region.region: _policy(region) for region in settings.regions}
        self._redis: Client | None = None
        self._offices: dict[str, Office] = {}
        self._clocks: dict[str, ProgramClock] = {}
        self._lock = threading.RLock()
        self.logins = Logins(settings, self.store)
        self.workshop = Workshop(self._all_offices)

    @property
    def redis(self) -> Client:
        """The client of this process; its pool opens connections as they are needed."""
        with self._lock:
            if self._redis is None:
                self._redis = connect(self.settings.redis_url, self.settings.data)
            return self._redis

    @property
    def clock(self) -> ProgramClock:
        """Program time of the default region."""
        return self.clock_of(None)

    def clock_of(self, region: str | None) -> ProgramClock:
        """Program time of a region. Raises InputError for an unknown one."""
        name = self.settings.region(region).region
        with self._lock:
            if name not in self._clocks:
                store = self.store(name) if self.settings.trial else None
                self._clocks[name] = ProgramClock(store, self.settings.frozen)
            return self._clocks[name]

    def store(self, region: str | None = None) -> Store:
        """The data of a region, of the default one when none is named. Raises InputError."""
        return self.office(region).store

    def office(self, region: str | None = None) -> Office:
        """The office of a region, of the default one when none is named. Raises InputError."""
        name = self.settings.region(region).region
        with self._lock:
            if name not in self._offices:
                self._offices[name] = Office(
                    store=Store(self.redis, name),
                    policy=self._policies[name],
                    segmenter=self.segmenter,
                    base_url=self.settings.address(name),
                )
            return self._offices[name]

    def warm(self) -> None:
        """Load what forked workers should share: words, sounds and patterns."""
        self.segmenter.warm()
        by_sound()
        compile_every()

    def close(self) -> None:
        """Close every connection of this process; its threads end."""
        self.workshop.close()
        with self._lock:
            for office in self._offices.values():
                office.store.counts.flush()
                if office.store.lately.used:
                    with suppress(Unavailable), redis_errors():
                        office.store.lately.keep()
            if self._redis is not None:
                self._redis.close()

    def _all_offices(self) -> list[Office]:
        return [self.office(region.region) for region in self.settings.regions]


def _policy(region: RegionSettings) -> Policy:
    try:
        text = region.policy_path.read_text(encoding="utf-8")
        return Policy.parse(text)
    except (OSError, UnicodeDecodeError) as exc:
        raise SettingsError("ZGT_POLICY", words.policy_unreadable(region.policy_path)) from exc
    except PolicyError as exc:
        raise SettingsError("ZGT_POLICY", str(exc)) from exc
