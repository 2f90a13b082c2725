"""Steps that the office orders (预警、黄牌): a document by the policy's clause, confirmed first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from handlers.lookup import named_entry
from handlers.schedule.desk import Desk, Hand
from handlers.schedule.sign import clear
from handlers.turn import Reply, Turn
from handlers.words import ordering as words
from language.acts import Act
from supervision.answering import Answerer, answering_units
from supervision.cycles import issue_hour
from supervision.decisions import Decision, Finding, Reason, Step
from supervision.documents import State
from supervision.findings import days_overdue, finding
from supervision.overdue import is_overdue
from supervision.pace import pace
from supervision.policy import Policy
from supervision.progress import Entry
from supervision.records import Role
from supervision.rules import Rule, Trigger
from supervision.times import local_date

MOST = 200
"""Open measures of one unit that are looked at; a unit has some dozens."""


def warn(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Warn a unit at once, of one measure or of all that is overdue or behind (T9)."""
    rule = _rule(turn.policy, Step.WARNING)
    if rule is None:
        return Reply(words.not_in_policy(Step.WARNING))
    found = whom(turn, act)
    if isinstance(found, Reply):
        return found
    answerer, entries = found
    causes = [
        made for entry in entries if (made := noted(entry, turn.now, named=len(entries) == 1))
    ]
    if not causes:
        return Reply(words.no_cause(answerer.unit, Step.WARNING))
    decision = rule.decide(Reason.OFFICE_CHOICE, answerer, turn.now, causes, fact=turn.message)
    return ordered(turn, act, decision, confirmed=confirmed)


def yellow_card(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Draw up a yellow card, which waits on the desk to be signed like every other (T10)."""
    rule = _rule(turn.policy, Step.YELLOW_CARD)
    if rule is None:
        return Reply(words.not_in_policy(Step.YELLOW_CARD))
    found = whom(turn, act)
    if isinstance(found, Reply):
        return found
    answerer, entries = found
    noted = [made for entry in entries if (made := _overdue(entry, turn.now))]
    if not noted:
        return Reply(words.no_cause(answerer.unit, Step.YELLOW_CARD))
    decision = rule.decide(
        Reason.OFFICE_CHOICE,
        answerer,
        next_issue(turn),
        noted,
        fact=turn.message,
        count=turn.office.store.documents.criticisms(answerer) or None,
    )
    return ordered(turn, act, decision, confirmed=confirmed)


def ordered(turn: Turn, act: Act, decision: Decision, *, confirmed: bool) -> Reply:
    """Show what will be drawn up; draw it up once that very thing is confirmed."""
    about = f"{decision.unit}|{','.join(found.measure for found in decision.findings)}"
    policy = turn.policy
    if not confirmed or act.text("shown") != about:
        shown = Act(act.intent, {**act.slots, "shown": about})
        return Reply(words.confirm(decision, policy, turn.now), turn.ask_to_confirm(shown))
    hand = Hand(turn.person.pid, Role.OFFICE, turn.message)
    desk = Desk(turn.office, turn.now, hand, change=turn.change)
    document = desk.draw_up(decision, local_date(turn.now), turn.now)
    if document is None:
        return Reply(words.drawn_up_before(decision))
    if document.state is State.ISSUED:
        desk.to_tell.append(document)
    return Reply(words.ordered(document, clear(desk), turn.now))


def whom(turn: Turn, act: Act) -> tuple[Answerer, list[Entry]] | Reply:
    """The unit, and the measures that it answers for: the one named, or all that are open."""
    store, name = turn.office.store, act.text("unit")
    unit = store.ledger.unit(name) if name else None
    if act.text("item"):
        entry = named_entry(turn, act)
        if isinstance(entry, Reply):
            return entry
        answering = answering_units(entry.measure, store.ledger.directory())
        if unit and unit.name not in answering:
            return Reply(words.another_answers(entry.measure, unit.name))
        if not unit and len(answering) != 1:
            return Reply(words.which_unit(entry.measure, answering, act.intent))
        return Answerer(entry.measure.plan, unit.name if unit else answering[0]), [entry]
    plan = store.ledger.current_plan()
    if unit is None or plan is None:
        return Reply(words.name_a_unit(act.intent))
    found, _ = store.ledger.open_of(unit.name, 0, MOST)
    units = store.ledger.directory()
    theirs = [e for e in found if unit.name in answering_units(e.measure, units)]
    return Answerer(plan.id, unit.name), [e for e in theirs if e.measure.plan == plan.id]


def _rule(policy: Policy, step: Step) -> Rule | None:
    """The rule of the office's menu for a step, else the first that leads to it."""
    rules = [rule for rule in policy.rules if rule.step is step]
    chosen = [rule for rule in rules if rule.trigger is Trigger.OFFICE_CHOICE]
    return next(iter(chosen or rules), None)


def noted(entry: Entry, now: datetime, *, named: bool) -> Finding | None:
    """What a warning says of a measure: overdue, behind, or named by the office itself."""
    if entry.progress.settled:
        return None
    found = _overdue(entry, now)
    stand = pace(entry, local_date(now))
    if found or stand is None or not (named or stand.behind > 0):
        return found
    return finding(entry, stand.index, expected=stand.expected)


def _overdue(entry: Entry, now: datetime) -> Finding | None:
    late = next(_late(entry, now), None)
    if late is None:
        return None
    return finding(entry, late, days=days_overdue(entry, late, local_date(now)))


def _late(entry: Entry, now: datetime) -> Iterator[int]:
    dated = [(d.due, n) for n, d in enumerate(entry.measure.deadlines) if d.due]
    return (index for _, index in sorted(dated) if is_overdue(entry, index, now))


def next_issue(turn: Turn) -> datetime:
    """The next hour of issue, so that the office can still hold it (暂缓)."""
    days, regime = turn.working_days(), turn.office.regime()
    day = days.next_or_same(local_date(turn.now))
    at = issue_hour(day, regime.on(day))
    if at > turn.now:
        return at
    later = days.add(day, 1)
    return issue_hour(later, regime.on(later))
