"""The number of a measure in every form that people type (事项编号), normalised to ``14-2``."""

from __future__ import annotations

import re

from language.numerals import HAN_NUMBER, read_number

_PART = rf"(?:\d{{1,4}}|{HAN_NUMBER})"
_PREFIX = r"(?:第|#|编号|序号|事项|任务|No\.?)"
_JOIN = r"\s?(?:-|_|之|项第?|号第?|条第?)\s?"
_SUFFIX = r"\s?(?:小项|项|号|条)(?!楼|线|院|厂|井|炉|库|池|桥|闸|泵|车|机|[-\d])"

_AT_START = re.compile(
    rf"{_PREFIX}?\s?(?:"
    rf"(?P<a>{_PART}){_JOIN}(?P<b>{_PART})(?:{_SUFFIX})?"
    rf"|(?P<marked>{_PART}){_SUFFIX}"
    r"|(?P<bare>\d{1,4})"
    r")(?![-\d./%年月日])",
    re.IGNORECASE,
)

_LIKE_A_DAY = re.compile(rf"({_PART})\s?号")


def split_item(text: str) -> tuple[str, str]:
    """The item number that the text begins with and what follows it; ("", text) without one.

    Accepts 14-2, 14—2, 14之2, 十四之二, 第14项, 14号, #20, 014-02. A date, a percent, or the
    name of a building (3号楼) is no item.
    """
    match = _AT_START.match(text)
    if not match:
        return "", text
    parts = [match[name] for name in ("a", "b", "marked", "bare") if match[name]]
    numbers = [read_number(part) for part in parts]
    if not all(numbers):
        return "", text
    return "-".join(str(number) for number in numbers), text[match.end() :]


def may_be_a_day(text: str) -> bool:
    """True when the number that the text begins with may be a day of the month as well: 15号.

    第15号, #15号 and 15-2号 are items, and no month has 32 days.
    """
    match = _LIKE_A_DAY.match(text)
    return match is not None and 1 <= (read_number(match[1]) or 0) <= 31


def read_item(text: str) -> str:
    """The item number that the whole text is, or nothing."""
    number, rest = split_item(text.strip())
    return "" if rest.strip() else number


def read_items(text: str) -> tuple[str, ...]:
    """The item numbers of a list (14-2、14-3 15), or nothing when anything else stands in it."""
    words = [word for word in re.split(r"[\s,，、;；和]+", text.strip()) if word]
    numbers = [read_item(word) for word in words]
    return tuple(dict.fromkeys(numbers)) if all(numbers) else ()
