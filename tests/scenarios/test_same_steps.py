"""The running product takes the same steps as the simulation: a year of every preset.

A story is played through the doors while the clock ticks; what has happened then, as the product
has journalled it, is given to the simulation. Both have to come to the same steps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
import redis

from documents.units import level_of
from storage.data_folder import socket_path
from storage.embedded import EmbeddedServer
from supervision.decisions import Decision
from supervision.facts import FactKind
from supervision.simulation.book import Ledger
from supervision.simulation.run import Trial, simulate
from supervision.times import SHANGHAI
from tests.figures import Tell
from tests.scenarios.conftest import City
from tests.scenarios.same_steps.playing import Played
from tests.scenarios.same_steps.what_happened import what_happened
from tests.supervision.stories.reading import PRESETS, Story
from tests.supervision.stories.running import policy, story

Seen = tuple[str, ...]

TOO_LATE, NOT_CLOSED = f"hand {FactKind.EXTENSION_GRANTED}", f"hand {FactKind.REBOUND}"

BY_HAND: dict[str, dict[str, int]] = {
    "tianshui-2017": {TOO_LATE: 1},
    "gansu-2025": {TOO_LATE: 1, NOT_CLOSED: 1},
    "jiyuan-2019": {TOO_LATE: 1},
    "beijing-2018": {},
    "baicheng-2023": {TOO_LATE: 1},
}
"""What of a story the product refuses, and is entered by hand; all the rest goes by the doors."""


def seen(decision: Decision) -> Seen:
    """What of a step has to be the same."""
    measures = sorted({found.measure for found in decision.findings} | {decision.measure} - {""})
    return (
        decision.at.astimezone(SHANGHAI).isoformat(),
        decision.step,
        decision.unit,
        "、".join(measures),
        decision.clause,
        decision.reason,
        str(decision.count),
        str(decision.needs_signature),
        ",".join(decision.to),
    )


def differences(simulated: Iterable[Decision], drawn_up: Iterable[Decision]) -> list[str]:
    wanted, got = Counter(map(seen, simulated)), Counter(map(seen, drawn_up))
    lines = [f"only simulated: {' | '.join(one)}" for one in (wanted - got).elements()]
    return sorted(
        lines + [f"only drawn up: {' | '.join(one)}" for one in (got - wanted).elements()]
    )


def simulated(city: City, told: Story) -> list[Decision]:
    ledger = city.office.store.ledger
    plans = {plan.id: plan for plan in ledger.plans()}
    measures = tuple(entry.measure for plan in plans for entry in ledger.all_entries(plan))
    made_of = Ledger(plans, measures, ledger.units())
    trial = Trial(policy(told.policy), made_of, city.office.working_days(), level_of)
    return simulate(trial, what_happened(city.office), told.first, told.last)


@pytest.mark.parametrize("preset", PRESETS)
def test_the_running_product_takes_the_steps_of_the_simulation(
    tmp_path: Path, redis_server: EmbeddedServer, redis_client: redis.Redis, preset: str, tell: Tell
) -> None:
    redis_client.flushall()
    url = f"unix://{socket_path(redis_server.folder)}"
    city = City(tmp_path, url, {"ZGT_POLICY": preset})
    told, played = story(preset), Played(city, tmp_path)
    try:
        played.play(told)
        documents = city.office.store.documents.latest(10_000)
        expected = simulated(city, told)
    finally:
        city.wiring.close()
    tell(f"{preset}: {len(told.facts)} facts, {dict(played.ways)}")
    assert differences(expected, [document.decision for document in documents]) == []
    assert len(documents) >= 25
    assert {way: many for way, many in played.ways.items() if way != "door"} == BY_HAND[preset]
