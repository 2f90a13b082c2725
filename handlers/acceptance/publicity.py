"""Open a publicity (公示): the legal period is reckoned, then everybody may read the notice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.acceptance.moving import Dossier, Moved, move, work_of
from handlers.acceptance.reading import dossier
from handlers.acceptance.telling import tell_about, tell_followers
from handlers.office import Office
from handlers.requests import is_seen, seen
from handlers.turn import Reply, Turn
from handlers.words import publicity as said
from handlers.words.acceptance_refusals import refused
from handlers.working_calendar import holiday_name
from language.acts import Act
from supervision.acceptance.case import Step
from supervision.acceptance.machine import onward
from supervision.acceptance.notice import PublicNotice
from supervision.acceptance.publicity import Period, period
from supervision.acceptance.table import Event, Refusal, follows
from supervision.errors import CalendarUnknown
from supervision.progress import Entry
from supervision.times import local_date

LONGEST = 500

OUTCOMES = frozenset({Event.PUBLICITY_ENDED, Event.OBJECTION_UPHELD, Event.REFUSED})
"""How a publicity ends."""


def open_publicity(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Open it once the office has read the period and what will be published."""
    found = dossier(turn, act)
    if isinstance(found, Reply):
        return found
    refusal = follows(onward(found.case.stage, turn.policy.acceptance), Event.PUBLICITY_OPENED)
    if isinstance(refusal, Refusal):
        return Reply(refused(found.measure, refusal))
    terms = turn.policy.acceptance
    try:
        reckoned = period(
            local_date(turn.now), terms.publicity_days, terms.counting, turn.working_days()
        )
    except CalendarUnknown as unknown:
        return Reply(said.calendar_unknown(found.measure, unknown.day))
    completion = (act.text("text").strip() or said.result(found.case))[:LONGEST]
    if not is_seen(act, _mark(found, reckoned), confirmed=confirmed):
        phone = turn.office.store.ledger.office_phone()
        text = said.confirm(
            found.measure, said.explained(reckoned, holiday_name), completion, phone
        )
        going_on = seen(act, found.measure.id, _mark(found, reckoned))
        return Reply(text, turn.ask_to_confirm(going_on))
    return _open(turn, found, reckoned, completion)


def notice_of(office: Office, entry: Entry, opened: Step) -> PublicNotice:
    """The notice of a publicity as it stands: with the period as it is reckoned now."""
    store = office.store
    reckoning = _explained(office, opened)
    return said.notice(entry, opened, reckoning, store.ledger.region(), store.ledger.office_phone())


@dataclass(frozen=True, slots=True)
class Publicity:
    """One publicity, past or running: its notice, and how it stands.

    ``running``: everybody may object today. ``outcome``: how it ended, None while it has not.
    ``changes``: the last days that it had before the table of working days changed.
    """

    entry: Entry
    notice: PublicNotice
    running: bool
    objections: int
    outcome: Step | None
    changes: tuple[Step, ...]


def publicity_of(office: Office, number: str, today: date | None = None) -> Publicity | None:
    """The publicity of a number; None when there is none."""
    item = office.store.acceptance.item_of(number)
    entry = office.store.ledger.entry(item) if item else None
    if entry is None:
        return None
    steps = office.store.acceptance.case(entry).steps
    mine = [step for step in steps if step.number == number and step.last]
    opened = mine[-1]
    after = steps[steps.index(mine[0]) + 1 :]
    outcome = next((step for step in after if step.event in OUTCOMES), None)
    objected = [step for step in after if step.event is Event.OBJECTION_RECEIVED]
    runs = outcome is None and today is not None and opened.last is not None
    return Publicity(
        entry=entry,
        notice=notice_of(office, entry, opened),
        running=runs and opened.last is not None and today is not None and today <= opened.last,
        objections=len(objected),
        outcome=outcome,
        changes=tuple(mine[:-1]),
    )


def _open(turn: Turn, found: Dossier, reckoned: Period, completion: str) -> Reply:
    store, measure = turn.office.store, found.measure
    number = store.acceptance.take_number(turn.change, reckoned.first.year)
    step = Step(
        turn.now,
        Event.PUBLICITY_OPENED,
        by=turn.person.pid,
        text=completion,
        number=number,
        first=reckoned.first,
        last=reckoned.last,
        days=reckoned.days,
        counting=reckoned.counting,
    )
    moved = move(work_of(turn), found, step)
    if isinstance(moved, Refusal):
        return Reply(refused(measure, moved))
    link = f"{turn.office.base_url}/publicity/{number}"
    _tell(turn, moved, reckoned, link)
    return Reply(said.opened(measure, number, reckoned.last, link))


def _tell(turn: Turn, moved: Moved, reckoned: Period, link: str) -> None:
    measure = moved.entry.measure
    text = said.to_unit_opened(measure, said.explained(reckoned, holiday_name), link)
    tell_about(turn, moved.entry, text, "publicity", unit=True, deciders=True)
    told = said.to_follower_opened(measure, reckoned.last)
    occasion = f"acceptance:publicity:{moved.steps[0].number}:followers"
    tell_followers(work_of(turn), moved.entry, told, occasion, link)


def _explained(office: Office, opened: Step) -> str:
    """How the period was counted; only its days when the table of working days says otherwise."""
    if opened.first is None or opened.last is None:
        return ""
    plain = Period(opened.first, opened.last, opened.days, opened.counting)
    try:
        found = period(opened.first, opened.days, opened.counting, office.working_days())
    except CalendarUnknown:
        found = plain
    return said.explained(found if found.last == opened.last else plain, holiday_name)


def _mark(found: Dossier, reckoned: Period) -> str:
    # A yes after midnight is said to another period.
    return f"{found.mark}|{reckoned.first}|{reckoned.last}"
