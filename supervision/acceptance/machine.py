"""What a step does to a case (验收流程): the table first, then what the case itself must hold.

What follows by itself (all opinions are there; nothing is left to wait for) is decided together
with the step that brought it about, so that nobody has to remember it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from supervision.acceptance.case import Case, Matter, Step
from supervision.acceptance.effects import after
from supervision.acceptance.table import Event, Refusal, Stage, follows
from supervision.acceptance.terms import Agreement, Filing, Opinions, Terms
from supervision.progress import Progress
from supervision.times import local_date

FOUR = frozenset(Matter)


@dataclass(frozen=True, slots=True)
class Asked:
    """A step that somebody wants to make, and what is needed to judge it.

    ``needed``: the verifying units that the plan names, groups resolved.
    """

    case: Case
    step: Step
    terms: Terms
    needed: tuple[str, ...] = ()

    @property
    def wanted(self) -> tuple[str, ...]:
        """The units whose opinions are all needed; none where one of anybody's is enough."""
        return self.needed if self.terms.opinions is Opinions.EACH else ()


def decide(
    case: Case, step: Step, terms: Terms, needed: tuple[str, ...] = ()
) -> tuple[Step, ...] | Refusal:
    """The step with what follows from it by itself, each with its stage; or why it cannot be."""
    case = replace(case, stage=onward(case.stage, terms))
    asked = Asked(case, step, terms, needed)
    stage = follows(case.stage, step.event)
    if isinstance(stage, Refusal):
        return stage
    guard = GUARDS.get(step.event)
    refusal = guard(asked) if guard else None
    if refusal:
        return refusal
    made = replace(step, stage=onward(stage, terms))
    now = with_steps(case, (made,))
    following = _by_itself(now, made, terms, needed)
    if following is None:
        return (made,)
    more = decide(now, following, terms, needed)
    return (made,) if isinstance(more, Refusal) else (made, *more)


def with_steps(case: Case, steps: tuple[Step, ...]) -> Case:
    """The case once these steps were made."""
    return replace(case, steps=(*case.steps, *steps), stage=steps[-1].stage)


def progress_after(progress: Progress, steps: tuple[Step, ...]) -> Progress:
    """The progress of the measure once these steps were made."""
    for step in steps:
        progress = after(progress, step.event, step.at)
    return progress


def onward(stage: Stage, terms: Terms) -> Stage:
    """Past the stages that this city does not have, or has no more since its policy changed."""
    if stage is Stage.PASSED and terms.agreement is Agreement.NONE:
        stage = Stage.AGREED
    if stage is Stage.AGREED and not terms.publicity_days:
        stage = Stage.ENDED
    return stage


def complete(case: Case, terms: Terms, needed: tuple[str, ...]) -> bool:
    """Whether every opinion that is needed is there, and none is against."""
    asked = Asked(case, Step(case.steps[-1].at, Event.ACCEPTED), terms, needed)
    return bool(case.steps) and _opinions(asked) is None


def _by_itself(case: Case, made: Step, terms: Terms, needed: tuple[str, ...]) -> Step | None:
    if case.stage is Stage.VERIFYING and complete(case, terms, needed):
        return Step(made.at, Event.ACCEPTED, by=made.by, unit=made.unit)
    closes = case.stage is Stage.ENDED and terms.filing is Filing.AUTOMATIC
    return Step(made.at, Event.CLOSED) if closes else None


# ---- what a cell of the table does not say ---------------------------------------------------


def _applied(asked: Asked) -> Refusal | None:
    if asked.step.evidence < asked.terms.evidence:
        return Refusal.NO_EVIDENCE
    if asked.terms.self_check and not asked.step.text.strip():
        return Refusal.NO_SELF_CHECK
    return None


def _opinion_for(asked: Asked) -> Refusal | None:
    unit, given = asked.step.unit, asked.case.opinions
    if asked.wanted and unit not in asked.wanted:
        return Refusal.NOT_THEIRS_TO_VERIFY
    if asked.terms.site_check and asked.case.site_check is None:
        return Refusal.NOT_VISITED
    return Refusal.GIVEN_BEFORE if unit in given else None


def _opinion_against(asked: Asked) -> Refusal | None:
    if asked.wanted and asked.step.unit not in asked.wanted:
        return Refusal.NOT_THEIRS_TO_VERIFY
    return None


def _opinions(asked: Asked) -> Refusal | None:
    opinions = asked.case.opinions
    against = any(step.event is Event.OPINION_AGAINST for step in opinions.values())
    if not opinions or against or asked.case.missing(asked.wanted):
        return Refusal.OPINIONS_MISSING
    return None


def _published(asked: Asked) -> Refusal | None:
    if asked.step.first is None or asked.step.last is None:
        raise ValueError("a publicity has a period")
    return None


def _objected(asked: Asked) -> Refusal | None:
    period = asked.case.publicity
    over = period is None or period.last is None or local_date(asked.step.at) > period.last
    return Refusal.PERIOD_OVER if over else None


def _known_objection(asked: Asked) -> Refusal | None:
    known = asked.step.number in asked.case.objections
    return None if known else Refusal.NO_SUCH_OBJECTION


def _period_over(asked: Asked) -> Refusal | None:
    period = asked.case.publicity
    if period is None or period.last is None or local_date(asked.step.at) <= period.last:
        return Refusal.PERIOD_RUNS
    return Refusal.OBJECTION_OPEN if asked.case.objections else None


def _let_go(asked: Asked) -> Refusal | None:
    if asked.case.objections:
        return Refusal.OBJECTION_OPEN
    if asked.terms.four and not asked.case.settled >= FOUR:
        return Refusal.NOT_LET_GO
    return None


def _was_drawn(asked: Asked) -> Refusal | None:
    return None if asked.case.drawn else Refusal.NOT_DRAWN


GUARDS: Mapping[Event, Callable[[Asked], Refusal | None]] = {
    Event.APPLIED: _applied,
    Event.OPINION_FOR: _opinion_for,
    Event.OPINION_AGAINST: _opinion_against,
    Event.ACCEPTED: _opinions,
    Event.PUBLICITY_OPENED: _published,
    Event.PERIOD_CHANGED: _published,
    Event.OBJECTION_RECEIVED: _objected,
    Event.OBJECTION_UPHELD: _known_objection,
    Event.OBJECTION_DISMISSED: _known_objection,
    Event.PUBLICITY_ENDED: _period_over,
    Event.CLOSED: _let_go,
    Event.SPOT_CHECK_OK: _was_drawn,
    Event.SPOT_CHECK_FAILED: _was_drawn,
}
"""Event → what the case must hold for it beside its stage."""
