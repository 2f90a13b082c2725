"""The workshop (办理台): what one process has to do the work of messages with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.keeper import Keeper
from bot.words_watch import WordsWatch
from bot.workers import Workers
from handlers.office import Office

PLATFORM_SECONDS = 5.0
"""After so long the platform hangs up, and delivers the message again."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds from the arrival of an attempt.

    ``work``: what is not done by then is done later, and says so; ``answer``: until then there is
    an answer, whatever Redis does; ``hang_up``: by then the platform has surely hung up.
    """

    work: float = 4.2
    answer: float = 4.5
    hang_up: float = 5.5


class Workshop:
    """Threads for the work, threads apart for what must not wait, and what watches them."""

    def __init__(self, offices: Callable[[], Iterable[Office]]) -> None:
        self.patience = Patience()
        self.workers = Workers()
        self.deferrers = Workers()
        self.keeper = Keeper(self.workers, offices)
        self.words = WordsWatch(offices)

    def close(self) -> None:
        """End every thread, those at work after their work."""
        self.keeper.close()
        self.words.close()
        self.workers.close()
        self.deferrers.close()
