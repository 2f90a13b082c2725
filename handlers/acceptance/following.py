"""What follows when a case has moved (后续): who is told, and what the sender reads."""

from __future__ import annotations

from handlers.acceptance.closing import told_when_closed
from handlers.acceptance.moving import Moved, work_of
from handlers.acceptance.reading import wanted_units
from handlers.acceptance.telling import tell_about
from handlers.turn import Turn
from handlers.words import acceptance as words
from handlers.words import applying
from supervision.acceptance.table import Event, Stage
from supervision.acceptance.terms import Agreement
from supervision.requests import RequestKind, RequestState


def accepted_or_waiting(turn: Turn, moved: Moved) -> str:
    """After an opinion in favour: who is still missing, or that it is accepted."""
    measure = moved.entry.measure
    if not moved.has(Event.ACCEPTED):
        missing = moved.case.missing(wanted_units(turn, measure))
        return words.opinion_recorded(measure, moved.steps[0].unit, missing)
    request = turn.office.store.requests.waiting_for(RequestKind.ACCEPTANCE, measure.id)
    if request:
        granted = request.grant(turn.now, turn.person.pid)
        turn.office.store.requests.decide(turn.change, request, granted)
    stage = moved.case.stage
    text = applying.to_unit_accepted(measure, stage)
    told = tell_about(turn, moved.entry, text, "accepted", unit=True)
    _tell_whose_turn(turn, moved)
    closed = told_when_closed(work_of(turn), moved)
    return "\n".join(part for part in (words.accepted(measure, told, stage), closed) if part)


def agreed(turn: Turn, moved: Moved) -> str:
    """After the leading group has agreed."""
    measure, stage = moved.entry.measure, moved.case.stage
    tell_about(turn, moved.entry, applying.to_unit_agreed(measure), "agreed", unit=True)
    _tell_whose_turn(turn, moved)
    closed = told_when_closed(work_of(turn), moved)
    return "\n".join(part for part in (words.agreed(measure, stage), closed) if part)


def sent_back(turn: Turn, moved: Moved, reason: str) -> int:
    """After it was sent back: the request is over, and the unit and its verifiers are told."""
    store, measure = turn.office.store, moved.entry.measure
    request = store.requests.waiting_for(RequestKind.ACCEPTANCE, measure.id)
    if request and request.state is RequestState.WAITING:
        store.requests.decide(
            turn.change, request, request.refuse(turn.now, turn.person.pid, reason)
        )
    text = applying.to_unit_sent_back(measure, reason, moved.steps[0].unit)
    told = tell_about(turn, moved.entry, text, "sent_back", unit=True)
    others = words.to_verifiers_sent_back(measure, reason, moved.steps[0].unit)
    tell_about(turn, moved.entry, others, "sent_back_verifiers", deciders=True)
    return told


def _tell_whose_turn(turn: Turn, moved: Moved) -> None:
    """Tell the leaders that something waits for their agreement, or the office for its step."""
    measure, stage = moved.entry.measure, moved.case.stage
    agreement = turn.policy.acceptance.agreement
    if stage is Stage.PASSED:
        leaders = agreement is Agreement.LEADER
        text = words.to_agree(measure, leaders=leaders)
        tell_about(turn, moved.entry, text, "to_agree", leaders=leaders, deciders=not leaders)
    elif stage in (Stage.AGREED, Stage.ENDED):
        text = words.to_publish(measure) if stage is Stage.AGREED else words.to_file(measure)
        tell_about(turn, moved.entry, text, f"next_{stage}", deciders=True)
