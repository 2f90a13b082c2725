"""The sockets (连接): HTTP/1.1 on loopback, with answers that can go wrong on their way.

Made by hand on the standard library, since no server resets, drips or cuts an answer on order,
and since a connection that stays open costs a benchmark far less than one for each call.
"""

from __future__ import annotations

import logging
import socket
import socketserver
import struct
import sys
import threading
from collections.abc import Callable
from http import HTTPStatus
from io import BufferedIOBase
from typing import Any
from urllib.parse import unquote

from .exchange import Incoming, Outgoing, page

logger = logging.getLogger("zgt.emulator")

BODY_LIMIT = 20 << 20  # bytes of a request
LINE_LIMIT = 65536  # bytes of a request line or header
DRIP_STEP = 0.05  # seconds between two drops, or longer when a drop is less than a byte
_REASONS = {status.value: status.phrase for status in HTTPStatus}

Serve = Callable[[Incoming], Outgoing]


class Refused(Exception):
    """The request is no HTTP that this server reads; the status says why."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Server(socketserver.ThreadingTCPServer):
    """Listens, and serves each connection in a thread of its own."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 1024

    def __init__(self, host: str, port: int, serve: Serve) -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.serve = serve
        self.stopping = threading.Event()
        self._idle: set[socket.socket] = set()
        self._busy = 0
        self._change = threading.Condition()
        super().__init__((host, port), _Connection)

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self.server_address[1])

    def begin(self, connection: socket.socket) -> None:
        """A request has come in on this connection."""
        with self._change:
            self._idle.discard(connection)
            self._busy += 1

    def end(self, connection: socket.socket, *, keep: bool) -> None:
        """Its answer has gone out; ``keep`` when the connection waits for another request."""
        with self._change:
            self._busy -= 1
            if keep:
                self._idle.add(connection)
            self._change.notify_all()

    def forget(self, connection: socket.socket) -> None:
        """The connection is closed."""
        with self._change:
            self._idle.discard(connection)

    def welcome(self, connection: socket.socket) -> None:
        """A connection is open."""
        with self._change:
            self._idle.add(connection)

    def end_all(self, patience: float = 5.0) -> None:
        """Stop listening, finish what is being answered, hang up everywhere else."""
        self.stopping.set()
        self.shutdown()
        self.server_close()
        with self._change:
            for connection in self._idle:
                _hang_up(connection)
            self._change.wait_for(lambda: not self._busy, patience)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002 - inherited
        """Say that a connection failed in a way that nobody thought of."""
        reason = type(sys.exception()).__name__
        logger.error("connection_failed", extra={"reason": reason})


class _Connection(socketserver.StreamRequestHandler):
    """Reads requests off one connection and answers them, one after the other."""

    server: Server
    disable_nagle_algorithm = True

    def handle(self) -> None:
        self.server.welcome(self.connection)
        try:
            while not self.server.stopping.is_set() and self._one():
                pass
        except (ConnectionError, TimeoutError):
            pass  # the client went away, or a fault sent it away
        finally:
            self.server.forget(self.connection)

    def _one(self) -> bool:
        """Answer one request; False when no other can follow on this connection."""
        line = self.rfile.readline(LINE_LIMIT)
        if not line.strip():
            return False
        self.server.begin(self.connection)
        keep = False
        try:
            incoming, stays = self._read(line)
            outgoing = self._answer(incoming)
            keep = stays and outgoing.wire.drip is None and not outgoing.wire.close_early
            keep = self._send(outgoing, keep=keep)
        except Refused as exc:
            self._send(page(exc.status), keep=False)
        finally:
            self.server.end(self.connection, keep=keep)
        return keep

    def _answer(self, incoming: Incoming) -> Outgoing:
        try:
            return self.server.serve(incoming)
        except Exception:  # a fault of the emulator must show as one, and end nothing else
            logger.exception("call_failed")
            return page(500)

    def _read(self, line: bytes) -> tuple[Incoming, bool]:
        parts = line.decode("latin-1").split()
        if len(parts) != 3 or not parts[2].startswith("HTTP/1."):
            raise Refused(400)
        method, target, version = parts
        headers = _headers(self.rfile)
        if headers.get("expect", "").lower() == "100-continue":
            self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        if target.startswith("http://"):
            target = "/" + target[len("http://") :].partition("/")[2]
        path, _, query = target.partition("?")
        if "%" in path:
            path = unquote(path)
        wish = headers.get("connection", "").lower()
        stays = wish == "keep-alive" if version == "HTTP/1.0" else wish != "close"
        return Incoming(method, path, query, headers, _body(self.rfile, headers)), stays

    def _send(self, outgoing: Outgoing, *, keep: bool) -> bool:
        wire, body = outgoing.wire, outgoing.body
        if wire.reset:
            self._reset()
            return False
        reason = _REASONS.get(outgoing.status, "Unknown")
        lines = [f"HTTP/1.1 {outgoing.status} {reason}"]
        lines += [f"{name}: {value}" for name, value in outgoing.headers.items()]
        lines.append(f"Content-Length: {len(body)}")
        if not keep:
            lines.append("Connection: close")
        head = "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n"
        if wire.close_early:
            body = body[: len(body) // 2]
        if wire.drip is None:
            self.wfile.write(head + body)
        else:
            self.wfile.write(head)
            self._drip(body, wire.drip)
        return keep

    def _drip(self, body: bytes, speed: float) -> None:
        step = max(1, int(speed * DRIP_STEP))
        for start in range(0, len(body), step):
            if self.server.stopping.wait(step / speed):
                return
            self.wfile.write(body[start : start + step])

    def _reset(self) -> None:
        linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        # The handler still holds files on it, so the last of them sends the RST.
        self.rfile.close()
        self.connection.close()


def _headers(file: BufferedIOBase) -> dict[str, str]:
    headers: dict[str, str] = {}
    while (line := file.readline(LINE_LIMIT)) not in (b"\r\n", b"\n", b""):
        name, colon, value = line.decode("latin-1").partition(":")
        if not colon or len(headers) > 100:
            raise Refused(400)
        headers[name.strip().lower()] = value.strip()
    return headers


def _body(file: BufferedIOBase, headers: dict[str, str]) -> bytes:
    if "chunked" in headers.get("transfer-encoding", "").lower():
        return _chunks(file)
    length = headers.get("content-length", "0")
    if not length.isdigit():
        raise Refused(400)
    if int(length) > BODY_LIMIT:
        raise Refused(413)
    return _exactly(file, int(length))


def _chunks(file: BufferedIOBase) -> bytes:
    body = b""
    while True:
        try:
            size = int(file.readline(LINE_LIMIT).partition(b";")[0], 16)
        except ValueError as exc:
            raise Refused(400) from exc
        if len(body) + size > BODY_LIMIT:
            raise Refused(413)
        body += _exactly(file, size)
        file.readline(LINE_LIMIT)
        if size == 0:
            return body


def _exactly(file: BufferedIOBase, size: int) -> bytes:
    body = file.read(size) if size else b""
    if len(body) < size:
        raise ConnectionError("the client went away")
    return body


def _hang_up(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        logger.debug("already_closed")
