"""Answers in words (填空): the reason, the day or the place that the program has asked for."""

from __future__ import annotations

from datetime import date

import msgspec

from handlers.turn import Option, Question, Wanted
from language.acts import Act, Intent
from language.courtesies import ASKS_MEANING, GREETING, THANKS
from language.formal_requests import find_date

BARE = frozenset({"citizen_words", "bare_words"})
"""The rules that take any words for something to look up; they may as well be an answer."""

SAYS_NOTHING = frozenset({GREETING, THANKS, ASKS_MEANING})
"""The rules of words that answer nothing."""

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
    return _with(wanted.option, wanted.slot, text.strip()) if _answers(wanted, act) else None


def _answers(wanted: Wanted, act: Act) -> bool:
    """Words that make no command, or the one that is being made anyway without naming anything."""
    if act.intent is Intent.SMALLTALK_OR_UNKNOWN:
        return act.rule not in SAYS_NOTHING
    # 登在天水日报第三版 and 周五前自查 look like the name of an item.
    if act.intent in (Intent.SEARCH_PUBLIC, Intent.ITEM_DETAIL):
        return act.rule in BARE
    if act.intent is Intent.PUBLIC_UNIT:
        return wanted.slot == "place"
    if wanted.slot == "proof" and act.intent is Intent.REPORT_PROGRESS:
        # 全年完成4项 is the content of a report in words; 14-2 完成80% is a progress report.
        return bool(act.doubts)
    same = str(act.intent) == wanted.option.intent
    if same and not any(act.slots.values()):
        return False  # the command once more, and still nothing said
    unsaid = act.intent is Intent.REPORT_PROGRESS or same
    return unsaid and not act.text("item") and not act.text("number")


def _with(option: Option, slot: str, words: str) -> Option:
    return msgspec.structs.replace(option, slots={**option.slots, slot: words[:LONGEST]})
