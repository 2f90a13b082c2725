"""In which line of a TOML text a table or key stands; the standard reader does not say.

The text has been read before and is valid, so strings, comments and brackets are passed over here
and only headers and keys are noted.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Path = tuple[str | int, ...]
"""Where something stands: ``("rules", 2, "points")`` is a key of the third ``[[rules]]``."""

_KEY = r"""(?:[A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*')"""
_DOTTED = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
_GAP = re.compile(r"(?:\s|#[^\n]*)*")
_HEADER = re.compile(rf"(\[\[?)[ \t]*({_DOTTED})[ \t]*\]\]?")
_ASSIGNED = re.compile(rf"({_DOTTED})[ \t]*=")
_PLAIN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'  # a string over several lines ends with up to five quotes
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|[^,\[\]{}\n#]+",
    re.DOTALL,
)
"""A value that holds no other."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a text by what stands there; the first line is 1."""

    places: Mapping[Path, int]

    @classmethod
    def of(cls, text: str) -> Lines:
        """Every table and key of a valid text."""
        return cls(_Scan(text.replace("\r\n", "\n")).places())

    def line(self, path: Path) -> int | None:
        """Where a path stands, else where what holds it stands; None for the file as a whole."""
        while path:
            if path in self.places:
                return self.places[path]
            path = path[:-1]
        return None


class _Scan:
    """One walk through a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[Path, int] = {}
        self._many: dict[Path, int] = {}

    def places(self) -> dict[Path, int]:
        table: Path = ()
        at = self._gap(0)
        while at < len(self._text):
            if header := _HEADER.match(self._text, at):
                table = self._header(header[2], many=header[1] == "[[")
                self._note(table, at)
                at = header.end()
            elif assigned := _ASSIGNED.match(self._text, at):
                path = self._inside(table, _parts(assigned[1]))
                self._note(path, at)
                at = self._value(path, assigned.end())
            else:
                at += 1
            at = self._gap(at)
        return self._found

    def _note(self, path: Path, at: int) -> None:
        line = self._text.count("\n", 0, at) + 1
        # A table that is only named through its parts (``[cycles.bulletin]``) stands at the first.
        for length in range(1, len(path) + 1):
            self._found.setdefault(path[:length], line)
        self._found[path] = line

    def _header(self, name: str, *, many: bool) -> Path:
        parts = _parts(name)
        if not many:
            return self._inside((), parts)
        path = (*self._inside((), parts[:-1]), parts[-1])
        self._many[path] = self._many.get(path, -1) + 1
        return (*path, self._many[path])

    def _inside(self, table: Path, parts: tuple[str, ...]) -> Path:
        """The path of a name; what goes through an array of tables means its last one."""
        path = table
        for part in parts:
            path = (*path, part)
            if path in self._many:
                path = (*path, self._many[path])
        return path

    def _gap(self, at: int) -> int:
        found = _GAP.match(self._text, at)
        return found.end() if found else at

    def _value(self, path: Path, at: int) -> int:
        """Note what stands in a value; gives where it ends."""
        while self._text[at : at + 1] in (" ", "\t"):
            at += 1
        if self._text.startswith("[", at):
            return self._list(path, at + 1)
        if self._text.startswith("{", at):
            return self._inline(path, at + 1)
        plain = _PLAIN.match(self._text, at)
        return plain.end() if plain else at + 1

    def _list(self, path: Path, at: int) -> int:
        place = 0
        while (at := self._gap(at)) < len(self._text):
            if self._text[at] == "]":
                return at + 1
            if self._text[at] == ",":
                at += 1
                continue
            self._note((*path, place), at)
            at = self._value((*path, place), at)
            place += 1
        return at

    def _inline(self, path: Path, at: int) -> int:
        while (at := self._gap(at)) < len(self._text):
            if self._text[at] == "}":
                return at + 1
            assigned = _ASSIGNED.match(self._text, at)
            if assigned is None:
                at += 1
                continue
            inner = (*path, *_parts(assigned[1]))
            self._note(inner, at)
            at = self._value(inner, assigned.end())
        return at


def _parts(name: str) -> tuple[str, ...]:
    """``a."b c".d`` as the reader understands it."""
    inner: Any = tomllib.loads(f"{name} = 0")
    parts = []
    while isinstance(inner, dict):
        ((part, inner),) = inner.items()
        parts.append(part)
    return tuple(parts)
