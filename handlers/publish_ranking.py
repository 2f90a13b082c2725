"""Making a monthly table public (公开排名), and taking it off (撤下排名): approved by a person.

B9 names the last of a table by a circular; it does not say that the whole table is public. So the
table is recorded first, and shown once somebody of the office has approved it (axis 4).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from handlers.office_groups import may_sign
from handlers.rankings import LOOKED_BACK
from handlers.turn import Option, Question, Reply, Turn
from handlers.words import rankings as words
from handlers.words.listings import another_group
from language.acts import Act
from storage.rankings import Approval
from supervision.facts import FactKind
from supervision.people import Group
from supervision.recorded import RecordedFact

OFFERED = 6


def publish_ranking(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Show which table will be public, and make it so after a yes; ``off`` takes one off."""
    if not may_sign(turn.person, Group.PUBLICITY):
        return Reply(another_group(Group.PUBLICITY))
    off = act.flag("off")
    found, named = _tables(turn, public=off), act.text("record")
    # What was named may be done by somebody else meanwhile; the one that is left is another.
    chosen = [one for one in found if one.id == named] if named else found
    if len(chosen) != 1:
        return _which(turn, act, found)
    record, base = chosen[0], turn.office.base_url
    if not confirmed:
        slots = {**act.slots, "record": record.id}
        text = words.confirm(record.fact, base, off=off)
        return Reply(text, turn.ask_to_confirm(Act(act.intent, slots)))
    tables = turn.office.store.tables
    if off:
        tables.wait(turn.change, record.id, turn.now)
    else:
        tables.approve(turn.change, record.id, Approval(turn.now, turn.person.pid))
    about = {"fact": record.id, "table": record.fact.table, "month": record.fact.month}
    turn.journal("hide_ranking" if off else "publish_ranking", after=about)
    return Reply(words.done(record.fact, base, off=off))


def _tables(turn: Turn, *, public: bool) -> list[RecordedFact]:
    """The tables of the last months that are public, or that are not; the newest month first."""
    store, until = turn.office.store, turn.now + timedelta(seconds=1)
    approved = store.tables.approved()
    recorded = store.facts.records_between(turn.now - LOOKED_BACK, until)
    tables = [record for record in recorded if record.fact.kind is FactKind.RANKING]
    found = [record for record in tables if (record.id in approved) is public]
    return sorted(found, key=lambda one: (one.fact.month, one.fact.table), reverse=True)


def _which(turn: Turn, act: Act, found: Sequence[RecordedFact]) -> Reply:
    off = act.flag("off")
    if not found:
        return Reply(words.none(off=off))
    options = {
        str(place): Option(str(act.intent), {**act.slots, "record": record.id})
        for place, record in enumerate(found[:OFFERED], 1)
    }
    text = words.which([record.fact for record in found[:OFFERED]], off=off)
    return Reply(text, Question({**options, "0": Option()}, turn.now))
