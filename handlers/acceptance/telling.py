"""Who hears of a case (告知): its unit, its verifiers, leaders, the office, whoever follows it."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.acceptance.moving import Work, needed_units, work_of
from handlers.informing import inform
from handlers.office import Office
from handlers.office_groups import concerned
from handlers.turn import Turn
from handlers.words.notice_kinds import OFFICE, PUBLICATION, REQUEST
from supervision.acceptance.who import may_speak
from supervision.answering import answering_units
from supervision.people import UNIT_ROLES, Group, Person
from supervision.progress import Entry
from supervision.records import Role


def tell_about(
    turn: Turn,
    entry: Entry,
    text: str,
    occasion: str,
    *,
    unit: bool = False,
    deciders: bool = False,
    leaders: bool = False,
) -> int:
    """Tell those whom it concerns what was done by chat; gives how many of the unit are told."""
    office, work = turn.office, work_of(turn)
    told = f"acceptance:{occasion}:{entry.measure.id}:{turn.message}"
    people = [*office_people(office), *verifiers_of(office, entry)] if deciders else []
    people += leading(office) if leaders else []
    others = [person for person in people if person.pid != turn.person.pid]
    tell(work, others, text, told, kind=OFFICE, unit=unit_of(entry))
    theirs = unit_people(office, entry) if unit else []
    tell(work, theirs, text, f"{told}:unit", kind=REQUEST, unit=unit_of(entry))
    return len(theirs)


def tell(
    work: Work,
    people: Iterable[Person],
    text: str,
    occasion: str,
    *,
    kind: str,
    unit: str = "",
    url: str = "",
) -> None:
    """Queue a notice for each of these people, once a person."""
    once = {person.pid: person for person in people}
    inform(
        work.office,
        work.change,
        once.values(),
        text,
        work.now,
        occasion=occasion,
        unit=unit,
        kind=kind,
        url=url,
    )


def tell_followers(work: Work, entry: Entry, text: str, occasion: str, url: str) -> int:
    """Tell citizens who follow a measure; gives how many."""
    store = work.office.store
    pids = store.people.subscribed(store.publication.followers(entry.measure.id))
    people = [person for pid in pids if (person := store.people.get(pid))]
    tell(work, people, text, occasion, kind=PUBLICATION, unit=unit_of(entry), url=url)
    return len(people)


def unit_people(office: Office, entry: Entry) -> list[Person]:
    """Everybody who speaks for a unit that answers for the measure."""
    units = answering_units(entry.measure, office.store.ledger.directory())
    return [p for unit in units for p in office.store.people.of_unit(unit, UNIT_ROLES)]


def office_people(office: Office) -> list[Person]:
    """The office's people who coordinate."""
    return concerned(office.store.people.with_role(Role.OFFICE), Group.COORDINATION)


def leading(office: Office) -> list[Person]:
    """The leaders."""
    return office.store.people.with_role(Role.LEADER)


def verifiers_of(office: Office, entry: Entry, among: Iterable[str] = ()) -> list[Person]:
    """The verifiers of a measure; of these units only, where some are named."""
    units = office.store.ledger.directory()
    needed = tuple(among) or needed_units(office, entry.measure)
    return [
        person
        for person in office.store.people.with_role(Role.VERIFIER)
        if any(
            b.role is Role.VERIFIER and may_speak(entry.measure, b, needed, units)
            for b in person.bindings
        )
    ]


def unit_of(entry: Entry) -> str:
    """The unit that a notice about a measure names."""
    return next(iter(entry.measure.duty.answerable), "")
