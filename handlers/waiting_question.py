"""The question that waits for a person (待答的问题), as their record keeps it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from handlers.turn import Option, Question
from language.acts import Intent
from supervision.people import Person

logger = logging.getLogger("zgt.handlers")


def _acts_of(question: Question) -> Iterator[Option]:
    yield from (*question.options.values(), *question.rest)
    yield from (option for option in (question.named, question.about) if option)


def question_of(person: Person) -> Question | None:
    """The question that waits; one that another version of the program wrote counts as none."""
    return _read(person.pending) if person.pending else None


@lru_cache(maxsize=64)
def _read(pending: str) -> Question | None:
    """Kept for a moment: in one turn several ask for it."""
    try:
        question = msgspec.json.decode(pending, type=Question)
        for option in _acts_of(question):
            if option.intent:
                Intent(option.intent)
    except (msgspec.MsgspecError, ValueError):
        logger.warning("question_unreadable")
        return None
    return question
