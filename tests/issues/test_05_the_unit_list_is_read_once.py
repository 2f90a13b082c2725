"""Whoever asked what waits had the whole unit list read twice for every case that waited."""

from __future__ import annotations

from dataclasses import replace

import pytest

from storage.change import Change
from storage.codec import from_json
from supervision.progress import Lifecycle
from supervision.records import Role, Unit
from supervision.requests import Request, RequestKind
from tests.scenarios.conftest import City

NUMBERS = ("14-1", "14-2", "14-3", "15-1", "15-2")


def wait(city: City) -> int:
    """Applications on these measures wait; gives how many there are."""
    store, found = city.office.store, 0
    for number in NUMBERS:
        entry = store.ledger.find(number)
        if entry is None:
            continue
        change, made = Change(), entry.measure
        applied = replace(entry.progress, lifecycle=Lifecycle.APPLIED, applied_at=city.now)
        store.ledger.save_progress(change, entry, applied)
        kind = RequestKind.ACCEPTANCE
        asked = Request(number, kind, city.now, "市建设局", made.plan, made.number)
        store.requests.add(change, asked)
        store.commit(change)
        found += 1
    return found


def test_what_waits_is_listed_without_another_reading_of_the_units(
    tianshui: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    tianshui.bind("oVerifier", "市环保局", Role.VERIFIER)
    assert wait(tianshui) >= 3
    read: list[str] = []

    def counted(text: str, kind: type[Unit]) -> Unit:
        read.append(text)
        return from_json(text, kind)

    monkeypatch.setattr("storage.unit_list.from_json", counted)
    for _ in range(3):
        assert "验收 14-1" in tianshui.say("oVerifier", "待办")
    assert read == []
