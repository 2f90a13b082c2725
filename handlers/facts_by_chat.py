"""The office records a fact by chat (记录 市建设局 14-2 反馈失实): confirmed, with what follows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from documents.units import level_of
from handlers.foreseen import foreseen, sum_of
from handlers.lookup import example_number, named_entry
from handlers.official_units import official_units
from handlers.record_fact import Record, record_on
from handlers.recorders import may_record
from handlers.schedule.desk import Desk, Hand
from handlers.schedule.sign import clear
from handlers.turn import Option, Question, Reply, Turn
from handlers.words import fact_records, group_facts
from handlers.words import facts as words
from handlers.words.fact_names import KINDS
from language.acts import Act
from language.fact_requests import read_ratio
from supervision.answering import answering_units
from supervision.facts import Fact, FactKind
from supervision.progress import Entry
from supervision.recorded import recorded_by
from supervision.records import Role
from supervision.rules import Trigger
from supervision.times import local_date

SHOWN = 8


def record_fact(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Record what the office has found; asked anew when what follows has changed meanwhile."""
    if not act.text("kind"):
        return Reply(words.how(_example_unit(turn), example_number(turn)))
    found = _whole(turn, act, FactKind(act.text("kind")))
    if isinstance(found, Reply):
        return found
    fact, entry = found
    follows = _follows(turn, fact, entry)
    remark = act.text("reason")
    members = () if entry or not fact.unit else official_units(turn.office, fact.unit)
    if len(members) > 1:
        return _of_each(
            turn, act, [replace(fact, unit=unit) for unit in members], confirmed=confirmed
        )
    about = _digest(fact, remark, follows)
    if not confirmed or act.text("shown") != about:
        listed = turn.office.store.ledger.unit(fact.unit) is not None
        unlisted = None if listed or not fact.unit else level_of(fact.unit)
        text = words.confirm(fact, remark, follows, unlisted=unlisted, now=turn.now)
        return Reply(text, turn.ask_to_confirm(Act(act.intent, {**act.slots, "shown": about})))
    _record(turn, [fact], remark)
    return Reply(words.recorded(fact, remark, follows, turn.now))


def _of_each(turn: Turn, act: Act, facts: list[Fact], *, confirmed: bool) -> Reply:
    """One record for each member of a group, after one yes; what follows is shown for the first."""
    remark, group = act.text("reason"), act.text("unit")
    follows = _follows(turn, facts[0], None)
    about = _digest(facts[0], remark, f"{[fact.unit for fact in facts]}|{follows}")
    if not confirmed or act.text("shown") != about:
        text = group_facts.confirm_each(facts, group, remark, follows, turn.now)
        return Reply(text, turn.ask_to_confirm(Act(act.intent, {**act.slots, "shown": about})))
    _record(turn, facts, remark)
    return Reply(group_facts.recorded_each(facts, group, remark, turn.now))


def fact_list(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """The newest records, of one unit where asked."""
    unit = act.text("unit")
    return Reply(fact_records.listed(turn.office.store.facts.records(unit, SHOWN), unit, turn.now))


def _record(turn: Turn, facts: Iterable[Fact], remark: str) -> None:
    hand = Hand(turn.person.pid, Role.OFFICE, turn.message)
    desk = Desk(turn.office, turn.now, hand, change=turn.change)
    for fact in facts:
        name = hashlib.sha256(f"{turn.message}|{fact.mark}|{fact.unit}".encode()).hexdigest()[:20]
        record_on(desk, Record(recorded_by(name, turn.message), fact, remark))
    if desk.drawn:
        clear(desk)


def _whole(turn: Turn, act: Act, kind: FactKind) -> tuple[Fact, Entry | None] | Reply:
    """The fact with everything that its kind says, or what is asked or refused first."""
    if not may_record(turn, kind):
        return Reply(words.not_your_group())
    if kind is FactKind.RANKING:
        return Reply(words.by_file())
    found = _named(turn, act, kind)
    if isinstance(found, Reply):
        return found
    return _missing(turn, act, *found) or found


def _named(turn: Turn, act: Act, kind: FactKind) -> tuple[Fact, Entry | None] | Reply:
    """The fact as far as the words say it, with its measure; or what is missing of both."""
    entry = named_entry(turn, act) if act.text("item") else None
    if isinstance(entry, Reply):
        return entry
    if kind is FactKind.PROPER_REASON and entry is None:
        return Reply(words.which_measure())
    unit = _unit(turn, act, entry, kind)
    if isinstance(unit, Reply):
        return unit
    plan = turn.office.store.ledger.current_plan()
    fact = Fact(
        at=turn.now,
        kind=kind,
        unit=unit,
        plan=entry.measure.plan if entry else plan.id if plan else "",
        measure=entry.measure.number if entry else "",
        by=act.text("by"),
        count=act.number("count") or 1,
        matter=act.text("what"),
        target=act.text("target"),
        ratio=read_ratio(act.text("ratio")) or 0.0,
        until=date.fromisoformat(act.text("until")) if act.text("until") else None,
    )
    return fact, entry


def _unit(turn: Turn, act: Act, entry: Entry | None, kind: FactKind) -> str | Reply:
    ledger, said = turn.office.store.ledger, KINDS[kind]
    listed = ledger.unit(act.text("unit")) if act.text("unit") else None
    unit = listed.name if listed else act.text("unit")
    if entry is None:
        example = f"记录 {_example_unit(turn)} {said}"
        return unit or Reply(words.whose(example))
    if unit:
        mine = ledger.is_reported_by(unit, entry.measure.id)
        return unit if mine else Reply(words.another_reports(entry.measure, unit))
    answering = answering_units(entry.measure, ledger.directory())
    if kind is not FactKind.PROPER_REASON and len(answering) != 1:
        return Reply(words.several_answer(entry.measure, answering, said))
    return answering[0] if answering else ""


def _missing(turn: Turn, act: Act, fact: Fact, entry: Entry | None) -> Reply | None:
    """What has to be asked before the fact is whole."""
    if fact.kind is FactKind.CRITICISED_BY_HIGHER_LEVEL and not fact.by:
        choices = {"1": {"by": "state"}, "2": {"by": "province"}}
        return Reply(words.who_criticised(fact.unit), _choice(turn, act, choices))
    if fact.kind is FactKind.ANNUAL_TARGET_MISSED:
        if not fact.target:
            choices = {"1": {"target": "air"}, "2": {"target": "water"}}
            return Reply(words.which_target(fact.unit), _choice(turn, act, choices))
        if not fact.ratio:
            return Reply(words.how_much(), turn.ask_for(act, "ratio"))
    if fact.kind is FactKind.PROPER_REASON and entry is not None:
        return _reason_missing(turn, act, fact, entry)
    return None


def _reason_missing(turn: Turn, act: Act, fact: Fact, entry: Entry) -> Reply | None:
    if entry.progress.settled:
        return Reply(words.settled(entry.measure))
    if fact.until is None:
        return Reply(words.until_when(entry.measure), turn.ask_for(act, "until"))
    if fact.until < local_date(turn.now):
        return Reply(words.until_passed(fact.until, local_date(turn.now)))
    if not act.text("reason"):
        return Reply(words.why(entry.measure), turn.ask_for(act, "reason"))
    return None


def _choice(turn: Turn, act: Act, choices: dict[str, dict[str, str]]) -> Question:
    options = {
        digit: Option(str(act.intent), {**act.slots, **more}) for digit, more in choices.items()
    }
    return Question({**options, "0": Option()}, turn.now)


def _follows(turn: Turn, fact: Fact, entry: Entry | None) -> str:
    if entry is not None and fact.kind is FactKind.PROPER_REASON and fact.until:
        return words.stops(entry, fact.until, local_date(turn.now))
    decisions = foreseen(turn.office, fact, turn.now)
    policy = turn.policy
    if decisions:
        return words.follows(decisions, policy, turn.now)
    if fact.kind is FactKind.PROBLEM_FOUND and policy.rules_for(Trigger.PROBLEMS_FOUND):
        total = sum_of(turn.office, fact, turn.now)
        return words.follows_a_sum(total.total, total.coming, of_kind=total.of_kind)
    return words.follows_nothing(fact.kind, has_rule=bool(policy.rules_for(Trigger(fact.kind))))


def _digest(fact: Fact, remark: str, follows: str) -> str:
    """What was shown: a yes to it is a yes to nothing else; the second of it does not matter."""
    timeless = replace(fact, at=fact.at.replace(hour=0, minute=0, second=0, microsecond=0))
    return hashlib.sha256(f"{timeless}|{remark}|{follows}".encode()).hexdigest()[:16]


def _example_unit(turn: Turn) -> str:
    first = next(iter(turn.office.store.ledger.directory()), None)
    return first.name if first else "市水务局"
