"""Recording a file of facts (facts record): all or nothing, and a second time nothing new."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from documents.facts_jsonl import Numbers, read_facts
from handlers.errors import NoSuchRecord, NotYet, RecordStands
from handlers.office import Office
from handlers.official_units import official_unit, official_units
from handlers.rankings import check_tables
from handlers.record_fact import Record, record_on
from handlers.schedule.desk import Desk, Hand
from handlers.schedule.sign import clear
from handlers.withdraw_fact import TooLate, take_back
from storage.codec import to_json
from supervision.facts import Fact
from supervision.recorded import RECORDED, RecordedFact
from supervision.records import Role

COMMAND = Hand(role=Role.OFFICE, source="command")

RECENT = 1000
"""Records among which one is looked for by its id: half an hour holds fewer."""

SHORTEST_ID = 6


@dataclass(frozen=True, slots=True)
class Loaded:
    """What recording a file did: ``late`` had missed their draw-up hour, ``drawn`` were proposed.

    ``unlisted``: units that the ledger does not list.
    """

    new: tuple[Fact, ...]
    known: int
    late: int
    drawn: int
    unlisted: tuple[str, ...]


def record_facts(
    office: Office, text: str, now: datetime, *, counts_only: bool, dry_run: bool = False
) -> Loaded:
    """Record the facts of a JSONL as one step; ``dry_run`` stores nothing.

    ``counts_only``: those that have missed their draw-up hour lead to no step of their own. Raises
    BadFact for a line that cannot be used, NotYet for what has not happened.
    """
    facts = [official for fact in _read(office, text) for official in _official(office, fact)]
    if facts and facts[-1].at > now:
        raise NotYet(next(fact.at for fact in facts if fact.at > now))
    named = {_name(fact): fact for fact in facts}
    known = office.store.facts.known(named)
    new = {name: fact for name, fact in named.items() if name not in known}
    check_tables(office, new.values(), now)
    done = office.store.clock.drawn_up()
    late = {name for name, fact in new.items() if done is not None and fact.at < done}
    desk = Desk(office, now, COMMAND)
    for name, fact in new.items():
        record_on(desk, Record(name, fact, counts_only=counts_only and name in late))
    drawn = len(desk.drawn)
    if new and not dry_run:
        clear(desk)
        office.store.commit(desk.change)
    return Loaded(
        tuple(new.values()), len(facts) - len(new), len(late), drawn, _unlisted(office, facts)
    )


def records_of(office: Office, unit: str, most: int) -> list[RecordedFact]:
    """The newest records, of one unit where asked, by any of its names."""
    return office.store.facts.records(official_unit(office, unit) or unit, most)


def withdraw_record(office: Office, name: str, now: datetime) -> RecordedFact:
    """Withdraw the record whose id begins like this. Raises NoSuchRecord, RecordStands."""
    recent = office.store.facts.records(most=RECENT)
    found = [r for r in recent if len(name) >= SHORTEST_ID and r.id.startswith(name)]
    if len(found) != 1:
        raise NoSuchRecord(name)
    desk = Desk(office, now, COMMAND)
    done = take_back(desk, found[0])
    if isinstance(done, TooLate):
        raise RecordStands(used=done is TooLate.USED)
    office.store.commit(desk.file())
    return found[0]


def _read(office: Office, text: str) -> list[Fact]:
    ledger = office.store.ledger
    plans = [plan.id for plan in ledger.plans()]
    current = ledger.current_plan()
    # A number without its plan means the current one, as it does in a chat.
    first = sorted(plans, key=lambda plan: current is None or plan != current.id)
    measures = (entry.measure for plan in first for entry in ledger.all_entries(plan))
    numbers = Numbers.of(measures, first[:1])
    return read_facts(text, numbers, RECORDED)


def _official(office: Office, fact: Fact) -> list[Fact]:
    """The fact with the official names of its units; of a group, one of each of its members.

    A name that the unit list does not know stays as it was written.
    """
    ranked = tuple(official_unit(office, said) or said for said in fact.units)
    whom = official_units(office, fact.unit) if fact.unit else ()
    return [replace(fact, unit=unit, units=ranked) for unit in whom or (fact.unit,)]


def _unlisted(office: Office, facts: Iterable[Fact]) -> tuple[str, ...]:
    listed = {unit.name for unit in office.store.ledger.units()}
    named: Sequence[str] = [name for f in facts for name in (f.unit, *f.units) if name]
    return tuple(name for name in dict.fromkeys(named) if name not in listed)


def _name(fact: Fact) -> str:
    return hashlib.sha256(to_json(fact).encode()).hexdigest()[:20]
