"""A turn of conversation: what was asked before, what is said now, what follows."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

import msgspec

from handlers.credit import CLICK_CREDIT, MESSAGE_CREDIT, give_credit
from handlers.filling import filled
from handlers.following import followed, left, note_follower, scanned
from handlers.menu_keys import KEYS as MENU_KEYS
from handlers.region_names import RegionNames
from handlers.said import (
    Clicked,
    CodeRead,
    File,
    Followed,
    Left,
    Link,
    Photo,
    PicturesChosen,
    Place,
    PlaceChosen,
    Scanned,
    Spoken,
    Text,
    Video,
    Voice,
)
from handlers.send_evidence import about_link, about_place, ask_about_waiting, receive
from handlers.turn import NEXT_PAGE, Option, Question, Reply, Turn, as_act, as_option
from handlers.use_cases import run
from handlers.words import chat
from handlers.words import menus as menu_words
from handlers.words.roles import OFFICE_INTENTS, STAFF_INTENTS
from language.acts import Act, Intent
from language.commands import understand
from language.normalise import normalise
from language.person_names import read_person_name
from supervision.people import Person
from supervision.records import Role
from supervision.times import local_date

logger = logging.getLogger("zgt.handlers")

FOR_SOME_ROLES = STAFF_INTENTS | OFFICE_INTENTS

ANSWERS = {Intent.CONFIRM: "1", Intent.CANCEL: "0"}

CLOSES = frozenset({Intent.SEND_EVIDENCE})
"""An answer after which nothing of a list is left to choose."""

NO_COMMAND = frozenset({Intent.SMALLTALK_OR_UNKNOWN, Intent.SEARCH_PUBLIC})
"""What is understood of words that may as well be somebody's name."""


def converse(turn: Turn, said: Spoken) -> Reply:
    """The answer to one message, and with it in ``turn.change`` what follows from it."""
    return KINDS.get(type(said), _no_words)(turn, said)


def _text(turn: Turn, said: Text) -> Reply:
    note_follower(turn, said)
    # A tap on a menu message counts as a click with the platform.
    return _words(turn, said.words, CLICK_CREDIT if said.tapped else MESSAGE_CREDIT)


def _clicked(turn: Turn, said: Clicked) -> Reply:
    """A tap on the menu: the same as the words for it, also on a menu of long ago."""
    give_credit(turn, CLICK_CREDIT)
    note_follower(turn, said)
    act = MENU_KEYS.get(said.key)
    if act is None:
        # In the menus of some offices the words themselves are the key.
        act = understand(said.key, turn.person.voice, turn.now, RegionNames(turn.office.store))[0]
    known = act.intent is not Intent.SMALLTALK_OR_UNKNOWN
    reply = run_all(turn, [act]) if known else Reply(menu_words.changed())
    return _instead(turn, _question(turn.person), reply)


def _code_read(turn: Turn, said: CodeRead) -> Reply:
    note_follower(turn, said)
    if said.waits:
        return _words(turn, said.result, CLICK_CREDIT)
    give_credit(turn, CLICK_CREDIT)
    return Reply("")


def _chosen_from_menu(turn: Turn, said: PicturesChosen | PlaceChosen) -> Reply:  # noqa: ARG001 - what was chosen follows as messages of its own
    return Reply("")


def _beside_words(
    take: Callable[[Turn, Any, Question | None], Reply], turn: Turn, said: Spoken
) -> Reply:
    """A file, a place, a link: the question that waits is known to whoever takes it."""
    note_follower(turn, said)
    give_credit(turn, MESSAGE_CREDIT)
    return take(turn, said, _question(turn.person))


def _no_words(turn: Turn, said: Spoken) -> Reply:
    note_follower(turn, said)
    give_credit(turn, MESSAGE_CREDIT)
    return Reply(chat.only_words(said))


def _words(turn: Turn, words: str, credit: tuple[timedelta, int]) -> Reply:
    give_credit(turn, credit)
    asked = _question(turn.person)
    acts = understand(words, turn.person.voice, turn.now, RegionNames(turn.office.store))
    if asked:
        answer = _answered(turn, asked, words, acts)
        if answer:
            return ask_about_waiting(turn, answer) if asked.confirms else answer
        return _instead(turn, asked, _about(turn, words, acts))
    return _about(turn, words, acts, nothing_asked=True)


def _instead(turn: Turn, asked: Question | None, reply: Reply) -> Reply:
    """The reply, and that what waited for a yes was not done."""
    if asked and asked.confirms and not asked.expired(turn.now):
        return Reply(f"{chat.not_confirmed()}\n\n{reply.text}", reply.question)
    return reply


def _about(turn: Turn, text: str, acts: tuple[Act, ...], *, nothing_asked: bool = False) -> Reply:
    """The reply to words that answer no question."""
    if acts[0].intent is Intent.SMALLTALK_OR_UNKNOWN:
        meant = _meant_by_another(turn, text)
        if meant:
            return Reply(chat.not_for_role(meant, turn.person.role))
    if acts[0].intent in ANSWERS and nothing_asked:
        return Reply(chat.nothing_asked())
    if acts[0].intent is Intent.NEXT_PAGE:
        return Reply(chat.no_next_page())
    return run_all(turn, [_plain(act) for act in acts])


def _meant_by_another(turn: Turn, text: str) -> Intent | None:
    """What the same words would ask for from somebody else, so that a refusal can say why."""
    for role in (Role.LIAISON, Role.OFFICE):
        if role not in turn.person.roles:
            act = understand(text, role, turn.now, RegionNames(turn.office.store))[0]
            if act.intent in FOR_SOME_ROLES:
                return act.intent
    return None


def run_all(turn: Turn, acts: list[Act], *, confirmed: bool = False) -> Reply:
    """Run the acts of one message; what needs no question first, then the first question.

    ``confirmed`` holds for the first act alone: a yes is said to one thing. Acts that would ask
    too wait for their turn in the question's ``rest``.
    """
    texts: list[str] = []
    asking: list[tuple[Act, Reply]] = []
    for place, act in enumerate(acts):
        reply = run(turn, act, confirmed=confirmed and place == 0)
        if reply.question:
            asking.append((act, reply))
        else:
            texts.append(reply.text)
    if not asking:
        return Reply("\n\n".join(texts))
    (_, first), *later = asking
    texts.append(first.text if not later else f"{first.text}\n{chat.more_to_confirm(len(later))}")
    rest = tuple(as_option(act) for act, _ in later)
    question = msgspec.structs.replace(first.question, rest=rest) if first.question else None
    return Reply("\n\n".join(texts), question)


def _answered(turn: Turn, asked: Question, text: str, acts: tuple[Act, ...]) -> Reply | None:
    """The reply when these words answer the question; None when they are about something else."""
    option = _chosen(asked, text, acts[0], local_date(turn.now))
    if option is None:
        return None
    if asked.expired(turn.now):
        return Reply(chat.question_expired())
    rest = [as_act(later) for later in asked.rest]
    if option.intent:
        reply = run_all(turn, [as_act(option), *rest], confirmed=asked.confirms)
        if reply.question or asked.confirms or asked.wanted or option.intent in CLOSES:
            return reply
        # A list stays open: after its first line has been read, 关注1 and 2 still mean its lines.
        return Reply(reply.text, msgspec.structs.replace(asked, asked_at=turn.now, rest=()))
    if rest:
        following = run_all(turn, rest)
        return Reply(f"{chat.cancelled()}\n\n{following.text}", following.question)
    return Reply(chat.cancelled())


def _chosen(asked: Question, text: str, act: Act, today: date) -> Option | None:
    words = normalise(text).replace(" ", "")
    if words in asked.options:
        return asked.options[words]
    if act.intent is Intent.NEXT_PAGE:
        return asked.options.get(NEXT_PAGE)
    choice = act.number("choice")
    if choice is not None and str(choice) in asked.options:
        return asked.options[str(choice)]
    if asked.confirms and act.intent in ANSWERS:
        return asked.options.get(ANSWERS[act.intent])
    return _named(asked, text, act) or filled(asked, text, act, today)


def _named(asked: Question, text: str, act: Act) -> Option | None:
    """The answer that a person's name gives; what means something else is none."""
    name = read_person_name(text) if asked.named and act.intent in NO_COMMAND else ""
    if not asked.named or not name:
        return None
    return Option(asked.named.intent, {**asked.named.slots, "name": name})


def _plain(act: Act) -> Act:
    """A digit where nothing was asked means the measure of that number."""
    if act.intent is Intent.CHOOSE:
        return Act(Intent.ITEM_DETAIL, {"item": str(act.slots["choice"])}, act.rule)
    return act


def _question(person: Person) -> Question | None:
    """The question that waits; one that another version of the program wrote counts as none."""
    if not person.pending:
        return None
    try:
        question = msgspec.json.decode(person.pending, type=Question)
        for option in (*question.options.values(), *question.rest):
            if option.intent:
                as_act(option)
    except (msgspec.MsgspecError, ValueError):
        logger.warning("question_unreadable")
        return None
    return question


KINDS: Mapping[type, Callable[[Turn, Any], Reply]] = {
    Text: _text,
    Clicked: _clicked,
    CodeRead: _code_read,
    PicturesChosen: _chosen_from_menu,
    PlaceChosen: _chosen_from_menu,
    Photo: partial(_beside_words, receive),
    Voice: partial(_beside_words, receive),
    Video: partial(_beside_words, receive),
    File: partial(_beside_words, receive),
    Place: partial(_beside_words, about_place),
    Link: partial(_beside_words, about_link),
    Followed: followed,
    Scanned: scanned,
    Left: left,
}
"""Kind of what was said → who answers it; whatever is missing gets :func:`_no_words`."""
