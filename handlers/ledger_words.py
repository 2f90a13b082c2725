"""The ledger's words for the engine (台账词汇): read once for each import, kept by the process."""

from __future__ import annotations

import threading

from language.known import Known
from language.lexicon import Lexicon
from language.segment import Segmenter
from storage.store import Store


class LedgerWords:
    """Gives the :class:`Lexicon` of a region; a message costs one small read."""

    def __init__(self, store: Store, segmenter: Segmenter) -> None:
        self._store = store
        self._segmenter = segmenter
        self._lock = threading.Lock()
        self._held: tuple[str, Lexicon] | None = None

    def lexicon(self, revision: str | None = None) -> Lexicon:
        """The words of the ledger as it is now; ``revision``: when the caller has just read it."""
        if revision is None:
            revision = self._store.ledger.revision()
        held = self._held
        if held is None or held[0] != revision:
            with self._lock:
                if self._held is None or self._held[0] != revision:
                    self._held = (revision, self._read())
                held = self._held
        return held[1]

    def _read(self) -> Lexicon:
        ledger = self._store.ledger
        units = ledger.units()
        measures = [
            Known.of(entry.measure, units)
            for plan in ledger.plans()
            for entry in ledger.all_entries(plan.id)
        ]
        region = ledger.region()
        name = region.name if region else ""
        return Lexicon(units, measures, self._segmenter.cut, self._segmenter.is_word, name)
