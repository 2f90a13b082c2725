"""What every use case of one region needs, put together by the wiring."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from handlers.ledger_words import LedgerWords
from handlers.policy_versions import KeptRegime
from handlers.working_calendar import WorkingCalendar
from language.lexicon import Lexicon
from language.segment import Segmenter
from storage.store import Store
from supervision.policy import Policy
from supervision.regime import Regime
from supervision.working_days import WorkingDays


@dataclass(frozen=True, slots=True)
class Office:
    """One region's rectification office (整改办): its data, its rules, its language.

    ``policy`` is the one of the region's file, in force until another is set; what goes by a
    policy asks :meth:`policy_at`.
    """

    store: Store
    policy: Policy
    segmenter: Segmenter
    base_url: str
    _calendar: WorkingCalendar = field(init=False, repr=False, compare=False)
    _words: LedgerWords = field(init=False, repr=False, compare=False)
    _regime: KeptRegime = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_calendar", WorkingCalendar(self.store))
        object.__setattr__(self, "_words", LedgerWords(self.store, self.segmenter))
        object.__setattr__(self, "_regime", KeptRegime(self.store, self.policy))

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

    def regime(self) -> Regime:
        """Which policy is in force at which time."""
        return self._regime.regime()

    def policy_at(self, when: datetime) -> Policy:
        """The policy in force at an instant; a document keeps the one of its drawing up."""
        return self.regime().at(when)
