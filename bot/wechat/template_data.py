"""The values of a template message (模板消息), made to fit the types of its fields.

A field's name is its type and a number: ``thing1``. A value that breaks the rule of its type makes
the platform refuse the whole message (47003), so each one is brought into shape here; the full
text is on the page behind the message.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

THING_LENGTH = 20
PHRASE_LENGTH = 5
CHARACTERS_LENGTH = 32
EMPTY = "无"
"""The platform refuses an empty value."""

TYPED = re.compile(r"([a-z_]+?)\d*")
HAN = re.compile(r"[^一-鿿]")
NOT_CHARACTERS = re.compile(r"[^!-~ ]")
CLOCK = re.compile(
    r"(\d{4}(年\d{1,2}月\d{1,2}日|[-/.]\d{1,2}[-/.]\d{1,2}) ?)?\d{1,2}:\d{2}(:\d{2})?"
)
DAY = re.compile(r"\d{4}(年\d{1,2}月\d{1,2}日|[-/.]\d{1,2}[-/.]\d{1,2})")


def template_data(parts: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    """Field of the template → value that fits it.

    ``parts``: what the notice says, by our names; ``names``: our name → field of the template.
    Every field of the template gets a value, since an absent one is refused.
    """
    return {field: fitted(field, parts.get(ours, "")) for ours, field in names.items()}


def fitted(field: str, value: str) -> str:
    """The value as the type of the field allows it: one line, without emoji, cut where needed."""
    match = TYPED.fullmatch(field)
    shape = SHAPES.get(match[1]) if match else None
    line = one_line(value)
    return shape(line) if shape else (line or EMPTY)


def one_line(value: str) -> str:
    """Controls and line breaks become spaces; pictures, which the platform removes, go."""
    kept = [" " if unicodedata.category(c)[0] in "CZ" else c for c in value if not _is_picture(c)]
    return " ".join("".join(kept).split())


def _is_picture(character: str) -> bool:
    return (
        unicodedata.category(character) == "So"
        or character in "\u200d\ufe0f"
        or "\U0001f000" <= character <= "\U0001faff"
    )


def _thing(line: str) -> str:
    if len(line) > THING_LENGTH:
        line = line[: THING_LENGTH - 1] + "…"
    return line or EMPTY


def _phrase(line: str) -> str:
    return HAN.sub("", line)[:PHRASE_LENGTH] or EMPTY


def _characters(line: str) -> str:
    """An identifier is never shortened into another one: too long, it says nothing."""
    found = NOT_CHARACTERS.sub("", line).strip()
    return found if 0 < len(found) <= CHARACTERS_LENGTH else "-"


def _time(line: str) -> str:
    if CLOCK.fullmatch(line):
        return line
    day = DAY.search(line)
    return f"{day[0]} 00:00" if day else "00:00"


def _date(line: str) -> str:
    if DAY.fullmatch(line):
        return line
    day = DAY.search(line)
    return day[0] if day else "1970-01-01"


SHAPES: dict[str, Callable[[str], str]] = {
    "thing": _thing,
    "short_thing": _thing,
    "const": _thing,
    "phrase": _phrase,
    "character_string": _characters,
    "time": _time,
    "date": _date,
}
