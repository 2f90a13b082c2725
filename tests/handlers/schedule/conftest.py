"""An office of an invented city on a real Redis, with a ledger, people, and hands to move time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from handlers.office import Office
from handlers.schedule.desk import Hand
from handlers.schedule.tick import TickResult, tick
from language.segment import Segmenter
from storage.change import Change
from storage.notices import Notice
from storage.store import Store
from supervision.acceptance.effects import after
from supervision.acceptance.table import Event
from supervision.decisions import Reason
from supervision.documents import Document
from supervision.people import Binding, Person
from supervision.policy import Policy
from supervision.progress import Progress
from supervision.records import Level, Region, Role, Unit
from tests.supervision.builders import PLAN, at, ladder_alone, measure, tianshui

UNITS = (
    Unit("市建设局", Level.DEPARTMENT),
    Unit("市水务局", Level.DEPARTMENT),
    Unit("麦积区政府", Level.DISTRICT),
)


@dataclass(slots=True)
class City:
    """What a test does in the city, and what it sees."""

    office: Office

    @property
    def store(self) -> Store:
        return self.office.store

    def add(
        self, number: str, *dues: str | None, progress: Progress | None = None, **duty: Any
    ) -> None:
        made = measure(number, *dues, **duty)
        change = Change()
        self.store.ledger.put_measure(change, made, len(number), UNITS, progress=progress)
        self.store.commit(change)

    def become(self, number: str, **fields: Any) -> None:
        """Put a measure where it stands, whatever led there."""
        self._save(number, lambda progress: replace(progress, **fields))

    def happens(self, number: str, event: Event, now: str) -> None:
        """Let an event of the acceptance change where a measure stands."""
        self._save(number, lambda progress: after(progress, event, at(now)))

    def _save(self, number: str, change_of: Callable[[Progress], Progress]) -> None:
        entry = self.store.ledger.find(number)
        assert entry is not None
        change = Change()
        self.store.ledger.save_progress(change, entry, change_of(entry.progress), UNITS)
        self.store.commit(change)

    def bind(self, pid: str, role: Role, *units: str) -> None:
        person = Person(pid, f"openid-{pid}", tuple(Binding(unit, role) for unit in units or ("",)))
        change = Change()
        self.store.people.save(change, person)
        self.store.people.index(change, Person(pid, person.openid), person)
        self.store.commit(change)

    def tick(self, now: str) -> TickResult:
        """Tick until nothing is left, as the clock process does."""
        return self.tick_at(at(now))

    def tick_at(self, now: datetime) -> TickResult:
        while (done := tick(self.office, now)).behind:
            pass
        return done

    def documents(self, code: str = "") -> list[Document]:
        """All documents, oldest first, of one kind where asked."""
        found = sorted(self.store.documents.latest(1000), key=lambda d: (d.drawn_at, d.number))
        return [d for d in found if d.number.startswith(code)]

    def one(self, code: str) -> Document:
        found = self.documents(code)
        assert len(found) == 1, [d.number for d in found]
        return found[0]

    def notices(self, pid: str) -> list[Notice]:
        """What was queued for a person, oldest first."""
        ids = self.store.redis.zrange(self.store.keys.outbox_waiting(), 0, -1)
        found = [self.store.outbox.get(name) for name in ids]
        mine = [n.notice for n in found if n is not None and n.notice.pid == pid]
        return sorted(mine, key=lambda n: n.queued_at)

    def texts(self, pid: str) -> list[str]:
        return [notice.text for notice in self.notices(pid)]

    def acts(self) -> list[str]:
        return [entry.body["act"] for entry in self.store.journal.entries()]

    def snapshot(self) -> dict[str, tuple[Any, ...]]:
        """Every document and where it stands, to compare two histories.

        By the hour that it was decided for: when it really went out tells of the downtime. What
        asks for something before a deadline is left out, because it is skipped when that has
        passed before it is made up.
        """
        return {
            d.number: (d.state, d.decision.at, d.decision.count, d.decision.cause)
            for d in self.documents()
            if d.decision.reason not in (Reason.DUE_SOON, Reason.BEHIND_PACE)
        }

    def counts(self, units: Sequence[str] = ("市建设局", "市水务局")) -> dict[str, int]:
        found = self.store.redis.hgetall(self.store.keys.criticisms(PLAN.id))
        return {unit: int(found.get(unit, 0)) for unit in units}


def found(store: Store, folder: Path, policy: Policy | None = None) -> City:
    """A city on an empty region, whose clock has started on the plan's first dispatch.

    What it has to say is the ladder's, unless a policy with duties is given.
    """
    store.redis.flushdb()
    change = Change()
    store.ledger.put_region(change, Region("天水市", "市整改办"), PLAN)
    store.ledger.put_plan(change, PLAN)
    for unit in UNITS:
        store.ledger.put_unit(change, unit)
    store.commit(change)
    made = City(
        Office(store, policy or ladder_alone(), Segmenter(folder, ()), "https://zgt.example")
    )
    made.bind("liaison", Role.LIAISON, "市建设局")
    made.bind("head", Role.UNIT_HEAD, "市建设局")
    made.bind("office", Role.OFFICE)
    made.bind("leader", Role.LEADER)
    made.tick("2017-08-01 12:00")
    return made


@pytest.fixture
def new_city(store: Store, tmp_path: Path) -> Callable[[], City]:
    """Founds the same city anew, as often as it is called."""
    return lambda: found(store, tmp_path)


@pytest.fixture
def city(new_city: Callable[[], City]) -> City:
    """The city, founded."""
    return new_city()


@pytest.fixture
def whole_city(store: Store, tmp_path: Path) -> City:
    """The city under the whole of its policy, duties and inspections included."""
    return found(store, tmp_path, tianshui())


@pytest.fixture
def officer() -> Hand:
    """Somebody of the office, by chat."""
    return Hand("office", "office", "message")
