"""Finding the measure that a person names by its number."""

from __future__ import annotations

from dataclasses import replace

from handlers.turn import Option, Question, Reply, Turn
from handlers.which_item import which_item
from handlers.words import chat
from handlers.words.forms import divided
from language.acts import Act, Intent
from supervision.progress import Entry
from supervision.reportable import bare

LOOKS = frozenset({Intent.ITEM_DETAIL, Intent.ACCEPTANCE_STATUS})
"""What is answered for a problem that was laid aside, too: its past."""


def named_entry(turn: Turn, act: Act) -> Entry | Reply:
    """The entry that an act names, or the line that asks which one or says what to send."""
    return named_for_unit(turn, act)[0]


def named_for_unit(turn: Turn, act: Act) -> tuple[Entry | Reply, bool]:
    """As :func:`named_entry`, and whether one of the sender's units reports on it.

    Two plans may use the same number. The sender's own item is meant before another unit's; where
    that leaves several, the person is asked.
    """
    found = _candidates(turn, act.text("item"))
    if not found:
        act = _with_parts(turn, act)
        asked = (
            which_item(turn, act) if act.candidates or not _is_number(act.text("item")) else None
        )
        if asked:
            return asked, False
        return Reply(chat.no_such_item(act.text("item"), example_number(turn))), False
    mine = [(entry, theirs) for entry, theirs in found if theirs]
    meant = mine or found
    if len(meant) > 1:
        return _which_plan(turn, act, [entry for entry, _ in meant]), False
    if meant[0][0].measure.aside and act.intent not in LOOKS:
        return _which_part(turn, act, meant[0][0]), False
    return meant[0]


def _which_part(turn: Turn, act: Act, entry: Entry) -> Reply:
    """A problem whose measures have taken its place: which of them is meant."""
    parts = [f"{entry.measure.plan}:{number}" for number in entry.measure.divided_into]
    slots = {name: value for name, value in act.slots.items() if name != "item"}
    about = replace(act, slots=slots, candidates=tuple((item, 1.0) for item in parts))
    asked = which_item(turn, about)
    said = divided(entry.measure)
    return replace(asked, text=f"{said}\n{asked.text}") if asked else Reply(said)


def _with_parts(turn: Turn, act: Act) -> Act:
    """23号 or 问题23, where the plan has 23-1 and 23-2 alone: those may be meant."""
    number = act.text("item")
    if act.candidates or not bare(number).isdigit():
        return act
    parts = turn.office.lexicon().children(number, turn.person.unit)
    return replace(act, candidates=tuple((item, 1.0) for item in parts))


def example_number(turn: Turn) -> str:
    """A number that this person can really use: the most urgent of a unit, else the first."""
    ledger = turn.office.store.ledger
    for unit in turn.person.units:
        entries, _ = ledger.open_of(unit, 0, 1)
        if entries:
            return entries[0].measure.number
    items, _ = turn.office.store.publication.page(0, 1)
    return items[0].split(":", 1)[1] if items else "1"


def _is_number(item: str) -> bool:
    """True for 14-2 or 问题3, which name an item or none, and for no words of a title."""
    number = bare(item)
    return bool(number) and all(sign.isdigit() or sign in "-:" for sign in number)


def _candidates(turn: Turn, item: str) -> list[tuple[Entry, bool]]:
    ledger = turn.office.store.ledger
    units = turn.person.own_units or turn.person.units or ("",)
    if ":" in item:
        # The answer to our own question names the plan; no person types a colon in a number.
        entry = ledger.entry(item)
        mine = any(ledger.is_reported_by(unit, item) for unit in units)
        return [(entry, mine)] if entry else []
    return _for_any(turn, units, item) if item else []


def _for_any(turn: Turn, units: tuple[str, ...], number: str) -> list[tuple[Entry, bool]]:
    """The entries of a number, and whether one of the units reports on it; most people have one."""
    first, *others = (turn.office.store.ledger.find_for(unit, number) for unit in units)
    theirs = {entry.measure.id for found in others for entry, mine in found if mine}
    return [(entry, mine or entry.measure.id in theirs) for entry, mine in first]


def _which_plan(turn: Turn, act: Act, entries: list[Entry]) -> Reply:
    options = {
        str(place): Option(act.intent, {**act.slots, "item": entry.measure.id})
        for place, entry in enumerate(entries, 1)
    }
    return Reply(chat.which_plan(entries), Question(options, turn.now))
