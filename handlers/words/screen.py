"""The screen of a phone (手机屏幕): how much of a text it shows without scrolling."""

from __future__ import annotations

import math
import re
import unicodedata

ROWS, WIDTH = 12, 18
"""Lines of a screen, and full-width signs of a line; two half-width signs count as one."""

BYTES = 1800
"""UTF-8 bytes; WeChat takes 2048 of a text message, and its channel adds a little."""

LINK = re.compile(r"https?://\S+")
LINK_ROWS = 2
"""An address is counted as this many rows, however long the name of the office's server is."""


def rows(text: str) -> int:
    """How many lines of a phone a text takes."""
    return sum(_rows(line) for line in text.split("\n"))


def fits(text: str) -> bool:
    """Whether a text can be read without scrolling, and sent in one message."""
    return rows(text) <= ROWS and len(text.encode()) <= BYTES


def _rows(line: str) -> int:
    links = LINK.findall(line)
    plain = LINK.sub("", line)
    wide = sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in plain)
    return max(1, math.ceil(wide / WIDTH)) + (LINK_ROWS - 1) * len(links)
