"""Verify a percent (核实进度): what a verifier has found, apart from the acceptance."""

from __future__ import annotations

from handlers.acceptance.moving import Dossier, work_of
from handlers.acceptance.reading import dossier, voices
from handlers.acceptance.telling import tell_about
from handlers.requests import is_seen, seen
from handlers.turn import Reply, Turn
from handlers.words import verifying as words
from language.acts import Act
from language.verify_forms import level_of
from supervision.effects import after
from supervision.facts import Fact, FactKind
from supervision.progress import Progress
from supervision.times import to_iso
from supervision.verifying import Refusal, refusal_of


def verify(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Record the percent that was found, once it was shown beside what the unit claims."""
    found = dossier(turn, act)
    if isinstance(found, Reply):
        return found
    percent, voice = _percent(act), _voice(turn, found)
    if isinstance(voice, Refusal):
        return Reply(words.refused(found.entry, voice))
    why = refusal_of(found.entry.progress, found.case.stage, percent)
    if why:
        return Reply(words.refused(found.entry, why))
    mark = _mark(found)
    going_on = seen(act, found.measure.id, mark)
    if percent is None:
        # Words that say no figure are asked about again, and never taken for one.
        asking = Act(act.intent, {k: v for k, v in going_on.slots.items() if k != "percent"})
        text = words.which_percent(found.entry, turn.now)
        return Reply(text, turn.ask_for(asking, "percent"))
    if not is_seen(act, mark, confirmed=confirmed):
        text = words.confirm(found.entry, percent, turn.now)
        return Reply(text, turn.ask_to_confirm(going_on))
    return _record(turn, found, percent, voice)


def _record(turn: Turn, found: Dossier, percent: int, unit: str) -> Reply:
    entry, measure = found.entry, found.measure
    fact = Fact(
        at=turn.now,
        kind=FactKind.VERIFIED,
        unit=unit,
        plan=measure.plan,
        measure=measure.number,
        percent=percent,
    )
    turn.office.store.ledger.save_progress(turn.change, entry, after(entry.progress, fact))
    _journal(turn, fact, entry.progress)
    text = words.to_unit(entry, percent, unit, turn.now)
    told = tell_about(turn, entry, text, "verified", unit=True)
    return Reply(words.recorded(measure, percent, told))


def _journal(turn: Turn, fact: Fact, progress: Progress) -> None:
    before, hand = progress.verification, work_of(turn).hand
    turn.change.journal(
        {
            "at": to_iso(fact.at),
            "pid": hand.pid,
            "role": hand.role,
            "unit": fact.unit,
            "act": fact.kind,
            "measure": fact.measure,
            "before": {"percent": before.percent, "at": to_iso(before.at)} if before else None,
            "after": {"percent": fact.percent, "claimed": progress.claimed_percent},
            "source": hand.source,
        }
    )


def _voice(turn: Turn, found: Dossier) -> str | Refusal:
    """The unit for which the sender verifies; nobody verifies what they report on."""
    ledger = turn.office.store.ledger
    if any(ledger.is_reported_by(unit, found.measure.id) for unit in turn.person.own_units):
        return Refusal.OWN_WORK
    mine = voices(turn, found.measure)
    return mine[0].unit if mine else Refusal.NOT_YOURS


def _percent(act: Act) -> int | None:
    said = act.number("percent")
    return said if said is not None else level_of(act.text("percent"))


def _mark(found: Dossier) -> str:
    """Changes when the claim or what was verified does: a yes is said to what was shown."""
    claim, verified = found.entry.progress.claim, found.entry.progress.verification
    shown = f"{claim.percent}@{to_iso(claim.at)}" if claim else "-"
    last = f"{verified.percent}@{to_iso(verified.at)}" if verified else "-"
    return f"{found.mark}|{shown}|{last}"
