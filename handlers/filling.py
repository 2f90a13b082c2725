"""Answers in words (填空): the reason, the day or the place that the program has asked for."""

from __future__ import annotations

from datetime import date

import msgspec

from handlers.turn import Option, Question
from language.acts import Act, Intent
from language.formal_requests import find_date

FREE = frozenset(
    {Intent.SMALLTALK_OR_UNKNOWN, Intent.SEARCH_PUBLIC, Intent.PUBLIC_UNIT, Intent.PUBLIC_OVERVIEW}
)
"""What is understood of words that may as well be an answer."""

LONGEST = 500
"""Signs of an answer that are kept; a phone shows no more on a screen and a half."""


def filled(asked: Question, text: str, act: Act, today: date) -> Option | None:
    """What these words do as an answer; None when they name no day or mean something else."""
    wanted = asked.wanted
    if wanted is None:
        return None
    if wanted.slot == "until":
        day = find_date(text.strip(), today)
        if day is None:
            return None
        return _with(wanted.option, "until", day.isoformat())
    return _with(wanted.option, wanted.slot, text.strip()) if _answers(wanted.option, act) else None


def _answers(option: Option, act: Act) -> bool:
    """Words that make no command, or the one that is being made anyway without naming anything."""
    if act.intent in FREE:
        return True
    same = str(act.intent) == option.intent
    unsaid = act.intent is Intent.REPORT_PROGRESS or same
    return unsaid and not act.text("item") and not act.text("number")


def _with(option: Option, slot: str, words: str) -> Option:
    return msgspec.structs.replace(option, slots={**option.slots, slot: words[:LONGEST]})
