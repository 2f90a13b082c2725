"""A leader's own measures (我的包抓), by chat and as a digest on the days of dispatch (T7)."""

from __future__ import annotations

from datetime import datetime

from handlers.building import build_lists
from handlers.office import Office
from handlers.office_names import office_name
from handlers.turn import NEXT_PAGE, Option, Question, Reply, Turn
from handlers.words import led_items as words
from handlers.words.notice_kinds import LED
from language.acts import Act, Intent
from storage.change import Change
from storage.outbox import Notice, notice_id
from supervision.people import Person
from supervision.quiet import not_before
from supervision.records import Role

PAGE = 8
MOST = 4
"""Measures that a digest names before it says how many more there are."""


def led_items(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """One page of the measures on which the sender's confirmed names stand."""
    names = turn.office.store.leaders.names(turn.person.pid)
    if Role.LEADER not in turn.person.roles:
        return Reply(words.not_a_leader())
    if not names:
        return Reply(words.not_confirmed(office_name(turn.office)))
    build_lists(turn.office)
    leaders, start = turn.office.store.leaders, act.number("start") or 0
    led = leaders.stand(names, turn.now)
    shown = turn.office.store.ledger.entries(leaders.open_items(names, start, PAGE))
    options = {
        entry.measure.number: Option(Intent.ITEM_DETAIL, {"item": entry.measure.id})
        for entry in shown
    }
    more = start + PAGE < led.open
    if more:
        options[NEXT_PAGE] = Option(act.intent, {"start": start + PAGE})
    text = words.listed(led, shown, turn.now, turn.working_days(), more=more)
    return Reply(text, Question(options, turn.now) if options else None)


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
    leaders = office.store.leaders
    names = leaders.names(person.pid)
    led = leaders.stand(names, now)
    if not led.open:
        return ""
    shown = office.store.ledger.entries(leaders.open_items(names, 0, MOST))
    return words.digest(led, shown, now, office.working_days())
