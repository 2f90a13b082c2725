"""The same short words again (又一次): what was read once need not be read twice.

Liaisons tap and type the same few words all day (我的任务, 下一页, 1). Reading is pure, so what it
gave for a text, a role, a unit and a day holds as long as the ledger's words do: the memory is part
of the :class:`~language.lexicon.Lexicon` and ends with it. Longer texts are hardly said twice, and
are not kept.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")

LONGEST = 12
"""Signs of a text that is remembered."""

MOST = 1_000
"""Readings that are remembered; then all are forgotten: cheaper than to note which are used."""


class Again(Generic[T]):
    """Remembers readings; safe to share between threads."""

    def __init__(self) -> None:
        self._known: dict[Hashable, T] = {}

    def get(self, text: str, about: Hashable, read: Callable[[], T]) -> T:
        """What was read for these words before; else read them. ``about``: what else decides."""
        if len(text) > LONGEST:
            return read()
        key = (text, about)
        found = self._known.get(key)
        if found is None:
            found = read()
            if len(self._known) >= MOST:
                self._known = {}
            self._known[key] = found
        return found
