"""A turn of conversation: what was asked before, what is said now, what follows.

One message gives one atomic step: what the use cases change, the sender's new state, and the reply
itself. When somebody else was quicker the turn is read and decided again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import msgspec

from handlers.help import welcome
from handlers.named_items import by_number
from handlers.office import Office
from handlers.turn import NEXT_PAGE, Option, Question, Reply, Turn, as_act, as_option
from handlers.use_cases import run
from handlers.words import chat
from language.acts import Act, Intent
from language.answers import ANSWERS_NOTHING
from language.normalise import normalise
from language.understanding import understand
from storage.errors import Conflict
from storage.guard import redis_errors
from storage.inbox import Claim
from supervision.people import Person
from supervision.records import Role

logger = logging.getLogger("zgt.handlers")

TRIES = 4
"""How often a turn is decided again when somebody else was quicker."""

MESSAGE_CREDIT = (timedelta(hours=48), 5)
CLICK_CREDIT = (timedelta(minutes=1), 3)
"""Customer-service messages that WeChat allows after a message, and after a click or a follow."""

FOR_SOME_ROLES = chat.STAFF_INTENTS | chat.OFFICE_INTENTS

ANSWERS = {Intent.CONFIRM: "1", Intent.CANCEL: "0"}


@dataclass(frozen=True, slots=True)
class Said:
    """What reached us from one person: words, a click on the menu, or an event.

    ``claim`` is this attempt's claim on the message; ``calendar`` the revision of the working-day
    table that was read with it.
    """

    claim: Claim
    openid: str
    kind: str
    text: str = ""
    scene: str = ""
    calendar: str | None = None


def respond(office: Office, said: Said, person: Person, now: datetime) -> str:
    """Work on one claimed message and store everything that follows; gives the words to reply.

    Raises :class:`Conflict` when another attempt has taken the work over.
    """
    for _ in range(TRIES):
        sender = replace(person, openid=said.openid)
        turn = Turn(office, sender, now, said.claim.message, said.calendar)
        reply = _decide(turn, said)
        pending = msgspec.json.encode(reply.question).decode() if reply.question else ""
        turn.become(pending=pending)
        office.store.people.save(turn.change, turn.after)
        office.store.inbox.answer(turn.change, said.claim, reply.text)
        try:
            with redis_errors(writing=True):
                office.store.commit(turn.change)
        except Conflict:
            stored = office.store.inbox.reply_of(said.claim.message)
            if stored is not None:
                return stored
            person = office.store.people.get(person.pid) or person
            continue
        return reply.text
    raise Conflict("turn")


def _decide(turn: Turn, said: Said) -> Reply:
    kinds: dict[str, Callable[[Turn, Said], Reply]] = {
        "text": _words,
        "click": _words,
        "follow": _followed,
        "scan": _scanned,
        "unfollow": _left,
    }
    return kinds.get(said.kind, _no_words)(turn, said)


def _words(turn: Turn, said: Said) -> Reply:
    _give_credit(turn, CLICK_CREDIT if said.kind == "click" else MESSAGE_CREDIT)
    # Only a follower can write, whatever events were lost or came late.
    turn.become(subscribed=True)
    asked = _question(turn.person)
    acts = _understood(turn, said.text, turn.person.role, asked=asked is not None)
    if asked:
        answer = _answered(turn, asked, said.text, acts)
        if answer:
            return answer
        if asked.confirms and not asked.expired(turn.now):
            about = _about(turn, said.text, acts)
            return Reply(f"{chat.not_confirmed()}\n\n{about.text}", about.question)
    return _about(turn, said.text, acts, nothing_asked=not asked)


def _understood(turn: Turn, text: str, role: Role, *, asked: bool = False) -> tuple[Act, ...]:
    lexicon = turn.office.lexicon()
    acts = understand(text, role, turn.now, lexicon, unit=turn.person.unit, asked=asked)
    return tuple(by_number(act, lexicon) for act in acts)


def _about(turn: Turn, text: str, acts: tuple[Act, ...], *, nothing_asked: bool = False) -> Reply:
    """The reply to words that answer no question."""
    if nothing_asked and (acts[0].intent in ANSWERS or acts[0].rule == ANSWERS_NOTHING):
        return Reply(chat.nothing_asked())
    if acts[0].intent is Intent.SMALLTALK_OR_UNKNOWN:
        meant = _meant_by_another(turn, text)
        if meant:
            return Reply(chat.not_for_role(meant, turn.person.role))
    if acts[0].intent is Intent.NEXT_PAGE:
        return Reply(chat.no_next_page())
    return run_all(turn, [_plain(act) for act in acts])


def _meant_by_another(turn: Turn, text: str) -> Intent | None:
    """What the same words would ask for from somebody else, so that a refusal can say why."""
    for role in (Role.LIAISON, Role.OFFICE):
        if role is not turn.person.role:
            act = _understood(turn, text, role)[0]
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
    option = _chosen(asked, text, acts[0])
    if option is None:
        return None
    if asked.expired(turn.now):
        return Reply(chat.question_expired())
    rest = [as_act(later) for later in asked.rest]
    if option.intent:
        reply = run_all(turn, [as_act(option), *rest], confirmed=asked.confirms)
        if reply.question or asked.confirms:
            return reply
        # A list stays open: after its first line has been read, 关注1 and 2 still mean its lines.
        return Reply(reply.text, msgspec.structs.replace(asked, asked_at=turn.now, rest=()))
    if rest:
        following = run_all(turn, rest)
        return Reply(f"{chat.cancelled()}\n\n{following.text}", following.question)
    return Reply(chat.cancelled())


def _chosen(asked: Question, text: str, act: Act) -> Option | None:
    words = normalise(text).replace(" ", "")
    if words in asked.options:
        return asked.options[words]
    if act.intent is Intent.NEXT_PAGE:
        return asked.options.get(NEXT_PAGE)
    choice = act.number("choice")
    if choice is not None and str(choice) in asked.options:
        return asked.options[str(choice)]
    if asked.confirms:
        return asked.options.get(ANSWERS.get(act.intent, ""))
    return None


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


def _followed(turn: Turn, said: Said) -> Reply:
    _give_credit(turn, CLICK_CREDIT)
    turn.become(subscribed=True)
    return _bind_by_scene(turn, said) or welcome(turn)


def _scanned(turn: Turn, said: Said) -> Reply:
    _give_credit(turn, CLICK_CREDIT)
    return _bind_by_scene(turn, said) or welcome(turn)


def _bind_by_scene(turn: Turn, said: Said) -> Reply | None:
    if not said.scene.startswith("bind-"):
        return None
    return run(turn, Act(Intent.BIND, {"code": said.scene.removeprefix("bind-")}), confirmed=False)


def _left(turn: Turn, said: Said) -> Reply:  # noqa: ARG001 - who left is in the turn
    turn.become(subscribed=False, credit_left=0)
    return Reply("")


def _no_words(turn: Turn, said: Said) -> Reply:
    _give_credit(turn, MESSAGE_CREDIT)
    return Reply(chat.only_words(said.kind))


def _give_credit(turn: Turn, credit: tuple[timedelta, int]) -> None:
    life, count = credit
    until = int((turn.now + life).timestamp())
    if until >= turn.person.credit_until or not turn.person.credit_left:
        turn.become(credit_until=until, credit_left=count)
