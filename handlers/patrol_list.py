"""Open patrol reports (巡查列表): a unit sees those of all below it, the office sees all."""

from __future__ import annotations

from handlers.turn import NEXT_PAGE, Option, Question, Reply, Turn
from handlers.words import patrols as words
from language.acts import Act, Intent
from supervision.patrols import Patrol
from supervision.records import Role
from supervision.times import local_date, start_of

PAGE = 8


def patrol_list(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """One report by its number, or what is open, the oldest first."""
    office = Role.OFFICE in turn.person.roles
    if act.text("number"):
        found = turn.office.store.patrols.get(act.text("number"))
        if found is None or not (office or set(found.above) & set(turn.person.own_units)):
            return Reply(words.not_yours(act.text("number")))
        mine = found.township in turn.person.own_units
        return Reply(words.in_full(found, office=office, mine=mine))
    start = act.number("start") or 0
    open_ones, total = _open(turn, start, office=office)
    month = start_of(local_date(turn.now).replace(day=1))
    units = None if office else turn.person.own_units
    clear = turn.office.store.patrols.clear_since(month, units)
    if not open_ones:
        return Reply(words.nothing_open(clear))
    options = {
        str(place): Option(Intent.PATROL_LIST, {"number": one.number})
        for place, one in enumerate(open_ones, start + 1)
    }
    if start + PAGE < total:
        options[NEXT_PAGE] = Option(Intent.PATROL_LIST, {"start": start + PAGE})
    return Reply(words.listed(open_ones, total, start, clear), Question(options, turn.now))


def _open(turn: Turn, start: int, *, office: bool) -> tuple[list[Patrol], int]:
    store = turn.office.store.patrols
    if office:
        return store.open(start, PAGE)
    return store.open_below(turn.person.own_units, start, PAGE)
