"""Corrections in the same breath (更正): 80%，不对，85%. What was taken back goes."""

from __future__ import annotations

import re

from language.marks import AMOUNT, DATE, ITEM, PERCENT, UNIT, Frame
from language.patterns import late

_KINDS = ITEM + PERCENT + DATE + UNIT + AMOUNT
_NOT_BUT = late(
    rf"(?:不是|不在|别是)(?:第)?([{_KINDS}])[^{_KINDS}。\n]{{0,6}}?(?:而?是|应该是|改成)\s?(?=[{_KINDS}])"
)
_BUT_NOT = late(rf"是[{ITEM}{PERCENT}]([，,]?而?不是[{ITEM}{AMOUNT}{PERCENT}])")
_BACK = late(
    r"[，,。；;、\s]*(?:哦|噢|啊|嗯|呃|哎|额)?(?:(?:不对){1,2}|不是不是|不不|(?<=[哦噢啊嗯呃哎额])不(?=[，,\s])|(?:说|打|写|发|搞|弄|记|报|填|看)错了?|错了|口误|呸|更正(?:一下|为)?"
    r"|纠正(?:一下)?|应该?是|(?:不好意思|抱歉|对不起)[，,\s]*(?=是)|改成|改为)[，,。；;、\s]*(?:应该?)?(?:是|为|改成|改为)?"
)
_STRONG = late(r"不对|不是不是|错|口误|呸|更正|[哦噢啊嗯呃哎额]不")
_OF_ITEM = late(
    rf"(?<={ITEM})的?(?:[那这]?[个项])?的?(?:进度|数据?|数字)?(?:我|是|刚才|刚刚|上面|前面|[，,\s])*"
    rf"(?:(?:说|打|写|发|搞|弄|记|报|填|输)(?:错|[高低多少大小])了?|口误)(?:[，,。；;、\s]+(?:应该)?(?:是|为|改成|改为)?|应该是?|是|为|改[成为])\s*(?={PERCENT})"
)
"""14-2报错了，应该是75%: what was said before holds no longer, and this is a level as any."""
REACH = 24
"""Signs behind the taking back within which the new word stands."""


def corrected(frame: Frame) -> tuple[Frame, bool]:
    """The frame with what was meant, and whether something was taken back and nothing given."""
    frame = frame.without(m.span() for m in _NOT_BUT.finditer(frame.text))
    frame = frame.without(m.span(1) for m in _BUT_NOT.finditer(frame.text))
    frame = frame.without(m.span() for m in _OF_ITEM.finditer(frame.text))
    for _ in range(4):
        match = next((m for m in _BACK.finditer(frame.text) if _is_taken_back(frame, m)), None)
        if match is None:
            return frame, False
        spans = _replaced(frame, match)
        if not spans:
            return frame, _STRONG.search(match[0]) is not None
        # The words of the correction part two statements no longer.
        frame = frame.without([*spans, match.span()])
    return frame, False


def _is_taken_back(frame: Frame, match: re.Match[str]) -> bool:
    """A word of correction counts behind a figure; 应该是 only when it replaces one."""
    if PERCENT not in frame.text[: match.start()] and ITEM not in frame.text[: match.start()]:
        return False
    if _STRONG.search(match[0]):
        return PERCENT in frame.text[: match.start()] or bool(_replaced(frame, match))
    return bool(_replaced(frame, match))


def _replaced(frame: Frame, match: re.Match[str]) -> list[tuple[int, int]]:
    """Where the mentions stand that later ones of their kind replace."""
    coming = frame.text[match.end() : match.end() + REACH]
    gone: list[tuple[int, int]] = []
    for kind in (ITEM, PERCENT, DATE):
        if kind in coming:
            place = frame.text.rfind(kind, 0, match.start())
            if place >= 0:
                gone.append((place, place + 1))
    return gone
