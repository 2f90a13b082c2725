"""A simulation from one day to another: every step of the ladder, nothing held, nothing signed.

Pure and deterministic: the same ledger, facts, policy and calendar give the same steps.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from supervision.answering import Answerer
from supervision.by_fact import criticised_by_higher_level
from supervision.cycles import Moment, Work, moments, previous_daily
from supervision.decisions import Decision, Step
from supervision.drawing_up import drawn_up
from supervision.facts import Fact, FactKind
from supervision.ladder import consequences
from supervision.policy import Policy
from supervision.records import Level
from supervision.simulation.book import Book, Ledger
from supervision.times import start_of
from supervision.view import DrawUpHour
from supervision.working_days import WorkingDays

INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Trial:
    """What is tried out: a policy on a ledger, by a calendar.

    ``level``: the level of a unit that the ledger does not list.
    """

    policy: Policy
    ledger: Ledger
    working_days: WorkingDays
    level: Callable[[str], Level]


def simulate(trial: Trial, facts: Iterable[Fact], first: date, last: date) -> list[Decision]:
    """Every step from the first day to the last, both included, in order of ``at``.

    Facts before the first day have happened and count; those after the last have not. Raises
    KeyError for a fact about a measure that the ledger does not have.
    """
    start, end = start_of(first), start_of(last + timedelta(days=1))
    found = [d for d in _Run(trial, facts).steps(start, end) if start <= d.at < end]
    return sorted(found, key=lambda decision: decision.at)


class _Run:
    """One run; the facts are let happen as their time comes."""

    def __init__(self, trial: Trial, facts: Iterable[Fact]) -> None:
        self._trial = trial
        self._book = Book.of(trial.ledger, trial.level)
        self._coming = deque(sorted(facts, key=lambda fact: fact.at))

    def steps(self, start: datetime, end: datetime) -> Iterator[Decision]:
        policy, days = self._trial.policy, self._trial.working_days
        since: datetime | None = None
        for moment in moments(start - INSTANT, end - INSTANT, policy, days):
            if Work.ISSUE in moment.works:
                continue  # what is issued was decided at its draw-up hour
            yield from self._let_happen(moment.at)
            # What happened between the last draw-up hour before the first day and that day is
            # drawn up now: a Friday's deadline on the Monday on which a simulation begins.
            since = since or previous_daily(moment, policy, days)
            yield from self._draw_up(moment, since)
            since = moment.at
        yield from self._let_happen(end - INSTANT)

    def _let_happen(self, until: datetime) -> Iterator[Decision]:
        while self._coming and self._coming[0].at <= until:
            fact = self._coming.popleft()
            self._book.take_in(fact)
            if fact.kind is FactKind.CRITICISED_BY_HIGHER_LEVEL:
                yield from criticised_by_higher_level(fact, self._trial.policy)

    def _draw_up(self, moment: Moment, since: datetime) -> Iterator[Decision]:
        trial, book = self._trial, self._book
        hour = DrawUpHour(
            moment, since, trial.policy, trial.working_days, trial.ledger.units, book, book
        )
        # The decisions of an hour are made before any of them counts.
        for decision in list(drawn_up(hour)):
            yield decision
            if decision.step is Step.CRITICISM and not decision.needs_signature:
                yield from self._follow(decision, moment)

    def _follow(self, criticism: Decision, moment: Moment) -> Iterator[Decision]:
        answerer = Answerer(criticism.plan, criticism.unit)
        self._book.count(answerer)
        policy, count = self._trial.policy, criticism.count or 0
        for decision in consequences(criticism, "", count, policy, moment.at):
            if self._book.reach(answerer, decision.step):
                yield decision
