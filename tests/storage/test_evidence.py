"""Records of evidence, and finding what looks alike without looking at everything."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.pictures import MOST_DIFFERENT
from storage.change import Change
from storage.errors import Conflict
from storage.evidence import EvidenceStore
from storage.store import Store
from supervision.evidence import Evidence, EvidenceKind, EvidenceState

NOW = datetime(2017, 8, 31, 9, tzinfo=UTC)


def a_piece(name: str = "e1", after: int = 0, measure: str = "14-2") -> Evidence:
    at = NOW + timedelta(seconds=after)
    return Evidence(name, at, EvidenceKind.PHOTO, "市建设局", "ts2017", measure)


def add(store: Store, piece: Evidence) -> Evidence:
    change = Change()
    store.evidence.add(change, piece)
    store.commit(change)
    return piece


def save(store: Store, before: Evidence, **fields: object) -> Evidence:
    change, after = Change(), replace(before, **fields)  # type: ignore[arg-type]
    store.evidence.save(change, before, after)
    store.commit(change)
    return after


def stored(store: Store, name: str, look: str = "", sha256: str = "") -> Evidence:
    facts = {"state": EvidenceState.STORED, "sha256": sha256 or f"{name:0>64}", "look": look}
    return save(store, add(store, a_piece(name)), **facts)


def names(store: Store, sha256: str, look: str) -> list[str]:
    return [one.id for one in store.evidence.candidates(sha256, look)]


def test_a_piece_stands_for_its_item_until_it_is_refused_or_taken_back(store: Store) -> None:
    first, second = add(store, a_piece("e1")), add(store, a_piece("e2", after=1))
    assert store.evidence.of_item(first.item) == [first, second]
    refused = save(store, first, state=EvidenceState.REFUSED)
    assert store.evidence.of_item(first.item) == [second]
    assert store.evidence.count(first.item) == 1
    assert list(store.evidence.all()) == [refused, second]


def test_the_same_piece_cannot_be_added_twice(store: Store) -> None:
    add(store, a_piece())
    with pytest.raises(Conflict):
        add(store, a_piece(after=5))


def test_of_two_changes_of_one_piece_the_later_is_refused(store: Store) -> None:
    piece = add(store, a_piece())
    save(store, piece, state=EvidenceState.WITHDRAWN)
    with pytest.raises(Conflict):
        save(store, piece, state=EvidenceState.STORED, sha256="0" * 64)


def test_a_content_is_kept_as_long_as_one_piece_refers_to_it(store: Store) -> None:
    first, second = stored(store, "a1", sha256="a" * 64), stored(store, "a2", sha256="a" * 64)
    assert store.evidence.kept(["a" * 64, "b" * 64]) == {"a" * 64}
    save(store, first, state=EvidenceState.WITHDRAWN)
    assert store.evidence.kept(["a" * 64]) == {"a" * 64}
    save(store, second, state=EvidenceState.WITHDRAWN)
    assert store.evidence.kept(["a" * 64]) == set()


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    look=st.integers(0, 2**128 - 1),
    flips=st.sets(st.integers(0, 63), max_size=MOST_DIFFERENT),
    beneath=st.sets(st.integers(0, 63), max_size=MOST_DIFFERENT),
)
def test_whatever_differs_in_few_bits_is_always_found(
    store: Store, look: int, flips: set[int], beneath: set[int]
) -> None:
    store.redis.flushdb()
    stored(store, "e1", f"{look:032x}")
    other = look
    for bit in flips:
        other ^= 1 << (64 + bit)
    for bit in beneath:
        other ^= 1 << bit
    assert names(store, "f" * 64, f"{other:032x}") == ["e1"]


def test_what_looks_different_is_not_even_read(store: Store) -> None:
    for n in range(200):
        stored(store, f"e{n}", f"{(n * 0x9E3779B97F4A7C15) % 2**64:016x}" + "0" * 16)
    asked = "5a5a5a5a5a5a5a5a" + "0" * 16
    assert len(names(store, "f" * 64, asked)) < 10


def test_what_was_taken_back_is_found_no_more(store: Store) -> None:
    piece = stored(store, "e1", "0123456789abcdef" * 2)
    assert names(store, piece.sha256, piece.look) == ["e1"]
    save(store, piece, state=EvidenceState.WITHDRAWN)
    assert names(store, piece.sha256, piece.look) == []
    left = [str(key) for key in store.redis.keys("*looks*")]
    assert left == []


def test_something_without_a_look_is_found_by_its_content_alone(store: Store) -> None:
    piece = stored(store, "e1")
    stored(store, "e2")
    assert names(store, piece.sha256, "") == ["e1"]


def test_the_store_of_another_region_knows_nothing_of_it(store: Store) -> None:
    stored(store, "e1")
    assert list(EvidenceStore(store.redis, type(store.keys)("other")).all()) == []
