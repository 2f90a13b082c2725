"""A load of sealed messages on one address: how many answers a second, how late the slowest."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Request:
    """One POST, made before the clock runs."""

    path: str
    body: bytes


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


def run(port: int, requests: Sequence[Request], *, threads: int, rate: float = 0.0) -> Result:
    """Send all requests over ``threads`` kept connections, as fast as may be or at a fixed rate.

    At a fixed rate latency counts from the moment a request was due, so that waiting in a queue
    is not hidden by sending later.
    """
    took: list[float] = []
    wrong = [0]
    lock = threading.Lock()
    place = iter(range(len(requests)))
    began = time.perf_counter()

    def work() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        mine: list[float] = []
        bad = 0
        while True:
            with lock:
                number = next(place, None)
            if number is None:
                break
            due = began + number / rate if rate else time.perf_counter()
            wait = due - time.perf_counter()
            if wait > 0:
                time.sleep(wait)
            bad += not _post(connection, requests[number])
            mine.append(time.perf_counter() - due)
        connection.close()
        with lock:
            took.extend(mine)
            wrong[0] += bad

    crowd = [threading.Thread(target=work) for _ in range(threads)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    return Result(time.perf_counter() - began, tuple(took), wrong[0])


def _post(connection: http.client.HTTPConnection, request: Request) -> bool:
    connection.request("POST", request.path, request.body, {"Content-Type": "text/xml"})
    answer = connection.getresponse()
    return answer.status == 200 and (b"Encrypt" in answer.read() or request.path.startswith("/bare"))
