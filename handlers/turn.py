"""One turn of a conversation: who says what, when, and everything that follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import msgspec

from handlers.office import Office
from language.acts import Act, Intent
from storage.change import Change
from supervision.people import Binding, Person
from supervision.policy import Policy
from supervision.times import to_iso
from supervision.working_days import WorkingDays

QUESTION_LIFE = timedelta(minutes=30)
"""How long an unanswered question stands; after that an answer is told that it came too late."""

NEXT_PAGE = "next"


class Asks(StrEnum):
    """What a question wants to hear; by this the table of the dialogue knows its state."""

    CHOICE = ""  # one of its options
    ITEM = "item"  # which item (哪一项): a place in the list, or the item named anew
    PERCENT = "percent"  # how far (百分之几): a figure


class Option(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one answer to a question does; no act means that nothing happens.

    ``doubts`` are the engine's: an act that waited is asked about as if it had just been said.
    """

    intent: str = ""
    slots: dict[str, str | int] = {}
    doubts: tuple[str, ...] = ()


class Wanted(msgspec.Struct, frozen=True):
    """What is asked for in words: the act that goes on once they stand in its slot."""

    option: Option
    slot: str


class Question(msgspec.Struct, frozen=True, omit_defaults=True):
    """A question that the program has asked (待答), each possible answer with its act.

    ``options`` maps what the person types (a digit, or NEXT_PAGE) to the act it means;
    the act runs as confirmed when the question was one of yes or no. ``rest`` are the acts of the
    same message that wait for the answer. ``named``: what a person's name does as an answer, put
    into the act's slot ``name``; None where no name was asked for. ``asks`` an item or a percent:
    ``about`` is the act that lacks it. ``wanted``: what other words do as an answer (a reason, a
    day, a place). ``again``: the question in one line, said again after
    something else was answered; a question without it does not outlive that.
    """

    options: dict[str, Option]
    asked_at: datetime
    confirms: bool = False
    rest: tuple[Option, ...] = ()
    named: Option | None = None
    asks: Asks = Asks.CHOICE
    about: Option | None = None
    again: str = ""
    wanted: Wanted | None = None

    @property
    def waits(self) -> bool:
        """True when something is to be done as soon as it is answered; a list only offers."""
        return self.confirms or self.asks is not Asks.CHOICE or self.wanted is not None

    def expired(self, now: datetime) -> bool:
        """True when an answer comes too late."""
        return now - self.asked_at > QUESTION_LIFE


@dataclass(frozen=True, slots=True)
class Reply:
    """The words of an answer, and the question it ends with, if any."""

    text: str
    question: Question | None = None


@dataclass(slots=True)
class Turn:
    """What a use case works with: it reads, decides, and adds to ``change``.

    ``person`` is as it was read; ``after`` is as it will be saved. ``message`` names the message
    over all its attempts, so that ids derived from it are the same in each of them. ``unplaced`` is
    the evidence of the sender that waits for its item, as it is stored, when it was read with the
    person. ``reported`` are the items that this message has reported on already; ``placed`` says
    that evidence was handed in. ``acting`` is the office by which the sender may do what is being
    done; it matters to who holds several. ``said`` are the words of the message, where it had any.
    """

    office: Office
    person: Person
    now: datetime
    message: str
    unplaced: list[str] | None = None
    reported: set[str] = field(default_factory=set)
    placed: bool = False
    acting: Binding | None = None
    said: str = ""
    change: Change = field(default_factory=Change)
    after: Person = field(init=False)

    def __post_init__(self) -> None:
        self.after = self.person

    def working_days(self) -> WorkingDays:
        """The working-day table that holds in this turn."""
        return self.office.working_days()

    @property
    def policy(self) -> Policy:
        """The policy in force in this turn."""
        return self.office.policy_at(self.now)

    def become(self, **fields: Any) -> None:
        """Change what will be saved of the person."""
        if any(getattr(self.after, name) != value for name, value in fields.items()):
            self.after = replace(self.after, **fields)

    def journal(
        self,
        act: str,
        *,
        measure: str = "",
        unit: str | None = None,
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
    ) -> None:
        """Record who did what, as part of the change."""
        default = self.acting.unit if self.acting else self.after.unit
        spoken_for = default if unit is None else unit
        self.change.journal(
            {
                "at": to_iso(self.now),
                "pid": self.person.pid,
                "role": self.after.role_at(spoken_for) or self.after.role,
                "unit": spoken_for,
                "act": act,
                "measure": measure,
                "before": before,
                "after": after,
                "source": self.message,
            }
        )

    def ask_to_confirm(self, act: Act, again: str = "") -> Question:
        """A yes-or-no question: 1 does the act, 0 does nothing."""
        options = {"1": as_option(act), "0": Option()}
        return Question(options, self.now, confirms=True, about=as_option(act), again=again)

    def ask_for(self, act: Act, slot: str) -> Question:
        """A question whose answer in words fills a slot of the act; 0 does nothing."""
        return Question({"0": Option()}, self.now, wanted=Wanted(as_option(act), slot))


def as_act(option: Option) -> Act:
    """The act that an answer remembers."""
    return Act(Intent(option.intent), option.slots, rule="answer", doubts=option.doubts)


def as_option(act: Act) -> Option:
    """An act as an answer remembers it."""
    return Option(str(act.intent), dict(act.slots), act.doubts)
