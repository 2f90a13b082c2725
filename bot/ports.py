"""The ports (端口) of the program: taken, or told in one line why not."""

from __future__ import annotations

import errno
import socket
import time

from bot.errors import StartError
from handlers.words import running

BACKLOG = 2048
"""Connections that wait while the web server is started again; none of them is refused."""

POLL_SECONDS = 0.05


def listen(host: str, port: int, *, patience: float = 0.0) -> socket.socket:
    """The socket of the web server, listening already; the caller closes it.

    It is ours and not the server's, so that who comes while a killed server is started again
    waits for the answer. ``patience``: seconds to wait for a port that is about to be free.
    Raises StartError when somebody else listens there, or we may not.
    """
    return _taken(host, port, "PORT", "HOST", patience)


def check_port(host: str, port: int, variable: str, *, patience: float = 0.0) -> None:
    """Raises StartError when somebody else listens there, or we may not."""
    _taken(host, port, variable, variable, patience).close()


def _taken(host: str, port: int, variable: str, place: str, patience: float) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    until = time.monotonic() + patience
    while True:
        found = socket.socket(family, socket.SOCK_STREAM)
        try:
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            found.bind((host, port))
            found.listen(BACKLOG)
        except OSError as exc:
            found.close()
            if exc.errno != errno.EADDRINUSE:
                raise StartError(running.address_not_ours(f"{host}:{port}", place)) from exc
            if time.monotonic() >= until:
                raise StartError(running.port_in_use(host, port, variable)) from exc
            time.sleep(POLL_SECONDS)
        else:
            return found
