"""A text that a broken conversion has damaged, made whole again (修复转换损坏).

Some sites turn simplified into traditional characters and leave the reading of each ambiguous one
behind it: 環(huán)境, 治(zhì). Such a text is told by what it holds, and nothing else is touched.
Two signs are judged apart:

- brackets: at least ``BRACKETS`` of them hold nothing but a reading of the character before them.
  A sound text gives the reading of a rare name once or twice; (PM2.5) and (一) are no reading.
- characters: at least ``CHARACTERS`` and a ``SHARE`` of all Chinese ones are traditional. In a
  traditional text it is about a third; a sound one has a few in names and quotations.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

BRACKETS = 5
"""So many brackets with a reading are a damage, fewer are the author's."""

CHARACTERS = 20
"""So many traditional characters at least, so that a short title is not judged by its share.

Beside brackets that are a damage, the share alone decides.
"""

SHARE = 0.10
"""The least share of traditional characters among the Chinese ones of a traditional text."""

EXAMPLES = 3

_CHINESE = "\u3400-\u9fff\uf900-\ufaff"
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_TONELESS = str.maketrans(_TONES, "aaaaeeeeiiiioooouuuuüüüünnnm")
_BRACKET = re.compile(rf"(?<=[{_CHINESE}])[(（]\s*([a-zü{_TONES}\u0300-\u030c]{{1,8}})\s*[)）]")
_LOST = re.compile(rf"[^。,，\n]{{0,6}}\?[a-zü]{{0,5}}[{_TONES}][a-z]{{0,3}}\)[^。,，\n]{{0,6}}")
_BEGINNING = re.compile("著(?=[力眼手])")
"""着 as 著: the table of characters keeps it, since 著 is also a word of its own (著作, 显著)."""


@dataclass(frozen=True, slots=True)
class Repair:
    """What was repaired: brackets taken out, characters turned, the first examples (环 for 環).

    ``lost`` are the places where the conversion has eaten a character (地方?jīng)]有): nobody can
    tell which, so they stay as they are and are named.
    """

    brackets: int
    characters: int
    examples: tuple[tuple[str, str], ...] = ()
    lost: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything was repaired."""
        return bool(self.brackets or self.characters)


def repair(text: str) -> tuple[str, Repair]:
    """The text as it was before its conversion, and what was done; a sound text as it is."""
    found = [match for match in _BRACKET.finditer(text) if _spells(match)]
    if len(found) < BRACKETS:
        found = []
    bare = _without(text, found)
    simplified = _BEGINNING.sub("着", _simplified()(bare))
    turned = [(old, new) for old, new in zip(bare, simplified, strict=False) if old != new]
    if not _is_traditional(bare, len(turned), damaged=bool(found)):
        simplified, turned = bare, []
    new_of = dict(turned)
    damaged = [match.string[match.start() - 1] + match[0] for match in found]
    examples = dict.fromkeys((old, new_of.get(old[0], old[0])) for old in damaged)
    examples = examples or dict.fromkeys(turned)
    lost = tuple(_LOST.findall(simplified)) if found or turned else ()
    return simplified, Repair(len(found), len(turned), tuple(examples)[:EXAMPLES], lost)


def _spells(match: re.Match[str]) -> bool:
    """Whether a bracket holds a reading of the character before it.

    A reading with another tone counts as well, as in 一(yì); a syllable without a tone mark only
    where the character is read without one, as in 們(men).
    """
    syllable = unicodedata.normalize("NFC", match[1])
    readings = _readings(match.string[match.start() - 1])
    if syllable in readings:
        return True
    toneless = syllable.translate(_TONELESS)
    return toneless != syllable and toneless in {each.translate(_TONELESS) for each in readings}


def _without(text: str, found: list[re.Match[str]]) -> str:
    kept, position = [], 0
    for match in found:
        kept.append(text[position : match.start()])
        position = match.end()
    return "".join([*kept, text[position:]])


def _is_traditional(text: str, turned: int, *, damaged: bool) -> bool:
    chinese = len(re.findall(f"[{_CHINESE}]", text))
    return (damaged or turned >= CHARACTERS) and turned >= SHARE * chinese


def _readings(character: str) -> tuple[str, ...]:
    return tuple(_table().get(ord(character), "").split(","))


@cache
def _table() -> dict[int, str]:
    # Single characters are enough; the phrases are three quarters of the library's memory.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin.pinyin_dict import pinyin_dict  # noqa: PLC0415 - loaded when first needed

    return dict(pinyin_dict)


@cache
def _simplified() -> Callable[[str], str]:
    from opencc import OpenCC  # noqa: PLC0415 - not at import: it reads a dictionary

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert
