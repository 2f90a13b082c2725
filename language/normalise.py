"""One spelling for what phones type: half-width and simplified signs, no faces, nothing invisible.

Full-width punctuation of sentences (，；：？！（）) stays, because parts of a message are shown
back to people as they wrote them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

from language.again import LONGEST as SHORT
from language.again import MOST
from language.faces import FACES
from language.patterns import late

LONGEST = 2000
"""Characters that are read; WeChat itself delivers at most 2048 bytes of text."""

_NOT_PUNCTUATION = late(r"[^，；：？！（）]+")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_EMOJI = late("[\U0001f000-\U0001fbff☀-➿⬀-⯿️⃣]")
_CIRCLED = late("[①-⑨❶-❾➀-➈]")
"""Signs that number the lines of a list, and belong to no number behind them."""
_DASHES = late("[\N{HYPHEN}-\N{HORIZONTAL BAR}\N{MINUS SIGN}]+")
_SPACES = late(r"[^\S\n]+")
_LINES = late(r" ?\n[ \n]*")


def normalise(text: str) -> str:
    """The message in one spelling; lines stay lines. Any text is accepted, the rest cut off."""
    # One message is looked at by a dozen readers, and short ones come again and again.
    return _known(text) if len(text) <= SHORT else _normalised(text)


@lru_cache(maxsize=MOST)
def _known(text: str) -> str:
    return _normalised(text)


def _normalised(text: str) -> str:
    text = _CIRCLED.sub(lambda match: f"\n{unicodedata.digit(match[0])}、", text)
    text = _NOT_PUNCTUATION.sub(_half_width, text[:LONGEST])[:LONGEST]
    text = text.replace("\r", "\n").replace("\t", " ")
    text = _EMOJI.sub("", FACES.sub("", text))
    text = "".join(c for c in text if c == "\n" or unicodedata.category(c) not in _INVISIBLE)
    text = _SPACES.sub(" ", _DASHES.sub("-", text))
    return _simplified()(_LINES.sub("\n", text).strip())


def _half_width(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match.group())


@cache
def _simplified() -> Callable[[str], str]:
    """Traditional signs to simplified ones (繁转简), loaded at first use."""
    from opencc import OpenCC  # noqa: PLC0415 - not at import: it reads a dictionary

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert
