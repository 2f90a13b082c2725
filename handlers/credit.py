"""Credit (客服消息额度): how often the account may write by itself after a person has acted."""

from __future__ import annotations

from datetime import timedelta

from handlers.turn import Turn

MESSAGE_CREDIT = (timedelta(hours=48), 5)
CLICK_CREDIT = (timedelta(minutes=1), 3)
"""Customer-service messages that WeChat allows after a message, and after a click or a follow."""


def give_credit(turn: Turn, credit: tuple[timedelta, int]) -> None:
    """Note what the platform allows from now on; a longer time that still has some left stands."""
    life, count = credit
    until = int((turn.now + life).timestamp())
    if until >= turn.person.credit_until or not turn.person.credit_left:
        turn.become(credit_until=until, credit_left=count)
