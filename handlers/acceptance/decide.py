"""Decide on a case (同意验收、退回): the next word on it that the sender may say.

Verifiers give the opinion of their unit; where the policy wants it, a leader agrees after them, or
the office records that the leading group did. Each sees what lies there before they say yes.
"""

from __future__ import annotations

from handlers.acceptance.following import accepted_or_waiting, agreed, sent_back
from handlers.acceptance.moving import Dossier, move, work_of
from handlers.acceptance.reading import (
    dossier,
    own_evidence,
    site_photos,
    voices,
    wanted_units,
)
from handlers.acceptance.waiting import next_for, waiting_for, waits_for
from handlers.requests import is_seen, seen
from handlers.turn import Reply, Turn
from handlers.words import acceptance as words
from handlers.words.acceptance_names import ACCEPTED_STAGES, WITH_VERIFIERS
from handlers.words.acceptance_refusals import refused
from language.acts import Act
from supervision.acceptance.case import Step
from supervision.acceptance.table import Event, Next, Refusal, Stage
from supervision.records import Role

LONGEST = 300

LISTED = 20
"""Applications that are told apart when somebody names none; more are counted by 待办."""


def approve_acceptance(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Say yes: the opinion of a unit, or the agreement of the leading group."""
    found = _meant(turn, act)
    if isinstance(found, Reply):
        return found
    if found.case.stage is Stage.PASSED:
        return _agree(turn, act, found, confirmed=confirmed)
    unit = _voice(turn, found)
    refused = unit if isinstance(unit, Reply) else _before_the_yes(turn, found, unit)
    if refused or isinstance(unit, Reply):
        return refused or Reply("")
    if not is_seen(act, found.mark, confirmed=confirmed):
        text = _shown(turn, found, unit)
        return Reply(text, turn.ask_to_confirm(seen(act, found.measure.id, found.mark)))
    return _give(turn, found, unit)


def _give(turn: Turn, found: Dossier, unit: str) -> Reply:
    step = Step(turn.now, Event.OPINION_FOR, by=turn.person.pid, unit=unit)
    moved = move(work_of(turn), found, step)
    if isinstance(moved, Refusal):
        return Reply(refused(found.measure, moved))
    return Reply(accepted_or_waiting(turn, moved))


def reject_acceptance(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Send it back (退回), with the reason that the unit reads; nothing of before is lost."""
    found = _meant(turn, act, back=True)
    if isinstance(found, Reply):
        return found
    event, unit = _against(turn, found)
    if isinstance(unit, Reply):
        return unit
    reason = act.text("reason").strip()[:LONGEST]
    going_on = seen(act, found.measure.id, found.mark)
    if not reason:
        return Reply(words.why_not(found.measure.number), turn.ask_for(going_on, "reason"))
    if not is_seen(act, found.mark, confirmed=confirmed):
        text = words.confirm_send_back(found.measure, reason, found.case)
        return Reply(text, turn.ask_to_confirm(going_on))
    unmet = words.criteria_in(reason)
    step = Step(turn.now, event, by=turn.person.pid, unit=unit, text=reason, unmet=unmet)
    moved = move(work_of(turn), found, step)
    if isinstance(moved, Refusal):
        return Reply(refused(found.measure, moved))
    return Reply(words.sent_back(found.measure, sent_back(turn, moved, reason)))


def _agree(turn: Turn, act: Act, found: Dossier, *, confirmed: bool) -> Reply:
    if next_for(turn, found) is not Next.AGREE:
        return Reply(refused(found.measure, Refusal.ACCEPTED_BEFORE))
    if not is_seen(act, found.mark, confirmed=confirmed):
        text = words.confirm_agree(found.entry, found.case, office=_is_office(turn))
        return Reply(text, turn.ask_to_confirm(seen(act, found.measure.id, found.mark)))
    unit = turn.acting.unit if turn.acting else ""
    step = Step(turn.now, Event.AGREED, by=turn.person.pid, unit=unit, recorded=_is_office(turn))
    moved = move(work_of(turn), found, step)
    if isinstance(moved, Refusal):
        return Reply(refused(found.measure, moved))
    return Reply(agreed(turn, moved))


def _meant(turn: Turn, act: Act, *, back: bool = False) -> Dossier | Reply:
    """The case that a decision is about; of several that wait for the sender, it must be named."""
    if act.text("item"):
        named = [] if ":" in act.text("item") else waits_for(turn, act.text("item"))
        return named[0] if len(named) == 1 else dossier(turn, act)
    waiting, _ = waiting_for(turn, LISTED)
    decidable = [one for one, what in waiting if what in (Next.OPINION, Next.AGREE)]
    if len(decidable) == 1:
        return decidable[0]
    if decidable:
        numbers = [one.measure.number for one in decidable]
        return Reply(words.which_one(numbers, back=back, more=len(waiting) == LISTED))
    return Reply(words.none_waits(""))


def _voice(turn: Turn, found: Dossier) -> str | Reply:
    """The unit for which the sender says yes: first one whose opinion is missing."""
    mine = [binding.unit for binding in voices(turn, found.measure)]
    wanted = wanted_units(turn, found.measure)
    speaking = [unit for unit in mine if not wanted or unit in wanted]
    if speaking:
        missing = [unit for unit in speaking if unit not in found.case.opinions]
        return (missing or speaking)[0]
    if found.case.stage not in WITH_VERIFIERS:
        return Reply(words.not_applied(found.measure, found.case))
    if _is_office(turn):
        missing = list(found.case.missing(wanted))
        return Reply(words.opinions_are_needed(found.measure, missing))
    return Reply(words.not_yours_to_verify(found.measure, wanted))


def _before_the_yes(turn: Turn, found: Dossier, unit: str) -> Reply | None:
    """What stands against a yes, told before anything is asked."""
    if found.case.stage not in WITH_VERIFIERS:
        return Reply(words.not_applied(found.measure, found.case))
    if turn.policy.acceptance.site_check and found.case.site_check is None:
        return Reply(refused(found.measure, Refusal.NOT_VISITED))
    if unit in found.case.opinions:
        missing = found.case.missing(wanted_units(turn, found.measure))
        return Reply(words.given_before(found.measure, unit, missing))
    return None


def _shown(turn: Turn, found: Dossier, unit: str) -> str:
    item = found.measure.id
    return words.confirm_opinion(
        found.entry,
        found.case,
        unit,
        evidence=own_evidence(turn, item),
        photos=site_photos(turn, item),
        missing=[u for u in found.case.missing(wanted_units(turn, found.measure)) if u != unit],
    )


def _against(turn: Turn, found: Dossier) -> tuple[Event, str | Reply]:
    """How the sender sends it back, and for which unit; else why they cannot."""
    stage, office = found.case.stage, _is_office(turn)
    if stage in WITH_VERIFIERS:
        if office:
            return Event.SENT_BACK, turn.acting.unit if turn.acting else ""
        mine = [b.unit for b in voices(turn, found.measure) if b.role is Role.VERIFIER]
        if mine:
            return Event.OPINION_AGAINST, mine[0]
        wanted = wanted_units(turn, found.measure)
        return Event.OPINION_AGAINST, Reply(words.not_yours_to_verify(found.measure, wanted))
    may = office or (stage is Stage.PASSED and Role.LEADER in turn.person.roles)
    if may and stage in ACCEPTED_STAGES:
        return Event.REFUSED, turn.acting.unit if turn.acting else ""
    return Event.REFUSED, Reply(words.not_applied(found.measure, found.case))


def _is_office(turn: Turn) -> bool:
    return Role.OFFICE in turn.person.roles
