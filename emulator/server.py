"""Running the emulator: a threaded server on loopback, in this process."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from .app import create_app
from .snapshot import Keeper
from .spoil import Resetting
from .world import World

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment


class _Handler(WSGIRequestHandler):
    """Serves one connection; a ConnectionResetError of the application resets it."""

    _dropped = False

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing: request lines would carry tokens and openids into the log."""

    def connection_dropped(
        self, error: BaseException, environ: WSGIEnvironment | None = None
    ) -> None:
        """End the connection without an answer."""
        super().connection_dropped(error, environ)
        self._dropped = self.close_connection = True

    def finish(self) -> None:
        """Close; a dropped connection with RST, so that the client learns nothing."""
        super().finish()
        if self._dropped:
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.connection.close()


class Running:
    """A running emulator; stop it, or use it as a context manager."""

    def __init__(self, world: World, server: BaseWSGIServer, keeper: Keeper | None) -> None:
        self.world = world
        self.port = server.port
        self.url = f"http://{server.host}:{server.port}"
        self._server = server
        self._keeper = keeper
        self._thread = threading.Thread(
            target=server.serve_forever, args=(0.05,), name="emulator", daemon=True
        )
        world.start()
        if keeper is not None:
            keeper.start()
        self._thread.start()

    def stop(self) -> None:
        """End the server and its threads, then save the state. A second call does nothing."""
        if not self._thread.is_alive():
            return
        self._server.shutdown()
        self._thread.join(timeout=10)
        self._server.server_close()
        self.world.stop()
        if self._keeper is not None:
            self._keeper.stop()

    def __enter__(self) -> Running:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def start(
    port: int = 0,
    accounts: Iterable[Mapping[str, Any]] = (),
    *,
    host: str = "127.0.0.1",
    state: Path | None = None,
    at: datetime | None = None,
    seed: int | None = None,
) -> Running:
    """Start an emulator in threads of this process.

    Args:
        port: 0 for any free one; see ``Running.port``.
        accounts: account descriptions as in README.md.
        host: a loopback address.
        state: file in which chats and message ids survive a restart; None keeps nothing.
        at: where the virtual clock starts; None means real time.
        seed: for fault odds and receipt delays.

    Raises:
        BadAccount: naming what is wrong in an account.
        OSError: when the address cannot be bound.
    """
    world = World(at, seed)
    for account in accounts:
        world.add_account(account)
    keeper = None if state is None else Keeper(world, state)
    if keeper is not None:
        keeper.load()
    return Running(world, _listen(host, port, world), keeper)


def _listen(host: str, port: int, world: World) -> BaseWSGIServer:
    # Bound here, since werkzeug ends the whole process when an address is taken.
    with socket.create_server((host, port), backlog=1024) as listening:
        return make_server(
            host,
            port,
            Resetting(create_app(world)),
            threaded=True,
            request_handler=_Handler,
            fd=listening.fileno(),
        )
