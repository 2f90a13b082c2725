"""What every use case of one region needs, put together by the wiring."""

from __future__ import annotations

from dataclasses import InitVar, dataclass, field
from datetime import datetime

from handlers.ledger_words import LedgerWords
from handlers.policy_versions import KeptRegime
from handlers.working_calendar import WorkingCalendar
from language.lexicon import Lexicon
from language.segment import Segmenter
from storage.revisions import Revisions
from storage.store import Store
from supervision.policy import Policy
from supervision.regime import Regime
from supervision.working_days import WorkingDays


@dataclass(frozen=True, slots=True)
class Readings:
    """What a process keeps of a region, each read again when its revision is another one."""

    calendar: WorkingCalendar
    words: LedgerWords
    regime: KeptRegime


@dataclass(frozen=True, slots=True)
class Office:
    """One region's rectification office (整改办): its data, its rules, its language.

    ``policy`` is the one of the region's file, in force until another is set; what goes by a
    policy asks :meth:`policy_at`. ``seen`` are the revisions that the caller has just read; without
    them each of them is asked for where it is needed.
    """

    store: Store
    policy: Policy
    segmenter: Segmenter
    base_url: str
    seen: Revisions | None = None
    kept: InitVar[Readings | None] = None
    _kept: Readings = field(init=False, repr=False, compare=False)

    def __post_init__(self, kept: Readings | None) -> None:
        made = kept or Readings(
            WorkingCalendar(self.store),
            LedgerWords(self.store, self.segmenter),
            KeptRegime(self.store, self.policy),
        )
        object.__setattr__(self, "_kept", made)

    def as_of(self, seen: Revisions | None) -> Office:
        """The office as it stood when these revisions were read; for the work of one message."""
        if seen is None:
            return self
        return Office(self.store, self.policy, self.segmenter, self.base_url, seen, self._kept)

    def lexicon(self) -> Lexicon:
        """The ledger's units and measures as messages name them."""
        return self._kept.words.lexicon(self.seen.ledger if self.seen else None)

    def warm_words(self) -> None:
        """Read the ledger's words where an import has changed them, so that no message has to."""
        self.lexicon().warm()

    def working_days(self) -> WorkingDays:
        """The working-day table: what the office has entered first, then chinese-calendar."""
        return self._kept.calendar.days(self.seen.calendar if self.seen else None)

    def regime(self) -> Regime:
        """Which policy is in force at which time."""
        return self._kept.regime.regime(self.seen.policy if self.seen else None)

    def policy_at(self, when: datetime) -> Policy:
        """The policy in force at an instant; a document keeps the one of its drawing up."""
        return self.regime().at(when)
