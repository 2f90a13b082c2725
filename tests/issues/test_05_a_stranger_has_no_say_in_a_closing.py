"""Any verifier could undo a closing by a spot check, or settle the four of a stranger's measure."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from storage.data_folder import socket_path
from storage.embedded import EmbeddedServer
from supervision.acceptance.table import Stage
from supervision.records import Role
from tests.scenarios.acceptance.town import ITEM, Town, make_town

STRANGER = "oStranger"


@pytest.fixture(params=["gansu-2025", "jiyuan-2019"])
def town(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    redis_server: EmbeddedServer,
    redis_client: redis.Redis,
) -> Iterator[Town]:
    """With a verifier of a unit that the measure does not name."""
    found = make_town(tmp_path, f"unix://{socket_path(redis_server.folder)}", request.param)
    found.bind(STRANGER, "兰州市政府", Role.VERIFIER)
    yield found
    found.wiring.close()


@pytest.mark.parametrize("town", ["gansu-2025"], indirect=True)
def test_only_its_verifiers_record_what_a_spot_check_found(town: Town) -> None:
    town.closed()
    town.does("oOffice", "抽查")
    assert "不由您单位验收" in town.say(STRANGER, f"抽查 {ITEM} 不合格 板房又搭起来了")
    assert "不由您单位验收" in town.say(STRANGER, f"抽查 {ITEM} 合格")
    assert town.stage() is Stage.CLOSED
    town.does("oWater", f"抽查 {ITEM} 不合格 板房又搭起来了")
    assert town.stage() is Stage.OPEN


@pytest.mark.parametrize("town", ["jiyuan-2019"], indirect=True)
def test_only_its_verifiers_settle_the_four(town: Town) -> None:
    town.applied()
    assert "不由您单位验收" in town.say(STRANGER, f"不放过 {ITEM} 查清")
    assert town.case().settled == frozenset()
    town.does("oAir", f"不放过 {ITEM} 查清")
    assert len(town.case().settled) == 1


@pytest.mark.parametrize("town", ["gansu-2025"], indirect=True)
def test_what_came_back_otherwise_waits_for_no_spot_check(town: Town) -> None:
    town.closed()
    town.does("oOffice", "抽查")
    store = town.office.store
    assert store.spot_checks.open_count() == 1
    town.does("oOffice", f"重新纳入 {ITEM} 群众反映板房又搭起来了")
    assert (store.spot_checks.open(100), store.spot_checks.open_count()) == ([], 0)


@pytest.mark.parametrize("town", ["gansu-2025"], indirect=True)
def test_who_objected_is_forgotten_some_time_after_the_answer(town: Town) -> None:
    town.applied().passed().in_publicity()
    town.say("oCitizen", f"对 {ITEM} 有异议：还有一排彩钢房没拆")
    town.does("oOffice", "异议不成立 YY2024-0001 已现场复核")
    store, pid = town.office.store, town.office.store.people.pid("oCitizen")
    town.at("2025-01-06T09:00:30+08:00").tick()
    assert store.objections.sender("YY2024-0001") == pid
    town.at("2025-04-30T09:00:30+08:00").tick()
    assert store.objections.sender("YY2024-0001") == ""
    assert store.objections.of_person(pid) == []
    assert store.objections.get("YY2024-0001") is not None
    acts = [str(e.body["act"]) for e in store.journal.entries()]
    assert "forget_objectors" in acts
