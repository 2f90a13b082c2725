"""Watching the ledger's words (词汇预热): read after an import, before a message needs them."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable

from handlers.office import Office
from storage.errors import Unavailable
from storage.guard import redis_errors

logger = logging.getLogger("zgt.words")

STEP_SECONDS = 2.0
"""One small read for each region; who writes within this time of an import may still wait."""


class WordsWatch:
    """One thread of a process, apart from everything that must not wait for a large ledger."""

    def __init__(self, offices: Callable[[], Iterable[Office]]) -> None:
        self._offices = offices
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def watch(self) -> None:
        """Step from now on, the first time at once."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="zgt-words", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """End the thread."""
        self._stop.set()

    def step(self) -> None:
        """Read what has changed. Raises Unavailable."""
        with redis_errors():
            for office in self._offices():
                office.warm_words()

    def _run(self) -> None:
        while True:
            try:
                self.step()
            except Unavailable:
                pass  # a message that comes meanwhile is told so itself
            except Exception:
                logger.exception("words_watch_failed")
            if self._stop.wait(STEP_SECONDS):
                return
