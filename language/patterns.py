"""Patterns that are compiled when they are first asked for, or all at once before a server forks.

Compiling those of this room takes a third of a second, more than most commands need altogether; the
web server compiles them before it forks, so that its workers share them and no message waits.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


class _Late:
    """A pattern until its first use; after that its methods are those of the compiled one."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Asked only for what is not there yet: compile, and keep the methods."""
        if name.startswith("__"):
            raise AttributeError(name)  # what copying asks of every object needs no compiling
        compiled = re.compile(self.pattern, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


_every: list[_Late] = []


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern, compiled at its first use; for patterns that a module makes at its import."""
    made = _Late(pattern, flags)
    _every.append(made)
    return cast("re.Pattern[str]", made)


def compile_every() -> int:
    """Compile every pattern made so far; says how many there are. Raises re.error for a bad one."""
    for one in _every:
        _ = one.search
    return len(_every)
