"""A turn of conversation: what was asked before, what is said now, what follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any

import msgspec

from handlers.asked_again import TOLD, asked_again, told
from handlers.correct_report import correct_report
from handlers.credit import CLICK_CREDIT, MESSAGE_CREDIT, give_credit
from handlers.dialogue import Heard, Move, move, staying
from handlers.dialogue_table import Step
from handlers.following import followed, left, note_follower, scanned
from handlers.loose_answers import as_level, loosely_picked
from handlers.menu_keys import KEYS as MENU_KEYS
from handlers.order_amendments import amended_order
from handlers.reading import read_as, read_as_amendment, read_as_sender
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
from handlers.turn import Question, Reply, Turn, as_act, as_option
from handlers.use_cases import run
from handlers.waiting_question import question_of
from handlers.words import chat, menus, questions
from handlers.words.roles import OFFICE_INTENTS, STAFF_INTENTS
from language.acts import Act, Intent
from language.person_names import read_person_name
from supervision.records import Role

FOR_SOME_ROLES = STAFF_INTENTS | OFFICE_INTENTS

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
        act = read_as_sender(turn, said.key)[0]
    known = act.intent is not Intent.SMALLTALK_OR_UNKNOWN
    reply = run_all(turn, [act]) if known else Reply(menus.changed())
    return _instead(turn, question_of(turn.person), reply)


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
    return take(turn, said, question_of(turn.person))


def _no_words(turn: Turn, said: Spoken) -> Reply:
    note_follower(turn, said)
    give_credit(turn, MESSAGE_CREDIT)
    return Reply(chat.only_words(said))


def _words(turn: Turn, words: str, credit: tuple[timedelta, int]) -> Reply:
    give_credit(turn, credit)
    asked, turn.said = question_of(turn.person), words
    acts = _signed_for(turn, asked, words) or read_as_sender(turn, words, asked=asked is not None)
    name = read_person_name(words) if asked and asked.named and acts[0].intent in NO_COMMAND else ""
    acts = (as_level(asked, words, acts[0]), *acts[1:])
    loose = loosely_picked(turn, asked, words, acts[0])
    heard = Heard(words, acts, read_as_amendment(turn, words), name, loose)
    order = amended_order(turn, asked, words)
    found = move(asked, heard, turn.now) if order is None else Move(Step.DO, order)
    if found.step is Step.AMEND_LAST and heard.amends:
        amended = correct_report(turn, heard.amends)
        return amended or _instead(turn, asked, _about(turn, words, acts))
    if found.step is Step.ASK_AGAIN and asked:
        return asked_again(turn, asked, acts[0])
    if found.step in TOLD:
        return told(turn, asked, found.step, acts[0])
    if found.step is Step.INSTEAD:
        return _about(turn, words, acts)
    if asked and found.step in (Step.DO, Step.DO_CONFIRMED, Step.CANCEL):
        reply = _answered(turn, asked, found)
        return ask_about_waiting(turn, reply) if asked.waits else reply
    return _instead(turn, asked, _about(turn, words, acts))


def _signed_for(turn: Turn, asked: Question | None, words: str) -> tuple[Act, ...]:
    """The acts of 收到 after a list, or when the question is long past: it signs, and is no yes."""
    if asked is None or (asked.waits and not asked.expired(turn.now)):
        return ()
    acts = read_as_sender(turn, words)
    return acts if acts[0].intent is Intent.ACKNOWLEDGE else ()


def _instead(turn: Turn, asked: Question | None, reply: Reply) -> Reply:
    """The reply to something else; the question stays where nothing else is asked now.

    It is said again then, as the last thing that is read. Else it is over, which is told too.
    """
    if asked is None or not asked.waits or asked.expired(turn.now):
        return reply
    if reply.question and asked == msgspec.structs.replace(reply.question, asked_at=asked.asked_at):
        return reply  # the same request once more, and the same question
    stays = staying(asked, reply.question, turn.now)
    if stays and not turn.reported:
        return Reply(f"{reply.text}\n\n{questions.still_asked(asked.again)}", stays)
    return Reply(f"{questions.not_confirmed()}\n\n{reply.text}", reply.question)


def _about(turn: Turn, text: str, acts: tuple[Act, ...]) -> Reply:
    """The reply to words that answer no question."""
    if acts[0].intent is Intent.SMALLTALK_OR_UNKNOWN:
        meant = _meant_by_another(turn, text)
        if meant:
            return Reply(chat.not_for_role(meant, turn.person.role))
    return run_all(turn, [_plain(act) for act in acts])


def _meant_by_another(turn: Turn, text: str) -> Intent | None:
    """What the same words would ask for from somebody else, so that a refusal can say why."""
    for role in (Role.LIAISON, Role.OFFICE):
        if role not in turn.person.roles:
            act = read_as(turn, text, role)[0]
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
    more = f"\n{questions.more_to_confirm(len(later))}" if later else ""
    texts.append(first.text + more)
    rest = tuple(as_option(act) for act, _ in later)
    question = msgspec.structs.replace(first.question, rest=rest) if first.question else None
    return Reply("\n\n".join(texts), question)


def _answered(turn: Turn, asked: Question, found: Move) -> Reply:
    """What the answer does, and after it what else the same message had asked for."""
    rest = [as_act(later) for later in asked.rest]
    if found.act:
        confirmed = found.step is Step.DO_CONFIRMED
        reply = run_all(turn, [found.act, *rest], confirmed=confirmed)
        done = reply.question or asked.waits or found.act.intent is Intent.SEND_EVIDENCE
        # A list stays open: after its first line has been read, 关注1 and 2 still mean its lines.
        again = msgspec.structs.replace(asked, asked_at=turn.now, rest=())
        return reply if done else Reply(reply.text, again)
    if rest:
        following = run_all(turn, rest)
        return Reply(f"{questions.cancelled()}\n\n{following.text}", following.question)
    return Reply(questions.cancelled())


def _plain(act: Act) -> Act:
    """A digit where nothing was asked means the measure of that number."""
    if act.intent is Intent.CHOOSE:
        return Act(Intent.ITEM_DETAIL, {"item": str(act.slots["choice"])}, act.rule)
    return act


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
