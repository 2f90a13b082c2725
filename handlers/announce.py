"""Announce (通知): the office's words to the liaisons of one unit, a group or all; confirmed."""

from __future__ import annotations

from handlers.informing import inform
from handlers.office_names import office_name
from handlers.turn import Reply, Turn
from handlers.words import announcing as words
from handlers.words import screen
from handlers.words.notice_kinds import ANNOUNCEMENT
from language.acts import Act
from supervision.groups import members_of
from supervision.people import UNIT_ROLES, Person
from supervision.records import Role


def announce(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Send the words, once the office has seen how many will read them."""
    unit, said = act.text("unit"), act.text("text").strip()
    units = _units(turn, unit)
    if unit and not units:
        return Reply(words.no_such_unit(unit))
    people, missed = _receivers(turn, units)
    if not people:
        return Reply(words.nobody(unit))
    if not said:
        return Reply(words.what(unit), turn.ask_for(act, "text"))
    text = words.to_liaison(said, office_name(turn.office))
    if not screen.fits(text):
        return Reply(words.too_long())
    if not confirmed or act.number("receivers") != len(people):
        shown = Act(act.intent, {**act.slots, "receivers": len(people)})
        asked = words.confirm(unit, len(people), missed, text)
        return Reply(asked, turn.ask_to_confirm(shown))
    inform(
        turn.office,
        turn.change,
        people,
        text,
        turn.now,
        occasion=f"announce:{turn.message}",
        unit="",
        kind=ANNOUNCEMENT,
    )
    turn.journal("announce", after={"receivers": len(people), "to": unit or "all"})
    return Reply(words.announced(len(people), missed))


def _units(turn: Turn, name: str) -> tuple[str, ...]:
    return members_of(name, turn.office.store.ledger.directory()) if name else ()


def _receivers(turn: Turn, units: tuple[str, ...]) -> tuple[list[Person], list[str]]:
    """The people told, and the named units for which nobody can be told."""
    people = turn.office.store.people
    if not units:
        return people.with_role(Role.LIAISON), []
    found: dict[str, Person] = {}
    missed: list[str] = []
    for unit in units:
        # A unit that has only bound its head is better told through the head than not at all.
        theirs = people.of_unit(unit) or people.of_unit(unit, UNIT_ROLES)
        found |= {person.pid: person for person in theirs}
        if not theirs:
            missed.append(unit)
    return list(found.values()), missed
