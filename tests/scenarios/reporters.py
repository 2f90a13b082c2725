"""Liaisons who report without a pause, each remembering what was answered to what."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Sequence
from dataclasses import dataclass

from tests.scenarios.platform import Message, Platform

LOWEST, HIGHEST = 76, 99
"""Percents above every verified one of the sample, and below the one that is confirmed first."""

BREATH_SECONDS = 0.02
STORED = "已记录"
BUSY = "系统忙，请稍后再发"
NOT_STORED = "没有记录"


@dataclass(frozen=True)
class Told:
    """A report and what came back: ``words`` is None when no attempt was answered."""

    message: Message
    tag: str
    unit: str
    measure: str
    percent: int
    words: str | None

    @property
    def stored(self) -> bool:
        """The person was told that it is recorded."""
        return self.words is not None and self.words.startswith(STORED)

    @property
    def unsettled(self) -> bool:
        """The person was told nothing, or that it may or may not be recorded."""
        if self.words is None:
            return True
        return self.words.startswith(BUSY) and NOT_STORED not in self.words


class Reporters:
    """One thread a liaison; every report bears a number of its own as its difficulty (困难)."""

    def __init__(self, platform: Platform, people: Sequence[tuple[str, str, list[str]]]) -> None:
        self.told: list[Told] = []
        self.failures: list[BaseException] = []
        self._platform = platform
        self._numbers = itertools.count(1)
        self._threads = [
            threading.Thread(target=self._run, args=person, daemon=True) for person in people
        ]

    def start(self) -> None:
        """Begin to report."""
        for thread in self._threads:
            thread.start()

    def finish(self) -> None:
        """Let every report on its way come to its end."""
        self._platform.stop.set()
        for thread in self._threads:
            thread.join(30)
            assert not thread.is_alive()

    def stored(self) -> int:
        """How many reports were answered as recorded so far."""
        assert not self.failures, self.failures
        return sum(told.stored for told in list(self.told))

    def _run(self, openid: str, unit: str, measures: list[str]) -> None:
        percents = itertools.cycle(range(LOWEST, HIGHEST + 1))
        try:
            for measure in itertools.cycle(measures):
                if self._platform.stop.wait(BREATH_SECONDS):
                    return
                self._report(openid, unit, measure, next(percents))
        except BaseException as exc:
            self.failures.append(exc)
            raise

    def _report(self, openid: str, unit: str, measure: str, percent: int) -> None:
        tag = f"编号{next(self._numbers)}号"
        message = self._platform.message(openid, f"{measure} 完成{percent}%，困难是{tag}")
        words = self._platform.deliver(message)
        self.told.append(Told(message, tag, unit, measure, percent, words))
