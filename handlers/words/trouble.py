"""What is said when an answer comes late, in parts, or not at all."""

from __future__ import annotations


def busy(*, certain: bool) -> str:
    """Redis is away; ``certain`` when nothing can have been stored."""
    if certain:
        return "系统忙，请稍后再发。您刚才的消息没有记录。"
    return "系统忙，请稍后再发。刚才的消息不一定记上了，稍后可以先查一下。"


def working() -> str:
    """The answer to what takes longer than WeChat waits; its result follows."""
    return "正在办理，办好后发给您。没收到请回复任意字领取。"


def not_done() -> str:
    """What was being worked on came to no end."""
    return "刚才说正在办理的那条消息没有办成，没有记录。请重新发送。"


def failed() -> str:
    """A fault of the program has ended the work."""
    return "系统出错，这条消息没有办成，也没有记录。请稍后重发；还不行，请联系整改办。"


def to_be_continued() -> str:
    """The last line of a part; the next one follows by itself, unless WeChat does not allow it."""
    return "（未完待续，没收到下文请回复任意字领取）"
