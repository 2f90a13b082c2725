"""What a message mentions, taken out of its words (要素): the frame that is left is read by rules.

``14-2 8月底完成80%`` becomes ``I D完成P``: each mention is one sign of the private area, which no
normalised text holds, so a rule says in short what may stand where.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

ITEM, PERCENT, DATE, UNIT, CODE, NUMBER, LENGTH, AMOUNT = map(chr, range(0xE000, 0xE008))
"""An item's number, a share, a day, a unit, a code, a bare number, a length of time, a quantity."""

KINDS = dict(
    zip(
        map(chr, range(0xE000, 0xE008)),
        ["item", "percent", "date", "unit", "code", "number", "length", "amount"],
        strict=True,
    )
)
SIGNS = ITEM + PERCENT + DATE + UNIT + CODE + NUMBER + LENGTH + AMOUNT


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing that was mentioned: what it is, where, and what it means.

    ``value`` of an item is its number, of a share the percent, of a unit the official name, of a
    day its ISO date (empty when the words name none); ``note`` says what makes it doubtful.
    """

    sign: str
    start: int
    end: int
    words: str
    value: str = ""
    note: str = ""

    @property
    def kind(self) -> str:
        """The name of its kind."""
        return KINDS[self.sign]

    @property
    def day(self) -> date | None:
        """The day that a date mentions."""
        return date.fromisoformat(self.value) if self.value else None


@dataclass(frozen=True, slots=True)
class Frame:
    """Text in which mentions are single signs, and the mention at each such place."""

    text: str
    mentions: dict[int, Mention]

    @classmethod
    def of(cls, text: str, mentions: Iterable[Mention]) -> Frame:
        """The frame of a text whose mentions are in order and do not overlap."""
        parts: list[str] = []
        placed: dict[int, Mention] = {}
        at = length = 0
        for mention in mentions:
            parts += [text[at : mention.start], mention.sign]
            length += mention.start - at + 1
            placed[length - 1] = mention
            at = mention.end
        return cls("".join([*parts, text[at:]]), placed)

    def part(self, start: int, end: int) -> Frame:
        """The frame between two places."""
        inside = {at - start: m for at, m in self.mentions.items() if start <= at < end}
        return Frame(self.text[start:end], inside)

    def without(self, spans: Iterable[tuple[int, int]]) -> Frame:
        """The frame without what stands between these places."""
        gone = {place for start, end in spans for place in range(start, end)}
        if not gone:
            return self
        kept = [place for place in range(len(self.text)) if place not in gone]
        placed = {new: self.mentions[old] for new, old in enumerate(kept) if old in self.mentions}
        return Frame("".join(self.text[place] for place in kept), placed)

    def all(self, sign: str) -> list[Mention]:
        """The mentions of one kind, in their order."""
        return [mention for mention in self.mentions.values() if mention.sign == sign]

    def first(self, sign: str) -> Mention | None:
        """The first mention of one kind."""
        return next((m for m in self.mentions.values() if m.sign == sign), None)

    def words(self, start: int = 0, end: int | None = None) -> str:
        """What was said between two places of the frame."""
        said = []
        for place in range(start, len(self.text) if end is None else end):
            mention = self.mentions.get(place)
            said.append(mention.words if mention else self.text[place])
        return "".join(said)
