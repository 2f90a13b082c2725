"""A question put again (再问): after words that answered nothing, or that came too late."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from handlers.dialogue_table import Step
from handlers.not_understood import note_unknown
from handlers.turn import Option, Question, Reply, Turn
from handlers.words import questions as words
from language.acts import Act, Intent
from language.courtesies import ASKS_MEANING, GREETING, THANKS

OPENINGS: Mapping[str, Callable[[], str]] = {
    ASKS_MEANING: words.still_waits,
    GREETING: words.still_waits,
    THANKS: words.still_waits,
}
"""How a question is put again to who has said nothing about it; to others it was not understood."""

TOLD: Mapping[Step, Callable[[], str]] = {
    Step.TELL_LATE: words.question_expired,
    Step.TELL_NOTHING_ASKED: words.nothing_asked,
    Step.TELL_LAST_PAGE: words.no_next_page,
}
"""Steps that are told and change nothing."""


def asked_again(turn: Turn, asked: Question, act: Act) -> Reply:
    """The question once more, behind what was made of the words."""
    if act.rule not in OPENINGS:
        note_unknown(turn, act)
    opening = OPENINGS.get(act.rule, words.not_an_answer)()
    return Reply(f"{opening}\n{asked.again}", asked)


def told(turn: Turn, asked: Question | None, step: Step, act: Act) -> Reply:
    """Why nothing was done; a question for an item or a figure is put again as it was.

    A yes that comes too late is not: what it was said to must be said anew.
    """
    if step is Step.TELL_LATE and asked and asked.again and not asked.confirms:
        again = msgspec.structs.replace(asked, asked_at=turn.now)
        return Reply(f"{words.question_late()}\n{asked.again}", again)
    number, example = act.number("choice"), _first_line(asked)
    if step is Step.TELL_NOTHING_ASKED and number and asked and example:
        return Reply(words.not_in_list(number, example), asked)
    return Reply(TOLD[step]())


def _first_line(asked: Question | None) -> str:
    """What opens the first line of a list that was shown; empty where none was."""
    if asked is None or asked.waits:
        return ""
    return next((typed for typed, option in asked.options.items() if _opens(option)), "")


def _opens(option: Option) -> bool:
    return option.intent == Intent.ITEM_DETAIL
