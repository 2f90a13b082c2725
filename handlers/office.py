"""What every use case of one region needs, put together by the wiring."""

from __future__ import annotations

from dataclasses import dataclass, field

from handlers.ledger_words import LedgerWords
from handlers.working_calendar import WorkingCalendar
from language.lexicon import Lexicon
from language.segment import Segmenter
from storage.store import Store
from supervision.policy import Policy
from supervision.working_days import WorkingDays


@dataclass(frozen=True, slots=True)
class Office:
    """One region's rectification office (整改办): its data, its rules, its language."""

    store: Store
    policy: Policy
    segmenter: Segmenter
    base_url: str
    _calendar: WorkingCalendar = field(init=False, repr=False, compare=False)
    _words: LedgerWords = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_calendar", WorkingCalendar(self.store))
        object.__setattr__(self, "_words", LedgerWords(self.store, self.segmenter))

    def lexicon(self) -> Lexicon:
        """The ledger's units and measures as messages name them."""
        return self._words.lexicon()

    def warm_words(self) -> None:
        """Read the ledger's words where an import has changed them, so that no message has to."""
        self._words.lexicon().warm()

    def working_days(self, revision: str | None = None) -> WorkingDays:
        """The working-day table: what the office has entered first, then chinese-calendar.

        ``revision`` of the table, when the caller has just read it, saves asking for it.
        """
        return self._calendar.days(revision)
