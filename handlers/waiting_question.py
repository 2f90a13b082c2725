"""The question that waits for a person (待答的问题), as their record keeps it."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import msgspec

from handlers.turn import Option, Question, as_act
from supervision.people import Person

logger = logging.getLogger("zgt.handlers")


def _acts_of(question: Question) -> Iterator[Option]:
    yield from (*question.options.values(), *question.rest)
    yield from (option for option in (question.named, question.about) if option)


def question_of(person: Person) -> Question | None:
    """The question that waits; one that another version of the program wrote counts as none."""
    if not person.pending:
        return None
    try:
        question = msgspec.json.decode(person.pending, type=Question)
        for option in _acts_of(question):
            if option.intent:
                as_act(option)
    except (msgspec.MsgspecError, ValueError):
        logger.warning("question_unreadable")
        return None
    return question
