"""Reading single fields (字段) of a message: whatever stands there, a value comes out or none."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from bot.reading import Unreadable

MOST_DIGITS = 18
"""Longer numbers are none that we count or compare with; ids are read as text."""


def text(fields: Mapping[str, Any], name: str) -> str:
    """The text of a field; "" when it is missing or holds fields of its own."""
    return as_text(fields.get(name))


def as_text(value: object) -> str:
    """A value as text; "" when there is none, or it is no single value."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool | Mapping | list | tuple) or value is None:
        return ""
    try:
        return str(value)
    except ValueError:  # a number too long to be written down
        return ""


def whole(fields: Mapping[str, Any], name: str) -> int:
    """A whole number that is not negative; 0 when there is none."""
    return as_whole(fields.get(name))


def as_whole(value: object) -> int:
    """A value as a whole number that is not negative; 0 when it is none."""
    found = as_text(value).strip()
    plain = found.isascii() and found.isdigit() and len(found) <= MOST_DIGITS
    return int(found) if plain else 0


def seconds(fields: Mapping[str, Any], name: str) -> int:
    """An instant in unix seconds; 0 when there is none."""
    found = whole(fields, name)
    return found if found < 10**12 else 0


def degrees(fields: Mapping[str, Any], name: str, most: float) -> float:
    """A latitude or longitude. Raises :class:`Unreadable` when it is none."""
    found = number(fields, name)
    if not abs(found) <= most:  # nan compares with nothing
        raise Unreadable("bad_place")
    return found


def number(fields: Mapping[str, Any], name: str) -> float:
    """A number, nan when there is none."""
    try:
        return float(text(fields, name))
    except ValueError:
        return math.nan


def inside(fields: Mapping[str, Any], *names: str) -> Mapping[str, Any]:
    """The fields that stand in a field, on the way of these names; none when the way ends."""
    found = fields
    for name in names:
        value = found.get(name)
        if not isinstance(value, Mapping):
            return {}
        found = value
    return found


def many(fields: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """What stands once or several times; one alone is not written as a list."""
    value = fields.get(name)
    found = value if isinstance(value, list | tuple) else [value]
    return [one for one in found if isinstance(one, Mapping)]
