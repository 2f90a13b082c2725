"""The case of a measure (验收案卷): every step of its acceptance, oldest first; steps only grow.

A round begins with an application and ends with the closing or with whatever sends it back; what
counts for an acceptance is what was done in the last round.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from supervision.acceptance.publicity import Counting
from supervision.acceptance.table import Event, Stage
from supervision.progress import Lifecycle, Progress


class Matter(StrEnum):
    """The four that are not let go (四个不放过, J7)."""

    CLEAR = "clear"  # 问题查清
    DONE = "done"  # 整改到位
    DUTY = "duty"  # 责任落实
    PEOPLE = "people"  # 群众满意


CRITERIA = 5
"""The criteria of acceptance (验收五条, J3) are numbered 1 to 5."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step. ``stage``: where it left the case; the machine fills it in.

    ``by`` is the pid of who did it, "" for the clock; ``unit`` the unit that spoke. ``text``: the
    reason, the result, the self-check. ``number``: of the publicity, of the objection, the quarter
    of a spot check. ``first`` and ``last``: the day of a visit, or the period of a publicity.
    ``units``: whose opinions are needed, or who was at the visit. ``unmet``: criteria that are
    not met; ``matters``: which of the four. ``evidence``: pieces that lay there. ``recorded``: the
    office wrote down what the unit had said on paper.
    """

    at: datetime
    event: Event
    stage: Stage = Stage.OPEN
    by: str = ""
    unit: str = ""
    text: str = ""
    number: str = ""
    first: date | None = None
    last: date | None = None
    days: int = 0
    counting: Counting = Counting.WORKING
    units: tuple[str, ...] = ()
    unmet: tuple[int, ...] = ()
    matters: tuple[Matter, ...] = ()
    evidence: int = 0
    recorded: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """``stage`` is where the case stands, by its steps or by what was recorded without them."""

    item: str
    steps: tuple[Step, ...] = ()
    stage: Stage = Stage.OPEN
    reopened_at: datetime | None = None

    @classmethod
    def of(cls, item: str, steps: tuple[Step, ...], progress: Progress) -> Case:
        """The case as its steps left it; where the progress is somewhere else, that counts.

        The office may record by other ways that something was accepted, sent back or closed.
        """
        stage = steps[-1].stage if steps else Stage.OPEN
        if progress.lifecycle not in LIFECYCLES[stage] or _accepted(stage) != progress.accepted:
            stage = _by_progress(progress)
        return cls(item, steps, stage, progress.reopened_at)

    @property
    def round(self) -> tuple[Step, ...]:
        """The steps of the last round; after a closing also what was checked since."""
        start = 0
        for place, step in enumerate(self.steps):
            if step.event is Event.APPLIED:
                start = place
            elif step.stage is Stage.OPEN:
                start = place + 1
        since = self.reopened_at
        return tuple(one for one in self.steps[start:] if since is None or one.at >= since)

    @property
    def application(self) -> Step | None:
        """The application of this round."""
        return self.last(Event.APPLIED)

    @property
    def opinions(self) -> dict[str, Step]:
        """Unit → the opinion that it gave in this round, the last one where there are several."""
        events = (Event.OPINION_FOR, Event.OPINION_AGAINST)
        return {step.unit: step for step in self.round if step.event in events}

    @property
    def site_check(self) -> Step | None:
        """The last site check of this round."""
        return self.last(Event.SITE_CHECKED)

    @property
    def publicity(self) -> Step | None:
        """The publicity of this round; its ``last`` is the last day as it is reckoned now."""
        found = None
        for step in self.round:
            if step.event in (Event.PUBLICITY_OPENED, Event.PERIOD_CHANGED):
                found = step
        return found

    @property
    def objections(self) -> tuple[str, ...]:
        """Numbers of objections of this round that are not settled."""
        open_: dict[str, None] = {}
        for step in self.round:
            if step.event is Event.OBJECTION_RECEIVED:
                open_[step.number] = None
            elif step.event in (Event.OBJECTION_UPHELD, Event.OBJECTION_DISMISSED):
                open_.pop(step.number, None)
        return tuple(open_)

    @property
    def settled(self) -> frozenset[Matter]:
        """Which of the four are settled in this round."""
        found: set[Matter] = set()
        for step in self.round:
            if step.event is Event.SETTLED:
                found |= set(step.matters)
            elif step.event is Event.UNSETTLED:
                found -= set(step.matters)
        return frozenset(found)

    @property
    def drawn(self) -> Step | None:
        """The spot check that was drawn since the last closing and has no result yet."""
        found = None
        for step in self.steps:
            if step.event is Event.SPOT_CHECK_DRAWN:
                found = step
            elif step.event in _ENDS_A_SPOT_CHECK:
                found = None
        return found

    def last(self, event: Event) -> Step | None:
        """The last step of this kind in this round."""
        return next((step for step in reversed(self.round) if step.event is event), None)

    def missing(self, needed: tuple[str, ...]) -> tuple[str, ...]:
        """The units whose opinion is needed and not given in this round."""
        given = self.opinions
        return tuple(unit for unit in needed if unit not in given)


LIFECYCLES: dict[Stage, frozenset[Lifecycle]] = {
    Stage.OPEN: frozenset({Lifecycle.OPEN}),
    Stage.APPLIED: frozenset({Lifecycle.APPLIED}),
    Stage.VERIFYING: frozenset({Lifecycle.VERIFYING}),
    Stage.PASSED: frozenset({Lifecycle.VERIFYING}),
    Stage.AGREED: frozenset({Lifecycle.VERIFYING}),
    Stage.PUBLICITY: frozenset({Lifecycle.PUBLICITY}),
    Stage.ENDED: frozenset({Lifecycle.PUBLICITY, Lifecycle.VERIFYING}),
    Stage.CLOSED: frozenset({Lifecycle.CLOSED}),
}
"""What the lifecycle of a measure can be at each stage; not every city has a publicity."""

_ENDS_A_SPOT_CHECK = frozenset(
    {Event.SPOT_CHECK_OK, Event.SPOT_CHECK_FAILED, Event.REBOUND, Event.CLOSED}
)


def _accepted(stage: Stage) -> bool:
    return stage not in (Stage.OPEN, Stage.APPLIED, Stage.VERIFYING)


def _by_progress(progress: Progress) -> Stage:
    """The stage of what was recorded without steps; publicity without a period has to begin."""
    if progress.lifecycle is Lifecycle.CLOSED:
        return Stage.CLOSED
    if progress.lifecycle is Lifecycle.OPEN:
        return Stage.OPEN
    if progress.accepted:
        return Stage.AGREED
    waits = progress.lifecycle is Lifecycle.APPLIED
    return Stage.APPLIED if waits else Stage.VERIFYING
