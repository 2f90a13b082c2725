"""Reads one table of a policy file, key by key, and names the place of every mistake.

A table of a marked file (:mod:`supervision.problems`) notes a mistake, gives a stand-in and is read
on; any other raises at the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from enum import StrEnum
from typing import Any, TypeVar

from supervision import policy_words as words
from supervision.errors import PolicyError
from supervision.problems import Marked, Problem, nearest

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

MISSING = object()


class Table:
    """A table that is read once: :meth:`done` refuses keys that nobody asked for."""

    def __init__(self, name: str, values: object) -> None:
        if not isinstance(values, Mapping):
            raise PolicyError(f"[{name}]", words.NO_SECTION, _path_of(name))
        self.name = name
        self._left: dict[str, Any] = dict(values)
        self._known: list[str] = []
        self._marked = values if isinstance(values, Marked) else None
        self._wrong: set[str] = set()
        self._missing: list[str] = []

    @property
    def sound(self) -> bool:
        """True while nothing wrong has been found here, so that settings may be compared."""
        return not self._wrong

    def is_wrong(self, key: str) -> bool:
        """Whether a mistake has been noted at this key."""
        return key in self._wrong

    def wrong(self, key: str, what: str) -> PolicyError:
        """The error that names this table and the key."""
        path = (*self._marked.path, key) if self._marked is not None else ()
        return PolicyError(f"[{self.name}] {key}", what, path)

    def refuse(self, key: str, what: str) -> None:
        """Note a mistake where the table is marked, else raise it as PolicyError."""
        error = self.wrong(key, what)
        if self._marked is None:
            raise error
        self._wrong.add(key)
        self._marked.problems.append(Problem(error.where, error.what, error.path))

    def done(self, others: Mapping[str, str] | None = None) -> None:
        """Refuse the keys that mean nothing here; ``others`` says of keys where they belong."""
        for key in self._missing:
            # A slip of the pen is one mistake, told where it stands.
            if nearest(key, self._left) is None:
                self.refuse(key, words.MISSED)
        for key in self._left:
            self.refuse(
                key, (others or {}).get(key) or words.unknown_setting(nearest(key, self._known))
            )
        self._left.clear()

    def pass_over(self, keys: Iterable[str]) -> None:
        """Leave keys unread without complaint: nobody knows yet what they should be."""
        for key in keys:
            self._left.pop(key, None)

    def text(self, key: str, default: str | None = None) -> str:
        """A string that says something."""
        found = self._take(key, MISSING if default is None else default)
        if not isinstance(found, str) or (default is None and not found.strip()):
            return self._instead(key, found, words.NO_TEXT, "")
        return found

    def number(self, key: str, low: int, high: int) -> int:
        """A whole number within its bounds."""
        return self._bounded(key, self._take(key, MISSING), low, high)

    def optional_number(self, key: str, low: int, high: int) -> int | None:
        """The same, or None where the key is absent."""
        found = self._take(key, None)
        return None if found is None else self._bounded(key, found, low, high)

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        found = self._take(key, default)
        if not isinstance(found, bool):
            return self._instead(key, found, words.NO_FLAG, default)
        return found

    def optional(self, key: str) -> object:
        """Whatever stands there, for a table of its own; None where the key is absent."""
        return self._take(key, None)

    def day(self, key: str) -> date:
        """A date."""
        found = self._take(key, MISSING)
        if type(found) is not date:
            return self._instead(key, found, words.NO_DAY, date.min)
        return found

    def hour(self, key: str) -> time:
        """An hour of the day."""
        found = self._take(key, MISSING)
        if not isinstance(found, time):
            return self._instead(key, found, words.NO_HOUR, time())
        return found

    def one_of(self, key: str, kind: type[E], default: E | None = None) -> E:
        """One of the words of an enumeration."""
        found = self._take(key, MISSING if default is None else default)
        return self._word(key, found, kind) or next(iter(kind))

    def words(self, key: str, kind: type[E]) -> tuple[E, ...]:
        """Several words of an enumeration; an absent key is an empty list."""
        read = self.each(key, lambda found: self._word(key, found, kind))
        return tuple(one for one in read if one is not None)

    def each(self, key: str, read: Callable[[Any], T]) -> tuple[T, ...]:
        """The members of a list, each read by ``read``; an absent key is an empty list."""
        found = self._take(key, [])
        if not isinstance(found, list):
            return self._instead(key, found, words.NO_MEMBERS, ())
        return tuple(read(member) for member in found)

    def numbers(self, key: str, low: int, high: int) -> tuple[int, ...]:
        """A list of whole numbers within their bounds."""
        return self.each(key, lambda found: self._bounded(key, found, low, high))

    def _take(self, key: str, default: object) -> Any:
        self._known.append(key)
        found = self._left.pop(key, default)
        if found is MISSING:
            if self._marked is None:
                raise self.wrong(key, words.MISSED)
            self._missing.append(key)
            self._wrong.add(key)
        return found

    def _instead(self, key: str, found: object, what: str, instead: T) -> T:
        if found is not MISSING:
            self.refuse(key, what)
        return instead

    def _bounded(self, key: str, found: object, low: int, high: int) -> int:
        if not isinstance(found, int) or isinstance(found, bool) or not low <= found <= high:
            return self._instead(key, found, words.out_of_range(found, low, high), low)
        return found

    def _word(self, key: str, found: object, kind: type[E]) -> E | None:
        try:
            return kind(str(found))
        except ValueError:
            told = words.strange(found, tuple(kind), nearest(str(found), kind))
            return self._instead(key, found, told, None)


def _path_of(name: str) -> tuple[str, ...]:
    return tuple(name.split("."))
