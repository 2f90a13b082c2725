"""Commands and names heard or typed wrongly (同音错字): 完城 → 完成, 葫芦和 → 葫芦河.

Two signs that sound like a word we know become that word, unless they, or one of them with its
neighbour, are a word of their own: 烟气 sounds like 延期 and stays.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from language.patterns import late
from language.pinyin import sounds

COMMAND_WORDS = (
    *("完成", "进度", "进展", "延期", "延长", "申请", "销号", "验收", "撤回", "超期"),
    *("逾期", "绑定", "整改", "任务", "预警", "黄牌", "举报", "投诉", "关注", "签收"),
    *("收到", "开工", "停工", "竣工", "困难", "公开", "发布", "到期", "通报", "退订"),
)
"""Words that a message turns on; each two signs long."""

HEARD = {
    "申请消耗": "申请销号",
    "申请小号": "申请销号",
    "百分支": "百分之",
    "百分只": "百分之",
    "百份之": "百分之",
    "百分制": "百分之",
    "百分知": "百分之",
    "完成白分之": "完成百分之",
    "进度白分之": "进度百分之",
    "整改版": "整改办",
    "整改半公室": "整改办公室",
    "黄牌景告": "黄牌警告",
    "受到了": "收到了",
    "木有": "没有",
    "我的人物": "我的任务",
}
"""What voice input makes of our words, where the signs alone are words of their own."""

_OF_HUNDRED = late(
    r"(?<=[\d号项成度到了])\s?[百白佰摆](?:分|份)(?:之|只|支|制|知|至|直|子)?(?=\s?(?:\d{1,3}(?!\d|[分个号项])|[一二三四五六七八九]?十))"
)
"""百分之 as it is heard behind an item or a verb, before a number."""

_DIALECT_END = late(
    r"(?<=[完好成毕定妥到掉光清齐净束工索起动掂妥])(?:咧|哩|嘞|咾|喽|啰|勒)(?=$|[，,。；;！!\s\d])"
)
"""弄完咧 is 弄完了, wherever it is said so."""

Knows = Callable[[str], bool]


@cache
def by_sound() -> dict[tuple[str, ...], str]:
    """The command words by their sounds; made when a message is read, for it loads a table."""
    return {sounds(word): word for word in COMMAND_WORDS}


def corrected(text: str, is_word: Knows, is_written: Knows = lambda _: False) -> str:
    """The text with the words that it turns on in their usual signs.

    ``is_written`` knows the pairs of signs of the ledger: what it writes itself (烟气) is no slip.
    """
    text = _DIALECT_END.sub("了", text)
    for heard, meant in HEARD.items():
        if heard in text:
            text = text.replace(heard, meant)
    if "分" in text or "份" in text:
        text = _OF_HUNDRED.sub("百分之", text)
    heard_signs, commands = sounds(text), by_sound()
    for place in range(len(text) - 1):
        meant = commands.get((heard_signs[place], heard_signs[place + 1]), "")
        pair = text[place : place + 2]
        if not meant or pair == meant or is_written(pair):
            continue
        if _is_nothing_else(text, place, is_word):
            text = text[:place] + meant + text[place + 2 :]
    return text


def _is_nothing_else(text: str, place: int, is_word: Knows) -> bool:
    before, after = text[max(place - 1, 0) : place + 1], text[place + 1 : place + 3]
    return not any(
        len(pair) == 2 and is_word(pair) for pair in (text[place : place + 2], before, after)
    )
