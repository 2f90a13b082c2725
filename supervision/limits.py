"""Limits (限额) of a policy for what people ask for: how often, and within how many days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from supervision import policy_words as words
from supervision.policy_table import Table
from supervision.records import Role

APPROVERS = (Role.OFFICE, Role.LEADER, Role.VERIFIER)
"""Who can be given the word on more time: never the units that ask for it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """``extensions``: how often one measure may be extended (延期次数).

    ``reply_days``: working days within which a unit replies to a warning or card (书面答复).
    ``approvers``: who decides on more time (延期由谁批).
    """

    extensions: int = 2
    reply_days: int = 5
    approvers: tuple[Role, ...] = (Role.OFFICE,)


def take_limits(parts: dict[str, Any]) -> Limits:
    """The limits in the tables of a policy file, taken out of them; what is absent is the default.

    Raises PolicyError naming the table and the key.
    """
    known = Limits()
    extensions, approvers = _extensions(parts, known)
    return Limits(
        extensions=extensions,
        approvers=approvers,
        reply_days=_one(parts, "replies", "within", known.reply_days, 90),
    )


def _extensions(parts: dict[str, Any], known: Limits) -> tuple[int, tuple[Role, ...]]:
    values: Mapping[str, Any] | None = parts.pop("extensions", None)
    if values is None:
        return known.extensions, known.approvers
    table = Table("extensions", values)
    approvers = table.words("approved_by", Role) or known.approvers
    strangers = [role for role in approvers if role not in APPROVERS]
    if strangers:
        table.refuse("approved_by", words.cannot_approve(APPROVERS, strangers[0]))
    found = table.number("at_most", 0, 9)
    table.done()
    return found, approvers


def _one(parts: dict[str, Any], name: str, key: str, default: int, high: int) -> int:
    values: Mapping[str, Any] | None = parts.pop(name, None)
    if values is None:
        return default
    table = Table(name, values)
    found = table.number(key, 1, high)
    table.done()
    return found
