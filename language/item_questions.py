"""Questions about a named item (问某一项), however they are put: its detail answers them.

Tried when nothing else fits. A question with a figure (14-2完成80%了吗) is one too: what stands in
the ledger answers it, and nothing is stored.
"""

from __future__ import annotations

import re

from language.acts import Act, Intent
from language.each_item import for_each_item
from language.marks import AMOUNT, CODE, ITEM, UNIT
from language.moods import DENIAL, EXAMPLE, HEARSAY, OTHERS, QUESTION, WISH
from language.patterns import late
from language.rule import ALL, Rule, about_item, rule
from language.subjects import Said

_PARTS = (
    r"详[细情]|(?:具体|详细)(?:的)?(?:情况|内容|要求|信息|措施|任务)|详细情况|要求|内容|标准|依据|原文|原话|历史|记录|历史记录|责任人|负责人|责任单位|说明|措施|背景"
    r"|进度|进展|情况|状态|上报情况"
)
_SHOW = r"打开|点开|调出|显示|介绍|说说|讲讲|说一下|讲一下|看|瞅|瞧|查"
_HERE = r"发我|给我|发给我|看看|看一下|看下|发来|一下|来看看"
_ASKED = late(
    rf"{ITEM}[^，。]{{0,3}}(?:的)?(?:{_PARTS})(?:{_HERE}|是|呢|说明)*[。！!]?$"
    rf"|(?:{_SHOW})[^，。{ITEM}]{{0,4}}{ITEM}(?:那[个项])?[。！!]?$|{ITEM}[，,]?(?:{_HERE}|{_SHOW})+[。！!]?$"
)
_DETAIL_OF_WORDS = late(
    r"[那这][个项](?:的)?(?:具体|详细)(?:的)?(?:情况|内容|要求|信息)(?:是|呢|发我|看看)?$"
)
_MORE_QUESTION = late(r"(?<![还都])没[。！!]?$|来着|咋|啥|哪[。！!]?$")
_OTHER_ACTS = (
    r"延期|延长|宽限|申请|报名|撤|照片|视频|佐证|附件|预警|黄牌|绑定|举报|投诉|怎么报|咋报|如何报"
    r"|怎么填|工资|多少钱"
)
_NO_QUESTION = (DENIAL, EXAMPLE, HEARSAY, OTHERS, WISH)
SHORTEST_NAME = 4
"""Signs of words that name an item as surely as its number does."""


def _asked(_match: re.Match[str], said: Said) -> tuple[Act, ...]:
    text = said.compact
    numbered = said.frame.first(ITEM) is not None
    sure = said.subject.measure and len(said.subject.item) >= SHORTEST_NAME
    detail = bool(said.subject.item and _DETAIL_OF_WORDS.search(text))
    if not (numbered or sure or detail) or any(mood.search(text) for mood in _NO_QUESTION):
        return ()
    if any(amount.note for amount in said.frame.all(AMOUNT)):
        return ()
    asks = QUESTION.search(text) or _MORE_QUESTION.search(text)
    if not (asks or detail) and not (numbered and _ASKED.search(text)):
        return ()
    return for_each_item(about_item(said, Intent.ITEM_DETAIL), said)


ASKS_OF_ITEM: Rule = rule(
    "asks_of_item",
    ALL,
    _asked,
    r"\S",
    unless=rf"{CODE}|{_OTHER_ACTS}|{UNIT}.{{0,2}}(?:说|报)",
)
"""The last of the questions; after it only bare words are tried."""
