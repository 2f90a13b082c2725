"""Patrols that found nothing are counted once each, whoever asks for how many units."""

from __future__ import annotations

from storage.change import Change
from storage.store import Store
from supervision.patrols import Patrol
from tests.supervision.builders import at

WHEN = at("2017-07-10 10:00")


def clear(store: Store, number: str, *above: str) -> None:
    change = Change()
    made = Patrol(number, WHEN, above[0], above[-1], "未发现问题", above=above, clear=True)
    store.patrols.add(change, made, "p1")
    store.commit(change)


def test_patrols_of_two_townships_are_added_up_and_of_one_above_the_other_counted_once(
    store: Store,
) -> None:
    clear(store, "XC2017-0001", "一村", "甲镇")
    clear(store, "XC2017-0002", "二村", "乙镇")
    clear(store, "XC2017-0003", "一村", "甲镇")
    count = store.patrols.clear_since
    assert (count(WHEN), count(WHEN, ["甲镇"]), count(WHEN, ["甲镇", "乙镇"])) == (3, 2, 3)
    assert count(WHEN, ["甲镇", "一村"]) == 2
    assert count(WHEN, []) == 0
