"""What a policy says of complaints (举报): days for the answer, reminders, how long who is kept."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Any

from supervision.policy_table import Table
from supervision.policy_words import not_quoted


@dataclass(frozen=True, slots=True)
class ComplaintLimits:
    """``answer_within``: calendar days within which a complaint is answered (举报答复).

    A unit's own deadline is as long unless the office names another. ``remind_before``: working
    days before a unit's deadline on which it is reminded. ``keep_who``: calendar days after a case
    is closed for which is kept who sent it, for the answer alone. ``long_after``: calendar days
    after which an open case is long unsolved, and a leader is to take it (领导包案). ``clause`` it
    rests on, if any.
    """

    answer_within: int = 10
    remind_before: tuple[int, ...] = (3, 1)
    keep_who: int = 180
    long_after: int = 90
    clause: str = ""


def take_complaint_limits(parts: dict[str, Any], clauses: Container[str]) -> ComplaintLimits:
    """The section [complaints] of a policy file, taken out of it; what is absent is the default.

    Raises PolicyError naming the key.
    """
    values = parts.pop("complaints", None)
    if values is None:
        return ComplaintLimits()
    known, table = ComplaintLimits(), Table("complaints", values)
    clause = table.text("clause", "")
    if clause and clause not in clauses:
        table.refuse("clause", not_quoted(clause))
    within = table.optional_number("answer_within", 1, 90)
    keep = table.optional_number("keep_who", 1, 3650)
    long_after = table.optional_number("long_after", 1, 3650)
    reminders = table.numbers("remind_before", 1, 60)
    table.done()
    return ComplaintLimits(
        answer_within=within or known.answer_within,
        remind_before=reminders or known.remind_before,
        keep_who=keep or known.keep_who,
        long_after=long_after or known.long_after,
        clause=clause,
    )
