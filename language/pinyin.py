"""How signs sound (拼音): the toneless syllable of each, with what dialects and thumbs confuse.

A voice-typed name comes with other signs of the same sound (葫芦和 for 葫芦河), a hurried one in
Latin letters (huluhe). Only single signs are looked up, so pypinyin's table of phrases, three
quarters of its memory, is left out.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import cache, lru_cache

from language.patterns import late

_FOLDED = late(r"^(zh|ch|sh)|(?<=[aei])ng$")
_VOWELS = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ", "aaaaeeeeiiiioooouuuuvvvvvnnnm")
LONGEST_TYPED = 40
"""Letters in one run that are read as pinyin."""


@cache
def _table() -> dict[int, str]:
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin.pinyin_dict import pinyin_dict  # noqa: PLC0415 - loaded when first needed

    return dict(pinyin_dict)


@lru_cache(maxsize=8192)
def syllable(sign: str) -> str:
    """The commonest reading without its tone (行 → xing); the sign itself when it has none."""
    found = _table().get(ord(sign), "")
    return found.split(",", 1)[0].translate(_VOWELS) if found else sign


@lru_cache(maxsize=8192)
def sound(sign: str) -> str:
    """As :func:`syllable`, with zh = z, ch = c, sh = s and -ng = -n."""
    return _FOLDED.sub(lambda m: (m[1] or "n")[0], syllable(sign))


def sounds(text: str) -> tuple[str, ...]:
    """The folded syllables of a text."""
    return tuple(map(sound, text))


class Typed:
    """Names that may be typed in Latin letters, without or with spaces between the syllables."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names: dict[str, str] = {}
        for name in names:
            self._names.setdefault("".join(map(syllable, name)), name)
        self._longest = max(map(len, self._names), default=0)

    def read(self, letters: str) -> str:
        """The Chinese for a run of letters that is nothing but known names, else the letters."""
        left = re.sub(r"[\s']+", "", letters.lower()).replace("ü", "v")
        if len(left) > LONGEST_TYPED:
            return letters
        found = self._cut(left)
        return "".join(found) if found else letters

    def _cut(self, left: str) -> list[str]:
        """The names that the letters are made of, found from the end; empty when there are none."""
        ways: dict[int, list[str]] = {len(left): []}
        for start in range(len(left) - 1, -1, -1):
            for length in range(min(self._longest, len(left) - start), 1, -1):
                name = self._names.get(left[start : start + length])
                if name is not None and start + length in ways:
                    ways[start] = [name, *ways[start + length]]
                    break
        return ways.get(0, [])
