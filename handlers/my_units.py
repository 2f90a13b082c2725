"""My units (我的单位), and the one that speaks where an item does not tell (换单位)."""

from __future__ import annotations

from handlers.turn import Option, Question, Reply, Turn
from handlers.words import binding as words
from language.acts import Act, Intent


def my_units(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """Every binding of the sender; where there are several, a number chooses the current unit."""
    person = turn.after
    if not person.bindings:
        return Reply(words.not_bound())
    text = words.my_units(person, turn.now)
    if len(person.bindings) == 1:
        return Reply(text)
    options = {
        str(place): Option(Intent.SWITCH_UNIT, {"unit": held.unit})
        for place, held in enumerate(person.bindings, 1)
    }
    return Reply(text, Question(options, turn.now))


def switch_unit(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Let another unit of the sender's be the current one."""
    person, unit = turn.after, act.text("unit")
    if not person.bindings:
        return Reply(words.not_bound())
    if len(person.bindings) == 1:
        return Reply(words.only_unit(person.unit))
    if not unit:
        return my_units(turn, act, confirmed=confirmed)
    if person.at(unit) is None:
        return Reply(words.not_your_unit(unit))
    if unit != person.unit:
        turn.journal("switch_unit", before={"unit": person.unit}, after={"unit": unit})
    turn.become(chosen=unit)
    return Reply(words.switched(unit))
