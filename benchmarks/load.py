"""A load of sealed messages on one address: how many answers a second, how late the slowest.

The generator shares the two cores with what it measures, so it is one thread that only moves bytes
made beforehand: about a tenth of what the cheapest answer costs.
"""

from __future__ import annotations

import selectors
import socket
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

WAIT_SECONDS = 30.0
END_OF_HEAD = b"\r\n\r\n"
LENGTH = b"content-length:"


@dataclass(frozen=True, slots=True)
class Request:
    """One POST, made before the clock runs."""

    path: str
    body: bytes

    def raw(self) -> bytes:
        """The bytes on the line."""
        head = (
            f"POST {self.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/xml\r\n"
            f"Content-Length: {len(self.body)}\r\n\r\n"
        )
        return head.encode() + self.body


@dataclass(frozen=True, slots=True)
class Result:
    """What a run measured; ``wrong`` counts answers that were not 200 or lacked a sealed reply."""

    seconds: float
    latencies: tuple[float, ...]
    wrong: int

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.latencies) / self.seconds

    def percentile(self, share: float) -> float:
        """The latency in milliseconds under which this share of the answers came."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000


def run(port: int, requests: Sequence[Request], *, connections: int, rate: float = 0.0) -> Result:
    """Send all requests over kept connections, as fast as may be or at a fixed rate.

    At a fixed rate latency counts from the moment a request was due, so that waiting in a queue
    is not hidden by sending later.
    """
    sealed = not requests[0].path.startswith("/bare")
    crowd = _Crowd(port, [request.raw() for request in requests], connections, rate, sealed=sealed)
    try:
        return crowd.run()
    finally:
        crowd.close()


@dataclass(slots=True)
class _Line:
    """One kept connection: since when it waits for an answer, and what came of it so far."""

    socket: socket.socket
    due: float = 0.0
    got: bytearray = field(default_factory=bytearray)

    def answer(self) -> bytes | None:
        """The whole answer once it is there."""
        self.got += self.socket.recv(65_536) or _closed()
        end = self.got.find(END_OF_HEAD)
        if end < 0:
            return None
        head = bytes(self.got[:end]).lower()
        length = int(head[head.index(LENGTH) + len(LENGTH) :].split(b"\r\n", 1)[0])
        return bytes(self.got) if len(self.got) >= end + len(END_OF_HEAD) + length else None


class _Crowd:
    def __init__(
        self, port: int, raw: list[bytes], connections: int, rate: float, *, sealed: bool
    ) -> None:
        self._raw = raw
        self._rate = rate
        self._sealed = sealed
        self._next = 0
        self._took: list[float] = []
        self._wrong = 0
        self._selector = selectors.DefaultSelector()
        self._free = deque(
            _Line(socket.create_connection(("127.0.0.1", port), timeout=WAIT_SECONDS))
            for _ in range(connections)
        )
        self._all = tuple(self._free)
        for line in self._all:
            line.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._selector.register(line.socket, selectors.EVENT_READ, line)

    def run(self) -> Result:
        began = time.perf_counter()
        while len(self._took) < len(self._raw):
            wait = self._send_what_is_due(began)
            ready = self._selector.select(wait)
            if not ready and wait >= WAIT_SECONDS:
                raise SystemExit("the server does not answer")
            for key, _ in ready:
                self._take(key.data)
        return Result(time.perf_counter() - began, tuple(self._took), self._wrong)

    def close(self) -> None:
        for line in self._all:
            line.socket.close()
        self._selector.close()

    def _send_what_is_due(self, began: float) -> float:
        """Send on every free line; gives how long there is nothing to send."""
        while self._free and self._next < len(self._raw):
            now = time.perf_counter()
            due = began + self._next / self._rate if self._rate else now
            if due > now:
                return due - now
            line = self._free.popleft()
            line.due = due
            line.got.clear()
            line.socket.sendall(self._raw[self._next])
            self._next += 1
        return WAIT_SECONDS

    def _take(self, line: _Line) -> None:
        answer = line.answer()
        if answer is None:
            return
        self._took.append(time.perf_counter() - line.due)
        good = answer.startswith(b"HTTP/1.1 200") and (b"Encrypt" in answer or not self._sealed)
        self._wrong += not good
        self._free.append(line)


def _closed() -> bytes:
    raise SystemExit("the server closed a connection in mid-run")
