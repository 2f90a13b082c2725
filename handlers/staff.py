"""Staff (人员): who is bound for which unit, as the office sees it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from handlers.errors import SeveralBindings, UnknownPerson
from handlers.office import Office
from handlers.turn import NEXT_PAGE, Option, Question, Reply, Turn
from handlers.words import staff as words
from language.acts import Act
from supervision.people import Binding, Person

PAGE = 8

SHORTEST_ID = 6
"""Signs of a pseudonym that have to be given; the list shows eight."""


@dataclass(frozen=True, slots=True)
class Held:
    """One office and who holds it."""

    person: Person
    binding: Binding


def everybody(office: Office) -> list[Held]:
    """Every binding of the region, by unit; the people of a region's units are some hundreds."""
    return _held(office.store.people.staff())


def of_unit(office: Office, unit: str) -> list[Held]:
    """Every binding to one unit, whatever the role."""
    people = office.store.people.bound_to(unit)
    return [held for held in _held(people) if held.binding.unit == unit]


def chosen(office: Office, *, pid: str = "", unit: str = "", who: str = "") -> list[Held]:
    """The bindings that these words mean: a person's pseudonym, a unit, a name or 张*."""
    found = of_unit(office, unit) if unit else everybody(office)
    wanted = who.rstrip("*＊某同志 ")
    return [
        held
        for held in found
        if (not pid or held.person.pid == pid)
        and (not who or (bool(wanted) and held.person.name.startswith(wanted)))
    ]


def by_id(office: Office, words: str, unit: str) -> Held:
    """The one binding that the beginning of a pseudonym, and a unit where needed, names.

    Raises UnknownPerson, SeveralBindings.
    """
    theirs = [h for h in everybody(office) if h.person.pid.startswith(words.lower())]
    if len(words) < SHORTEST_ID or len({h.person.pid for h in theirs}) != 1:
        raise UnknownPerson(words)
    official = office.store.ledger.unit(unit)
    found = [h for h in theirs if not unit or h.binding.unit in (unit, official and official.name)]
    if not found:
        raise UnknownPerson(f"{words} {unit}")
    if len(found) > 1:
        raise SeveralBindings(h.binding.unit for h in found)
    return found[0]


def staff(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """The office's list: of one unit in full, else of all, and the units that nobody speaks for."""
    unit = act.text("unit")
    alone = turn.office.store.people.alone()
    if unit:
        since = dict(alone).get(unit)
        return Reply(words.of_unit(unit, of_unit(turn.office, unit), since, turn.now))
    if act.text("who"):
        return Reply(words.no_such_unit(act.text("who")))
    found = everybody(turn.office)
    start = int(act.slots.get("start", 0))
    page, more = found[start : start + PAGE], start + PAGE < len(found)
    text = words.listed(page, len(found), start, alone, turn.now, more=more)
    following = {NEXT_PAGE: Option(act.intent, {"start": start + PAGE})}
    return Reply(text, Question(following, turn.now) if more else None)


def _held(people: Iterable[Person]) -> list[Held]:
    found = [Held(person, binding) for person in people for binding in person.bindings]
    return sorted(found, key=lambda h: (h.binding.unit, h.binding.role, h.person.pid))
