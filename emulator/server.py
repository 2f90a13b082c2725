"""Running the emulator: a threaded server on loopback, in this process."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from .app import create_app
from .snapshot import Keeper
from .wire import Server
from .world import World


class Running:
    """A running emulator; stop it, or use it as a context manager."""

    def __init__(self, world: World, host: str, server: Server, keeper: Keeper | None) -> None:
        self.world = world
        self.port = server.port
        self.url = f"http://{_shown(host)}:{server.port}"
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
        self.world.stopping.set()
        self._server.end_all()
        self._thread.join(timeout=10)
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
    faults: Sequence[object] = (),
) -> Running:
    """Start an emulator in threads of this process.

    Args:
        port: 0 for any free one; see ``Running.port``.
        accounts: account descriptions as in README.md.
        host: a loopback address.
        state: file in which chats and message ids survive a restart; None keeps nothing.
        at: where the virtual clock starts; None means real time.
        seed: for fault odds and receipt delays.
        faults: a fault plan as in README.md.

    Raises:
        BadAccount: naming what is wrong in an account.
        BadControl: naming what is wrong in the fault plan.
        OSError: when the address cannot be bound.
    """
    world = World(at, seed)
    for account in accounts:
        world.add_account(account)
    keeper = None if state is None else Keeper(world, state)
    if keeper is not None:
        keeper.load()
    world.faults.replace(faults)
    return Running(world, host, Server(host, port, create_app(world)), keeper)


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
