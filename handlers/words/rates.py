"""A rate (率) in words, always with its formula: 核实完成 9 ÷ 全部 22 = 40.9%."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def percent(part: int | float | Decimal, whole: int | float | Decimal) -> Decimal:
    """A share in percent with one decimal, rounded half up; ``whole`` is not 0."""
    share = Decimal(str(part)) * 100 / Decimal(str(whole))
    return share.quantize(Decimal("0.1"), ROUND_HALF_UP)


def rate(part_name: str, part: int, whole_name: str, whole: int) -> str:
    """The share with what was divided by what; without a whole, that it cannot be computed."""
    if not whole:
        return f"{part_name} {part} ÷ {whole_name} 0，暂无法计算"
    return f"{part_name} {part} ÷ {whole_name} {whole} = {percent(part, whole)}%"
