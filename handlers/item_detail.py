"""One measure in full (事项详情): what it is, where it stands, why its date is what it is."""

from __future__ import annotations

from handlers.lookup import named_entry
from handlers.public import public_item
from handlers.turn import Reply, Turn
from handlers.words import public as public_words
from handlers.words import tasks
from language.acts import Act
from supervision.records import Role


def item_detail(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """Staff see the ledger, citizens what was published."""
    number = act.text("item")
    if turn.person.role is Role.CITIZEN:
        item = public_item(turn.office, number)
        if item is None:
            return Reply(public_words.not_published(number))
        return Reply(public_words.detail(item, turn.office.base_url))
    entry = named_entry(turn, act)
    if isinstance(entry, Reply):
        return entry
    days = turn.working_days()
    if act.text("what") == "why":
        return Reply(tasks.why(entry, turn.now, days))
    ledger = turn.office.store.ledger
    mine = any(ledger.is_reported_by(unit, entry.measure.id) for unit in turn.person.own_units)
    return Reply(tasks.detail(entry, turn.now, days, mine=mine))
