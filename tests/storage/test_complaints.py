"""Complaints in Redis: whatever happens to them, counts and indexes are what the records say."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import redis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.change import Change
from storage.complaints import CANDIDATES
from storage.store import Store
from supervision.assignments import Assignment, Progressed
from supervision.complaint_counts import tally
from supervision.complaints import (
    Complaint,
    Finding,
    Handling,
    Pollution,
    Source,
    Step,
    Verdict,
    order_of,
)
from supervision.times import from_iso, local_date

START = from_iso("2017-07-06T02:00:00+00:00")
UNITS = ("市建设局", "市水务局", "麦积区政府")


def filed(store: Store, source: Source = Source.WECHAT, pid: str = "p") -> Complaint:
    change = Change()
    number = store.complaints.take_number(change, 2017)
    at = START + timedelta(hours=order_of(number)[1])
    made = Complaint(number, at, local_date(at) + timedelta(days=10), "倒垃圾", source=source)
    store.complaints.add(change, made, pid, ("垃圾",))
    store.commit(change)
    found = store.complaints.get(number)
    assert found is not None
    return found


def save(store: Store, before: Complaint, after: Complaint) -> None:
    change = Change()
    store.complaints.save(change, before, after)
    store.commit(change)


def agree(store: Store) -> None:
    """Every index and every count hold exactly what the records say."""
    cases = list(store.complaints.all())
    counts = store.complaints.counts()
    expected: Counter[str] = sum((tally(case) for case in cases), Counter[str]())
    assert {name: n for name, n in counts.numbers.items() if n} == dict(expected)
    assert counts.reconciles
    assert counts.cases == len(cases)
    assert counts.assignments == sum(len(case.assignments) for case in cases)
    assert counts.kinds == sum(len(case.kinds) for case in cases)
    opened, total = store.complaints.open(0, 99)
    assert {case.number for case in opened} == {case.number for case in cases if case.open}
    assert total == len(opened)
    for unit in UNITS:
        owed = {
            case.number
            for case in cases
            if case.open and (one := case.assigned_to(unit)) and one.owed
        }
        assert {case.number for case in store.complaints.with_unit(unit, 0, 99)[0]} == owed
    waiting = {
        case.number
        for case in cases
        if case.open and any(one.stands is Progressed.REPORTED for one in case.assignments)
    }
    assert {case.number for case in store.complaints.reported(0, 99)[0]} == waiting


deeds = st.one_of(
    st.tuples(st.just("file"), st.sampled_from(list(Source))),
    st.tuples(st.just("assign"), st.sampled_from(UNITS)),
    st.tuples(st.just("report"), st.sampled_from(UNITS)),
    st.tuples(st.just("take"), st.sampled_from(UNITS)),
    st.tuples(st.just("kinds"), st.lists(st.sampled_from(list(Pollution)), unique=True)),
    st.tuples(st.just("handle"), st.tuples(st.sampled_from(Handling), st.sampled_from(Finding))),
    st.tuples(st.just("rate"), st.sampled_from(Verdict)),
    st.tuples(st.just("star"), st.booleans()),
)


def done(case: Complaint, deed: str, what: object) -> Complaint:
    """The case after a deed that its rules would allow; else as it was."""
    after = case
    one = case.assigned_to(str(what)) if isinstance(what, str) else None
    match deed, what:
        case "assign", str():
            after = case.with_assignment(Assignment(what, case.at, case.due))
        case "report", str() if one:
            after = case.with_assignment(one.reported(case.at, "true", "closed", "清理"))
        case "take", str() if one and not one.owed:
            after = case.with_assignment(one.taken())
        case "kinds", list():
            after = replace(case, kinds=tuple(what))
        case "handle", (Handling() as state, Finding() as finding):
            after = case.handled(Step(case.at, state, finding, "清理"))
        case "rate", Verdict() if not case.open:
            after = replace(case, verdict=what)
        case "star", bool():
            after = replace(case, starred=what)
    return after


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.integers(0, 5), deeds), max_size=25))
def test_counts_and_indexes_reconcile_after_anything(
    redis_client: redis.Redis, did: list[tuple[int, tuple[str, object]]]
) -> None:
    redis_client.flushall()
    store = Store(redis_client, "test")
    numbers = [filed(store).number]
    for which, (deed, what) in did:
        if deed == "file":
            assert isinstance(what, Source)
            numbers.append(filed(store, what).number)
            continue
        before = store.complaints.get(numbers[which % len(numbers)])
        assert before is not None
        save(store, before, done(before, deed, what))
    assert numbers == [f"JB2017-{count:04d}" for count in range(1, len(numbers) + 1)]
    agree(store)


def test_what_an_earlier_version_filed_is_entered_into_the_counts_once(store: Store) -> None:
    case = filed(store)
    keys = store.keys
    old = replace(case, counted=False, kinds=(Pollution.DUST,))
    change = Change()
    change.delete(keys.complaint_tally())
    store.complaints.save(change, case, old)
    store.commit(change)
    text = store.redis.get(keys.complaint(case.number))
    assert text is not None
    store.redis.set(
        keys.complaint(case.number), str(text).replace('"counted":true', '"counted":false')
    )
    store.redis.delete(keys.complaint_tally())
    for entered in (1, 0):
        change = Change()
        assert store.complaints.count_anew(change) == entered
        if not change.empty:
            store.commit(change)
        agree(store)


def test_who_sent_it_is_forgotten_alone(store: Store) -> None:
    first, second = filed(store), filed(store)
    save(store, first, first.handled(Step(START, Handling.CLOSED, Finding.TRUE, "清理")))
    assert store.complaints.closed_before(START) == [first.number]
    change = Change()
    assert store.complaints.forget_sender(change, first.number)
    store.commit(change)
    assert store.complaints.sender(first.number) == ""
    assert [case.number for case in store.complaints.of_person("p")] == [second.number]
    assert store.complaints.closed_before(START) == []


def test_a_closed_case_is_owed_by_nobody_and_owed_again_when_it_is_taken_up(store: Store) -> None:
    case = filed(store)
    assigned = case.with_assignment(Assignment("市建设局", START, case.due))
    closed = assigned.handled(Step(START, Handling.CLOSED, Finding.TRUE, "清理"))
    again = closed.handled(Step(START, Handling.IN_HAND))
    far = START + timedelta(days=99)
    for after, owed in ((assigned, 1), (closed, 0), (again, 1)):
        before = store.complaints.get(case.number)
        assert before is not None
        save(store, before, after)
        assert store.complaints.with_unit("市建设局", 0, 9)[1] == owed
        assert len(store.complaints.assignments_due(START, far)) == owed
        agree(store)


def test_of_a_common_word_only_the_newest_are_looked_at(store: Store) -> None:
    numbers = [filed(store).number for _ in range(CANDIDATES + 5)]
    found = {case.number for case in store.complaints.sharing(("垃圾", "没有人说的词"))}
    assert found == set(numbers[5:])
