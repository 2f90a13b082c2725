"""What is wrong with a policy file (制度文件的问题): where it stands, and what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar

from supervision.errors import PolicyError
from supervision.toml_lines import Lines, Path

T = TypeVar("T")

LIKE = 0.6
"""How alike two words are at least, from 0 to 1, for one to be taken for a slip of the other."""


class Weight(StrEnum):
    """How bad it is: a mistake keeps the file from being used, a doubt wants to be looked at."""

    MISTAKE = "mistake"  # 错误
    DOUBT = "doubt"  # 提示


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake or doubt; ``where`` names table and key, ``what`` says what to write instead."""

    where: str
    what: str
    path: Path = ()
    weight: Weight = Weight.MISTAKE
    line: int | None = None

    def error(self) -> PolicyError:
        """The error that says the same."""
        return PolicyError(self.where, self.what, self.path, self.line)


class Marked(dict[str, Any]):
    """A table that knows its place in the file.

    Where one is read, a mistake is noted in ``problems`` and the reading goes on.
    """

    def __init__(self, values: dict[str, Any], path: Path, problems: list[Problem]) -> None:
        super().__init__(
            {name: _marked(value, (*path, name), problems) for name, value in values.items()}
        )
        self.path = path
        self.problems = problems


def mark(values: dict[str, Any]) -> Marked:
    """The tables of a whole file, marked."""
    return Marked(values, (), [])


def read_on(values: object, read: Callable[[], T], otherwise: T) -> T:
    """What ``read`` gives; in marked ``values`` its error is noted and ``otherwise`` stands."""
    if not isinstance(values, Marked):
        return read()
    try:
        return read()
    except PolicyError as exc:
        values.problems.append(Problem(exc.where, exc.what, exc.path))
        return otherwise


def in_lines(problems: Iterable[Problem], lines: Lines) -> list[Problem]:
    """The problems with their lines, in the order of the file, each once."""
    placed = [replace(one, line=lines.line(one.path)) for one in problems]
    return sorted(dict.fromkeys(placed), key=lambda one: one.line or 0)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=LIKE)), None)


def _marked(value: Any, path: Path, problems: list[Problem]) -> Any:
    if isinstance(value, dict):
        return Marked(value, path, problems)
    if isinstance(value, list):
        return [_marked(one, (*path, place), problems) for place, one in enumerate(value)]
    return value
