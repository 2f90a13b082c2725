"""Lists (清单): several items in one message, each with what is said of it and of no other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from language.marks import ITEM, NUMBER, PERCENT, Mention
from language.patterns import late

NO_SIGN, BARE, DOUBTFUL_DAY, NO_DAY = "no_sign", "bare_number", "may_be_a_day", "no_day"
"""Notes: a percent without its sign, an item without 号, what may be a day, what is none."""

THE_REST = late(
    r"^\s*(?:剩下|剩余|余下|其余|其[他它]|别)的?(?:[几两]?[个项件]|都|全部?|事项|任务|项目)*(?![^，。]{0,4}工作)"
)
"""What is said of all the others; of which of them, nobody knows."""

_ALL_ITEMS = late(
    r"(?:[\s、,，和跟与及]+\d{1,3}(?:-\d{1,2})?[号项]?)*\s*(?:都|均|全都|分别|依次|各)"
)
_CLAUSE_BEFORE = late(r"[^、，,。；;！!？?\n]*\Z")
_CLAUSE_ENDS = late(r"\s*(?:了|吧)?\s*(?:$|[、，,。；;！!\n])")
_WORDS = late("[一-鿿]{2}")
_OTHER_NUMBER = late(
    r"(?:电话|号码|编号|编码|密码|代码|文号|车牌|[温湿浓]度|第|[年月日元楼层室栋路])\s*\Z"
)
_LEVEL_NEXT = late(
    r"\s*[:：]?\s*(?:\d{1,3}\s*(?:%|$|[，,。；;\n\s])|百分之|[一二三四五六七八九]成|[还仍尚暂]?[没未](?:动|开工|开始|启动|弄|干)"
    r"|完成|(?:正在|有序|稳步)?推进|进度|干到|弄到|做到|已经?完成)"
)


_HEDGED = late(r"[\s:：=]*(?:大概|大约|约|差不多|才|也就|只有|就|现在|目前)?[\s:：=]*")


def is_told_of(between: str) -> bool:
    """True when a number may be the level of the item before it (17大概60)."""
    return _HEDGED.fullmatch(between) is not None


def are_all_items(after: str) -> bool:
    """True when what stands behind a number makes it one of several (14-2 17 31都完成80%)."""
    return _ALL_ITEMS.match(after) is not None


def in_a_list(found: list[Mention], text: str, is_known: Callable[[str], bool]) -> list[Mention]:
    """The mentions, with what only their neighbours in a list tell of them."""
    levels = [m for m in found if m.sign == ITEM and _LEVEL_NEXT.match(text[m.end :])]
    if len(levels) > 1:
        signed = any(m.sign == PERCENT and m.words.endswith("%") for m in found)
        return [
            replace(m, note=NO_DAY)
            if m in levels and m.note == DOUBTFUL_DAY
            else replace(m, note="")
            if signed and m.note == NO_SIGN and _is_right_behind(m, levels, text)
            else m
            for m in found
        ]
    named = [m for m in found if _is_level_of_words(m, found, text, is_known)]
    figures = sum(m.sign == PERCENT for m in found)
    if not named or len(named) + figures < 2:
        return found
    return [replace(m, sign=PERCENT, note=NO_SIGN) if m in named else m for m in found]


def _is_right_behind(mention: Mention, items: list[Mention], text: str) -> bool:
    """3号60 beside 1号80%: the same said in the same way."""
    before = next((m for m in reversed(items) if m.end <= mention.start), None)
    return before is not None and not text[before.end : mention.start].strip(" :：=")


def _is_level_of_words(
    mention: Mention, found: list[Mention], text: str, is_known: Callable[[str], bool]
) -> bool:
    """面源污染60 among others of its kind: words of the ledger, a number, and nothing more."""
    if mention.sign != NUMBER or not 0 < int(mention.value) <= 100:
        return False
    match = _CLAUSE_BEFORE.search(text[: mention.start])
    words = match[0] if match else ""
    begins = mention.start - len(words)
    alone = not any(begins <= other.start < mention.start for other in found)
    plain = _WORDS.search(words) and not _OTHER_NUMBER.search(words)
    return bool(alone and plain and _CLAUSE_ENDS.match(text[mention.end :]) and is_known(words))
