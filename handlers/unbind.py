"""Unbind (解绑): one's own binding, or, by the office, somebody else's."""

from __future__ import annotations

from handlers.bindings import Deed, end_binding, is_last
from handlers.informing import inform
from handlers.office import Office
from handlers.staff import Held, chosen
from handlers.turn import Option, Question, Reply, Turn
from handlers.words import binding as words
from handlers.words import staff as staff_words
from language.acts import Act
from storage.change import Change
from supervision.people import UNIT_ROLES, Person
from supervision.records import Role

SHOWN = 8


def unbind(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """End a binding after naming exactly what ends; only the office ends those of others."""
    others = act.text("pid") or act.text("unit") or act.text("who")
    if Role.OFFICE in turn.after.roles and others and not act.flag("own"):
        return _of_somebody(turn, act, confirmed=confirmed)
    return _own(turn, act, confirmed=confirmed)


def _own(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    person, unit = turn.after, act.text("unit")
    if not person.bindings:
        return Reply(words.not_bound())
    if not unit and len(person.bindings) > 1:
        options = {
            str(place): Option(act.intent, {"unit": held.unit, "own": 1})
            for place, held in enumerate(person.bindings, 1)
        }
        text = words.which_binding(person, "解除")
        return Reply(text, Question({**options, "0": Option()}, turn.now))
    held = person.at(unit) if unit else person.bindings[0]
    if held is None:
        return Reply(words.not_your_unit(unit))
    if not confirmed:
        office = held.role is Role.OFFICE
        counts = office or held.role in UNIT_ROLES
        last = counts and is_last(turn.office, person, held.unit)
        known = Act(act.intent, {"unit": held.unit, "own": 1})
        text = words.confirm_unbind(held, last=last, office=office)
        return Reply(text, turn.ask_to_confirm(known))
    after = end_binding(turn.office, turn.change, person, held.unit, _deed(turn))
    turn.become(bindings=after.bindings, chosen=after.chosen)
    return Reply(words.unbound(held, turn.after))


def _of_somebody(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    found = chosen(turn.office, pid=act.text("pid"), unit=act.text("unit"), who=act.text("who"))
    if not found:
        return Reply(staff_words.nobody(act.text("who") or act.text("unit")))
    if len(found) > 1:
        options = {
            str(place): Option(act.intent, {"pid": one.person.pid, "unit": one.binding.unit})
            for place, one in enumerate(found[:SHOWN], 1)
        }
        text = staff_words.which(found[:SHOWN], len(found))
        return Reply(text, Question({**options, "0": Option()}, turn.now))
    one = found[0]
    if one.person.pid == turn.person.pid:
        return _own(turn, Act(act.intent, {"unit": one.binding.unit}), confirmed=confirmed)
    if not confirmed:
        known = Act(act.intent, {"pid": one.person.pid, "unit": one.binding.unit})
        last = one.binding.role in UNIT_ROLES and is_last(turn.office, one.person, one.binding.unit)
        return Reply(staff_words.confirm_revoke(one, last=last), turn.ask_to_confirm(known))
    revoke(turn.office, turn.change, one, _deed(turn))
    return Reply(staff_words.revoked(one))


def revoke(office: Office, change: Change, held: Held, deed: Deed) -> Person:
    """End somebody's binding and tell them, all of it in the change."""
    after = end_binding(office, change, held.person, held.binding.unit, deed, act="revoke")
    office.store.people.save(change, after)
    region = office.store.ledger.region()
    text = words.you_were_unbound(held.binding, region.office if region else "整改办")
    occasion = f"revoked:{deed.source}:{held.person.pid}:{held.binding.unit}"
    unit = held.binding.unit
    inform(office, change, [held.person], text, deed.now, occasion=occasion, unit=unit)
    return after


def _deed(turn: Turn) -> Deed:
    return Deed(turn.person.pid, turn.after.role, turn.now, turn.message)
