"""What every use case of one region needs, put together by the wiring."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.working_calendar import working_days
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

    def working_days(self) -> WorkingDays:
        """The working-day table: what the office has entered first, then chinese-calendar."""
        return working_days(self.store)
