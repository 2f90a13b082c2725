"""The main paths on a Redis Cluster: every script stays on the shard of its region."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from handlers.import_plan import import_plan
from storage.connect import connect
from storage.outbox import NoticeState
from storage.store import Store
from supervision.acceptance.table import Stage
from supervision.decisions import Step
from supervision.evidence import EvidenceState
from supervision.records import Role
from tests.bot.platform_rig import SEND, open_platform, open_rig
from tests.documents.photos import photo
from tests.scenarios.acceptance.town import ITEM, Town
from tests.scenarios.conftest import City, seed_plan
from tests.scenarios.evidence.town import open_town
from tests.scenarios.identity import code_for, everything_stored
from tests.servers import cluster

LIAISON, OFFICE, CITIZEN = "oLiaison-on-a-cluster", "oOffice", "oCitizen"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with cluster(tmp_path_factory.mktemp("cluster")) as found:
        yield found


def reach(city: City) -> None:
    """A plan, a binding, reports, publication, the schedule, the office's list, leaving."""
    document = seed_plan()
    import_plan(city.office, document, city.now)
    city.tick()
    city.bind(OFFICE, "整改办", Role.OFFICE)
    city.say(LIAISON, code_for(city, "市建设局", name="欧阳震华", phone="13900001111"))
    assert "已绑定" in city.say(LIAISON, "1")
    assert "已记录 14-2" in city.say(LIAISON, "14-2 完成60%", attempts=3)
    city.say(OFFICE, "发布 14-2")
    assert "已公开 14-2" in city.say(OFFICE, "1")
    assert "已关注 14-2" in city.say(CITIZEN, "关注14-2")
    assert "14-2" in city.say(CITIZEN, "查污水")
    city.at("2017-08-31T15:00:00+08:00").tick()
    assert any("黄牌警告" in told for told in city.pushed(LIAISON))
    assert "市建设局 联络员" in city.say(OFFICE, "人员")
    city.event(LIAISON, "unsubscribe")
    assert LIAISON not in everything_stored(city)
    assert city.office.store.journal.verify().broken_at is None


# The slots of these names lie on different nodes of the two.
@pytest.mark.parametrize("region", ["north", "south"])
def test_people_talk_and_the_schedule_runs(address: str, tmp_path: Path, region: str) -> None:
    city = City(tmp_path, address, {"ZGT_REGION": region})
    try:
        reach(city)
    finally:
        city.wiring.close()


@pytest.mark.parametrize("region", ["north", "east"])
def test_notices_go_out_and_their_receipts_come_back(
    address: str, tmp_path: Path, region: str
) -> None:
    with (
        open_platform() as platform,
        connect(address, tmp_path) as client,
        open_rig(platform, Store(client, region)) as rig,
    ):
        names = rig.queue(rig.person(), "YJ-1", "YJ-2")
        names += rig.queue(rig.person("oSecond", credit=1), "YJ-3")
        rig.driver.faults([{"match": {"path": SEND}, "effect": {"errcode": -1}, "times": 2}])
        rig.run(
            rig.sender(),
            until=lambda: all(rig.record(n).state is NoticeState.DELIVERED for n in names),
        )


@pytest.mark.parametrize("region", ["lanzhou", "wuwei"])
def test_an_acceptance_goes_all_the_way_with_an_objection(
    address: str, tmp_path: Path, region: str
) -> None:
    town = Town(tmp_path, address, {"ZGT_REGION": region, "ZGT_POLICY": "gansu-2025"})
    town.at("2024-09-29T10:00:00+08:00")
    try:
        town.settled().applied().passed().in_publicity()
        assert "YY2024-0001" in town.say("oCitizen", f"对 {ITEM} 有异议：彩钢房没拆")
        town.does("oOffice", "异议不成立 YY2024-0001 已现场复核")
        town.at("2024-10-17T09:00:30+08:00").tick()
        assert town.stage() is Stage.CLOSED
        town.does("oOffice", "抽查")
        town.does("oWater", f"抽查 {ITEM} 不合格 板房又搭起来了")
        assert town.stage() is Stage.OPEN
        assert "整改事项" in town.say("oOffice", "总览")
        assert town.office.store.journal.verify().broken_at is None
    finally:
        town.wiring.close()


@pytest.mark.parametrize("region", ["qinzhou", "maiji"])
def test_facts_duties_and_cases_stay_on_their_shard(
    address: str, tmp_path: Path, region: str
) -> None:
    city = City(tmp_path, address, {"ZGT_REGION": region})
    try:
        document = seed_plan()
        import_plan(city.office, document, city.now)
        city.tick()
        city.bind(OFFICE, "整改办", Role.OFFICE)
        city.bind(LIAISON, "市建设局")
        yes(city, OFFICE, "记录 市建设局 14-2 反馈失实")
        yes(city, OFFICE, "移交线索 市建设局：查清污泥去向")
        [clue] = city.office.store.duties.open_of("市建设局")
        yes(city, LIAISON, f"回复 {clue.number} 已查清")
        assert city.office.store.duties.open_of("市建设局") == []
        assert "JB2017-0001" in city.say(CITIZEN, "举报 葫芦河大桥下有人倒建筑垃圾")
        yes(city, OFFICE, "分办 JB2017-0001 市建设局 扬尘 8天")
        yes(city, LIAISON, "办理 JB2017-0001 属实 办结 已清理")
        assert len(city.office.store.facts.records()) == 2
        city.at("2017-07-07T09:00:30+08:00").tick()
        steps = [d.decision.step for d in city.office.store.documents.of_unit("市建设局")]
        assert Step.SUMMONS in steps
        assert city.office.store.journal.verify().broken_at is None
    finally:
        city.wiring.close()


def yes(city: City, openid: str, words: str) -> None:
    asked = city.say(openid, words)
    assert "回复 1 确认" in asked, asked
    city.say(openid, "1")


def test_evidence_is_fetched_by_errands(address: str, tmp_path: Path) -> None:
    with open_town(tmp_path, address) as town:
        town.bound(oLiaison="市建设局").say("oLiaison", "14-2 完成60%")
        town.send("oLiaison", "image", photo(1))
        town.work()
        assert [piece.state for piece in town.pieces()] == [EvidenceState.STORED]
