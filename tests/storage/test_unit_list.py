"""The unit list is read once, and anew by every process once one of them has changed it."""

from __future__ import annotations

from storage.change import Change
from storage.store import Store
from supervision.groups import members_of
from supervision.records import Level, Unit

FIRST = Unit("市建设局", Level.DEPARTMENT, ("建设局",))
SECOND = Unit("麦积区政府", Level.DISTRICT)


def put(store: Store, unit: Unit) -> None:
    change = Change()
    store.ledger.put_unit(change, unit)
    store.commit(change)


def reads(store: Store) -> int:
    return int(store.redis.info("commandstats").get("cmdstat_hvals", {}).get("calls", 0))


def test_it_is_read_once(store: Store) -> None:
    put(store, FIRST)
    store.redis.config_resetstat()
    for _ in range(5):
        assert store.ledger.units() == (FIRST,)
        assert store.ledger.directory().members_of("建设局") == ("市建设局",)
    assert reads(store) == 1


def test_another_process_sees_a_new_unit_at_once(store: Store) -> None:
    other = Store(store.redis, store.region)
    put(store, FIRST)
    assert other.ledger.units() == (FIRST,)
    put(store, SECOND)
    assert set(other.ledger.units()) == {FIRST, SECOND}
    assert members_of("各县区政府", other.ledger.directory()) == ("麦积区政府",)


def test_a_list_that_an_earlier_version_has_written_is_read_each_time(store: Store) -> None:
    put(store, FIRST)
    store.redis.hdel(store.keys.region_info(), "units")
    assert store.ledger.units() == (FIRST,)
    store.redis.hdel(store.keys.units(), FIRST.name)
    assert store.ledger.units() == ()
