"""Rankings (排名) as everybody may see them: published measures alone, and the monthly tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from handlers.errors import BadRanking
from handlers.office import Office
from handlers.words import rankings as words
from storage.publication import Totals
from supervision.facts import Fact, FactKind
from supervision.rankings import MIN_SAMPLE, Ranked, RankingFault, faults_of, newest, ranked
from supervision.records import Problem
from supervision.rules import Trigger
from supervision.times import local_date

YEAR = timedelta(days=400)
"""How far back it is looked whether a month was recorded before."""

LOOKED_BACK = timedelta(days=200)
"""How old a monthly table may be and still be shown."""


@dataclass(frozen=True, slots=True)
class Rankings:
    """``monthly``: the newest tables that were approved for the public, ``approved`` when each was.

    ``last``: how many of the end of a monthly table the policy names; None: it does not.
    """

    units: list[Ranked]
    problems: list[tuple[Problem, Ranked]]
    monthly: Mapping[str, Fact]
    approved: Mapping[tuple[str, str], date]
    last: int | None
    at_least: int | None
    least: int


def rankings(office: Office, now: datetime) -> Rankings:
    """The rankings as they stand; reads sums of units and problems, and no measure."""
    store, policy = office.store, office.policy_at(now)
    names = [unit.name for unit in store.ledger.units()]
    plan = store.ledger.current_plan()
    problems = store.ledger.problems(plan.id) if plan else ()
    keys = {problem_key(p.plan, p.number): p for p in problems}
    rules = policy.assessment
    least = rules.min_sample if rules else MIN_SAMPLE
    by_problem = ranked(_counts(store.publication.totals_by_unit(keys)), least)
    approved = store.tables.approved()
    public = store.facts.known(approved)
    rule = next(iter(policy.rules_for(Trigger.RANKED_LAST)), None)
    return Rankings(
        units=ranked(_counts(store.publication.totals_by_unit(names)), least),
        problems=[(keys[one.name], one) for one in by_problem],
        monthly=newest(one.fact for one in public.values() if one.fact.at >= now - LOOKED_BACK),
        approved={
            (one.fact.table, one.fact.month): local_date(approved[one.id].at)
            for one in public.values()
        },
        last=rule.last if rule else None,
        at_least=rule.at_least if rule else None,
        least=least,
    )


def check_tables(office: Office, facts: Iterable[Fact], now: datetime) -> None:
    """Look at monthly tables before they are recorded. Raises BadRanking for the first bad one.

    A unit that is not listed yet is no fault here: whoever records is told of it.
    """
    tables = [fact for fact in facts if fact.kind is FactKind.RANKING]
    if not tables:
        return
    store = office.store
    names = {unit.name for unit in store.ledger.units()}
    known = store.facts.between(now - YEAR, now + timedelta(seconds=1))
    earlier = [fact for fact in known if fact.kind is FactKind.RANKING]
    for fact in tables:
        found = faults_of(fact, names, earlier, local_date(now))
        grave = [fault for fault in found if fault.kind is not RankingFault.UNKNOWN_UNIT]
        if grave:
            raise BadRanking(words.fault(fact, grave[0]))
        earlier.append(fact)


def problem_key(plan: str, number: str) -> str:
    """How a problem stands among the units under which a published measure is counted."""
    return f"问题 {plan}:{number}"


def _counts(totals: Mapping[str, Totals]) -> dict[str, tuple[int, int]]:
    return {name: (one.verified_done, one.measures) for name, one in totals.items()}
