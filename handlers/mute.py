"""Reminders off and on (退订提醒、恢复提醒) for one person; formal documents always come."""

from __future__ import annotations

from handlers.turn import Reply, Turn
from handlers.words import replying as words
from language.acts import Act
from supervision.records import Role


def unsubscribe_notices(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - undone by one word
    """No reminders any more; warnings, cards and decisions still come."""
    if turn.person.role is Role.CITIZEN:
        return Reply(words.nothing_to_mute())
    turn.become(muted=True)
    turn.journal("unsubscribe_notices")
    return Reply(words.muted())


def resume_notices(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - undone by one word
    """Reminders again."""
    if turn.person.role is Role.CITIZEN:
        return Reply(words.nothing_to_mute())
    turn.become(muted=False)
    turn.journal("resume_notices")
    return Reply(words.unmuted())
