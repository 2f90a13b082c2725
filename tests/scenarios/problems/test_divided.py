"""Measures come for a problem that was reported on alone: they take its place, nothing is lost."""

from __future__ import annotations

import json

import pytest

from documents.plan import read_plan
from handlers.import_plan import compare
from supervision.progress import Lifecycle
from tests.scenarios.conftest import City
from tests.scenarios.problems.town import (
    ALONE,
    LEDGER,
    PARTS,
    WATER,
    does,
    entry,
    jsonl,
    lines,
    page,
    run,
    take_in,
)

DIVIDED = (*LEDGER, *PARTS)


def numbers(town: City) -> list[str]:
    return [one.measure.number for one in town.office.store.ledger.all_entries("ts2017")]


def settled(town: City) -> bool:
    """True when importing the same once more would change nothing."""
    return compare(town.office, read_plan(jsonl(DIVIDED).encode(), name="整改方案")).empty


@pytest.fixture
def reported(town: City) -> City:
    """Problem 3 was reported on and published, and somebody follows it."""
    town.say("oWater", "3 完成60%")
    does(town, "oOffice", "发布 3")
    town.say("oCitizen", "关注3")
    return town


def test_it_leaves_the_lists_and_its_history_stays(reported: City) -> None:
    town = reported
    found = take_in(town, *DIVIDED)
    assert (found.new, found.aside, found.beside) == (("3-1", "3-2"), (ALONE,), ())
    assert settled(town)
    assert numbers(town) == ["1", "2", "问题2", "3-1", "3-2"]
    listed = town.say("oWater", "我的任务")
    assert ALONE not in listed
    assert "3-1" in listed
    of_unit = [one.measure.number for one in town.office.store.ledger.of_unit(WATER)]
    assert of_unit == ["问题2", "3-1", "3-2"]
    # What was reported is read by its number, and exported as before.
    detail = town.say("oWater", f"看{ALONE}")
    assert "60%" in detail
    assert "3-1、3-2" in detail
    assert "60%" in run(town, "case", "show", ALONE)
    assert [one["measure"] for one in lines(town, "reports", "export")] == ["3"]
    assert town.office.store.journal.verify().broken_at is None
    # The counts are those of what is left, added up or read whole.
    standings = town.office.store.standings
    assert standings.of_plan("ts2017", town.now).measures == 5
    assert standings.whole("ts2017")
    assert town.office.store.publication.totals().measures == 0
    assert "排污口没有台账" not in page(town, "/")[1]
    assert "排污口没有台账" not in page(town, "/search?q=排污口")[1]
    status, text = page(town, f"/measures/{ALONE}")
    assert (status, "3-1（未公开）" in text) == (200, True)


def test_whoever_reports_on_it_is_led_to_its_measures(reported: City) -> None:
    town = reported
    take_in(town, *DIVIDED)
    for words in (f"{ALONE} 完成80%", "3 完成80%"):
        asked = town.say("oWater", words)
        assert "3-1 摸清全部排污口" in asked, words
        assert "已记录 3-1" in town.say("oWater", "1")
    assert entry(town).progress.claimed_percent == 60
    assert entry(town, "3-1").progress.claimed_percent == 80


def test_a_question_from_before_reports_on_nothing(town: City) -> None:
    assert "回复 1 确认" in town.say("oWater", "3 完成100%")
    take_in(town, *DIVIDED)
    assert "3-1" in town.say("oWater", "1")
    assert entry(town).progress.claim is None


def test_nothing_is_overdue_or_criticised_for_it_any_more(reported: City) -> None:
    town = reported
    town.at("2017-09-01T09:00:30+08:00").tick()
    take_in(town, *DIVIDED)
    town.at("2017-09-15T15:00:30+08:00").tick()
    named = [
        found.measure
        for document in town.office.store.documents.of_unit(WATER)
        if str(document.decision.step) in ("criticism", "yellow_card")
        for found in document.decision.findings
    ]
    assert named
    assert set(named) == {"3-1"}
    assert town.office.store.standings.of_plan("ts2017", town.now).overdue == 1


def test_what_is_under_way_goes_on_beside_the_measures_until_it_is_closed(town: City) -> None:
    does(town, "oWater", "3 完成100%")
    does(town, "oWater", "3 申请验收")
    found = take_in(town, *DIVIDED)
    assert (found.aside, found.beside) == ((), (ALONE,))
    assert settled(town)
    assert ALONE in numbers(town)
    does(town, "oOffice", "退回 3 缺少监测报告")
    assert entry(town).progress.lifecycle is Lifecycle.OPEN
    assert settled(town)  # decided once
    assert "已记录 问题3" in town.say("oWater", f"{ALONE} 完成90%")
    exported = run(town, "ledger", "export")
    assert [json.loads(line)["number"] for line in exported.splitlines()[5:]] == [
        *("1", "2", "3", "1", "2", "3-1", "3-2")
    ]


def test_more_time_that_is_asked_for_is_decided_first(town: City) -> None:
    does(town, "oWater", f"{ALONE} 申请延期到2017年9月30日，原因：雨季")
    assert take_in(town, *DIVIDED).beside == (ALONE,)
    does(town, "oOffice", "同意延期 3")
    assert entry(town).progress.extended_until is not None


def test_it_comes_back_when_its_measures_move_to_another_problem(reported: City) -> None:
    town = reported
    take_in(town, *DIVIDED)
    moved = tuple({**line, "problem": "1"} for line in PARTS)
    found = take_in(town, *LEDGER, *moved)
    assert ALONE in found.changed
    assert ALONE in numbers(town)
    assert entry(town).progress.claimed_percent == 60
    assert town.office.store.publication.totals().measures == 1
    assert "排污口没有台账" in page(town, "/")[1]
    assert "已记录 问题3" in town.say("oWater", "3 完成70%")


def test_measures_that_a_later_plan_leaves_out_are_kept_and_it_stays_aside(reported: City) -> None:
    take_in(reported, *DIVIDED)
    found = take_in(reported, *LEDGER)
    assert (found.kept, found.new, found.changed) == (("3-1", "3-2"), (), ())
    assert ALONE not in numbers(reported)


def test_a_problem_that_a_later_plan_leaves_out_is_kept(reported: City) -> None:
    shorter = tuple(one for one in LEDGER if (one["kind"], one.get("number")) != ("problem", "3"))
    found = take_in(reported, *shorter)
    assert found.kept == (ALONE,)
    assert ALONE in numbers(reported)
    assert take_in(reported, *shorter).empty


def test_what_an_earlier_version_took_in_becomes_reportable_with_the_next_import(
    city: City,
) -> None:
    office = city.office
    take_in(city)
    client, keys = office.store.redis, office.store.keys
    for number in ("问题2", "问题3"):  # as that version left them: the problems alone
        client.delete(keys.item(f"ts2017:{number}"))
        client.zrem(keys.items("ts2017"), number)
    assert take_in(city).new == ("问题2", "问题3")
    assert take_in(city).empty
