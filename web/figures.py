"""Rates that carry their formula, so that nobody has to ask what was divided by what."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from handlers.words import pages as words


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of a whole (率): ``name`` of the rate, both counts with their names.

    ``kind`` says whose number it is: ``verified`` (已核实), ``claimed`` (单位上报), ``closed``.
    """

    name: str
    kind: str
    part_name: str
    part: int
    whole_name: str
    whole: int

    @property
    def percent(self) -> str | None:
        """The rate with one decimal, rounded half up; None while there is nothing to divide by."""
        if not self.whole:
            return None
        share = Decimal(self.part * 100) / Decimal(self.whole)
        return f"{share.quantize(Decimal('0.1'), ROUND_HALF_UP)}%"

    @property
    def formula(self) -> str:
        """How the rate came about, in words and figures."""
        return words.formula(self.part_name, self.part, self.whole_name, self.whole, self.percent)


def rates(published: int, closed: int, claimed_done: int, verified_done: int) -> tuple[Rate, ...]:
    """The three rates of a list of published items: verified first, then claimed, then closed."""
    counted = (
        (words.VERIFIED_RATE, "verified", verified_done),
        (words.CLAIMED_RATE, "claimed", claimed_done),
        (words.CLOSED_RATE, "closed", closed),
    )
    return tuple(
        Rate(name, kind, part_name, part, words.PUBLISHED, published)
        for (name, part_name), kind, part in counted
    )
