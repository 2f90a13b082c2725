"""Patrols (B1): the village finds, the township answers, the line above sees, the office judges."""

from __future__ import annotations

from pathlib import Path

import pytest
import redis

from documents.ledger_jsonl import from_lines
from handlers.import_plan import import_plan
from storage.data_folder import socket_path
from storage.embedded import EmbeddedServer
from supervision.facts import FactKind
from supervision.patrols import Judgement, Patrol
from supervision.records import Role
from supervision.times import start_of
from tests.scenarios.conftest import City

LEDGER = """
{"kind":"region","name":"北京市","office":"市环保督察办公室"}
{"kind":"unit","name":"市政府","level":"city","parent":null}
{"kind":"unit","name":"东河区政府","aliases":["东河区"],"level":"district","parent":"市政府"}
{"kind":"unit","name":"柳林镇","level":"township","parent":"东河区政府"}
{"kind":"unit","name":"柳林村","level":"village","parent":"柳林镇"}
{"kind":"unit","name":"石桥镇","level":"township","parent":"东河区政府"}
{"kind":"unit","name":"无主村","level":"village","parent":null}
{"kind":"plan","id":"p","title":"方案","issued":"2018-07-01"}
{"kind":"measure","plan":"p","number":"1","printed":"1","problem":null,"category":null,"title":"治理河道","text":"治理河道","goal":null,"lead_units":["柳林镇"],"responsible_units":[],"cooperating_units":[],"supervising_units":[],"verifying_units":[],"leaders":[],"deadlines":[],"term":"none","inherited":[]}
""".strip()
FIRST = "XC2018-0001"


@pytest.fixture
def beijing(tmp_path: Path, redis_server: EmbeddedServer, redis_client: redis.Redis) -> City:
    url = f"unix://{socket_path(redis_server.folder)}"
    city = City(tmp_path, url, {"ZGT_POLICY": "beijing-2018"})
    city.at("2018-08-01T10:00:00+08:00")
    import_plan(city.office, from_lines(LEDGER), city.now)
    city.tick()
    for openid, unit in (("oVillage", "柳林村"), ("oTown", "柳林镇"), ("oDistrict", "东河区政府")):
        city.bind(openid, unit)
    city.bind("oStone", "石桥镇")
    city.bind("oOffice", "市环保督察办公室", Role.OFFICE)
    return city


def photo(city: City, openid: str, name: str) -> str:
    number, created = next(city._message), city._later(0)
    return city.post(
        f"<xml><ToUserName>gh_1</ToUserName><FromUserName>{openid}</FromUserName>"
        f"<CreateTime>{created}</CreateTime><MsgType>image</MsgType>"
        f"<PicUrl>http://127.0.0.1/p</PicUrl><MediaId>{name}</MediaId><MsgId>{number}</MsgId></xml>"
    )


def patrol(city: City) -> Patrol:
    found = city.office.store.patrols.get(FIRST)
    assert found is not None
    return found


def test_a_village_reports_and_its_township_is_told(beijing: City) -> None:
    said = beijing.say("oVillage", "巡查 地点：柳河大桥 河边偷排污水，电话13812345678")
    for part in (FIRST, "柳河大桥", "已告知柳林镇"):
        assert part in said
    assert "共 1 张" in photo(beijing, "oVillage", "one")
    assert patrol(beijing).photos == 1
    assert "13812345678" not in patrol(beijing).what
    [told] = [text for text in beijing.pushed("oTown") if "巡查发现" in text]
    assert "柳林村上报" in told
    assert beijing.pushed("oStone") == []
    kept = list(beijing.office.store.evidence.all())
    assert [(one.plan, one.measure, one.unit) for one in kept] == [("patrol", FIRST, "柳林村")]


def test_the_place_is_asked_for_where_it_is_missing(beijing: City) -> None:
    assert "在什么地方" in beijing.say("oVillage", "巡查 有人偷排污水")
    assert "已补充地点" in beijing.say("oVillage", "柳河大桥东侧")
    assert patrol(beijing).place == "柳河大桥东侧"


def test_the_line_above_sees_it_until_it_is_answered_and_judged(beijing: City) -> None:
    beijing.say("oVillage", "巡查 地点：柳河大桥 河边偷排污水")
    for openid in ("oVillage", "oTown", "oDistrict", "oOffice"):
        assert FIRST in beijing.say(openid, "巡查列表"), openid
    assert "没有未办" in beijing.say("oStone", "巡查列表")
    assert "不是您单位的" in beijing.say("oStone", FIRST)
    assert "不是您单位的" in beijing.say("oStone", f"办理 {FIRST} 已封堵")
    assert "怎么处理" in beijing.say("oTown", f"办理 {FIRST}")
    assert "已告知柳林村" in beijing.say("oTown", "已封堵排口并立案")
    [told] = [text for text in beijing.pushed("oVillage") if "【巡查办理】" in text]
    assert "柳林镇：已封堵排口并立案" in told
    assert "已处理，待整改办认定" in beijing.say("oDistrict", "巡查列表")
    assert "已封堵排口" in beijing.say("oDistrict", FIRST)
    assert "计入发现问题数 1 个" in beijing.say("oOffice", f"认定 {FIRST} 水")
    beijing.say("oOffice", "1")
    assert "没有未办" in beijing.say("oDistrict", "巡查列表")
    assert "没有未办" in beijing.say("oOffice", "巡查列表")
    assert "没有改动" in beijing.say("oOffice", f"不认定 {FIRST}")


def test_it_counts_as_a_problem_found_only_when_the_office_says_so(beijing: City) -> None:
    facts, start = beijing.office.store.facts, start_of(beijing.now.date())
    far = beijing.now.replace(year=2019)
    beijing.say("oVillage", "巡查 地点：柳河大桥 河边偷排污水")
    assert facts.of_unit(FactKind.PROBLEM_FOUND, "柳林镇", start, far) == []
    beijing.say("oOffice", f"认定 {FIRST} 水")
    assert facts.of_unit(FactKind.PROBLEM_FOUND, "柳林镇", start, far) == []
    assert "已认定为问题" in beijing.say("oOffice", "1")
    [found] = facts.of_unit(FactKind.PROBLEM_FOUND, "柳林镇", start, far)
    assert (found.count, found.matter) == (1, "水")
    assert patrol(beijing).judgement is Judgement.PROBLEM
    beijing.say("oVillage", "巡查 地点：村口 烧秸秆")
    beijing.say("oOffice", "不认定 XC2018-0002")
    beijing.say("oOffice", "1")
    assert len(facts.of_unit(FactKind.PROBLEM_FOUND, "柳林镇", start, far)) == 1


def test_five_recognised_patrols_propose_accountability_of_the_township(beijing: City) -> None:
    for number in range(1, 6):
        beijing.say("oVillage", f"巡查 地点：{number}号排口 偷排污水")
        beijing.say("oOffice", f"认定 XC2018-000{number} 水")
        beijing.say("oOffice", "1")
    beijing.at("2018-08-02T09:00:30+08:00").tick()
    [document] = beijing.office.store.documents.proposed()
    made = document.decision
    assert (made.clause, made.unit, made.count) == ("B7", "柳林镇", 5)


def test_who_has_no_township_is_told_and_nothing_is_stored(beijing: City) -> None:
    beijing.bind("oLost", "无主村")
    assert "没有写明所属乡镇" in beijing.say("oLost", "巡查 地点：村口 烧秸秆")
    assert "没有写明所属乡镇" in beijing.say("oDistrict", "巡查 地点：村口 烧秸秆")
    assert beijing.office.store.patrols.get(FIRST) is None


def test_who_leaves_is_forgotten_and_the_patrol_stays(beijing: City) -> None:
    beijing.say("oVillage", "巡查 地点：柳河大桥 河边偷排污水")
    pid = beijing.office.store.people.pid("oVillage")
    beijing.event("oVillage", "unsubscribe")
    assert beijing.office.store.patrols.last_of(pid) is None
    assert patrol(beijing).what == "河边偷排污水"


def test_a_kind_that_is_put_right_at_once_counts_under_the_right_one_alone(beijing: City) -> None:
    facts, start = beijing.office.store.facts, start_of(beijing.now.date())
    far = beijing.now.replace(year=2019)

    def counted(kind: str) -> int:
        return len(facts.complaints_of("柳河大桥", kind, start, far))

    beijing.say("oA", "举报 柳河大桥夜间施工扬尘很大")
    beijing.say("oOffice", "分办 JB2018-0001 柳林镇 扬尘 地点：柳河大桥")
    beijing.say("oOffice", "1")
    assert (counted("扬尘"), counted("噪声")) == (1, 0)
    beijing.say("oOffice", "类型 JB2018-0001 噪声")
    assert (counted("扬尘"), counted("噪声")) == (0, 1)
    beijing.say("oOffice", "类型 JB2018-0001 扬尘")
    assert (counted("扬尘"), counted("噪声")) == (1, 0)
    beijing.at("2018-08-02T09:00:30+08:00").tick()
    beijing.say("oOffice", "类型 JB2018-0001 噪声")
    assert (counted("扬尘"), counted("噪声")) == (1, 1)


def test_three_complaints_of_one_place_and_kind_propose_a_special_inspection(beijing: City) -> None:
    """B4, from the citizen's sentence to the proposal: the places agree because they are linked."""
    numbers = [f"JB2018-000{n}" for n in (1, 2, 3)]
    for openid, place in (("oA", "柳河大桥"), ("oB", "柳河大桥工地"), ("oC", "柳河大桥东侧工地")):
        beijing.say(openid, f"举报 {place}夜间施工扬尘很大")
        beijing.say(openid, "0")
    for number, place in zip(numbers, ("柳河大桥", "柳河大桥工地", "桥东工地"), strict=True):
        assert "将分办" in beijing.say("oOffice", f"分办 {number} 柳林镇 扬尘 地点：{place}")
        beijing.say("oOffice", "1")
    beijing.at("2018-08-02T09:00:30+08:00").tick()
    assert beijing.office.store.documents.proposed() == []
    beijing.say("oOffice", f"关联 {numbers[1]} {numbers[0]}")
    beijing.say("oOffice", "1")
    beijing.say("oOffice", f"关联 {numbers[2]} {numbers[0]}")
    beijing.say("oOffice", "1")
    beijing.at("2018-08-03T09:00:30+08:00").tick()
    [document] = beijing.office.store.documents.proposed()
    made = document.decision
    assert (made.step, made.clause, made.unit, made.count) == (
        "special_inspection",
        "B4",
        "柳林镇",
        3,
    )
    beijing.at("2018-08-06T09:00:30+08:00").tick()
    assert len(beijing.office.store.documents.proposed()) == 1


def clear(city: City, number: str = FIRST) -> tuple[str, str, bool]:
    found = city.office.store.patrols.get(number)
    assert found is not None
    return found.place, found.what, found.clear


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("巡查未发现问题", ""),
        ("巡查 一切正常", ""),
        ("今天巡河没发现异常", ""),
        ("巡查 柳河大桥 未发现问题", "柳河大桥"),
        ("巡查 地点：污水厂外墙，无异常", "污水厂外墙"),
    ],
)
def test_a_patrol_that_found_nothing_is_kept_and_rings_nobody(
    beijing: City, words: str, place: str
) -> None:
    assert f"已记录 {FIRST}：柳林村巡查" in beijing.say("oVillage", words)
    assert clear(beijing) == (place, "未发现问题", True)
    assert beijing.pushed("oTown") == []
    for openid in ("oVillage", "oTown", "oDistrict", "oOffice"):
        said = beijing.say(openid, "巡查列表")
        assert said == "没有未办的巡查问题。本月巡查未发现问题 1 次。", openid
    assert "本月" not in beijing.say("oStone", "巡查列表")


@pytest.mark.parametrize(
    "words",
    [
        "巡查 河边有垃圾，未发现偷排",
        "巡查 发现偷排，其他正常",
        "巡查 柳河大桥堆着垃圾 没有问题",
    ],
)
def test_what_was_found_beside_nothing_is_a_finding(beijing: City, words: str) -> None:
    beijing.say("oVillage", words)
    assert not patrol(beijing).clear
    assert [text for text in beijing.pushed("oTown") if "巡查发现" in text]


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("今天巡查，发现有人往河里倒垃圾", "发现有人往河里倒垃圾"),
        ("巡河时看到有人电鱼", "看到有人电鱼"),
        ("我们村巡查在柳河大桥下发现偷排污水", "在柳河大桥下发现偷排污水"),
    ],
)
def test_what_was_found_may_be_told_as_a_sentence(beijing: City, words: str, what: str) -> None:
    assert "在什么地方" in beijing.say("oVillage", words)
    assert (patrol(beijing).what, patrol(beijing).clear) == (what, False)


@pytest.mark.parametrize(
    "words", ["巡查发现的问题已经整改", "巡查时发现的问题都清了", "巡查发现问题怎么报？"]
)
def test_what_was_done_about_findings_is_no_new_one(beijing: City, words: str) -> None:
    beijing.say("oTown", words)
    assert beijing.office.store.patrols.get(FIRST) is None


def test_a_village_contact_is_told_of_patrols_first(beijing: City) -> None:
    for words in ("你好", "帮助", "呜呜呜"):
        said = beijing.say("oVillage", words)
        assert "「巡查未发现问题」" in said, words
        assert "完成80%" not in said, words
    assert "「巡查 地点：某桥下 情况」" in beijing.say("oVillage", "巡查")
    assert "完成" in beijing.say("oTown", "帮助")


def test_the_same_place_is_kept_once_a_day_and_nobody_judges_or_answers_it(beijing: City) -> None:
    beijing.say("oVillage", "巡查未发现问题")
    assert "不用重复报" in beijing.say("oVillage", "巡查正常")
    assert "XC2018-0002" in beijing.say("oVillage", "巡查 村口 正常")
    assert "不用办理，也不用认定" in beijing.say("oOffice", f"认定 {FIRST} 水")
    assert "不用办理，也不用认定" in beijing.say("oTown", f"办理 {FIRST} 已封堵")
    assert "未发现问题" in beijing.say("oTown", FIRST)
    assert "共 1 张" in photo(beijing, "oVillage", "one")
    beijing.at("2018-08-02T10:00:00+08:00")
    assert "XC2018-0003" in beijing.say("oVillage", "巡查未发现问题")


def test_who_speaks_for_several_units_sees_the_patrols_of_all(beijing: City) -> None:
    beijing.say("oVillage", "巡查 地点：柳河大桥 河边偷排污水")
    beijing.bind("oStone", "柳林镇")
    beijing.bind("oStone", "东河区政府")
    said = beijing.say("oStone", "巡查列表")
    assert "未办巡查问题 1 件" in said
    assert FIRST in said
