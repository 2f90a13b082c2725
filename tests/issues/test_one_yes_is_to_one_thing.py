"""A yes, and a word that takes it back, are about what was shown and what one message did."""

from __future__ import annotations

import json

import pytest

from handlers.record_facts import record_facts
from supervision.facts import FactKind
from supervision.records import Role
from tests.scenarios.conftest import City

WATER, AIR = "水环境质量考核排名", "空气质量考核排名"


@pytest.fixture
def town(tianshui: City) -> City:
    tianshui.bind("oOffice", "整改办", Role.OFFICE)
    tianshui.bind("oOther", "整改办", Role.OFFICE)
    return tianshui


def record(town: City, table: str) -> None:
    """A table of May from a file."""
    units = ["秦州区政府", "麦积区政府", "秦安县政府"]
    line = {"at": "2017-07-06T09:40+08:00", "fact": "ranking", "table": table, "month": "2017-05"}
    text = json.dumps({**line, "units": units}, ensure_ascii=False)
    record_facts(town.office, text, town.now, counts_only=False)


def page(town: City) -> str:
    return town.app.test_client().get("/rankings/").text


def test_a_yes_to_a_table_that_is_public_meanwhile_makes_no_other_public(town: City) -> None:
    record(town, "air")
    record(town, "water")
    for openid in ("oOffice", "oOther"):
        town.say(openid, "公开排名")
        town.say(openid, "1")
    town.say("oOther", "1")
    said = town.say("oOffice", "1")
    assert WATER in page(town)
    assert AIR not in page(town)
    assert "已公开" not in said


def standing(town: City) -> list[FactKind]:
    records = town.office.store.facts.records(most=10)
    return [record.fact.kind for record in records if record.withdrawn_at is None]


def test_the_last_record_is_taken_back_alone_whatever_was_recorded_at_the_same_instant(
    town: City,
) -> None:
    for words in ("记录 市建设局 虚报", "记录 市水务局 虚报"):
        town.say("oOffice", words)
        town.say("oOffice", "1")
    assert len(standing(town)) == 2
    assert "市水务局" in town.say("oOffice", "撤回记录")
    assert len(standing(town)) == 1


def test_what_one_message_has_recorded_is_taken_back_whole_or_not_at_all(town: City) -> None:
    town.say("oOffice", "记录 各县区 被省级通报批评")
    town.say("oOffice", "1")
    recorded = standing(town)
    assert len(recorded) > 1
    oldest = town.office.store.facts.records(most=10)[-1].fact.unit
    made = [d for d in town.office.store.documents.proposed() if d.decision.unit == oldest]
    town.say("oOffice", f"签发 {made[0].number}")
    town.say("oOffice", "1")
    assert "已撤回" not in town.say("oOffice", "撤回记录")
    assert standing(town) == recorded
