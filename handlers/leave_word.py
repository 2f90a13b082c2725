"""Contact the office (联系整改办): its telephone, and a sentence left for it (留言)."""

from __future__ import annotations

from dataclasses import replace

from handlers.informing import inform
from handlers.office_groups import concerned
from handlers.office_names import office_name
from handlers.turn import Reply, Turn
from handlers.words import replying as words
from handlers.words.notice_kinds import OFFICE, REQUEST
from language.acts import Act
from supervision.people import Group
from supervision.records import Role
from supervision.replies import LeftWord
from supervision.times import local_date

SHOWN = 8


def contact_office(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """Where the office is reached, and for staff that words can be left."""
    phone = turn.office.store.ledger.office_phone()
    name = office_name(turn.office)
    if turn.person.role is Role.OFFICE:
        return Reply(words.own_contact(name, phone))
    return Reply(words.contact(name, phone, staff=turn.person.role is not Role.CITIZEN))


def leave_word(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Hand the office the words with unit and role, and nothing more of who it was."""
    text = act.text("text")
    if not text:
        return Reply(words.leave_what(), turn.ask_for(act, "text"))
    unit = turn.person.unit
    if not confirmed:
        return Reply(words.confirm_leave(unit, text), turn.ask_to_confirm(act))
    store = turn.office.store
    number = store.left_words.take_number(turn.change, local_date(turn.now).year)
    one = LeftWord(number, turn.now, unit, turn.person.role, text, turn.person.pid)
    store.left_words.add(turn.change, one)
    turn.journal("contact_office", after={"number": number})
    people = concerned(store.people.with_role(Role.OFFICE), Group.COORDINATION)
    inform(
        turn.office,
        turn.change,
        people,
        words.left_for_office(one),
        turn.now,
        occasion=f"left:{number}",
        unit=unit,
        kind=OFFICE,
    )
    return Reply(words.left(number))


def answer_word(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Answer a sentence that was left; confirmed, and told to who left it."""
    store, number, text = turn.office.store, act.text("number"), act.text("text")
    one = store.left_words.get(number)
    if one is None or one.answered_at:
        return Reply(words.no_such_word(number))
    if not text:
        return Reply(words.answer_what(number), turn.ask_for(act, "text"))
    if not confirmed:
        return Reply(words.confirm_answer(one, text), turn.ask_to_confirm(act))
    after = replace(one, answer=text, answered_at=turn.now)
    store.left_words.answer(turn.change, one, after)
    turn.journal("answer_word", unit=one.unit, after={"number": number})
    person = store.people.get(one.person)
    told = [person] if person and person.openid and person.subscribed else []
    inform(
        turn.office,
        turn.change,
        told,
        words.to_sender(after),
        turn.now,
        occasion=f"answered:{number}",
        unit=one.unit,
        kind=REQUEST,
    )
    return Reply(words.answered(number, told=bool(told)))


def words_left(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """What waits for the office's answer."""
    return Reply(words.words_left(turn.office.store.left_words.unanswered(SHOWN)))
