"""Objections (异议): received while a publicity runs, settled by the office, answered (G5).

Who objected stands apart from what was said and nowhere in the journal, as with complaints.
"""

from __future__ import annotations

from collections.abc import Sequence

from handlers.acceptance.following import sent_back
from handlers.acceptance.moving import Dossier, Moved, Work, move, work_of
from handlers.acceptance.telling import office_people, tell, tell_about
from handlers.requests import is_seen, seen
from handlers.schedule.desk import Hand
from handlers.turn import Option, Question, Reply, Turn
from handlers.words import objections as said
from handlers.words.acceptance_refusals import refused
from handlers.words.notice_kinds import OBJECTION, OFFICE
from handlers.words.objections import SHOWN
from language.acts import Act, Intent
from supervision.acceptance.case import Step
from supervision.acceptance.objection import Objection
from supervision.acceptance.table import Event, Refusal
from supervision.complaints import without_numbers
from supervision.records import Role
from supervision.times import local_date, start_of

A_DAY = 10
"""Objections of one person a day, and ten times as many to one publicity from its page."""

LONGEST = 600
NOBODY = Hand()
"""Who objects is not named in the journal."""


def object_to(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - filed at once, as a complaint is
    """File an objection to a publicity that runs; ask what is objected to where it is missing."""
    found = _running(turn, act)
    if isinstance(found, Reply):
        return found
    what = act.text("what").strip()
    known = Act(act.intent, {**act.slots, "item": found.measure.id})
    if not what:
        return Reply(said.what_is_wrong(found.measure), turn.ask_for(known, "what"))
    since = start_of(local_date(turn.now)).timestamp()
    if turn.office.store.objections.sent_since(turn.person.pid, since) >= A_DAY:
        return Reply(said.too_many(A_DAY))
    work = Work(turn.office, turn.change, NOBODY, turn.now)
    filed = file_objection(work, found, what, turn.person.pid)
    if isinstance(filed, Refusal):
        return Reply(refused(found.measure, filed))
    return Reply(said.received(filed, found.measure, turn.office.base_url))


def file_objection(work: Work, found: Dossier, what: str, pid: str) -> Objection | Refusal:
    """Add an objection to a change, with its number; the office is told. ``pid``: "" for a page."""
    store, opened = work.office.store, found.case.publicity
    if opened is None:
        return Refusal.NOT_IN_PUBLICITY
    number = store.objections.take_number(work.change, local_date(work.now).year)
    filed = Objection(
        number=number,
        at=work.now,
        publicity=opened.number,
        item=found.measure.id,
        what=without_numbers(what)[:LONGEST],
    )
    moved = move(work, found, Step(work.now, Event.OBJECTION_RECEIVED, number=number))
    if isinstance(moved, Refusal):
        return moved
    store.objections.add(work.change, filed, pid)
    text = said.to_office(filed, found.measure)
    people = office_people(work.office)
    tell(work, people, text, f"objection:{number}", kind=OFFICE)
    return filed


def settle_objection(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Settle one (异议成立、异议不成立), confirmed, with the answer that its sender reads."""
    store = turn.office.store
    objection = _meant(turn, act)
    if isinstance(objection, Reply):
        return objection
    number = objection.number
    entry = store.ledger.entry(objection.item)
    if entry is None:
        return Reply(said.not_open(number))
    upheld, answer = act.text("verdict") == "成立", act.text("reason").strip()[:LONGEST]
    found = Dossier(entry, store.acceptance.case(entry))
    going_on = Act(act.intent, {**act.slots, "number": number, "shown": number})
    if not answer:
        return Reply(said.why(number, upheld=upheld), turn.ask_for(going_on, "reason"))
    if not is_seen(act, number, confirmed=confirmed):
        text = said.confirm_settle(objection, found.measure, answer, upheld=upheld)
        return Reply(text, turn.ask_to_confirm(seen(act, number, number)))
    return _settle(turn, found, objection, answer, upheld=upheld)


def _meant(turn: Turn, act: Act) -> Objection | Reply:
    """The open objection that is meant: by its number, by its item, the newest, or the only one."""
    store, number, item = turn.office.store, act.text("number"), act.text("item")
    if number:
        named = store.objections.get(number)
        return named if named and not named.settled_at else Reply(said.not_open(number))
    found = store.objections.open()
    if item:
        found = [one for one in found if item in (one.item, one.item.rpartition(":")[2])]
    if not found:
        return Reply(said.none_open_on(item))
    if len(found) == 1 or act.text("newest"):
        return found[-1]
    options = {
        str(place): Option(Intent.SETTLE_OBJECTION, {**act.slots, "number": one.number})
        for place, one in enumerate(found[:SHOWN], 1)
    }
    text = said.which_one(found, upheld=act.text("verdict") == "成立")
    return Reply(text, Question({**options, "0": Option()}, turn.now))


def objection_status(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """One objection for its sender or the office; of the office without a number, what is open."""
    store, number = turn.office.store, act.text("number")
    office = Role.OFFICE in turn.person.roles
    if not number:
        if office:
            return _open_list(turn, store.objections.open())
        own = store.objections.of_person(turn.person.pid)
        return Reply(said.mine(own))
    found = store.objections.get(number)
    if found is None or not (office or store.objections.sender(number) == turn.person.pid):
        return Reply(said.only_the_sender(number))
    entry = store.ledger.entry(found.item)
    text = said.in_full(found, entry.measure if entry else None, office=office)
    waits = office and found.settled_at is None
    return Reply(text, _to_settle(turn, number) if waits else None)


def _to_settle(turn: Turn, number: str) -> Question:
    verdicts = {"1": "成立", "2": "不成立"}
    options = {
        digit: Option(Intent.SETTLE_OBJECTION, {"number": number, "verdict": verdict})
        for digit, verdict in verdicts.items()
    }
    return Question(options, turn.now)


def _settle(
    turn: Turn, found: Dossier, objection: Objection, answer: str, *, upheld: bool
) -> Reply:
    measure, store = found.measure, turn.office.store
    others: list[Objection] = []
    if objection.number in found.case.objections:
        event = Event.OBJECTION_UPHELD if upheld else Event.OBJECTION_DISMISSED
        step = Step(turn.now, event, by=turn.person.pid, text=answer, number=objection.number)
        moved = move(work_of(turn), found, step)
        if isinstance(moved, Refusal):
            return Reply(refused(measure, moved))
        if upheld:
            _tell_back(turn, moved, answer)
            rest = [one for one in found.case.objections if one != objection.number]
            others = store.objections.several(rest)
    for one in (objection, *others):
        reply = answer if one is objection else said.settled_with_another()
        store.objections.settle(turn.change, one, one.settle(turn.now, reply, upheld=upheld))
        _tell_sender(turn, one, reply, upheld=upheld)
    return Reply(said.settled(objection, measure, upheld=upheld, others=len(others)))


def _tell_back(turn: Turn, moved: Moved, answer: str) -> None:
    sent_back(turn, moved, said.sent_back_by_objection(answer))
    text = said.to_leaders(moved.entry.measure, answer)
    tell_about(turn, moved.entry, text, "objection_upheld", leaders=True)


def _tell_sender(turn: Turn, objection: Objection, answer: str, *, upheld: bool) -> None:
    store = turn.office.store
    pid = store.objections.sender(objection.number)
    person = store.people.get(pid) if pid else None
    if person is None or not person.subscribed or not person.openid:
        return
    text = said.to_sender(objection, answer, upheld=upheld)
    occasion = f"objection:{objection.number}:settled"
    tell(work_of(turn), [person], text, occasion, kind=OBJECTION)


def _running(turn: Turn, act: Act) -> Dossier | Reply:
    """The publicity that is objected to; anybody may know of it, and of nothing else."""
    store, number = turn.office.store, act.text("number")
    item = act.text("item")
    if number:
        item = store.acceptance.item_of(number)
    entry = store.ledger.entry(item) if ":" in item else store.ledger.find(item)
    if entry is None:
        return Reply(said.nothing_runs(number or item))
    found = Dossier(entry, store.acceptance.case(entry))
    opened = found.case.publicity
    if not store.acceptance.runs(found.measure.id) or opened is None or opened.last is None:
        return Reply(said.nothing_runs(number or found.measure.number))
    if local_date(turn.now) > opened.last:
        return Reply(refused(found.measure, Refusal.PERIOD_OVER))
    return found


def _open_list(turn: Turn, found: Sequence[Objection]) -> Reply:
    if not found:
        return Reply(said.nothing_open())
    options = {
        str(place): Option(Intent.OBJECTION_STATUS, {"number": one.number})
        for place, one in enumerate(found[:SHOWN], 1)
    }
    return Reply(said.listed(found), Question(options, turn.now))
