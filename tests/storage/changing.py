"""A stored city of one plan and changes of its measures, for the tests of lists and counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from storage.change import Change
from storage.store import Store
from supervision.records import Region, Unit
from tests.supervision.builders import PLAN


def put_city(store: Store, change: Change, units: Iterable[Unit]) -> None:
    """Put the region, its plan and its units."""
    store.ledger.put_region(change, Region("天水市"), PLAN)
    store.ledger.put_plan(change, PLAN)
    for unit in units:
        store.ledger.put_unit(change, unit)


def become(store: Store, number: int | str, **fields: Any) -> None:
    """Let the progress of a measure be what it was, but for these fields."""
    entry = store.ledger.entry(f"{PLAN.id}:{number}")
    assert entry is not None
    change = Change()
    store.ledger.save_progress(change, entry, replace(entry.progress, **fields))
    store.commit(change)
