"""Spans of time that lists are asked for (时段): today, this week, overdue, the next N days."""

from __future__ import annotations

import re

from language.marks import DATE, LENGTH, Frame
from language.numerals import HAN_NUMBER, read_number
from language.patterns import late

_WORDS = (
    (
        "overdue",
        late(r"(?<!快)(?<!快要)(?<!即将)(?<!马上)(?<!将要)超期|逾期|过期|超时|到期没|拖期"),
    ),
    ("today", late(r"今[天日]|当天")),
    ("this_week", late(r"(?:本|这|这个|这一)(?:周|星期|礼拜)|周内")),
    ("next_month", late(r"下个?月")),
    (
        "this_month",
        late(
            r"(?:本|这|这个|当)月|月内|(?<![\d一二三四五六七八九十])月底前?|(?<![\d一二三四五六七八九十])月末"
        ),
    ),
)
_DAYS = late(rf"(\d{{1,3}}|{HAN_NUMBER})\s?个?(天|日|周|星期|礼拜|月)")
_HALF_MONTH = late(r"半个?月")
_SOON = late(r"明天|后天")


def window_in(frame: Frame) -> str:
    """The window that the words name, in the form of the contract, or nothing."""
    text = frame.words()
    for mention in frame.mentions.values():
        if mention.sign in (DATE, LENGTH):
            found = _length(mention.words)
            if found:
                return found
    for window, pattern in _WORDS:
        if pattern.search(text):
            return window
    if _SOON.search(text):
        return "days:2" if "后天" in text else "days:1"
    return _length(text) if re.search(r"内|未来|接下来|以后|最近", text) else ""


def _length(words: str) -> str:
    if _HALF_MONTH.search(words):
        return "days:15"
    match = _DAYS.search(words)
    count = read_number(match[1]) if match else None
    if not match or not count:
        return ""
    if match[2] == "日" and not re.search(r"内|未来", words):
        return ""
    days = {"天": 1, "日": 1, "月": 30}.get(match[2], 7) * count
    return "" if match[2] == "月" and "个" not in words else f"days:{days}"
