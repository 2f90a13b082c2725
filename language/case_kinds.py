"""Kinds of pollution (污染类型) as people type them."""

from __future__ import annotations

import re
from collections.abc import Mapping

KIND_WORDS = ("水", "大气", "土壤", "噪声", "扬尘", "固废", "生态", "其他")
SPOKEN_KINDS: Mapping[str, str] = {
    **{word: word for word in KIND_WORDS},
    "污水": "水",
    "废气": "大气",
    "空气": "大气",
    "噪音": "噪声",
    "粉尘": "扬尘",
    "油烟": "大气",
    "垃圾": "固废",
    "固体废物": "固废",
    "异味": "大气",
    "臭味": "大气",
}
"""What an office types for a kind of pollution → the word of the list; 水污染 is read as 水."""


def read_kinds(words: str) -> tuple[str, ...]:
    """The kinds of pollution that these words name, each once; nothing when one is none."""
    found = [kind_of(word) for word in re.split(r"[\s,，、;；和及]+", words.strip()) if word]
    return tuple(dict.fromkeys(found)) if found and all(found) else ()


def kind_of(word: str) -> str:
    """The word of the list for what was typed (水污染, 废气); nothing when it is no kind."""
    bare = re.sub(r"(?:环境)?(?:污染|问题|类)$", "", word) or word
    return SPOKEN_KINDS.get(bare, "")
