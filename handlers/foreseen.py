"""What would follow (预知): the steps to which a fact would lead, decided as the schedule will."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from handlers.office import Office
from handlers.schedule.desk import Desk
from handlers.schedule.past import RecordedPast
from supervision.answering import Answerer
from supervision.by_fact import criticised_by_higher_level, steps_by_fact
from supervision.cycles import Moment, Work, next_draw_up, previous_daily
from supervision.decisions import Decision, Reason
from supervision.facts import Fact, FactKind
from supervision.records import Level
from supervision.rules import Rule, Trigger
from supervision.times import SHANGHAI, start_of
from supervision.view import DrawUpHour


@dataclass(frozen=True, slots=True)
class Sum:
    """Problems of a unit in the year of a fact, it included, and the rule that comes next.

    ``of_kind``: the kind that alone is counted, where those of one kind count together.
    """

    total: int
    coming: Rule | None
    of_kind: str = ""


@dataclass(frozen=True, slots=True)
class _PastWith:
    """The past as it is, and one fact more."""

    past: RecordedPast
    fact: Fact

    def happened(self, start: datetime, end: datetime) -> list[Fact]:
        return self._with(self.past.happened(start, end), start, end)

    def of_unit(self, kind: FactKind, unit: str, start: datetime, end: datetime) -> list[Fact]:
        found = self.past.of_unit(kind, unit, start, end)
        theirs = kind is self.fact.kind and unit == self.fact.unit
        return self._with(found, start, end) if theirs else found

    def complaints_of(self, place: str, matter: str, start: datetime, end: datetime) -> list[Fact]:
        found = self.past.complaints_of(place, matter, start, end)
        theirs = self.fact.kind is FactKind.COMPLAINT
        same = (place, matter) == (self.fact.place, self.fact.matter)
        return self._with(found, start, end) if theirs and same else found

    def criticisms(self, answerer: Answerer) -> int:
        return self.past.criticisms(answerer)

    def level_of(self, unit: str) -> Level:
        return self.past.level_of(unit)

    def _with(self, found: list[Fact], start: datetime, end: datetime) -> list[Fact]:
        return [*found, self.fact] if start <= self.fact.at < end else found


def foreseen(office: Office, fact: Fact, now: datetime) -> list[Decision]:
    """The steps that the next draw-up hour would take because of this fact, were it recorded."""
    policy, days = office.policy_at(now), office.working_days()
    if fact.kind is FactKind.CRITICISED_BY_HIGHER_LEVEL:
        return criticised_by_higher_level(fact, policy)
    moment = Moment(next_draw_up(now, policy, days), (Work.DAILY,))
    policy = office.policy_at(moment.at)
    since = office.store.clock.drawn_up() or previous_daily(moment, policy, days)
    past = _PastWith(RecordedPast(Desk(office, now)), fact)
    units, lists = office.store.ledger.directory(), office.store.lists
    hour = DrawUpHour(moment, min(since, fact.at), policy, days, units, lists, past)
    return [d for d in steps_by_fact(hour) if _is_of(d, fact)]


def sum_of(office: Office, fact: Fact, now: datetime) -> Sum:
    """How many problems of the unit's year count with this one, by the kinds of its level."""
    past = RecordedPast(Desk(office, now))
    level = past.level_of(fact.unit)
    rules = [
        r
        for r in office.policy_at(now).rules_for(Trigger.PROBLEMS_FOUND)
        if r.level is level and r.count
    ]
    year = fact.at.astimezone(SHANGHAI).year
    earlier = past.of_unit(fact.kind, fact.unit, start_of(date(year, 1, 1)), now)
    same_kind = any(rule.one_kind for rule in rules)
    counted = [f.count for f in earlier if not same_kind or f.matter == fact.matter]
    total = sum(counted) + fact.count
    coming = sorted((r for r in rules if (r.count or 0) > total), key=lambda r: r.count or 0)
    return Sum(total, next(iter(coming), None), fact.matter if same_kind else "")


def _is_of(decision: Decision, fact: Fact) -> bool:
    named = decision.unit in (fact.unit, *fact.units)
    return named and decision.reason is Reason(fact.kind) and decision.fact.startswith(fact.mark)
