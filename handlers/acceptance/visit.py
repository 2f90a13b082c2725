"""The visit (现场核查): one that the office organises for all, and what was found there (G5)."""

from __future__ import annotations

from datetime import date

from handlers.acceptance.moving import Dossier, move, work_of
from handlers.acceptance.reading import SITE_CHECK, dossier, voices, wanted_units
from handlers.acceptance.telling import tell_about, verifiers_of
from handlers.requests import is_seen, seen
from handlers.turn import Reply, Turn
from handlers.words import acceptance as words
from handlers.words import visits
from handlers.words.acceptance_names import WITH_VERIFIERS
from handlers.words.acceptance_refusals import refused
from language.acts import Act
from storage.handed_in import HandedIn
from supervision.acceptance.case import Step
from supervision.acceptance.table import Event, Refusal
from supervision.records import Role
from supervision.times import local_date

LONGEST = 500


def arrange_visit(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Fix the day of the visit and tell the unit and every verifier at once."""
    found = dossier(turn, act)
    if isinstance(found, Reply):
        return found
    day, today = date.fromisoformat(act.text("until")), local_date(turn.now)
    if day < today:
        return Reply(visits.day_is_past(found.measure, day, today))
    units = wanted_units(turn, found.measure)
    step = Step(
        turn.now,
        Event.VISIT_ARRANGED,
        by=turn.person.pid,
        text=act.text("text")[:LONGEST],
        first=day,
        units=units,
    )
    return _made(turn, act, found, step, confirmed=confirmed)


def site_check(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Record what was found on site; photos that follow belong to it."""
    found = dossier(turn, act)
    if isinstance(found, Reply):
        return found
    mine = voices(turn, found.measure)
    if not mine:
        wanted = wanted_units(turn, found.measure)
        return Reply(words.not_yours_to_verify(found.measure, wanted))
    today = local_date(turn.now)
    day = date.fromisoformat(act.text("until")) if act.text("until") else today
    if day > today:
        return Reply(visits.day_is_ahead(found.measure, day, today))
    text = act.text("text").strip()[:LONGEST]
    if not text:
        going_on = seen(act, found.measure.id, found.mark)
        return Reply(visits.what_was_found(found.measure), turn.ask_for(going_on, "text"))
    step = Step(
        turn.now,
        Event.SITE_CHECKED,
        by=turn.person.pid,
        unit=mine[0].unit,
        text=text,
        first=day,
        units=wanted_units(turn, found.measure) or (mine[0].unit,),
    )
    return _made(turn, act, found, step, confirmed=confirmed)


def _made(turn: Turn, act: Act, found: Dossier, step: Step, *, confirmed: bool) -> Reply:
    today = local_date(turn.now)
    if found.case.stage not in WITH_VERIFIERS:
        return Reply(words.not_applied(found.measure, found.case))
    if not is_seen(act, found.mark, confirmed=confirmed):
        text = visits.confirm(found.measure, step, today)
        return Reply(text, turn.ask_to_confirm(seen(act, found.measure.id, found.mark)))
    moved = move(work_of(turn), found, step)
    if isinstance(moved, Refusal):
        return Reply(refused(found.measure, moved))
    if step.event is Event.VISIT_ARRANGED:
        text = visits.to_everybody(found.measure, step, today)
        told = tell_about(turn, moved.entry, text, "visit", unit=True, deciders=True)
        told += len(verifiers_of(turn.office, moved.entry))
        return Reply(visits.arranged(found.measure, step, today, told))
    batch = HandedIn(found.measure.id, step.unit, SITE_CHECK, (), turn.now)
    turn.office.store.handed_in.remember(turn.change, turn.person.pid, batch)
    return Reply(visits.recorded(found.measure, step, today, office=_is_office(turn)))


def _is_office(turn: Turn) -> bool:
    return Role.OFFICE in turn.person.roles
