"""A walk through the table of acceptance, step by step, and what must hold after every step."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from supervision.acceptance.case import Case, Matter, Step
from supervision.acceptance.machine import FOUR, decide, progress_after, with_steps
from supervision.acceptance.publicity import Counting
from supervision.acceptance.table import ROWS, Event, Refusal, Stage, follows
from supervision.acceptance.terms import Agreement, Filing, Opinions, Terms
from supervision.progress import Progress
from supervision.times import local_date
from tests.supervision.builders import at

NEEDED = ("市水务局", "市环保局")
EVENTS = sorted(set(ROWS) - {Event.ACCEPTED})
"""What people and the clock can try; acceptance follows by itself."""
BEGIN = at("2018-01-08 10:00")

TERMS = st.builds(
    Terms,
    clauses=st.just(("G5",)),
    evidence=st.integers(0, 1),
    self_check=st.booleans(),
    site_check=st.booleans(),
    opinions=st.sampled_from(Opinions),
    agreement=st.sampled_from(Agreement),
    publicity_days=st.sampled_from([0, 7, 10]),
    counting=st.sampled_from(Counting),
    filing=st.sampled_from(Filing),
    four=st.booleans(),
)


@dataclass(frozen=True, slots=True)
class Move:
    """What somebody tries next, ``days`` after the last try.

    A ``wild`` one is any event at all; the others are taken from those that the table allows, most
    of them not back to the start, which chance alone would rarely find in a row.
    """

    wild: bool
    choice: int
    days: int
    unit: str
    matters: tuple[Matter, ...]
    evidence: int

    def event(self, stage: Stage) -> Event:
        """The event that is tried at this stage."""
        allowed = [event for event in EVENTS if isinstance(follows(stage, event), Stage)]
        onward = [event for event in allowed if follows(stage, event) is not Stage.OPEN]
        among = EVENTS if self.wild else allowed if self.choice % 7 == 0 else onward
        return among[self.choice % len(among)]


MOVES = st.lists(
    st.builds(
        Move,
        wild=st.sampled_from([False, False, False, True]),
        choice=st.integers(0, 41),
        days=st.sampled_from([0, 0, 1, 11]),
        unit=st.sampled_from([*NEEDED, *NEEDED, "市农业局"]),
        matters=st.sampled_from([tuple(Matter), (Matter.CLEAR,), (Matter.PEOPLE,)]),
        evidence=st.integers(0, 2),
    ),
    min_size=30,
    max_size=60,
)


@dataclass(slots=True)
class Walk:
    """A case on its way, and the progress of its measure."""

    terms: Terms
    case: Case = field(default_factory=lambda: Case("p:1"))
    progress: Progress = field(default_factory=Progress)
    now: datetime = BEGIN
    number: int = 0

    def step(self, move: Move) -> Step:
        """What the move asks for, at its time."""
        self.now += timedelta(days=move.days, seconds=1)
        self.number += 1
        open_ = self.case.objections
        number, event = f"N{self.number}", move.event(self.case.stage)
        if event in (Event.OBJECTION_UPHELD, Event.OBJECTION_DISMISSED):
            number = open_[move.choice % len(open_)] if open_ else "none"
        first = local_date(self.now)
        return Step(
            self.now,
            event,
            unit=move.unit,
            text="自查",
            number=number,
            first=first,
            last=first + timedelta(days=9),
            units=NEEDED,
            matters=move.matters,
            evidence=move.evidence,
        )

    def take(self, move: Move) -> tuple[Step, ...] | Refusal:
        """Try a move; what was refused changes nothing."""
        found = decide(self.case, self.step(move), self.terms, NEEDED)
        if isinstance(found, tuple):
            self.case = with_steps(self.case, found)
            self.progress = progress_after(self.progress, found)
        return found


def dates(progress: Progress) -> dict[str, datetime | date]:
    """The dates of a progress that are set."""
    names = ("applied_at", "sent_back_at", "accepted_at", "closed_at", "rebound_at")
    return {name: at_ for name in names if (at_ := getattr(progress, name))}


def holds(before: Case, case: Case, terms: Terms) -> None:
    """What must be so after every step."""
    assert case.steps[: len(before.steps)] == before.steps, "history only grows"
    for step in case.steps[len(before.steps) :]:
        until = with_history(case, step)
        if step.event is Event.ACCEPTED:
            given = until.opinions
            assert given
            assert all(one.event is Event.OPINION_FOR for one in given.values())
            if terms.opinions is Opinions.EACH:
                assert set(given) >= set(NEEDED)
            if terms.site_check:
                assert until.site_check
        if step.stage is Stage.CLOSED and step.event is Event.CLOSED:
            assert until.last(Event.ACCEPTED), "nothing closes without its opinions"
            assert not until.objections
            if terms.four:
                assert until.settled >= FOUR
            if terms.publicity_days:
                assert until.last(Event.PUBLICITY_ENDED)
            if terms.agreement is not Agreement.NONE:
                assert until.last(Event.AGREED)
        if step.event is Event.PUBLICITY_ENDED:
            opened = until.publicity
            assert opened
            assert opened.last
            assert local_date(step.at) > opened.last


def with_history(case: Case, step: Step) -> Case:
    """The case as it was once this step was made."""
    place = next(n for n, one in enumerate(case.steps) if one is step)
    return Case(case.item, case.steps[: place + 1], step.stage)
