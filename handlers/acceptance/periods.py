"""What time does to publicities (公示期): they end by themselves, and follow the working days.

At a draw-up hour what has run out without an open objection moves on; when the table of working
days has changed, every running period is reckoned anew, which is journalled and told.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from handlers.acceptance.closing import told_when_closed
from handlers.acceptance.moving import Dossier, Work, move
from handlers.acceptance.telling import office_people, tell, unit_of, unit_people, verifiers_of
from handlers.office import Office
from handlers.schedule.desk import Hand
from handlers.words import acceptance as words
from handlers.words import publicity as said
from handlers.words.notice_kinds import OFFICE, REQUEST
from storage.change import Change
from supervision.acceptance.case import Step
from supervision.acceptance.publicity import period
from supervision.acceptance.table import Event, Refusal
from supervision.errors import CalendarUnknown
from supervision.times import overdue_from
from supervision.working_days import WorkingDays


def at_draw_up(work: Work, since: datetime, at: datetime) -> None:
    """What a draw-up hour does: reckon anew where the table has changed, and end what is over.

    ``since``: the draw-up hour before.
    """
    end_publicities(work, since, at, but=reckon_anew(work, work.office.working_days()))


def end_publicities(
    work: Work, since: datetime, at: datetime, but: frozenset[str] = frozenset()
) -> None:
    """Move on every case whose last day has passed; one with an open objection waits for it."""
    items = [item for item in work.office.store.acceptance.over(at) if item not in but]
    for found in _dossiers(work.office, items):
        moved = move(work, found, Step(at, Event.PUBLICITY_ENDED))
        if moved is Refusal.OBJECTION_OPEN:
            opened = found.case.publicity
            if opened is None or opened.last is None or overdue_from(opened.last) <= since:
                continue  # the office has been told, and has it on its list
            text = said.held_by_objections(found.measure, len(found.case.objections))
            _tell_office(work, found, text, f"held:{len(found.case.steps)}")
        elif not isinstance(moved, Refusal) and not told_when_closed(work, moved):
            text = f"{said.ended(found.measure)}\n{words.to_file(found.measure)}"
            _tell_office(work, found, text, f"ended:{len(moved.case.steps)}")
            told = said.ended(found.measure)
            people = unit_people(work.office, found.entry)
            occasion = f"acceptance:ended:{found.measure.id}:{len(moved.case.steps)}:unit"
            tell(work, people, told, occasion, kind=REQUEST, unit=unit_of(found.entry))


def reckon_anew(work: Work, days: WorkingDays) -> frozenset[str]:
    """Reckon every running period by this table; gives the measures whose period ends otherwise."""
    changed = set()
    for found in _dossiers(work.office, work.office.store.acceptance.running()):
        step = period_anew(work, found, days)
        if step is None or isinstance(move(work, found, step), Refusal):
            continue
        changed.add(found.measure.id)
        opened = found.case.publicity
        if opened and opened.last and step.last:
            text = said.period_changed(found.measure, opened.last, step.last)
            occasion = f"period:{len(found.case.steps)}"
            _tell_office(work, found, text, occasion)
            people = unit_people(work.office, found.entry)
            told = f"acceptance:{occasion}:{found.measure.id}:unit"
            tell(work, people, text, told, kind=REQUEST, unit=unit_of(found.entry))
    return frozenset(changed)


def recounted(office: Office, change: Change, days: WorkingDays, now: datetime) -> list[Dossier]:
    """The same in the step in which somebody enters days, by the table as it will be.

    Gives the cases whose period moved, as they were.
    """
    work = Work(office, change, Hand(source="cli"), now)
    running = _dossiers(office, office.store.acceptance.running())
    moved = reckon_anew(work, days)
    return [found for found in running if found.measure.id in moved]


def period_anew(work: Work, found: Dossier, days: WorkingDays) -> Step | None:
    """The step that moves the last day; None when it stays or cannot be reckoned."""
    opened = found.case.publicity
    if opened is None or opened.first is None:
        return None
    try:
        reckoned = period(opened.first, opened.days, opened.counting, days)
    except CalendarUnknown:
        return None
    if reckoned.last == opened.last:
        return None
    return replace(
        opened, at=work.now, event=Event.PERIOD_CHANGED, by=work.hand.pid, last=reckoned.last
    )


def _dossiers(office: Office, items: list[str]) -> list[Dossier]:
    entries = office.store.ledger.entries(items)
    cases = office.store.acceptance.cases(entries)
    return [Dossier(entry, cases[entry.measure.id]) for entry in entries]


def _tell_office(work: Work, found: Dossier, text: str, occasion: str) -> None:
    people = [*office_people(work.office), *verifiers_of(work.office, found.entry)]
    told = f"acceptance:{occasion}:{found.measure.id}"
    tell(work, people, text, told, kind=OFFICE, unit=unit_of(found.entry))
