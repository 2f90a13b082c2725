"""Full-width and half-width signs read alike (全角与半角)."""

from __future__ import annotations

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SPACES = {0x3000: " ", 0x00A0: " ", 0x2003: " ", 0x2002: " ", 0x0009: " "}
_TABLE: dict[int, int | str] = {**_FULL_WIDTH, **_SPACES}


def fold(text: str) -> str:
    """The same text in half-width signs, one for one: positions stay what they were."""
    return text.translate(_TABLE)


def flat(text: str) -> str:
    """The text without any white space; Chinese names and titles have none."""
    return "".join(text.split())
