"""A leader's own measures (我的包抓), by chat and as a digest on the days of dispatch (T7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from handlers.office import Office
from handlers.office_names import office_name
from handlers.turn import NEXT_PAGE, Option, Question, Reply, Turn
from handlers.words import led_items as words
from handlers.words.forms import next_due
from handlers.words.notice_kinds import LED
from language.acts import Act, Intent
from storage.change import Change
from storage.outbox import Notice, notice_id
from supervision.overdue import any_overdue, applied_and_waiting
from supervision.pace import pace
from supervision.people import Person
from supervision.progress import Entry
from supervision.quiet import not_before
from supervision.records import Role
from supervision.times import local_date

PAGE = 8
MOST = 4
"""Measures that a digest names before it says how many more there are."""


@dataclass(frozen=True, slots=True)
class Led:
    """A leader's measures, the most pressing first, and how they stand."""

    entries: tuple[Entry, ...]
    settled: int
    overdue: int
    behind: int
    waiting: int

    @property
    def open(self) -> list[Entry]:
        """Those that are not settled."""
        return [entry for entry in self.entries if not entry.progress.settled]


def led_items(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """One page of the measures on which the sender's confirmed names stand."""
    names = turn.office.store.leaders.names(turn.person.pid)
    if Role.LEADER not in turn.person.roles:
        return Reply(words.not_a_leader())
    if not names:
        return Reply(words.not_confirmed(office_name(turn.office)))
    led = led_by(turn.office, names, turn.now)
    start = act.number("start") or 0
    shown = led.open[start : start + PAGE]
    options = {
        entry.measure.number: Option(Intent.ITEM_DETAIL, {"item": entry.measure.id})
        for entry in shown
    }
    more = start + PAGE < len(led.open)
    if more:
        options[NEXT_PAGE] = Option(act.intent, {"start": start + PAGE})
    text = words.listed(led, shown, turn.now, turn.working_days(), more=more)
    return Reply(text, Question(options, turn.now) if options else None)


def led_by(office: Office, names: Sequence[str], now: datetime) -> Led:
    """The measures of these names; it reads them and no others."""
    store, today = office.store, local_date(now)
    entries = store.ledger.entries(store.leaders.items(names))
    late = {entry.measure.id for entry in entries if any_overdue(entry, now)}
    waits = [e for e in entries if not e.progress.settled and applied_and_waiting(e.progress)]
    behind = [
        entry
        for entry in entries
        if entry not in waits and entry.measure.id not in late and _behind(entry, today)
    ]
    entries.sort(key=lambda e: (e.measure.id not in late, next_due(e, today) or date.max))
    settled = sum(1 for entry in entries if entry.progress.settled)
    return Led(tuple(entries), settled, len(late), len(behind), len(waits))


def tell_leaders_in_charge(office: Office, change: Change, at: datetime, now: datetime) -> int:
    """Queue a digest for every leader who has open measures; gives how many are told."""
    hour = not_before(now, office.policy_at(now), office.working_days())
    told = 0
    for person in office.store.people.with_role(Role.LEADER):
        text = _digest(office, person, now)
        if not text or person.muted:
            continue
        occasion = f"{LED}:{at.isoformat()}"
        notice = Notice(
            id=notice_id(occasion, person.pid),
            pid=person.pid,
            kind=LED,
            document=occasion,
            text=text,
            fields=words.fields(text, office_name(office), now),
            url="",
            queued_at=now,
            not_before=hour,
        )
        office.store.outbox.enqueue(change, notice)
        told += 1
    return told


def _digest(office: Office, person: Person, now: datetime) -> str:
    names = office.store.leaders.names(person.pid)
    led = led_by(office, names, now) if names else None
    if led is None or not led.open:
        return ""
    return words.digest(led, led.open[:MOST], now, office.working_days())


def _behind(entry: Entry, today: date) -> bool:
    stand = pace(entry, today)
    return not entry.progress.settled and stand is not None and stand.behind > 0
