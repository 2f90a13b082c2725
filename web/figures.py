"""Rates that carry their formula, so that nobody has to ask what was divided by what."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


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
        counts = f"{self.part_name} {self.part} 项 ÷ {self.whole_name} {self.whole} 项"
        return f"{counts} = {self.percent}" if self.percent else f"{counts}，暂无法计算"


def rates(published: int, closed: int, claimed_done: int, verified_done: int) -> tuple[Rate, ...]:
    """The three rates of a list of published items: verified first, then claimed, then closed."""
    whole = ("已公开", published)
    return (
        Rate("核实完成率", "verified", "核实完成", verified_done, *whole),
        Rate("单位上报完成率", "claimed", "上报完成", claimed_done, *whole),
        Rate("销号率", "closed", "已销号", closed, *whole),
    )
