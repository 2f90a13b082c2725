"""Records of the program as JSON text and back."""

from __future__ import annotations

from typing import TypeVar

import msgspec

T = TypeVar("T")


def to_json(value: object) -> str:
    """JSON of a dataclass; dates as ISO, instants as UTC."""
    return msgspec.json.encode(value).decode()


def from_json(text: str, kind: type[T]) -> T:
    """The dataclass that :func:`to_json` wrote; raises msgspec.ValidationError on other text."""
    return msgspec.json.decode(text, type=kind)
