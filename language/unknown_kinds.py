"""Kinds of what was not understood (没看懂的种类), as the office counts them; never the words."""

from __future__ import annotations

from enum import StrEnum


class UnknownKind(StrEnum):
    """Why a message made no act."""

    QUESTION = "question"  # a question that no rule answers
    NO_REPORT = "no_report"  # it holds progress words, and the gate names why it is no report
    OTHER_ROLE = "other_role"  # somebody else may say this
    OTHER_MATTER = "other_matter"  # about something that no ledger has
    UNREAD = "unread"  # nothing was made of it


_OF_RULE = {
    "question": UnknownKind.QUESTION,
    "asks_meaning": UnknownKind.QUESTION,
    "report_by_other_role": UnknownKind.OTHER_ROLE,
    "order_by_other_role": UnknownKind.OTHER_ROLE,
    "other_matter": UnknownKind.OTHER_MATTER,
    "nothing_matched": UnknownKind.UNREAD,
    "answers_nothing": UnknownKind.UNREAD,
}


def kind_of(rule: str) -> UnknownKind:
    """The kind by the rule that left a message without an act; most name what the gate refused."""
    return _OF_RULE.get(rule, UnknownKind.NO_REPORT if rule else UnknownKind.UNREAD)
