"""A city whose phones send files through the emulated platform, over HTTP and back."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from werkzeug.serving import WSGIRequestHandler, make_server

from bot.cli.reports import exported
from bot.commands import emulated_accounts
from bot.errands import ErrandRunner
from bot.settings import Settings
from bot.wechat.client import client_of
from emulator.driver import Driver
from emulator.server import start
from handlers.evidence_errands import DOWNLOAD, SWEEP
from handlers.import_plan import import_plan
from storage.errands import ErrandRecord
from storage.vault import Vault
from supervision.evidence import Evidence
from tests.ports import free_port
from tests.scenarios.conftest import City, seed_plan
from tests.waiting import PATIENCE_SECONDS

MEDIA = "/cgi-bin/media/get"


class Town(City):
    """The first seed's city, its callback listening, its errands run when a test says so."""

    driver: Driver
    data: Path

    def bound(self, **people: str) -> Town:
        """Bind liaisons: openid → unit."""
        for openid, unit in people.items():
            self.bind(openid, unit)
            self.driver.follow(openid)
        return self

    def send(self, openid: str, kind: str, content: bytes = b"", **more: Any) -> str:
        """Send something from the phone; the words that come back."""
        said = self.driver.send(openid, kind, content, **more)
        assert said.failure is None, said
        return said.reply or ""

    def runner(self, *, lease: float = 60.0, wait: float = 0.01) -> ErrandRunner:
        """Who runs the errands; a failure is tried again after hundredths of a second."""
        store = self.office.store
        return ErrandRunner(
            store,
            self.account,
            client_of(store, self.account),
            self.data,
            lambda: self.now,
            wait=lambda _attempt: wait,
            lease=lease,
        )

    def work(self, runner: ErrandRunner | None = None) -> None:
        """Run errands until everything that may be run now is settled."""
        runner, until = runner or self.runner(), time.monotonic() + PATIENCE_SECONDS
        while any(r.errand.not_before <= self.now for r in self.waiting()):
            assert time.monotonic() < until, "errands not settled in time"
            if not runner.step():
                time.sleep(0.005)

    def waiting(self) -> list[ErrandRecord]:
        """The errands of evidence that are not settled."""
        found = self.office.store.errands.waiting(100)
        return [record for record in found if record.errand.kind in (DOWNLOAD, SWEEP)]

    def given_up(self) -> list[str]:
        """Why errands of evidence were given up."""
        found = self.office.store.errands.given_up(100)
        return [record.error for record in found if record.errand.kind == DOWNLOAD]

    def later(self, **past: float) -> Town:
        """Let time pass, for the program and for the platform."""
        self.driver.advance(timedelta(**past).total_seconds())
        self.at((self.now + timedelta(**past)).isoformat())
        return self

    def pieces(self) -> list[Evidence]:
        return list(self.office.store.evidence.all())

    def files(self) -> list[Path]:
        """Every file of the vault."""
        return sorted(p for p in (self.data / "evidence").rglob("*") if p.is_file())

    def vault(self) -> Vault:
        return Vault(self.data, self.account.region)

    def reported(self) -> list[int]:
        """``evidence`` of every line of ``reports export``."""
        return [int(str(exported(r)["evidence"])) for r in self.office.store.reports.all()]

    def acts(self) -> list[str]:
        return [str(e.body["act"]) for e in self.office.store.journal.entries()]


@contextmanager
def open_town(folder: Path, redis_url: str) -> Iterator[Town]:
    """The city, its web server and the platform, each on a port of its own."""
    with start() as platform:
        port = free_port()
        env = {"PORT": str(port), "ZGT_EMULATOR_PORT": platform.url.rpartition(":")[2]}
        town = Town(folder, redis_url, env)
        town.data = folder
        settings = Settings.from_env(town._env)
        [account] = emulated_accounts(settings)
        with Driver(platform.url, town.account.app_id) as driver:
            town.driver = driver
            driver.reset(town.now)
            driver.add_account(account)
            server = make_server(
                "127.0.0.1", port, _current(town), threaded=True, request_handler=Quiet
            )
            thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
            thread.start()
            try:
                document = seed_plan()
                import_plan(town.office, document, town.now)
                yield town
            finally:
                server.shutdown()
                thread.join()
                server.server_close()
                town.wiring.close()


def _current(town: Town) -> Any:
    """The application as it stands at the moment of the request."""

    def app(environ: Any, start_response: Any) -> Any:
        return town.app(environ, start_response)

    return app


class Quiet(WSGIRequestHandler):
    """Says nothing of requests that were answered."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass
