"""What the stories of duties ask of a city: its clock, what a unit owes, what somebody was told."""

from __future__ import annotations

from supervision.duties import Duty, DutyKind
from tests.scenarios.conftest import City

UNIT = "市建设局"


def go(city: City, *instants: str) -> None:
    """Let the clock tick at each of these instants, Beijing time."""
    for instant in instants:
        city.at(f"{instant}:00+08:00").tick()


def owed(city: City, kind: DutyKind, unit: str = UNIT) -> list[Duty]:
    """The duties of this kind that a unit has, done or not."""
    return [d for d in city.office.store.duties.all() if d.kind is kind and d.unit == unit]


def last(city: City, openid: str, words: str) -> str:
    """The newest message with these words that reached somebody."""
    found = [text for text in city.pushed(openid) if words in text]
    assert found, city.pushed(openid)
    return found[-1]
