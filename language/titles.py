"""Words of titles (标题用语): what is only a name says nothing of moods and states."""

from __future__ import annotations

from collections.abc import Iterable

LONG_NAME = 4
"""Signs of a title in a row that are a name."""


def pairs_of(titles: Iterable[str]) -> frozenset[str]:
    """The pairs of signs that stand in some title."""
    return frozenset(
        title[place : place + 2] for title in titles for place in range(len(title) - 1)
    )


def masked(text: str, pairs: frozenset[str]) -> str:
    """The text with 〇 for what stands so in a title."""
    if not pairs or len(text) < LONG_NAME:
        return text
    known = [text[place : place + 2] in pairs for place in range(len(text) - 1)]
    signs, start = list(text), 0
    while start < len(known):
        end = start
        while end < len(known) and known[end]:
            end += 1
        if end - start >= LONG_NAME - 1:
            signs[start : end + 1] = "〇" * (end - start + 1)
        start = end + 1
    return "".join(signs)
