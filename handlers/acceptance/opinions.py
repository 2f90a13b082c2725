"""Opinions of the verifying units (验收意见): who is missing, reminded, written down from paper."""

from __future__ import annotations

from handlers.acceptance.following import accepted_or_waiting, sent_back
from handlers.acceptance.moving import Dossier, move, work_of
from handlers.acceptance.reading import dossier, wanted_units
from handlers.acceptance.telling import tell, unit_of, verifiers_of
from handlers.requests import is_seen, seen
from handlers.turn import Reply, Turn
from handlers.words import acceptance as words
from handlers.words import acceptance_stages as stages
from handlers.words.acceptance_names import WITH_VERIFIERS
from handlers.words.acceptance_refusals import refused
from handlers.words.notice_kinds import OFFICE
from language.acts import Act
from supervision.acceptance.case import Step
from supervision.acceptance.table import Event, Refusal

LONGEST = 300


def remind_opinions(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - a reminder needs no yes
    """Remind the verifiers of the units whose opinion is missing."""
    found = dossier(turn, act)
    if isinstance(found, Reply):
        return found
    if found.case.stage not in WITH_VERIFIERS:
        return Reply(words.not_applied(found.measure, found.case))
    missing = found.case.missing(wanted_units(turn, found.measure))
    people = verifiers_of(turn.office, found.entry, missing)
    tell(
        work_of(turn),
        people,
        stages.reminder(found.measure, found.case),
        f"acceptance:remind:{turn.message}",
        kind=OFFICE,
        unit=unit_of(found.entry),
    )
    return Reply(stages.reminded(found.measure, missing, len(people)))


def record_opinion(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Write down what a verifying unit has said on paper (代录), as the office."""
    found = dossier(turn, act)
    if isinstance(found, Reply):
        return found
    measure, unit, reason = found.measure, act.text("unit"), act.text("reason")[:LONGEST]
    against = act.text("verdict") == "不同意"
    going_on = seen(act, measure.id, found.mark)
    if against and not reason:
        return Reply(words.why_not(measure.number), turn.ask_for(going_on, "reason"))
    wanted = wanted_units(turn, measure)
    if unit not in wanted:
        return Reply(words.not_yours_to_verify(measure, wanted))
    if not is_seen(act, found.mark, confirmed=confirmed):
        text = stages.confirm_record(measure, unit, reason, against=against)
        return Reply(text, turn.ask_to_confirm(going_on))
    return _record(turn, found, unit, reason, against=against)


def _record(turn: Turn, found: Dossier, unit: str, reason: str, *, against: bool) -> Reply:
    step = Step(
        turn.now,
        Event.OPINION_AGAINST if against else Event.OPINION_FOR,
        by=turn.person.pid,
        unit=unit,
        text=reason,
        unmet=words.criteria_in(reason),
        recorded=True,
    )
    moved = move(work_of(turn), found, step)
    if isinstance(moved, Refusal):
        return Reply(refused(found.measure, moved))
    if against:
        return Reply(words.sent_back(found.measure, sent_back(turn, moved, reason)))
    return Reply(accepted_or_waiting(turn, moved))
