"""Moving a case (办理验收): one step with all that follows from it, as part of one change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from handlers.office import Office
from handlers.publication import list_publication
from handlers.schedule.desk import Hand
from handlers.turn import Turn
from storage.change import Change
from supervision.acceptance.case import Case, Step
from supervision.acceptance.machine import decide, progress_after, with_steps
from supervision.acceptance.table import Event, Refusal
from supervision.acceptance.who import verifying_units
from supervision.progress import Entry, Progress
from supervision.publishing import snapshot_of
from supervision.records import Measure, Unit
from supervision.times import to_iso

SHOWN_ANEW = frozenset(
    {
        Event.PUBLICITY_OPENED,
        Event.OBJECTION_UPHELD,
        Event.CLOSED,
        Event.REBOUND,
        Event.SPOT_CHECK_FAILED,
    }
)
"""What is done in public: where a measure is published, its page shows it at once."""


ACTS: Mapping[Event, tuple[str, ...]] = {
    Event.APPLIED: ("apply_acceptance", "applied"),
    Event.WITHDRAWN: ("withdraw_application", "sent_back"),
    Event.OPINION_FOR: ("approve_acceptance",),
    Event.OPINION_AGAINST: ("reject_acceptance", "sent_back"),
    Event.SENT_BACK: ("reject_acceptance", "sent_back"),
    Event.AGREED: ("approve_acceptance", "agreed"),
    Event.REFUSED: ("reject_acceptance", "sent_back"),
    Event.OBJECTION_UPHELD: ("objection_upheld", "sent_back"),
    Event.SPOT_CHECK_FAILED: ("spot_check_failed", "rebound"),
}
"""Event → its entries in the journal: what was asked for, then the fact that it became. The others
have their own name alone, which is that of the fact where there is one."""


@dataclass(frozen=True, slots=True)
class Work:
    """One piece of work: by whom and when, and the change that gathers it."""

    office: Office
    change: Change
    hand: Hand
    now: datetime


@dataclass(frozen=True, slots=True)
class Dossier:
    """A measure with its case, as they were read."""

    entry: Entry
    case: Case

    @property
    def measure(self) -> Measure:
        """The measure that it is about."""
        return self.entry.measure

    @property
    def mark(self) -> str:
        """Changes when the case moves, so that a yes is only said to what was shown."""
        return f"{self.entry.measure.id}|{self.case.stage}|{len(self.case.steps)}"


@dataclass(frozen=True, slots=True)
class Moved:
    """A case as the change will leave it, and the steps that were added."""

    entry: Entry
    case: Case
    steps: tuple[Step, ...]

    def has(self, event: Event) -> bool:
        """Whether this is among what was done or followed."""
        return any(step.event is event for step in self.steps)


def needed_units(
    office: Office, measure: Measure, units: Iterable[Unit] | None = None
) -> tuple[str, ...]:
    """The verifying units that the plan names, groups resolved.

    ``units``: the unit list, when the caller has it; else it is read.
    """
    return verifying_units(measure, office.store.ledger.directory() if units is None else units)


def move(work: Work, found: Dossier, step: Step) -> Moved | Refusal:
    """Add a step to a case with what follows from it; a refusal adds nothing."""
    office, entry, case = work.office, found.entry, found.case
    needed = needed_units(office, entry.measure)
    terms = office.policy_at(step.at).acceptance
    steps = decide(case, step, terms, needed)
    if isinstance(steps, Refusal):
        return steps
    store = office.store
    store.acceptance.add(work.change, case, steps)
    moved = with_steps(case, steps)
    if case.drawn and moved.drawn is None:
        store.spot_checks.done(work.change, case.item)
    progress = _shown(work, entry, progress_after(entry.progress, steps), steps)
    after = store.ledger.save_progress(work.change, entry, progress)
    for one in steps:
        for act in ACTS.get(one.event, (one.event,)):
            work.change.journal(_journalled(work.hand, act, entry, case, one))
    return Moved(replace(entry, progress=after), moved, steps)


def work_of(turn: Turn) -> Work:
    """What the sender of a message does."""
    role = turn.acting.role if turn.acting else turn.person.role
    hand = Hand(turn.person.pid, role, turn.message)
    return Work(turn.office, turn.change, hand, turn.now)


def journal_act(
    work: Work,
    act: str,
    *,
    measure: str = "",
    unit: str = "",
    after: Mapping[str, Any] | None = None,
) -> None:
    """Journal what somebody asked for, beside what became of it."""
    work.change.journal(
        {
            "at": to_iso(work.now),
            "pid": work.hand.pid,
            "role": work.hand.role,
            "unit": unit,
            "act": act,
            "measure": measure,
            "before": None,
            "after": after,
            "source": work.hand.source,
        }
    )


def _shown(work: Work, entry: Entry, progress: Progress, steps: tuple[Step, ...]) -> Progress:
    if progress.publication is None or not any(step.event in SHOWN_ANEW for step in steps):
        return progress
    snapshot = snapshot_of(progress, steps[-1].at)
    list_publication(work.office, work.change, entry, snapshot)
    return replace(progress, publication=snapshot)


def _journalled(hand: Hand, act: str, entry: Entry, case: Case, step: Step) -> dict[str, Any]:
    # Who objected, and by which message, is nowhere in the journal.
    named = step.event is not Event.OBJECTION_RECEIVED
    told = {
        "stage": step.stage,
        "number": step.number,
        "unit": step.unit,
        "first": step.first.isoformat() if step.first else "",
        "last": step.last.isoformat() if step.last else "",
        "with_words": bool(step.text),
        "recorded": step.recorded,
        "matters": [str(matter) for matter in step.matters],
        "unmet": list(step.unmet),
        "evidence": step.evidence,
    }
    return {
        "at": to_iso(step.at),
        "pid": hand.pid if named else "",
        "role": hand.role if named else "citizen",
        "unit": step.unit,
        "act": act,
        "measure": entry.measure.number,
        "before": {"stage": case.stage, "lifecycle": entry.progress.lifecycle},
        "after": {name: value for name, value in told.items() if value},
        "source": hand.source if named else "",
    }
