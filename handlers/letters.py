"""Letters (信): several notices to one person as one message, the heaviest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handlers.words import letters as words
from handlers.words.notices import digest
from storage.notices import Notice
from supervision.times import SHANGHAI

LIGHTEST = (
    "publication",
    "bulletin",
    "reminder",
    "office",
    "warning",
    "monthly_supervision",
    "criticism",
)
"""Kinds of notices from the lightest up; every other one is a formal step and heavier."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What one letter says.

    ``text`` is the whole of it for a customer-service message; ``parts`` are the short parts of a
    template, by our names; ``kind`` chooses the template; ``url`` is the page behind it.
    """

    kind: str
    text: str
    parts: Mapping[str, str]
    url: str


def letter_of(notices: Sequence[Notice]) -> Wording:
    """The letter that holds all of these, at least one."""
    ordered = sorted(notices, key=lambda notice: weight(notice.kind), reverse=True)
    first = ordered[0]
    parts = parts_of(first)
    if len(ordered) > 1:
        parts["item"] = words.and_others(parts.get("item", ""), len(ordered))
    return Wording(first.kind, digest([text_of(one) for one in ordered]), parts, first.url)


def plain_letter_of(letter: Wording) -> Wording:
    """The same with nothing in it that a template could refuse: it points to the page."""
    parts = words.plain_parts(letter.parts.get("time", ""))
    return Wording(letter.kind, letter.text, parts, letter.url)


def weight(kind: str) -> int:
    """How heavy a notice is among others."""
    return LIGHTEST.index(kind) if kind in LIGHTEST else len(LIGHTEST)


def parts_of(notice: Notice) -> dict[str, str]:
    """What a template message says; one about nothing dated bears the time of its cause."""
    caused = f"{notice.queued_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    return {"time": caused} | {name: value for name, value in notice.fields.items() if value}


def text_of(notice: Notice) -> str:
    """What a customer-service message says: the words, and the page unless they name it."""
    if not notice.url or notice.url in notice.text:
        return notice.text
    return f"{notice.text}\n{notice.url}"
