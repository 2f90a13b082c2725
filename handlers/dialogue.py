"""A message beside the question that waits (对话): which state and input it is, and what follows.

Pure: :mod:`handlers.dialogue_table` says the step, and nothing is read or stored here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from msgspec import structs

from handlers.completing import completed, put_right
from handlers.dialogue_table import TABLE, Input, State, Step
from handlers.filling import filled
from handlers.turn import NEXT_PAGE, Asks, Option, Question, as_act
from language.acts import Act, Intent
from language.amendment import Amendment
from language.answers import ANSWERS_NOTHING
from language.normalise import normalise
from supervision.reportable import names, number_of
from supervision.times import local_date


@dataclass(frozen=True, slots=True)
class Heard:
    """A message as the dialogue sees it: its words, their acts, what it puts right, a name.

    ``loose`` is the typed answer that loose words stand for (分散的那个), if they name one.
    """

    words: str
    acts: tuple[Act, ...]
    amends: Amendment | None = None
    name: str = ""
    loose: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """What follows, and the act that it is about, if any."""

    step: Step
    act: Act | None = None


def move(asked: Question | None, heard: Heard, now: datetime) -> Move:
    """What follows from a message where this was asked before."""
    state = state_of(asked, now)
    option = _picked(asked, heard) if asked else None
    if asked and option:
        if not option.intent:
            return Move(Step.TELL_LATE if state is State.LATE else Step.CANCEL)
        return Move(TABLE.get((state, Input.PICKED), Step.OTHER), as_act(option))
    answer = filled(asked, heard.words, heard.acts[0], local_date(now)) if asked else None
    if answer:
        late = state is State.LATE
        return Move(Step.TELL_LATE) if late else Move(Step.DO, as_act(answer))
    said = _input(asked, heard)
    if state is State.LATE and asked and said in _ANSWERS[asked.asks]:
        said = Input.PICKED
    step = TABLE.get((state, said), Step.OTHER)
    if step is Step.ASK_AGAIN and asked and not asked.again:
        step = Step.OTHER
    if step is Step.DO and asked:
        act = heard.amends.act if heard.amends else heard.acts[0]
        whole = completed(asked.about, act, item_only=said is Input.ITEM)
        return Move(step, whole) if whole else Move(Step.OTHER)
    both = None
    if step is Step.INSTEAD and asked:
        both = put_right(asked.about, heard.acts[0], heard.words)
    if step is Step.DO_CONFIRMED:
        step = Step.TELL_NOTHING_ASKED  # a yes that no option stands for
    return Move(Step.DO, both) if both else Move(step)


_ANSWERS: Mapping[Asks, frozenset[Input]] = {
    Asks.CHOICE: frozenset(),
    Asks.ITEM: frozenset({Input.ITEM, Input.FIGURE}),
    Asks.PERCENT: frozenset({Input.FIGURE}),
}
"""What answers a question beside its options."""


def state_of(asked: Question | None, now: datetime) -> State:
    """The state that a question puts the conversation into."""
    if asked is None:
        return State.NOTHING
    if asked.expired(now):
        return State.LATE
    if asked.confirms:
        return State.CONFIRM
    return {Asks.ITEM: State.ITEM, Asks.PERCENT: State.PERCENT}.get(asked.asks, State.LIST)


def staying(asked: Question, offered: Question | None, now: datetime) -> Question | None:
    """The question as it stands after something else was answered; None when it is over.

    An answer that asks by itself ends it: one question at a time. A list that only offers items
    is a help to whoever is asked for one, so that each of its lines becomes an answer.
    """
    if not asked.again:
        return None
    if offered is None:
        return structs.replace(asked, asked_at=now)
    about = asked.about
    if asked.asks is not Asks.ITEM or offered.waits or about is None:
        return None
    options = {"0": Option()}
    for typed, option in offered.options.items():
        item = option.slots.get("item")
        if typed == NEXT_PAGE:
            continue
        if option.intent != Intent.ITEM_DETAIL or item is None:
            return None
        options[typed] = Option(about.intent, {**about.slots, "item": item}, about.doubts)
    return structs.replace(asked, options=options, asked_at=now)


def _picked(asked: Question, heard: Heard) -> Option | None:
    """The answer that was offered and is given, by its digits, its words or a name."""
    act, options = heard.acts[0], asked.options
    words, choice = normalise(heard.words).replace(" ", ""), act.number("choice")
    if words in options:
        return options[words]
    if act.intent is Intent.NEXT_PAGE:
        return options.get(NEXT_PAGE)
    for typed in (str(choice), number_of(str(choice))):  # 2 is 问题2 where no line is 2
        if choice is not None and typed in options:
            return options[typed]
    if heard.loose and not heard.amends:
        return options.get(heard.loose)
    answers = _YES_OR_NO if asked.confirms else _NO if asked.wanted else {}
    if choice is None and act.intent in answers:
        return options.get(answers[act.intent])
    return _with_name(asked.named, heard.name) if asked.named and heard.name else None


def _with_name(named: Option, name: str) -> Option:
    return Option(named.intent, {**named.slots, "name": name})


_NO = {Intent.CANCEL: "0"}
"""算了不举报了, where words were asked for."""
_YES_OR_NO = {Intent.CONFIRM: "1", **_NO}


def _input(asked: Question | None, heard: Heard) -> Input:
    act = heard.acts[0]
    if heard.amends:
        return Input.AMENDS
    if asked and asked.asks is Asks.PERCENT and (act.number("choice") or 0) > 0:
        return Input.FIGURE
    if act.intent in _YES_OR_NO or act.rule == ANSWERS_NOTHING:
        return Input.NO if act.intent is Intent.CANCEL else Input.YES
    if act.intent is Intent.NEXT_PAGE:
        return Input.PAGE
    if act.intent is Intent.SMALLTALK_OR_UNKNOWN:
        return Input.UNREAD
    return _about_item(asked, heard) if len(heard.acts) == 1 else Input.ELSE


def _about_item(asked: Question | None, heard: Heard) -> Input:
    act = heard.acts[0]
    if act.intent is Intent.CHOOSE:
        return Input.ITEM
    if act.intent is Intent.ITEM_DETAIL and act.rule in _BARE:
        return Input.ITEM
    about = asked.about if asked else None
    if act.intent is not Intent.REPORT_PROGRESS:
        return Input.ELSE
    if about is None or about.intent != Intent.REPORT_PROGRESS:
        return Input.ELSE
    if not _names(act):
        return Input.FIGURE
    same = asked is not None and asked.asks is Asks.PERCENT and _same(about, act)
    return Input.FIGURE if same else Input.REPORT


_BARE = frozenset({"bare_item", "bare_words"})
"""Rules of the engine by which a message is an item's name and nothing more."""


def _names(act: Act) -> bool:
    return "item" in act.slots


def _same(about: Option, act: Act) -> bool:
    item = str(about.slots.get("item", ""))
    return act.measure == item or names(act.text("item"), item)
