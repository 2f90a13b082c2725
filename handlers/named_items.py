"""Items named by words (按词指项): an act on them goes on by their number."""

from __future__ import annotations

from dataclasses import replace

from language.acts import Act, Intent
from language.lexicon import Lexicon


def by_number(act: Act, lexicon: Lexicon) -> Act:
    """The act with the number of the measure that its words mean, when that is certain.

    Where two plans use the number, the id names the plan as well. When a deadline is asked of one
    item, its detail holds the answer.
    """
    if act.intent is Intent.DEADLINES and "item" in act.slots:
        act = replace(act, intent=Intent.ITEM_DETAIL)
    if not act.measure or "item" not in act.slots or lexicon.known(act.text("item")):
        return act
    known = lexicon.by_id(act.measure)
    item = known.number if lexicon.is_unique(known) else known.id
    return replace(act, slots={**act.slots, "item": item})
