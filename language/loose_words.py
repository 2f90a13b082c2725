"""Loose answers (随口答): what is left of 哦是17号, 分散的那个, 17号的 without their wrapping."""

from __future__ import annotations

import re

from language.courtesies import without_courtesies
from language.normalise import normalise
from language.numerals import HAN_NUMBER, read_number
from language.patterns import late

LONGEST = 20
"""Signs of an answer; what is longer says more than which."""

_BEFORE = late(
    r"^(?:哦+|噢+|喔|啊|嗯+|呃|额|哎|诶|对+的?|好的?|那个?|就|应?该?是|是的?|我?(?:说|指|讲|要报|想报|报|选|要)的?(?:是|那)?|选|给|[，,。、\s])+"
)
_BEHIND = late(
    r"(?:的?(?:那|这)(?:个|项|条|块|件|边)|的|吧|呀|啊|哈|呢|啦|了|项目|任务|事项|[，,。.!！~～、\s])+$"
)
_NUMBER = late(
    rf"第?(\d{{1,3}}|{HAN_NUMBER})(?:(?:[-_之杠]|[项号]的?第?)(\d{{1,2}}|{HAN_NUMBER}))?(?:小?项|号|条)?"
)


def unwrapped(text: str) -> str:
    """The words that name something; nothing when more is said than that."""
    plain = without_courtesies(normalise(text))
    if len(plain) > LONGEST or re.search(r"[?？%％]|[吗么]$", plain):
        return ""
    return _BEHIND.sub("", _BEFORE.sub("", plain)).strip()


_PLACE = late(
    r"(?:就|是|选|要|那)*(?:第(?P<place>[一二三四五六七八九]|\d)(?:个|条|行)|(?P<last>最后|末尾|最下面)(?:的|那)?一?(?:个|条|行))"
)


def place_in_list(text: str) -> int:
    """Which of the lines just shown is meant (第二个 → 2, 最后一个 → -1); 0 for none."""
    match = _PLACE.fullmatch(
        _BEHIND.sub("", without_courtesies(normalise(text)).rstrip("吧呀啊哈呢的"))
    )
    if match is None:
        return 0
    return -1 if match["last"] else read_number(match["place"]) or 0


def number_in(name: str) -> str:
    """The number (17, 14-2) that unwrapped words are, or nothing."""
    match = _NUMBER.fullmatch(name)
    if not match:
        return ""
    parts = [read_number(part) for part in match.groups() if part]
    return "-".join(str(part) for part in parts) if all(parts) else ""


_LEVEL = late(
    rf"(?:现在|目前|刚|才|已经?|也就|就|有|完成|进度|干|做|搞|弄|推进|是|到|至|了|约|[，,\s])*"
    rf"(?P<hedge>大概|大约|差不多|快|将近|接近|估计|可能)?(?:是|有|到|了)*"
    rf"(?:百分之)?(?P<number>\d{{1,3}}|{HAN_NUMBER})(?P<about>多|来)?(?:个?百?分?点|个)?"
    r"(?P<vague>左右|上下|的样子|吧)?(?:了|的|哈|啊|呀)*"
)


def level_in(text: str) -> tuple[int, bool] | None:
    """The percent of a loose answer to how far (到三十了, 差不多30), and whether it is vague."""
    match = _LEVEL.fullmatch(without_courtesies(normalise(text)))
    level = read_number(match["number"]) if match else None
    if match is None or level is None or not 1 < level <= 100:
        return None
    return level, any(match[name] for name in ("hedge", "about", "vague"))
