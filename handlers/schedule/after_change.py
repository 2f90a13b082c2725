"""After a change of policy (制度变更): what was reached under the old one is not taken again.

Criticisms are counted per unit and their thresholds are stored, so they need nothing here. What is
counted from facts (问题累计, 反复举报) or from a day (回头看) would come once more when a new
policy sets the figure higher.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from handlers.schedule.desk import Desk
from handlers.schedule.past import RecordedPast
from supervision.cycles import Moment
from supervision.decisions import Decision, Reason
from supervision.documents import Document
from supervision.rules import Rule, Trigger

COUNTED = frozenset({Reason.PROBLEMS_FOUND, Reason.REPEATED_COMPLAINTS, Reason.CLOSED})

LONGEST = timedelta(days=366)
"""No rule counts farther back: a calendar year, a window of at most 366 days."""

MOST = 1000
"""Documents of one unit that are looked at; a unit gets some hundreds in a year."""


def not_again(desk: Desk, decision: Decision, moment: Moment) -> Decision | None:
    """The decision without what another policy has led to already; None when nothing is left."""
    regime = desk.office.regime()
    if decision.reason not in COUNTED:
        return decision
    if not regime.changed_since(moment.day - LONGEST, moment.day):
        return decision
    earlier = list(_under_another(desk, decision, moment))
    if decision.reason is Reason.CLOSED:
        return _still_to_look_at(desk, decision, earlier)
    rungs = _rungs(desk, decision, moment)
    if not rungs:
        return decision
    taken = [one for one in earlier if _same(rungs[-1], decision, one, moment)]
    return None if len(taken) >= len(rungs) else decision


def _under_another(desk: Desk, decision: Decision, moment: Moment) -> Iterator[Document]:
    """The unit's documents of this step and reason that were drawn up by another policy."""
    regime = desk.office.regime()
    now = regime.at(moment.at)
    for one in desk.office.store.documents.of_unit(decision.unit, MOST):
        made = one.decision
        alike = (made.step, made.reason, made.to) == (decision.step, decision.reason, decision.to)
        if alike and regime.at(one.drawn_at) is not now:
            yield one


def _rungs(desk: Desk, decision: Decision, moment: Moment) -> list[Rule]:
    """The rules by which the unit gets this step up to this count, the lowest first."""
    level = RecordedPast(desk).level_of(decision.unit)
    found = [
        rule
        for rule in desk.office.policy_at(moment.at).rules_for(Trigger(decision.reason))
        if (rule.step, rule.clause, rule.to) == (decision.step, decision.clause, decision.to)
        and rule.level in (None, level)
        and (rule.count or 0) <= (decision.count or 0)
    ]
    return sorted(found, key=lambda rule: rule.count or 0)


def _same(rule: Rule, decision: Decision, earlier: Document, moment: Moment) -> bool:
    if rule.within_days is not None:
        near = moment.day - earlier.period <= timedelta(days=rule.within_days)
        return near and _about(decision) == _about(earlier.decision)
    if moment.day.year != earlier.period.year:
        return False
    return not rule.one_kind or _about(decision) == _about(earlier.decision)


def _about(decision: Decision) -> str:
    """What a fact is about, without its instant: kind and place."""
    return decision.fact.partition("|")[2]


def _still_to_look_at(desk: Desk, decision: Decision, earlier: list[Document]) -> Decision | None:
    left = tuple(
        found
        for found in decision.findings
        if not any(_looked_at(desk, decision.plan, found.measure, one) for one in earlier)
    )
    return replace(decision, findings=left) if left else None


def _looked_at(desk: Desk, plan: str, measure: str, earlier: Document) -> bool:
    if measure not in {found.measure for found in earlier.decision.findings}:
        return False
    (entry,) = desk.office.store.ledger.entries([f"{plan}:{measure}"]) or (None,)
    closed = entry.progress.closed_at if entry else None
    return closed is not None and closed < earlier.drawn_at
