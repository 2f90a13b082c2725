"""Limits without a date: imported, shown, explained by 为什么, asked for in their rhythm."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import redis

from documents.plan import read_plan
from handlers.import_plan import import_plan
from storage.change import Change
from storage.data_folder import socket_path
from storage.embedded import EmbeddedServer
from supervision.overdue import any_overdue
from supervision.records import Role
from tests.scenarios.conftest import City

UNIT = "市水务局"
TEXTS = {
    "1": ("治理黑臭水体。", "立行立改，清理河道垃圾。", "immediate"),
    "2": ("散煤治理。", "开展散煤专项整治。", "none"),
    "3": ("水质监测。", "每季度监测一次水质。", "recurring"),
    "4": ("加强监管。", "加强日常监管。", "none"),
}


def measure(number: str, title: str, text: str, term: str) -> dict[str, object]:
    empty: list[str] = []
    return {
        "kind": "measure",
        "plan": "yx2017",
        "number": number,
        "printed": number,
        "problem": None,
        "category": None,
        "title": title,
        "text": text,
        "goal": None,
        "lead_units": [UNIT],
        "responsible_units": empty,
        "cooperating_units": empty,
        "supervising_units": empty,
        "verifying_units": empty,
        "leaders": empty,
        "deadlines": [],
        "term": term,
        "inherited": [],
    }


SPAN = {
    **measure("5", "排查入河排污口。", "半年内完成入河排污口排查。", "dated"),
    "deadlines": [{"phrase": "半年内", "due": "2018-01-05", "what": "完成入河排污口排查"}],
}
HEAD = [
    {"kind": "region", "name": "云溪市", "office": "市整改办"},
    {"kind": "unit", "name": UNIT, "aliases": ["水务局"], "level": "department", "parent": None},
    {"kind": "plan", "id": "yx2017", "title": "云溪市整改方案", "issued": "2017-07-05"},
]


@pytest.fixture
def town(city: City) -> City:
    """A city whose measures name terms, spans and rhythms."""
    lines = [*HEAD, *(measure(number, *words) for number, words in TEXTS.items()), SPAN]
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    import_plan(city.office, read_plan(text.encode(), name="yx"), city.now)
    city.tick()
    city.bind("oLiaison", UNIT)
    city.bind("oOffice", "市整改办", Role.OFFICE)
    return city


@pytest.mark.parametrize(
    ("number", "says"),
    [
        ("1", "按方案要求：「立行立改」，自方案印发之日2017年7月5日起算，至2017年8月5日"),
        ("2", "按方案要求：「专项整治」，自方案印发之日2017年7月5日起算，至2017年9月5日"),
        ("3", "定期事项：9月30日（周六）前报一次进展"),
        ("4", "方案原文没有写到期日，不会算超期"),
        ("5", "方案原文「半年内」，自方案印发之日2017年7月5日起算，至2018年1月5日"),
    ],
)
def test_why_explains_how_the_day_came_about(town: City, number: str, says: str) -> None:
    said = town.say("oLiaison", f"为什么{number}")
    assert says in said
    if number in "12":
        assert "四（三）（T2）" in said


def test_the_list_and_the_detail_show_the_day_or_the_rhythm(town: City) -> None:
    listed = town.say("oLiaison", "我的任务")
    assert "1 治理黑臭水体 未报 应于8月5日前完成" in listed
    assert "3 水质监测 未报 9月30日前报一次" in listed
    assert "4 加强监管 未报 长期" in listed
    assert "方案没有给出到期日，应于8月5日前完成" in town.say("oLiaison", "看1")


def test_what_the_policy_gives_makes_nothing_overdue_but_a_span_does(town: City) -> None:
    town.at("2018-01-08T10:00:00+08:00")
    late = {n for n in "12345" if any_overdue(town.office.store.ledger.find(n), town.now)}
    assert late == {"5"}


def test_a_rhythm_is_asked_for_at_dispatch_once_nothing_was_said_in_its_period(town: City) -> None:
    town.at("2017-08-01T09:00:00+08:00").tick()
    assert not [t for t in town.pushed("oLiaison") if "3 水质监测" in t]
    town.at("2017-09-01T09:00:00+08:00").tick()
    [asked] = [t for t in town.pushed("oLiaison") if "3 水质监测" in t]
    assert "（定期事项，9月30日（周六）前报一次）" in asked
    assert "4 加强监管" not in asked
    town.say("oLiaison", "3 完成70%")
    before = len(town.pushed("oLiaison"))
    town.at("2017-10-09T09:00:00+08:00").tick()
    # A new quarter: asked when its end is near, not at its beginning.
    assert not [t for t in town.pushed("oLiaison")[before:] if "3 水质监测" in t]


def test_a_plan_in_words_gives_spans_as_dates() -> None:
    sample = Path(__file__).parents[1] / "documents" / "sample_plan.txt"
    text = sample.read_text(encoding="utf-8").replace("2023年5月底前完成排查", "两个月内完成排查")
    read = read_plan(text.encode(), name="sample.txt")
    spans = [d for m in read.measures for d in m.deadlines if d.phrase == "两个月内"]
    assert [(d.due, d.what) for d in spans] == [(date(2023, 5, 10), "完成排查")]


@pytest.fixture
def led(tmp_path: Path, redis_server: EmbeddedServer, redis_client: redis.Redis) -> Iterator[City]:
    """A city whose leaders decide on extensions; 李明 is in charge of measure 5."""
    preset = Path(__file__).parents[2] / "policies" / "tianshui-2017.toml"
    own = tmp_path / "own.toml"
    text = preset.read_text(encoding="utf-8")
    own.write_text(text.replace('approved_by = ["office"]', 'approved_by = ["leader"]'), "utf-8")
    at = f"unix://{socket_path(redis_server.folder)}"
    city = City(tmp_path / "data", at, {"ZGT_POLICY": str(own)})
    try:
        second = {**HEAD[1], "name": "市政府办公室", "aliases": []}
        of_a_leader = {**SPAN, "leaders": ["李明"]}
        lines = [json.dumps(one, ensure_ascii=False) for one in (*HEAD, second, of_a_leader)]
        import_plan(city.office, read_plan("\n".join(lines).encode(), name="yx"), city.now)
        city.bind("oLiaison", UNIT)
        city.bind("oOffice", "市整改办", Role.OFFICE)
        city.bind("oLeader", "市政府办公室", Role.LEADER)
        yield city
    finally:
        city.wiring.close()


def ask_for_time(city: City) -> None:
    asked = city.say("oLiaison", "5 申请延期到2018年3月31日，原因：汛期延长")
    assert "将向包抓领导申请" in asked
    assert "包抓领导批复后会通知您" in city.say("oLiaison", "1")


def test_another_role_approves_where_the_policy_says_so(led: City) -> None:
    ask_for_time(led)
    [told] = [t for t in led.pushed("oLeader") if "【延期申请】" in t]
    assert "回复「同意延期 5」" in told
    [informed] = [t for t in led.pushed("oOffice") if "【延期申请】" in t]
    assert "由包抓领导批复，您不用办理" in informed
    assert "同意延期" not in informed
    assert "延期申请 1 件待包抓领导批复，您不用办理" in led.say("oOffice", "待办")
    assert "延期由包抓领导批复，您不能批" in led.say("oOffice", "同意延期 5")
    assert "1. 延期 5 排查入河排污口" in led.say("oLeader", "待办")
    assert "将批准" in led.say("oLeader", "1")
    assert "延期至 2018年3月31日" in led.say("oLeader", "1")
    assert "没有待批的申请" in led.say("oLeader", "待办")


def test_a_request_waits_for_the_leader_in_charge_and_for_no_other(led: City) -> None:
    led.bind("oOther", "市政府办公室", Role.LEADER)
    change = Change()
    led.office.store.leaders.confirm(change, led.office.store.people.pid("oLeader"), "李明")
    led.office.store.commit(change)
    ask_for_time(led)
    assert [t for t in led.pushed("oLeader") if "【延期申请】" in t]
    assert not [t for t in led.pushed("oOther") if "【延期申请】" in t]
    assert "没有待批的申请" in led.say("oOther", "待办")
    assert "1. 延期 5" in led.say("oLeader", "待办")
    # Who stands in for a leader who is away still may.
    assert "将批准" in led.say("oOther", "同意延期 5")
