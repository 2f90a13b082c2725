"""Closing and what may follow (备案销号、重新纳入): confirmed, and everybody concerned told."""

from __future__ import annotations

from handlers.acceptance.moving import Moved, Work, move, work_of
from handlers.acceptance.reading import dossier
from handlers.acceptance.telling import (
    leading,
    office_people,
    tell,
    tell_followers,
    unit_of,
    unit_people,
    verifiers_of,
)
from handlers.requests import is_seen, seen
from handlers.turn import Reply, Turn
from handlers.words import closing as said
from handlers.words.acceptance_refusals import refused
from handlers.words.addresses import measure_address
from handlers.words.notice_kinds import OFFICE, REQUEST
from language.acts import Act
from supervision.acceptance.case import Step
from supervision.acceptance.machine import onward
from supervision.acceptance.table import Event, Refusal, follows

LONGEST = 300


def close_case(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """File a case whose publicity has ended (备案), which closes it."""
    found = dossier(turn, act)
    if isinstance(found, Reply):
        return found
    refusal = follows(onward(found.case.stage, turn.policy.acceptance), Event.CLOSED)
    if isinstance(refusal, Refusal):
        return Reply(refused(found.measure, refusal))
    if not is_seen(act, found.mark, confirmed=confirmed):
        text = said.confirm_close(found.measure)
        return Reply(text, turn.ask_to_confirm(seen(act, found.measure.id, found.mark)))
    work = work_of(turn)
    moved = move(work, found, Step(turn.now, Event.CLOSED, by=turn.person.pid))
    if isinstance(moved, Refusal):
        return Reply(refused(found.measure, moved))
    return Reply(told_when_closed(work, moved))


def rebound(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Take a closed measure up again (重新纳入), with the reason; its history stays."""
    found = dossier(turn, act)
    if isinstance(found, Reply):
        return found
    refusal = follows(found.case.stage, Event.REBOUND)
    if isinstance(refusal, Refusal):
        return Reply(refused(found.measure, refusal))
    reason = act.text("reason").strip()[:LONGEST]
    going_on = seen(act, found.measure.id, found.mark)
    if not reason:
        return Reply(said.why_again(found.measure), turn.ask_for(going_on, "reason"))
    if not is_seen(act, found.mark, confirmed=confirmed):
        text = said.confirm_rebound(found.measure, reason)
        return Reply(text, turn.ask_to_confirm(going_on))
    work = work_of(turn)
    step = Step(turn.now, Event.REBOUND, by=turn.person.pid, text=reason)
    moved = move(work, found, step)
    if isinstance(moved, Refusal):
        return Reply(refused(found.measure, moved))
    return Reply(told_of_rebound(work, moved))


def told_when_closed(work: Work, moved: Moved) -> str:
    """Tell everybody of a closing; gives what the office reads, nothing when it is not closed."""
    if not moved.has(Event.CLOSED):
        return ""
    entry, measure = moved.entry, moved.entry.measure
    occasion = f"acceptance:closed:{measure.id}:{len(moved.case.steps)}"
    text = said.closed(measure)
    theirs = unit_people(work.office, entry)
    tell(work, theirs, text, f"{occasion}:unit", kind=REQUEST, unit=unit_of(entry))
    others = [*office_people(work.office), *verifiers_of(work.office, entry)]
    others = [person for person in others if person.pid != work.hand.pid]
    tell(work, others, text, occasion, kind=OFFICE, unit=unit_of(entry))
    followers = 0
    if entry.progress.publication:
        link = measure_address(work.office.base_url, measure.number)
        told = said.to_follower_closed(measure)
        followers = tell_followers(work, entry, told, f"{occasion}:followers", link)
    return said.done(measure, len(theirs), followers)


def told_of_rebound(work: Work, moved: Moved) -> str:
    """Tell the unit, its verifiers and the leaders that a measure is on the list again."""
    entry, measure, reason = moved.entry, moved.entry.measure, moved.steps[-1].text
    occasion = f"acceptance:rebound:{measure.id}:{len(moved.case.steps)}"
    theirs = unit_people(work.office, entry)
    text = said.to_unit_rebound(measure, reason)
    tell(work, theirs, text, f"{occasion}:unit", kind=REQUEST, unit=unit_of(entry))
    others = [*verifiers_of(work.office, entry), *leading(work.office)]
    others = [person for person in others if person.pid != work.hand.pid]
    told = said.to_others_rebound(measure, reason)
    tell(work, others, told, occasion, kind=OFFICE, unit=unit_of(entry))
    followers = 0
    if entry.progress.publication:
        link = measure_address(work.office.base_url, measure.number)
        told = said.to_follower_rebound(measure)
        followers = tell_followers(work, entry, told, f"{occasion}:followers", link)
    return said.rebound(measure, len(theirs), followers)
