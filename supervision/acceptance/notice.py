"""A notice of publicity (销号公示) as values: what a page and a document show alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PublicNotice:
    """The structure that real notices have: six sections, then how to object, then who signs.

    ``reckoning`` explains the period in words; ``phone`` is empty while the office has entered
    none.
    """

    number: str
    title: str
    basis: str
    sections: tuple[tuple[str, str], ...]
    objecting: str
    reckoning: str
    office: str
    phone: str
    signed: str
    day: date
    last: date
    measure: str
