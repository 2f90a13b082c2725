"""Only looked (只看不改): what such a message leaves may reach the disk a moment later.

Somebody has read a list or one of its lines. What follows of it is the place in the conversation:
the list whose lines a number opens, and the messages that WeChat allows. It is stored in the same
step as the reply, and no answer waits for the disk (:mod:`storage.lately`). Whatever was recorded,
asked for or waits for a yes is no look.
"""

from __future__ import annotations

from dataclasses import replace

from handlers.turn import Question, Reply, Turn
from handlers.waiting_question import question_of
from language.acts import Intent

LOOKS = frozenset(
    {
        *(Intent.MY_TASKS, Intent.DEADLINES, Intent.OVERDUE_LIST, Intent.ITEM_DETAIL),
        *(Intent.SEARCH_PUBLIC, Intent.MY_CASES, Intent.COMPLAINT_STATUS, Intent.DUTIES),
    }
)
"""What the lines of a list may lead to; after a crash a number may open a line of the list before,
so a list whose lines do anything else is stored like everything else."""


def only_looked(turn: Turn, reply: Reply) -> bool:
    """True when a turn whose use case has added nothing only moved in its conversation."""
    before, after = turn.person, turn.after
    moved = replace(
        before,
        pending=after.pending,
        credit_until=after.credit_until,
        credit_left=after.credit_left,
        subscribed_at=after.subscribed_at,
    )
    return (
        bool(before.version)
        and moved == after
        and _offers_looks(question_of(before))
        and _offers_looks(reply.question)
    )


def _offers_looks(question: Question | None) -> bool:
    if question is None:
        return True
    intents = {option.intent for option in question.options.values()}
    return not question.waits and not question.named and not question.rest and intents <= LOOKS
