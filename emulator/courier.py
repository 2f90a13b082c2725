"""The courier (回执投递): carries receipts to the product a moment after a message was sent."""

from __future__ import annotations

import heapq
import logging
import threading
import time
from collections.abc import Callable
from typing import Any

logger = logging.getLogger("zgt.emulator")

Job = dict[str, Any]


class Courier:
    """A few threads that carry out jobs when they are due, in real time."""

    def __init__(self, carry: Callable[[Job], None], threads: int = 8) -> None:
        self._carry = carry
        self._heap: list[tuple[float, int, Job]] = []
        self._count = 0
        self._in_hand: list[Job] = []
        self._stopping = False
        self._wake = threading.Condition()
        self._threads = [
            threading.Thread(target=self._work, name=f"courier-{n}", daemon=True)
            for n in range(threads)
        ]

    def start(self) -> None:
        """Start the threads."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Finish what is on its way, leave the rest, end the threads."""
        with self._wake:
            self._stopping = True
            self._wake.notify_all()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(timeout=10)

    def put(self, job: Job, delay: float) -> None:
        """Have a job carried out after ``delay`` real seconds."""
        with self._wake:
            self._count += 1
            heapq.heappush(self._heap, (time.monotonic() + delay, self._count, job))
            self._wake.notify()

    def clear(self) -> None:
        """Forget every job that has not begun."""
        with self._wake:
            self._heap.clear()

    def pending(self) -> int:
        """How many jobs are waiting or on their way."""
        with self._wake:
            return len(self._heap) + len(self._in_hand)

    def waiting(self) -> list[Job]:
        """The jobs that are not done, for the state file; one on its way may be done twice."""
        with self._wake:
            later = [job for _, _, job in sorted(self._heap, key=lambda entry: entry[:2])]
            return [*self._in_hand, *later]

    def _work(self) -> None:
        while (job := self._take()) is not None:
            try:
                self._carry(job)
            except Exception:  # one bad receipt must not end the thread
                logger.exception("receipt_failed")
            finally:
                with self._wake:
                    self._in_hand.remove(job)

    def _take(self) -> Job | None:
        with self._wake:
            while not self._stopping:
                if not self._heap:
                    self._wake.wait()
                elif (left := self._heap[0][0] - time.monotonic()) > 0:
                    self._wake.wait(left)
                else:
                    job = heapq.heappop(self._heap)[2]
                    self._in_hand.append(job)
                    return job
            return None
