"""A policy file checked whole (制度核对): every mistake with its line, what keeps each clause."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from supervision import policy_words as words
from supervision.features import Feature
from supervision.policy import Policy
from supervision.policy_doubts import contradictions, readable_rules
from supervision.problems import Problem, Weight, in_lines
from supervision.rules import Rule
from supervision.toml_lines import Lines, Path

Cited = tuple[int, str]
"""A line, and the section that stands there."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A clause and what carries it (落实): rules with their lines, sections, features."""

    id: str
    where: str
    rules: tuple[tuple[int, Rule], ...]
    sections: tuple[Cited, ...]
    features: tuple[Feature, ...]

    @property
    def by_nothing(self) -> bool:
        """True when nothing carries it."""
        return not (self.rules or self.sections or self.features)


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a check; ``policy`` is there when it has no mistake."""

    policy: Policy | None
    problems: tuple[Problem, ...]
    kept: tuple[Kept, ...]

    @property
    def mistakes(self) -> int:
        """How many problems keep the file from being used."""
        return sum(1 for one in self.problems if one.weight is Weight.MISTAKE)

    @property
    def clean(self) -> bool:
        """True when the file may be put in force; doubts do not prevent it."""
        return self.policy is not None and not self.mistakes


def check(text: str) -> Checked:
    """Everything that can be said of the text of a policy file."""
    policy, problems = Policy.read(text)
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return Checked(None, tuple(problems), ())
    lines = Lines.of(text)
    kept = tuple(_kept(values, lines))
    found = [*problems, *in_lines(contradictions(values), lines), *_unkept(kept, lines)]
    found.sort(key=lambda one: (one.line or 0, one.weight is Weight.DOUBT))
    return Checked(policy, tuple(found), kept)


def _kept(values: Mapping[str, Any], lines: Lines) -> Iterator[Kept]:
    clauses = values.get("clauses")
    rules = readable_rules(values)
    cited = list(_citing(values))
    for name, part in (clauses if isinstance(clauses, Mapping) else {}).items():
        if not isinstance(part, Mapping):
            continue
        yield Kept(
            name,
            str(part.get("where", "")),
            tuple(
                (lines.line(("rules", one.place)) or 0, one.rule)
                for one in rules
                if one.rule.clause == name
            ),
            tuple(_sections(cited, name, lines)),
            tuple(_features(part.get("kept_by"))),
        )


def _features(listed: object) -> Iterator[Feature]:
    for one in listed if isinstance(listed, list) else ():
        if one in set(Feature):
            yield Feature(one)


def _citing(values: Mapping[str, Any], path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every table outside the rules that cites clauses, by ``clause`` or ``clauses = [...]``."""
    for name, part in values.items():
        here = (*path, name)
        if here in (("rules",), ("clauses",)):
            continue
        if isinstance(part, Mapping):
            yield from _citing(part, here)
        for place, one in enumerate(part if isinstance(part, list) else ()):
            if isinstance(one, Mapping):
                yield from _citing(one, (*here, place))
        if path and name in ("clause", "clauses"):
            for cited in part if isinstance(part, list) else (part,):
                if isinstance(cited, str):
                    yield path, cited


def _unkept(kept: tuple[Kept, ...], lines: Lines) -> Iterator[Problem]:
    for clause in kept:
        if clause.by_nothing:
            path = ("clauses", clause.id)
            what = words.unkept(clause.id)
            yield Problem(f"[clauses.{clause.id}]", what, path, line=lines.line(path))


def _sections(cited: list[tuple[Path, str]], clause: str, lines: Lines) -> Iterator[Cited]:
    """The sections that cite a clause; the members of a list together, at the first of them."""
    found: dict[str, int] = {}
    for path, name in cited:
        if name == clause:
            found.setdefault(_name(path), lines.line(path) or 0)
    yield from ((line, name) for name, line in found.items())


def _name(path: Path) -> str:
    """[duties.clue], or [[indicators]] for the members of a list."""
    named = ".".join(part for part in path if isinstance(part, str))
    return f"[[{named}]]" if any(isinstance(part, int) for part in path) else f"[{named}]"
