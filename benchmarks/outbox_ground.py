"""The ground of the outbox benchmark: a region, its platform and its callback, all running."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import requests

from benchmarks.callback import gunicorn
from benchmarks.processes import cpu_seconds, free_port
from bot.commands import emulated_accounts
from bot.settings import Settings
from emulator.driver import Driver
from handlers.working_calendar import working_days
from storage.change import Change
from storage.connect import connect
from storage.data_folder import socket_path
from storage.embedded import EmbeddedServer
from storage.notices import Notice, notice_id
from storage.store import Store
from supervision.people import Person
from supervision.times import at_hour, local_date

T = TypeVar("T")
ROOT = Path(__file__).resolve().parent.parent
RUN = "from bot.settings import Settings; from bot.sending import run_sender; "
RUN += "run_sender(Settings.from_env())"

BLOCK_EVERY, SILENT_EVERY, PAIR_EVERY = 40, 70, 12
"""Every so many-th person has blocked the account, has no receipts, gets two notices at once."""


@dataclass
class Ground:
    """A region, its emulated platform and its callback, all running; time stands at a morning."""

    settings: Settings
    store: Store
    driver: Driver
    env: dict[str, str]
    watched: list[int]
    senders: list[subprocess.Popen[bytes]] = field(default_factory=list)
    calls: int = 0

    def now(self) -> datetime:
        """Program time."""
        return datetime.now(UTC) + timedelta(seconds=self.store.clock.offset())

    def move(self, to: datetime) -> None:
        """Move the program's clock and the platform's, as the trial's clock does."""
        self.store.clock.advance((to - self.now()).total_seconds())
        self.driver.move_to(max(self.now(), self.driver.now()))

    def next_morning(self) -> datetime:
        """Ten o'clock of the next working day."""
        day = working_days(self.store).add(local_date(self.now()), 1)
        return at_hour(day, 10, 0)

    def people(self, first: int, count: int) -> list[Person]:
        """So many followers, on the platform and in the store."""
        made = [self._person(n) for n in range(first, first + count)]
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(self._follow, enumerate(made)))
        for some in _chunks(made, 500):
            change = Change()
            for person in some:
                self.store.people.save(change, person)
            self.store.commit(change)
        return made

    def _person(self, n: int) -> Person:
        openid = f"oOutbox-{n:020d}"
        return Person(pid=self.store.people.pid(openid), openid=openid)

    def _follow(self, numbered: tuple[int, Person]) -> None:
        n, person = numbered
        outcome = "success"
        if n % BLOCK_EVERY == BLOCK_EVERY - 1:
            outcome = "failed:user block"
        elif n % SILENT_EVERY == SILENT_EVERY - 1:
            outcome = "never"
        with Driver(self.driver.base_url, self.driver.app_id) as driver:
            driver.set_user(person.openid, outcome=outcome)

    def queue(self, people: Sequence[Person], count: int, word: str) -> list[str]:
        """Queue ``count`` notices, two at once for some people; their ids."""
        names: list[str] = []
        made: list[Notice] = []
        for n, person in enumerate(people):
            for part in range(2 if n % PAIR_EVERY == PAIR_EVERY - 1 else 1):
                if len(made) < count:
                    made.append(self._notice(person, f"{word}-{n}-{part}"))
        for some in _chunks(made, 200):
            change = Change()
            for notice in some:
                self.store.outbox.enqueue(change, notice)
                names.append(notice.id)
            self.store.commit(change)
        return names

    def _notice(self, person: Person, document: str) -> Notice:
        now = self.now()
        return Notice(
            id=notice_id(document, person.pid),
            pid=person.pid,
            kind="warning",
            document=document,
            text=f"{document}：任务14-2整改逾期，请尽快上报进展。",
            fields={"item": "任务14-2整改逾期", "unit": "市建设局", "step": "预警"},
            url="http://127.0.0.1:8000/measures/14-2",
            queued_at=now,
            not_before=now,
        )

    def start_sender(self) -> None:
        """One more sender process."""
        arguments = [sys.executable, "-W", "ignore", "-c", RUN]
        self.senders.append(
            subprocess.Popen(arguments, cwd=ROOT, env=self.env, stderr=subprocess.DEVNULL)
        )

    def kill_sender(self) -> None:
        """``kill -9`` the one that has run longest, and start another in its place."""
        victim = self.senders.pop(0)
        victim.send_signal(signal.SIGKILL)
        victim.wait()
        self.start_sender()

    def stop_senders(self) -> None:
        """Stop them as ``serve`` does."""
        for sender in self.senders:
            sender.send_signal(signal.SIGTERM)
        for sender in self.senders:
            sender.wait(30)
        self.senders.clear()

    def untaken(self) -> int:
        """How many notices WeChat has neither taken nor refused."""
        return self.store.outbox.depth()

    def cpu(self) -> float:
        """Processor seconds of the senders that run now."""
        return sum(cpu_seconds(sender.pid) for sender in self.senders)


@contextmanager
def ground(folder: Path) -> Iterator[Ground]:
    """Everything but the senders, in a folder of its own."""
    ports = {"PORT": str(free_port()), "ZGT_EMULATOR_PORT": str(free_port())}
    given = {"ZGT_DATA": str(folder), "WECHAT_PACE": "100000", **ports}
    settings = Settings.from_env(given)
    env = {k: v for k, v in os.environ.items() if not k.startswith(("ZGT_", "WECHAT_"))} | given
    with EmbeddedServer(folder) as redis:
        accounts = folder / "accounts.json"
        accounts.write_text(json.dumps(emulated_accounts(settings)), encoding="utf-8")
        platform = subprocess.Popen(
            [
                *(sys.executable, "-m", "emulator", "--port", ports["ZGT_EMULATOR_PORT"]),
                *("--accounts", str(accounts), "--log-level", "warning"),
            ],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
        )
        try:
            env["REDIS_URL"] = f"unix://{socket_path(folder)}"
            # It writes a line for every receipt.
            with gunicorn("wsgi:app", int(ports["PORT"]), env, subprocess.DEVNULL) as callback:
                store = Store(connect(None, folder), settings.default_region)
                with Driver(settings.emulator_url, settings.regions[0].app_id) as driver:
                    _await(driver)
                    watched = [platform.pid, redis.pid, callback]
                    found = Ground(settings, store, driver, env, watched)
                    found.move(found.next_morning())
                    try:
                        yield found
                    finally:
                        found.stop_senders()
                store.redis.close()
        finally:
            platform.terminate()
            platform.wait(20)


def _chunks(listed: list[T], size: int) -> Iterator[list[T]]:
    for start in range(0, len(listed), size):
        yield listed[start : start + size]


def _await(driver: Driver) -> None:
    until = time.monotonic() + 20
    while True:
        try:
            driver.now()
        except requests.RequestException:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return
