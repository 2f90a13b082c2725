"""Errands that could not be done are listed with what they were, how often tried, and why."""

from __future__ import annotations

import json
from datetime import timedelta

from storage.change import Change
from storage.errands import Errand
from tests.scenarios.conftest import City


def run(town: City, *words: str) -> str:
    done = town.app.test_cli_runner().invoke(args=["errands", "list", *words])
    assert done.exit_code == 0, done.output
    return done.output


def test_what_was_given_up_is_listed_and_what_waits_is_apart(tianshui: City) -> None:
    errands, now = tianshui.office.store.errands, tianshui.now
    assert "30 天内没有办不成的差事" in run(tianshui)
    change = Change()
    errand = Errand("download-1", "download", {"media": "m1"}, now, now + timedelta(days=3))
    errands.enqueue(change, errand)
    tianshui.office.store.commit(change)
    assert "download-1  取回佐证材料" in run(tianshui, "--waiting")
    claimed = errands.claim(now, 60.0)
    assert claimed is not None
    change = Change()
    errands.give_up(change, claimed, "too_late", now)
    tianshui.office.store.commit(change)
    assert "download-1  取回佐证材料  试 1 次  超过期限  2017-07-06 10:00" in run(tianshui)
    line = json.loads(run(tianshui, "--json"))
    assert (line["id"], line["state"], line["error"]) == ("download-1", "given_up", "too_late")
    assert "download-1" not in run(tianshui, "--waiting")
    # What the platform was asked for stays inside.
    assert "m1" not in run(tianshui) + run(tianshui, "--json")
