"""Limits (限额) of a policy for what people ask for: how often, and within how many days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from supervision.policy_table import Table


@dataclass(frozen=True, slots=True)
class Limits:
    """``extensions``: how often one measure may be extended (延期次数).

    ``reply_days``: working days within which a unit replies to a warning or card (书面答复).
    """

    extensions: int = 2
    reply_days: int = 5


def take_limits(parts: dict[str, Any]) -> Limits:
    """The limits in the tables of a policy file, taken out of them; what is absent is the default.

    Raises PolicyError naming the table and the key.
    """
    known = Limits()
    return Limits(
        extensions=_one(parts, "extensions", "at_most", known.extensions, 9),
        reply_days=_one(parts, "replies", "within", known.reply_days, 90),
    )


def _one(parts: dict[str, Any], name: str, key: str, default: int, high: int) -> int:
    values: Mapping[str, Any] | None = parts.pop(name, None)
    if values is None:
        return default
    table = Table(name, values)
    found = table.number(key, 0 if name == "extensions" else 1, high)
    table.done()
    return found
