"""``serve``: one supervisor that starts everything, keeps it running and stops it in order."""

from __future__ import annotations

import http.client
import logging
import signal
import socket
import time
from types import FrameType

import click

from bot.commands import (
    GRACEFUL_SECONDS,
    callback_url,
    child_environment,
    emulator,
    flask_command,
    web_server,
)
from bot.errors import StartError
from bot.ports import check_port, listen
from bot.processes import Crew, Process
from bot.settings import Settings
from bot.wiring import Wiring
from handlers.sample import load_sample
from handlers.words import running
from storage.connect import check_server, connect
from storage.data_folder import FolderLock
from storage.embedded import EmbeddedServer

logger = logging.getLogger("zgt.serve")

WATCH_SECONDS = 0.1
ANSWER_SECONDS = 30.0
"""How long the web server may take to its first answer before the start counts as failed."""

LEFT_OVER_SECONDS = GRACEFUL_SECONDS + 5
"""How long the processes of a killed supervisor may take to end and free their ports."""

ORDER = ("redis", "emulator", "sender", "clock", "web")
"""Each after what it needs: people are turned away first, the data is closed last."""

STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Supervisor:
    """The processes of one data folder, from start to stop."""

    def __init__(self, settings: Settings, wiring: Wiring) -> None:
        self.settings = settings
        self.wiring = wiring
        self.crew = Crew(ORDER)
        self._stop = False

    def run(self) -> None:
        """Run until a signal says stop. Raises StartError, StorageError before anything runs."""
        began = time.monotonic()
        lock = FolderLock(self.settings.data, shared=True)
        with lock, self._take_ports(LEFT_OVER_SECONDS if lock.left_over else 0.0) as door:
            self._warn()
            for sign in STOP_SIGNALS:
                signal.signal(sign, self._on_signal)
            try:
                self._start(door)
                if not self._stop:
                    self._tell(time.monotonic() - began)
                while not self._stop:
                    self.crew.watch()
                    time.sleep(WATCH_SECONDS)
                click.echo(running.stopping())
            finally:
                self.wiring.close()
                self.crew.stop()
            click.echo(running.stopped())

    def _start(self, door: socket.socket) -> None:
        """Web server and emulator load while Redis does; clock and sender follow the answer."""
        environment = child_environment(self.settings)
        server = None if self.settings.redis_url else EmbeddedServer(self.settings.data)
        if server:
            self.crew.launch("redis", server)
        if self.settings.trial:
            self.crew.launch("emulator", emulator(self.settings, environment))
        web = web_server(environment, door)
        self.crew.launch("web", web)
        if server:
            server.wait_ready()
        if self.settings.trial:
            for region in self.settings.regions:
                now = self.wiring.clock_of(region.region).now()
                load_sample(self.wiring.office(region.region), now)
        self._await_answer(web)
        if not self._stop:
            self.crew.launch("clock", flask_command("clock", environment))
            self.crew.launch("sender", flask_command("sender", environment))

    def _await_answer(self, web: Process) -> None:
        until = time.monotonic() + ANSWER_SECONDS
        while not self._stop and not _answers(self.settings):
            if web.poll() is not None or time.monotonic() > until:
                raise StartError(running.not_answering("上面的输出"))
            time.sleep(0.02)

    def _take_ports(self, patience: float) -> socket.socket:
        """The web server's socket. ``patience``: seconds that a port may still be taken."""
        if self.settings.trial:
            port = self.settings.emulator_port
            check_port("127.0.0.1", port, "ZGT_EMULATOR_PORT", patience=patience)
        return listen(self.settings.host, self.settings.port, patience=patience)

    def _warn(self) -> None:
        """What is unsafe or incomplete, on stderr; nothing of it keeps the program from running."""
        lines: list[str] = []
        if self.settings.redis_url:
            client = connect(self.settings.redis_url, self.settings.data)
            try:
                lines += check_server(client)
            finally:
                client.close()
        for region in self.settings.regions:
            if not region.templates:
                lines.append(running.no_templates(region.region))
            if region.live and self.settings.base_url.startswith("http://127."):
                lines.append(running.no_base_url(self.settings.base_url))
        for line in lines:
            click.echo(line, err=True)

    def _tell(self, seconds: float) -> None:
        base = self.settings.base_url
        click.echo(running.started(seconds))
        if self.settings.trial:
            click.echo(running.trial())
        for region in self.settings.regions:
            public = self.wiring.office(region.region).base_url
            simulator = f"{base}/simulator/" if self.settings.trial else None
            callback = callback_url(self.settings, region.region, base)
            click.echo(running.addresses(f"{public}/", callback, simulator))

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._stop = True


def _answers(settings: Settings) -> bool:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104
    connection = http.client.HTTPConnection(host, settings.port, timeout=1)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
