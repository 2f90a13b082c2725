"""Patrols (巡查, B1): a village reports, its township answers, the office judges."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.complaint_photos import MOST, attach
from handlers.hand_in import waiting_pieces
from handlers.informing import inform
from handlers.patrol_photos import PLAN
from handlers.record_fact import record
from handlers.schedule.desk import Hand
from handlers.turn import Option, Question, Reply, Turn, Wanted, as_option
from handlers.words import patrols as words
from handlers.words.notice_kinds import COMPLAINT
from language.acts import Act, Intent
from language.case_kinds import kind_of
from supervision.complaints import without_numbers
from supervision.facts import Fact, FactKind
from supervision.patrols import Judgement, Patrol
from supervision.people import UNIT_ROLES, Person
from supervision.records import Level, Role, Unit
from supervision.times import local_date
from supervision.unit_tree import above, township_in

LONGEST = 500
PATROLLING = frozenset({Level.VILLAGE, Level.TOWNSHIP})
_PLACE = re.compile(r"地点[:：]?\s*([^\s,，;；。]+)[\s,，;；。]*")


def patrol(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - a finding binds nobody yet
    """File what a village or community has found; its township is told at once."""
    if act.text("number"):
        return _add_place(turn, act)
    line = _line(turn)
    township = township_in(line)
    if not line or township is None:
        return Reply(words.no_township(turn.person.unit))
    if act.flag("clear"):
        return _found_nothing(turn, act, line, township)
    text = without_numbers(act.text("text"))[:LONGEST]
    place = _PLACE.search(text)
    store = turn.office.store
    pieces = waiting_pieces(turn)[:MOST]
    made = Patrol(
        number=store.patrols.take_number(turn.change, local_date(turn.now).year),
        at=turn.now,
        unit=line[0].name,
        township=township.name,
        what=(text[: place.start()] + text[place.end() :]).strip() if place else text,
        above=tuple(unit.name for unit in line),
        place=place[1] if place else "",
        photos=len(pieces),
    )
    if pieces:
        attach(turn, made.number, pieces, PLAN, made.unit)
        store.handed_in.forget_unplaced(turn.change, turn.person.pid)
    store.patrols.add(turn.change, made, turn.person.pid)
    turn.journal("patrol", unit=made.unit, after={"number": made.number, "to": made.township})
    told = _tell(turn, made)
    said = words.filed(made, told=told)
    if made.place:
        return Reply(said)
    more = Act(Intent.PATROL, {"number": made.number})
    wanted = Wanted(as_option(more), "place")
    question = Question({"0": Option()}, turn.now, wanted=wanted)
    return Reply(f"{said}\n{words.where()}", question)


def _found_nothing(turn: Turn, act: Act, line: list[Unit], township: Unit) -> Reply:
    """Keep a patrol that found nothing; nobody is told, and once a day and place is enough."""
    store, place = turn.office.store, without_numbers(act.text("place")).strip()[:LONGEST]
    last, today = store.patrols.last_of(turn.person.pid), local_date(turn.now)
    again = last is not None and last.clear and local_date(last.at) == today
    if last is not None and again and last.place == place and last.unit == line[0].name:
        return Reply(words.clear_already(last))
    made = Patrol(
        number=store.patrols.take_number(turn.change, today.year),
        at=turn.now,
        unit=line[0].name,
        township=township.name,
        what="未发现问题",
        above=tuple(unit.name for unit in line),
        place=place,
        clear=True,
    )
    store.patrols.add(turn.change, made, turn.person.pid)
    turn.journal("patrol", unit=made.unit, after={"number": made.number, "clear": 1})
    return Reply(words.clear(made))


def answer_patrol(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - can be said anew
    """What the township has done about it."""
    number, text = act.text("number"), without_numbers(act.text("text"))[:LONGEST]
    found = turn.office.store.patrols.get(number)
    if found is None or found.township not in turn.person.own_units:
        return Reply(words.not_yours(number))
    if found.clear:
        return Reply(words.found_nothing(found))
    if not text:
        return Reply(words.what_was_done(number), turn.ask_for(act, "text"))
    after = found.answered(text, turn.now)
    turn.office.store.patrols.save(turn.change, found, after)
    turn.journal("answer_patrol", unit=found.township, after={"number": number})
    return Reply(words.answered(after, told=_tell_village(turn, after)))


def judge_patrol(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Say whether it counts as a problem found, confirmed first: by their number heads answer."""
    number = act.text("number")
    found = turn.office.store.patrols.get(number)
    if found is None:
        return Reply(words.no_such(number))
    if found.clear:
        return Reply(words.found_nothing(found))
    if found.judgement is not Judgement.OPEN:
        return Reply(words.judged_already(found))
    counts = not act.flag("no")
    kind = kind_of(act.text("kind"))
    if counts and act.text("kind") and not kind:
        return Reply(words.no_such_kind(number, act.text("kind")))
    judgement = Judgement.PROBLEM if counts else Judgement.NONE
    after = found.judged(judgement, kind, turn.now)
    if not confirmed:
        return Reply(words.confirm_judgement(after), turn.ask_to_confirm(act))
    turn.office.store.patrols.save(turn.change, found, after)
    facts = {"number": number, "judgement": str(judgement)}
    turn.journal("judge_patrol", unit=found.township, after=facts)
    if counts:
        fact = Fact(turn.now, FactKind.PROBLEM_FOUND, unit=found.township, count=1, matter=kind)
        hand = Hand(turn.person.pid, Role.OFFICE, turn.message)
        name = f"patrol:{number}"
        record(turn.change, turn.office, fact, name=name, hand=hand, now=turn.now)
    return Reply(words.judged(after))


def _add_place(turn: Turn, act: Act) -> Reply:
    store, number = turn.office.store.patrols, act.text("number")
    last = store.last_of(turn.person.pid)
    if last is None or last.number != number:
        return Reply(words.not_yours(number))
    after = replace(last, place=without_numbers(act.text("place"))[:LONGEST])
    store.save(turn.change, last, after)
    turn.journal("patrol", unit=last.unit, after={"number": number, "place": 1})
    return Reply(words.place_added(after))


def _line(turn: Turn) -> list[Unit]:
    """The sender's village, else township, and what stands above it."""
    find = turn.office.store.ledger.unit
    listed = [unit for name in turn.person.own_units if (unit := find(name))]
    able = [unit for unit in listed if unit.level in PATROLLING]
    able.sort(key=lambda unit: unit.level is not Level.VILLAGE)
    return above(able[0].name, find) if able else []


def _tell_village(turn: Turn, answered: Patrol) -> bool:
    """Whoever reports for the village hears what came of it; whether anybody else does."""
    # Said anew it is told anew, once for each message.
    occasion = f"patrol:{answered.number}:answered:{turn.message}"
    people = _inform(turn, answered.unit, words.to_village(answered), occasion)
    return any(person.pid != turn.person.pid for person in people)


def _tell(turn: Turn, made: Patrol) -> bool:
    """Whoever reports for the township hears of it; whether there is anybody."""
    occasion = f"patrol:{made.number}"
    return bool(_inform(turn, made.township, words.to_township(made), occasion))


def _inform(turn: Turn, unit: str, text: str, occasion: str) -> list[Person]:
    """Tell everybody who reports for the unit, but not the sender; gives all who report for it."""
    people = turn.office.store.people.of_unit(unit, UNIT_ROLES)
    others = [person for person in people if person.pid != turn.person.pid]
    inform(
        turn.office,
        turn.change,
        others,
        text,
        turn.now,
        occasion=occasion,
        unit=unit,
        kind=COMPLAINT,
    )
    return people
