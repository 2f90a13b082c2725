"""Going round: what a process does again and again until it is told to stop."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping, Sequence
from typing import Protocol

from storage.errors import Unavailable

logger = logging.getLogger("zgt.sender")

IDLE_SECONDS = 0.2
REDIS_AWAY_SECONDS = 1.0


class Worker(Protocol):
    """What goes round: each step does a little and says how much it was."""

    def step(self) -> int:
        """Work a little. Raises ``Unavailable`` while Redis is away."""


def work_until(workers: Sequence[Worker], stop: threading.Event) -> None:
    """Go round until told to stop; while Redis is away, wait for it."""
    away = False
    while not stop.is_set():
        try:
            worked = sum([worker.step() for worker in workers])
        except Unavailable as exc:
            if not away:
                logger.warning("redis_away", extra={"reason": str(exc)})
            away = True
            stop.wait(REDIS_AWAY_SECONDS)
            continue
        if away:
            logger.info("redis_back")
            away = False
        if not worked:
            stop.wait(IDLE_SECONDS)


def work_apart(groups: Mapping[str, Sequence[Worker]], stop: threading.Event) -> None:
    """Each group goes round in a thread of its own, so that none waits for another.

    What breaks one of them ends all, and is raised here.
    """
    broken: list[BaseException] = []

    def work(workers: Sequence[Worker]) -> None:
        try:
            work_until(workers, stop)
        except BaseException as exc:
            broken.append(exc)
            stop.set()

    threads = [
        threading.Thread(target=work, args=(workers,), name=name)
        for name, workers in groups.items()
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if broken:
        raise broken[0]
