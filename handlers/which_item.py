"""Which item (哪一项): asked when none was named, or when the words may mean several."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.turn import Asks, Option, Question, Reply, Turn, as_option
from handlers.words import chat
from language.acts import Act, Intent
from supervision.progress import Entry

LIKELY = 5
"""Items that are offered as an answer; a list that a phone shows at a glance."""

FOR_UNITS = frozenset({Intent.REPORT_PROGRESS, Intent.REQUEST_EXTENSION, Intent.APPLY_ACCEPTANCE})
"""What only the units of an item do: to them alone their own items are offered."""


def likely(turn: Turn) -> list[Entry]:
    """What the person has reported on lately, then what is most urgent for the unit."""
    store, units = turn.office.store, turn.person.own_units
    recent = store.reports.items_of(turn.person.pid, units, LIKELY)
    urgent = [entry for entry, _ in store.ledger.open_of_any(units, 0, LIKELY)[0]]
    known = {entry.measure.id: entry for entry in store.ledger.entries(recent)}
    known |= {entry.measure.id: entry for entry in urgent if entry.measure.id not in known}
    return [e for e in known.values() if not e.progress.settled][:LIKELY]


def which_item(turn: Turn, act: Act) -> Reply | None:
    """The question which item an act is about; None when there is nothing to offer."""
    found = _meant(turn, act) if act.candidates else []
    entries = found or likely(turn)
    if not entries:
        return None
    said = chat.said_of(
        act.number("percent"),
        done=act.text("status") == "done",
        unchanged=act.flag("no_change"),
    )
    slots = {name: value for name, value in act.slots.items() if name != "item"}
    about = as_option(Act(act.intent, slots, doubts=act.doubts))
    typed = "" if found else act.text("item")
    text = chat.which_item(entries, said, typed)
    return Reply(text, _question(turn, about, entries, chat.which_item_again(said)))


def _question(turn: Turn, about: Option, entries: list[Entry], again: str) -> Question:
    options = {"0": Option()}
    for name, entry in _names(entries):
        slots = {**about.slots, "item": entry.measure.id}
        options.setdefault(name, Option(about.intent, slots))
    if about.intent not in FOR_UNITS:
        return Question(options, turn.now)
    return Question(options, turn.now, asks=Asks.ITEM, about=about, again=again)


def _names(entries: list[Entry]) -> Iterable[tuple[str, Entry]]:
    """By place in the list, and by number where no place has the same digits."""
    yield from ((str(place), entry) for place, entry in enumerate(entries, 1))
    yield from ((entry.measure.number, entry) for entry in entries)


def _meant(turn: Turn, act: Act) -> list[Entry]:
    """The candidates of the engine, for a unit's act its own ones."""
    ledger = turn.office.store.ledger
    entries = ledger.entries([item for item, _ in act.candidates])
    if act.intent in FOR_UNITS:
        entries = [e for e in entries if _is_own(turn, e)]
    return entries[:LIKELY]


def _is_own(turn: Turn, entry: Entry) -> bool:
    ledger, item = turn.office.store.ledger, entry.measure.id
    return any(ledger.is_reported_by(unit, item) for unit in turn.person.own_units)
