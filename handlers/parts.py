"""Parts (分段): words that are too long for one message of WeChat, cut where a line ends."""

from __future__ import annotations

LONGEST_BYTES = 2_048
"""Measured on the platform: a longer text shows the person a failure notice instead."""

ENDS = ("\n", "。", "；", "，", " ")
"""Where a part may end, the best first."""


def parts(words: str, more: str) -> list[str]:
    """The words in as many parts as they need; each but the last ends with the line ``more``."""
    found: list[str] = []
    while len(words.encode()) > LONGEST_BYTES:
        room = LONGEST_BYTES - len(f"\n{more}".encode())
        head = words.encode()[:room].decode(errors="ignore")
        head = head[: _end(head)]
        found.append(f"{head.rstrip()}\n{more}")
        words = words[len(head) :].lstrip("\n")
    return [*found, words] if words or not found else found


def _end(head: str) -> int:
    """Behind the last good place in the second half; behind the last character when it has none."""
    for sign in ENDS:
        place = head.rfind(sign, len(head) // 2)
        if place > 0:
            return place + 1
    return len(head)
