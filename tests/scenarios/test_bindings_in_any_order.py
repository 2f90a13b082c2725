"""Whatever people do to bindings, in whatever order, indexes and records say the same."""

from __future__ import annotations

from pathlib import Path

import pytest
import redis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.change import Change
from storage.data_folder import socket_path
from storage.embedded import EmbeddedServer
from storage.people import STAFF
from supervision.records import Level, Region, Role, Unit
from tests.scenarios.conftest import City
from tests.scenarios.identity import code_for, held, indexes_agree, person

PHONES = ("oA", "oB", "oC")
UNITS = ("市水务局", "市建设局")
phones, units = st.sampled_from(PHONES), st.sampled_from(UNITS)
steps = st.one_of(
    st.tuples(st.just("bind"), phones, units, st.sampled_from(STAFF[:4])),
    st.tuples(st.just("join the office"), phones),
    st.tuples(st.just("hand over"), phones, phones),
    st.tuples(st.just("hand over and leave"), phones, phones),
    st.tuples(st.just("unbind"), phones),
    st.tuples(st.just("revoke"), phones, units),
    st.tuples(st.just("leave"), phones),
    st.tuples(st.just("follow"), phones),
    st.tuples(st.just("write"), phones),
    st.tuples(st.just("yes"), phones),
)


@pytest.fixture
def empty(tmp_path: Path, redis_server: EmbeddedServer) -> City:
    return City(tmp_path, f"unix://{socket_path(redis_server.folder)}")


def begin(city: City, client: redis.Redis) -> None:
    client.flushall()
    change, ledger = Change(), city.office.store.ledger
    ledger.put_region(change, Region("云溪市", "市整改办"), None)
    for name in UNITS:
        ledger.put_unit(change, Unit(name, Level.DEPARTMENT))
    city.office.store.commit(change)


def do(city: City, step: tuple[str, ...]) -> None:
    """One thing that people do; some of them make no sense now, and must then change nothing."""
    what, openid, *more = step
    if what == "bind":
        city.say(openid, code_for(city, more[0], Role(more[1])))
        city.say(openid, "1")
    elif what == "join the office":
        city.say(openid, code_for(city, "整改办", Role.OFFICE))
        city.say(openid, "1")
    elif what.startswith("hand over"):
        hand_over(city, openid, more[0], leaves=what.endswith("leave"))
    elif what in ("unbind", "revoke"):
        end(city, openid, "解绑" if what == "unbind" else f"解绑 {more[0]}")
    elif what in ("leave", "follow"):
        city.event(openid, "unsubscribe" if what == "leave" else "subscribe")
    else:
        city.say(openid, "1" if what == "yes" else "我的任务")


def hand_over(city: City, giver: str, taker: str, *, leaves: bool) -> None:
    reply = city.say(giver, "移交")
    if "哪一个" in reply:
        reply = city.say(giver, "2")
    if leaves:
        city.event(giver, "unsubscribe")
    city.say(taker, reply.partition("：")[2][:8] or "绑定")
    city.say(taker, "1")


def end(city: City, openid: str, words: str) -> None:
    if "哪一个" in city.say(openid, words):
        city.say(openid, "1")
    city.say(openid, "1")


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(steps, min_size=1, max_size=14))
def test_indexes_and_records_agree(
    empty: City, redis_client: redis.Redis, story: list[tuple[str, ...]]
) -> None:
    begin(empty, redis_client)
    for step in story:
        do(empty, step)
        indexes_agree(empty)
    for openid in PHONES:
        one = person(empty, openid)
        assert len({b.unit for b in one.bindings}) == len(one.bindings), "one role a unit"
        for unit, role in held(empty, openid):
            found = empty.office.store.people.of_unit(unit, {role})
            assert one.pid in {p.pid for p in found}
    assert empty.office.store.journal.verify().broken_at is None
