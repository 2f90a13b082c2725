"""Reads one table of a policy file, key by key, and names the place of every mistake."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from enum import StrEnum
from typing import Any, TypeVar

from supervision.errors import PolicyError

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

MISSING = object()


class Table:
    """A table that is read once: :meth:`done` refuses keys that nobody asked for."""

    def __init__(self, name: str, values: object) -> None:
        if not isinstance(values, Mapping):
            raise PolicyError(f"[{name}]", "缺少这一节，或它不是一个表")
        self.name = name
        self._left: dict[str, Any] = dict(values)

    def wrong(self, key: str, what: str) -> PolicyError:
        """The error that names this table and the key."""
        return PolicyError(f"[{self.name}] {key}", what)

    def done(self) -> None:
        """Raise PolicyError when a key is left that means nothing here."""
        for key in self._left:
            raise self.wrong(key, "没有这个设置，请核对拼写")

    def text(self, key: str, default: str | None = None) -> str:
        """A string that says something."""
        found = self._take(key, MISSING if default is None else default)
        if not isinstance(found, str) or (default is None and not found.strip()):
            raise self.wrong(key, "应为非空文字")
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
            raise self.wrong(key, "应为 true 或 false")
        return found

    def optional(self, key: str) -> object:
        """Whatever stands there, for a table of its own; None where the key is absent."""
        return self._take(key, None)

    def day(self, key: str) -> date:
        """A date."""
        found = self._take(key, MISSING)
        if type(found) is not date:
            raise self.wrong(key, "应为日期，例如 2017-07-05")
        return found

    def hour(self, key: str) -> time:
        """An hour of the day."""
        found = self._take(key, MISSING)
        if not isinstance(found, time):
            raise self.wrong(key, "应为时刻，例如 09:00:00")
        return found

    def one_of(self, key: str, kind: type[E], default: E | None = None) -> E:
        """One of the words of an enumeration."""
        return self._word(key, self._take(key, MISSING if default is None else default), kind)

    def words(self, key: str, kind: type[E]) -> tuple[E, ...]:
        """Several words of an enumeration; an absent key is an empty list."""
        return self.each(key, lambda found: self._word(key, found, kind))

    def each(self, key: str, read: Callable[[Any], T]) -> tuple[T, ...]:
        """The members of a list, each read by ``read``; an absent key is an empty list."""
        found = self._take(key, [])
        if not isinstance(found, list):
            raise self.wrong(key, "应为列表")
        return tuple(read(member) for member in found)

    def numbers(self, key: str, low: int, high: int) -> tuple[int, ...]:
        """A list of whole numbers within their bounds."""
        return self.each(key, lambda found: self._bounded(key, found, low, high))

    def _take(self, key: str, default: object) -> Any:
        found = self._left.pop(key, default)
        if found is MISSING:
            raise self.wrong(key, "缺少这个设置")
        return found

    def _bounded(self, key: str, found: object, low: int, high: int) -> int:
        if not isinstance(found, int) or isinstance(found, bool) or not low <= found <= high:
            raise self.wrong(key, f"应为 {low}–{high} 的整数")
        return found

    def _word(self, key: str, found: object, kind: type[E]) -> E:
        try:
            return kind(str(found))
        except ValueError:
            choices = "、".join(kind)
            raise self.wrong(key, f"「{found}」不认识，可用：{choices}") from None
