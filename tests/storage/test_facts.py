"""Records of facts: found by kind, unit and time, never lost, and counted until withdrawn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from storage.change import Change
from storage.errors import Conflict
from storage.store import Store
from supervision.facts import Fact, FactKind
from supervision.recorded import RecordedFact
from tests.supervision.builders import at

FOUND = Fact(at("2018-09-03 10:00"), FactKind.PROBLEM_FOUND, "昌平区", count=3, matter="扬尘")


def keep(store: Store, name: str, fact: Fact, **record: object) -> RecordedFact:
    made = replace(RecordedFact(name, fact, fact.at, fact.at), **record)
    change = Change()
    store.facts.add(change, name, fact, made)
    store.commit(change)
    return made


def test_a_fact_is_found_in_its_span_by_kind_and_unit(store: Store) -> None:
    keep(store, "a", FOUND)
    start, end = at("2018-09-03 09:00"), at("2018-09-04 09:00")
    assert store.facts.between(start, end) == [store.facts.get("a")]
    assert store.facts.of_unit(FactKind.PROBLEM_FOUND, "昌平区", start, end)
    assert not store.facts.of_unit(FactKind.FALSE_REPORT, "昌平区", start, end)
    assert not store.facts.between(start, FOUND.at)


def test_what_was_found_out_late_stands_where_it_became_known(store: Store) -> None:
    keep(store, "a", FOUND, known_at=at("2018-09-10 10:00"))
    assert not store.facts.between(at("2018-09-03 09:00"), at("2018-09-04 09:00"))
    [found] = store.facts.between(at("2018-09-10 09:00"), at("2018-09-11 09:00"))
    assert found.at == FOUND.at


def test_a_withdrawn_record_counts_no_more_and_still_stands_in_the_list(store: Store) -> None:
    made = keep(store, "a", FOUND)
    change = Change()
    store.facts.withdraw(change, made, made.withdraw(at("2018-09-03 10:05"), "p"))
    store.commit(change)
    assert not store.facts.between(at("2018-09-01 00:00"), at("2018-10-01 00:00"))
    [listed] = store.facts.records("昌平区")
    assert listed.withdrawn_at == at("2018-09-03 10:05")


def test_a_known_id_and_a_second_withdrawal_are_refused(store: Store) -> None:
    made = keep(store, "a", FOUND)
    with pytest.raises(Conflict):
        keep(store, "a", FOUND)
    change, again = Change(), Change()
    taken_back = made.withdraw(at("2018-09-03 10:05"), "p")
    for each in (change, again):
        store.facts.withdraw(each, made, taken_back)
    store.commit(change)
    with pytest.raises(Conflict):
        store.commit(again)


def test_complaints_are_found_by_place_and_kind(store: Store) -> None:
    fact = Fact(FOUND.at, FactKind.COMPLAINT, "昌平区", place="建材城西路", matter="噪声")
    keep(store, "a", fact)
    span = at("2018-09-01 00:00"), at("2018-10-01 00:00")
    assert store.facts.complaints_of("建材城西路", "噪声", *span)
    assert not store.facts.complaints_of("建材城西路", "扬尘", *span)
