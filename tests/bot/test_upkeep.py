"""Upkeep and tags as errands: a vanished template raises an alarm, a role gives its tag."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import redis

from bot.accounts import Template
from bot.errands import ErrandRunner
from bot.upkeep import Upkeep
from handlers.tagging import tag_later
from handlers.words.menus import TAG_NAMES
from storage.change import Change
from storage.errors import Unavailable
from storage.store import Store
from supervision.people import Binding, Person, departed
from supervision.records import Role
from tests.bot.platform_rig import TEMPLATE_ID, Rig
from tests.waiting import PATIENCE_SECONDS

PAGES = "https://zgt.example.gov.cn"


def run_all(rig: Rig, folder: Path, templates: Mapping[str, Template] | None = None) -> None:
    """Run every errand that is due."""
    settings = replace(
        rig.settings, templates=rig.settings.templates if templates is None else templates
    )
    runner = ErrandRunner(
        rig.store, settings, rig.client(), folder, rig.now, wait=lambda _attempt: 0.01
    )
    while runner.step():
        continue


def bind(rig: Rig, role: Role, *, subscribed: bool = True) -> Person:
    """Somebody in a role, saved with the errand that follows from it."""
    people, change = rig.store.people, Change()
    pid = people.pid("o-a")
    before = people.get(pid) or Person(pid, "o-a")
    after = replace(before, bindings=(Binding("市水务局", role),), subscribed=subscribed)
    people.save(change, after)
    people.index(change, before, after)
    tag_later(rig.store, change, pid, f"{role}-{subscribed}", rig.now())
    rig.store.commit(change)
    return after


def tags(rig: Rig) -> list[str]:
    client = rig.client()
    known = {tag["id"]: tag["name"] for tag in client.get("tags/get")["tags"]}
    found = client.call("tags/getidlist", {"openid": "o-a"})["tagid_list"]
    return [str(known[tag]) for tag in found]


def alarms(caplog: pytest.LogCaptureFixture) -> list[tuple[str, Any]]:
    return [
        (r.getMessage(), vars(r).get("kind")) for r in caplog.records if r.levelno >= logging.ERROR
    ]


def test_templates_that_are_there_raise_no_alarm(
    rig: Rig, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert Upkeep(rig.store, rig.now).step() == 1
    run_all(rig, tmp_path)
    assert len(rig.driver.journal("/cgi-bin/template/get_all_private_template")) == 1
    assert alarms(caplog) == []
    assert "template_missing" not in rig.store.counts.all()


def test_each_template_that_has_vanished_raises_an_alarm(
    rig: Rig, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    Upkeep(rig.store, rig.now).step()
    set_ = {
        "notice": Template(TEMPLATE_ID),
        "yellow_card": Template("GONE"),
        "office": Template("X"),
    }
    run_all(rig, tmp_path, set_)
    assert alarms(caplog) == [("template_missing", "yellow_card"), ("template_missing", "office")]
    assert rig.store.counts.all()["template_missing"] == 2
    assert set(rig.store.alarms.standing(time.time())) == {
        "template_missing yellow_card",
        "template_missing office",
    }


def test_without_templates_the_account_is_not_asked(rig: Rig, tmp_path: Path) -> None:
    Upkeep(rig.store, rig.now).step()
    run_all(rig, tmp_path, {})
    assert rig.driver.journal("/cgi-bin/template/get_all_private_template") == []


def test_upkeep_is_queued_at_the_start_and_then_once_a_day(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [1000.0]
    monkeypatch.setattr("bot.upkeep.time.monotonic", lambda: clock[0])
    upkeep = Upkeep(rig.store, rig.now)
    assert [upkeep.step(), upkeep.step()] == [1, 0]
    clock[0] += 24 * 3600 - 1
    assert upkeep.step() == 0
    later = rig.now()
    monkeypatch.setattr(upkeep, "_now", lambda: later.replace(year=later.year + 1))
    clock[0] += 1
    assert upkeep.step() == 1
    assert rig.store.errands.depth() == 2


def test_two_senders_that_start_at_once_ask_once(rig: Rig) -> None:
    now = rig.now()
    one, two = Upkeep(rig.store, lambda: now), Upkeep(rig.store, lambda: now)
    assert (one.step(), two.step()) == (1, 0)


def test_while_redis_is_away_nothing_is_queued_and_it_is_tried_again(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    with redis.Redis(port=1) as nobody, monkeypatch.context() as away:
        upkeep = Upkeep(rig.store, rig.now)
        away.setattr(upkeep, "_store", Store(nobody, "test"))
        with pytest.raises(Unavailable):
            upkeep.step()
    assert upkeep.step() == 1


def test_the_emulated_account_gets_its_menus_by_itself(rig: Rig, tmp_path: Path) -> None:
    rig.driver.set_user("o-a")
    bind(rig, Role.OFFICE)
    assert Upkeep(rig.store, rig.now, menus_at=PAGES).step() == 2
    run_all(rig, tmp_path)
    assert rig.driver.menu("o-a")[0]["name"] == "待签发"


def test_the_tag_follows_the_role(rig: Rig, tmp_path: Path) -> None:
    rig.driver.set_user("o-a")
    bind(rig, Role.LIAISON)
    run_all(rig, tmp_path)
    assert tags(rig) == [TAG_NAMES[Role.LIAISON]]
    bind(rig, Role.OFFICE)
    run_all(rig, tmp_path)
    assert tags(rig) == [TAG_NAMES[Role.OFFICE]]
    bind(rig, Role.CITIZEN)
    run_all(rig, tmp_path)
    assert tags(rig) == []


def test_of_two_changes_the_last_one_holds_whichever_errand_runs_first(
    rig: Rig, tmp_path: Path
) -> None:
    rig.driver.set_user("o-a")
    bind(rig, Role.LIAISON)
    bind(rig, Role.OFFICE)
    run_all(rig, tmp_path)
    assert tags(rig) == [TAG_NAMES[Role.OFFICE]]


def test_who_follows_and_is_no_longer_known_loses_the_tag_all_the_same(
    rig: Rig, tmp_path: Path
) -> None:
    rig.driver.set_user("o-a")
    person = bind(rig, Role.LIAISON)
    run_all(rig, tmp_path)
    change = Change()
    known = rig.store.people.get(person.pid)
    assert known is not None
    unknown = replace(departed(known), subscribed=True)
    rig.store.people.save(change, unknown)
    rig.store.people.index(change, known, unknown)
    tag_later(rig.store, change, person.pid, "forgotten", rig.now())
    rig.store.commit(change)
    run_all(rig, tmp_path)
    assert tags(rig) == []


def test_who_has_left_is_not_asked_about(rig: Rig, tmp_path: Path) -> None:
    bind(rig, Role.LIAISON, subscribed=False)
    run_all(rig, tmp_path)
    assert rig.driver.journal() == []
    assert rig.store.errands.given_up_count() == 0


def test_a_lost_answer_is_asked_again_and_does_no_harm(rig: Rig, tmp_path: Path) -> None:
    rig.driver.set_user("o-a")
    path = "/cgi-bin/tags/members/batchtagging"
    rig.driver.faults(
        [{"match": {"path": path}, "times": 1, "when": "after", "effect": {"reset": True}}]
    )
    bind(rig, Role.LIAISON)
    until = time.monotonic() + PATIENCE_SECONDS
    while rig.store.errands.depth():
        assert time.monotonic() < until
        run_all(rig, tmp_path)
    assert rig.store.errands.given_up_count() == 0
    assert tags(rig) == [TAG_NAMES[Role.LIAISON]]
    rig.driver.faults([])
