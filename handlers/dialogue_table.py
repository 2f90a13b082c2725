"""The table of the dialogue (对话表): (what was asked, what is said) → what follows.

A question that waits is a state, a message an input, and :data:`TABLE` says the step. A step that
the table does not name is :attr:`Step.OTHER`: the message is about something else. New intents need
no line: they are run when they are said, and what they ask is a question like the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum, auto
from types import MappingProxyType


class State(StrEnum):
    """What was asked last."""

    NOTHING = auto()
    LIST = auto()  # lines are offered; nothing waits
    CONFIRM = auto()  # yes or no
    ITEM = auto()  # which item
    PERCENT = auto()  # how far
    LATE = auto()  # any of them, asked too long ago


class Input(StrEnum):
    """What a message is to the question."""

    PICKED = auto()  # one of the answers that were offered
    YES = auto()
    NO = auto()
    PAGE = auto()
    ITEM = auto()  # an item and nothing more
    FIGURE = auto()  # how far, without another item
    AMENDS = auto()  # 不是3号，是5号
    REPORT = auto()  # a whole report
    UNREAD = auto()  # nothing that was understood
    ELSE = auto()


class Step(StrEnum):
    """What follows."""

    DO = auto()  # the act that was picked, or that is whole now
    DO_CONFIRMED = auto()
    CANCEL = auto()
    TELL_LATE = auto()
    TELL_NOTHING_ASKED = auto()
    TELL_LAST_PAGE = auto()
    ASK_AGAIN = auto()
    AMEND_LAST = auto()  # the last report is put right
    INSTEAD = auto()  # a whole report answers by itself, and the question is done
    OTHER = auto()


TABLE: Mapping[tuple[State, Input], Step] = MappingProxyType(
    {
        (State.NOTHING, Input.YES): Step.TELL_NOTHING_ASKED,
        (State.NOTHING, Input.NO): Step.TELL_NOTHING_ASKED,
        (State.NOTHING, Input.PAGE): Step.TELL_LAST_PAGE,
        (State.NOTHING, Input.AMENDS): Step.AMEND_LAST,
        (State.LIST, Input.PICKED): Step.DO,
        (State.LIST, Input.YES): Step.TELL_NOTHING_ASKED,
        (State.LIST, Input.NO): Step.TELL_NOTHING_ASKED,
        (State.LIST, Input.PAGE): Step.TELL_LAST_PAGE,
        (State.LIST, Input.AMENDS): Step.AMEND_LAST,
        (State.CONFIRM, Input.PICKED): Step.DO_CONFIRMED,
        (State.CONFIRM, Input.YES): Step.DO_CONFIRMED,
        (State.CONFIRM, Input.NO): Step.CANCEL,
        (State.CONFIRM, Input.AMENDS): Step.DO,
        (State.CONFIRM, Input.FIGURE): Step.DO,
        (State.CONFIRM, Input.UNREAD): Step.ASK_AGAIN,
        (State.ITEM, Input.PICKED): Step.DO,
        (State.ITEM, Input.NO): Step.CANCEL,
        (State.ITEM, Input.YES): Step.ASK_AGAIN,
        (State.ITEM, Input.ITEM): Step.DO,
        (State.ITEM, Input.AMENDS): Step.DO,
        (State.ITEM, Input.FIGURE): Step.DO,
        (State.ITEM, Input.REPORT): Step.INSTEAD,
        (State.ITEM, Input.UNREAD): Step.ASK_AGAIN,
        (State.PERCENT, Input.PICKED): Step.DO,
        (State.PERCENT, Input.NO): Step.CANCEL,
        (State.PERCENT, Input.YES): Step.ASK_AGAIN,
        (State.PERCENT, Input.AMENDS): Step.DO,
        (State.PERCENT, Input.FIGURE): Step.DO,
        (State.PERCENT, Input.UNREAD): Step.ASK_AGAIN,
        (State.LATE, Input.PICKED): Step.TELL_LATE,
        (State.LATE, Input.YES): Step.TELL_LATE,
        (State.LATE, Input.NO): Step.TELL_LATE,
        (State.LATE, Input.PAGE): Step.TELL_LAST_PAGE,
        (State.LATE, Input.AMENDS): Step.AMEND_LAST,
    }
)
"""State and input → the step."""
