"""What a clause may be kept by (:mod:`supervision.features`) exists: every door is tried."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from bot.app import create_app
from bot.settings import Settings
from documents.plan import read_plan
from handlers.import_plan import import_plan
from handlers.office import Office
from handlers.reading import read_as
from handlers.turn import Turn
from handlers.use_cases import USE_CASES
from language.acts import Intent
from language.segment import Segmenter
from storage.store import Store
from supervision.features import PLACES, Door, Feature, Place
from supervision.people import Binding, Person
from supervision.policy import Policy
from supervision.records import Role
from supervision.times import SHANGHAI
from tests.manual import ROOT, commands

LEDGER = ROOT / "tests" / "language" / "ledgers" / "001.jsonl"
PRESET = ROOT / "policies" / "tianshui-2017.toml"
NOW = datetime(2017, 8, 16, 10, tzinfo=SHANGHAI)


@pytest.fixture
def office(store: Store, tmp_path: Path) -> Office:
    """An office with the ledger of 天水."""
    policy = Policy.parse(PRESET.read_text(encoding="utf-8"))
    made = Office(store, policy, Segmenter(tmp_path, ()), "http://localhost")
    plan = read_plan(LEDGER.read_bytes(), name=LEDGER.name)
    import_plan(made, plan, NOW)
    return made


def of_door(door: Door) -> list[Place]:
    found = [place for place in PLACES.values() if place.door is door]
    assert found
    return found


def test_every_feature_has_its_place() -> None:
    assert set(PLACES) == set(Feature)
    assert len({place.name for place in PLACES.values()}) == len(Feature)


@pytest.mark.parametrize("place", of_door(Door.COMMAND), ids=lambda place: place.where)
def test_a_command_can_be_typed(place: Place) -> None:
    assert place.where in commands()


def test_a_page_answers(tmp_path: Path) -> None:
    app = create_app(Settings.from_env({"ZGT_DATA": str(tmp_path)}))
    answered = {re.sub(r"<\w+:", "<", rule.rule) for rule in app.url_map.iter_rules()}
    assert {place.where for place in of_door(Door.PAGE)} <= answered


@pytest.mark.parametrize("place", of_door(Door.CHAT), ids=lambda place: place.where)
def test_words_of_the_chat_are_understood_and_may_be_said_by_the_role(
    place: Place, office: Office
) -> None:
    role = Role(place.role)
    unit = "" if role is Role.CITIZEN else "市建设局"
    person = Person("p", "openid", (Binding(unit, role),) if unit else ())
    act = read_as(Turn(office, person, NOW, "message"), place.where, role)[0]
    assert act.intent == place.intent
    assert Intent(place.intent) in USE_CASES


def test_every_feature_is_named_by_a_preset() -> None:
    """What no clause needs is no feature of a policy."""
    named = {
        feature
        for file in (ROOT / "policies").glob("*.toml")
        for clause in Policy.parse(file.read_text(encoding="utf-8")).clauses.values()
        for feature in clause.kept_by
    }
    assert named == set(Feature)
