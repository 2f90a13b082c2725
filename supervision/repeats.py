"""Repeated complaints (重复件): which may be about the same, and why; pure.

Nothing is merged by itself: what is found here is a hint with its reasons, and the office decides.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

FEW, MANY = 2, 3
"""Two words of three of the shorter place must be the same."""

ALIKE = 60
"""Percent of likeness from which two texts alone are hinted at, whatever the place."""

NEAR_DAYS = 366
"""Calendar days; what lies further apart is no repetition but an old story."""


@dataclass(frozen=True, slots=True)
class Case:
    """A complaint as it is compared: the words of its place, its text, its day."""

    number: str
    place: str
    place_words: tuple[str, ...]
    what: str
    day: date


@dataclass(frozen=True, slots=True)
class Likeness:
    """That another complaint may be about the same, with every reason as a figure.

    ``shared`` are the words that both places have, empty when the places say nothing; ``percent``
    is how alike the texts are; ``days`` lie between them.
    """

    number: str
    shared: tuple[str, ...]
    percent: int
    days: int


def likeness(mine: Case, theirs: Case) -> Likeness | None:
    """Why these two may be about the same; None when nothing speaks for it."""
    days = abs((mine.day - theirs.day).days)
    if days > NEAR_DAYS:
        return None
    shared = _same_place(mine.place_words, theirs.place_words)
    percent = text_likeness(mine.what, theirs.what)
    if not shared and percent < ALIKE:
        return None
    return Likeness(theirs.number, shared, percent, days)


def repeats(mine: Case, others: Sequence[Case], most: int) -> list[Likeness]:
    """The likeliest of these, the same place first, then the likest text, then the nearest day."""
    found = [like for case in others if (like := likeness(mine, case))]
    return sorted(found, key=lambda one: (not one.shared, -one.percent, one.days, one.number))[
        :most
    ]


def text_likeness(one: str, other: str) -> int:
    """How alike two texts are, in percent: the share of neighbouring signs that both have.

    Of all pairs of neighbouring signs in both texts those that stand in both, counted twice over
    (Dice). Spaces and stops count for nothing, and neither does the order of sentences.
    """
    mine, theirs = _pairs(one), _pairs(other)
    if not mine or not theirs:
        return 0
    return round(200 * len(mine & theirs) / (len(mine) + len(theirs)))


def _pairs(text: str) -> set[str]:
    signs = "".join(sign for sign in text.casefold() if sign.isalnum())
    return {signs[place : place + 2] for place in range(len(signs) - 1)}


def _same_place(mine: Collection[str], theirs: Collection[str]) -> tuple[str, ...]:
    """The words that both places have, when they are most of the fewer; else nothing."""
    both = set(mine) & set(theirs)
    fewer = min(len(set(mine)), len(set(theirs)))
    if not fewer or MANY * len(both) < FEW * fewer:
        return ()
    return tuple(sorted(both, key=lambda word: (-len(word), word)))
