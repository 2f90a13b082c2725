"""A region that has run for a while: its records have none of the fields and lists of today."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from storage.change import Change
from storage.errors import Conflict
from supervision.acceptance.table import Stage
from supervision.complaints import Handling
from supervision.decisions import Step
from supervision.progress import Claim, Entry, Lifecycle, Progress, Status, Verification
from supervision.records import Role
from supervision.requests import Request, RequestKind
from tests.scenarios.conftest import City

ITEM, OTHER, CASE = "14-2", "14-3", "JB2017-0001"
JUNE = datetime.fromisoformat("2017-06-20T10:00:00+08:00")
LISTS = (
    "acceptance-in:*",
    "behind-*",
    "closed",
    "complaint-tally",
    "complainants-kept",
    "ever-*",
    "far-*",
    "late-*",
    "led-*",
    "lists-built",
    "silent*",
    "stale:*",
    "standing",
    "sums:*",
    "unreplied",
    "unverified:*",
)
"""What an earlier version did not keep."""

COMPLAINT = {
    "number": CASE,
    "at": "2017-06-20T02:00:00Z",
    "due": "2017-06-30",
    "what": "葫芦河大桥下有人倒建筑垃圾",
    "place": "葫芦河大桥",
    "like": [],
    "photos": 1,
    "steps": [
        {"at": "2017-06-21T02:00:00Z", "state": "in_hand", "finding": None, "answer": ""},
        {"at": "2017-06-22T02:00:00Z", "state": "closed", "finding": "true", "answer": "已清理"},
    ],
}
"""A complaint as it was stored."""


def without_lists(town: City) -> None:
    """The region as the version before has left it."""
    redis, keys = town.office.store.redis, town.office.store.keys
    prefix = keys.sums("x").removesuffix("sums:x")
    for pattern in LISTS:
        for key in list(redis.scan_iter(f"{prefix}{pattern}".replace("{", "\\{"))):
            redis.delete(key)


def stored(town: City, key: str, name: str, change: Callable[[dict[str, Any]], None]) -> None:
    """Rewrite a record as it was stored."""
    body = json.loads(str(town.office.store.redis.hget(key, name)))
    change(body)
    town.office.store.redis.hset(key, name, json.dumps(body, ensure_ascii=False))


def entry(town: City, number: str) -> Entry:
    found = town.office.store.ledger.find(number)
    assert found is not None
    return found


def stands(town: City, number: str, progress: Progress) -> None:
    store, change = town.office.store, Change()
    before = entry(town, number)
    store.ledger.save_progress(change, before, progress)
    store.commit(change)
    stored(
        town,
        store.keys.item(before.measure.id),
        "progress",
        lambda body: body.pop("proper_reason_until", None),
    )


@pytest.fixture
def town(tianshui: City) -> City:
    """One measure accepted, one closed, one case closed, a yellow card issued; all as before."""
    tianshui.bind("oOffice", "整改办", Role.OFFICE)
    tianshui.bind("oLiaison", "市建设局")
    done = Claim(100, JUNE, "市建设局", Status.DONE)
    accepted = Progress(
        lifecycle=Lifecycle.APPLIED,
        claim=done,
        applied_at=JUNE,
        accepted_at=JUNE,
        verification=Verification(100, JUNE),
    )
    stands(tianshui, ITEM, accepted)
    stands(tianshui, OTHER, replace(accepted, lifecycle=Lifecycle.CLOSED, closed_at=JUNE))
    redis, keys = tianshui.office.store.redis, tianshui.office.store.keys
    pid = tianshui.office.store.people.pid("oCitizen")
    tianshui.say("oCitizen", "你好")
    compact = json.dumps(COMPLAINT, ensure_ascii=False, separators=(",", ":"))
    redis.set(keys.complaint(CASE), compact)
    redis.set(keys.complainant(CASE), pid)
    redis.zadd(keys.complaints(), {CASE: JUNE.timestamp()})
    redis.zadd(keys.complaints_of(pid), {CASE: JUNE.timestamp()})
    tianshui.at("2017-07-17T15:00:30+08:00").tick()
    for document in tianshui.office.store.documents.of_unit("市建设局"):
        stored(tianshui, keys.document(document.number), "body", _old_document)
    without_lists(tianshui)
    return tianshui


def _old_document(body: dict[str, Any]) -> None:
    for name in ("lifted_at", "lifted_why"):
        body.pop(name, None)
    body["decision"].pop("measure", None)


def test_what_was_accepted_waits_for_its_publicity_once_the_ledger_was_counted(town: City) -> None:
    store = town.office.store
    assert store.acceptance.waiting(Stage.AGREED) == []
    assert "整改事项 44 项" in town.say("oOffice", "总览")
    assert store.acceptance.waiting(Stage.AGREED) == [entry(town, ITEM).measure.id]
    assert f"待公示 {ITEM}" in town.say("oOffice", "待办")
    assert "回复 1 确认" in town.say("oOffice", "1")
    assert "已公示" in town.say("oOffice", "1")
    assert store.acceptance.case(entry(town, ITEM)).stage is Stage.PUBLICITY
    assert store.acceptance.waiting(Stage.AGREED) == []


def test_a_bulletin_still_names_what_is_overdue(town: City) -> None:
    before = len(town.office.store.documents.latest(1000))
    assert town.office.store.lists.unbuilt()
    town.at("2017-09-01T09:00:30+08:00").tick()
    assert town.office.store.lists.unbuilt() == []
    town.at("2017-09-15T09:00:30+08:00").tick()
    drawn = town.office.store.documents.latest(1000)
    assert len(drawn) > before
    assert Step.CRITICISM in {d.decision.step for d in drawn if d.drawn_at.day == 15}


def test_what_is_overdue_is_listed_for_the_office(town: City) -> None:
    town.at("2017-09-04T10:00:00+08:00")
    assert "超期" in (said := town.say("oOffice", "超期清单"))
    assert "没有" not in said, said


def test_what_was_closed_can_be_drawn_and_taken_up_again(town: City) -> None:
    town.say("oOffice", "总览")
    assert town.office.store.ledger.closed_items(town.now) == [entry(town, OTHER).measure.id]
    assert town.office.store.acceptance.ever_closed() == 1
    town.say("oOffice", f"重新纳入 {OTHER} 群众反映反弹")
    town.say("oOffice", "1")
    assert entry(town, OTHER).progress.lifecycle is Lifecycle.OPEN


def test_a_card_of_before_is_explained_and_lifted(town: City) -> None:
    documents = town.office.store.documents.of_unit("市建设局")
    [card] = [d for d in documents if d.decision.step is Step.YELLOW_CARD]
    assert card.number in town.say("oLiaison", f"为什么 {card.number}")
    town.say("oOffice", f"摘牌 {card.number} 已整改到位")
    assert "已摘牌" in town.say("oOffice", "1")
    found = town.office.store.documents.get(card.number)
    assert found is not None
    assert found.lifted_at == town.now


def test_all_that_stands_of_a_unit_is_found_without_the_list(town: City) -> None:
    assert "为什么解除市建设局" in town.say("oOffice", "摘牌 市建设局")


def test_a_case_of_before_is_read_counted_and_its_sender_forgotten_in_time(town: City) -> None:
    store = town.office.store.complaints
    assert "已清理" in town.say("oCitizen", CASE)
    found = store.get(CASE)
    assert found is not None
    assert (found.state, found.units, found.answer) == (Handling.CLOSED, (), "已清理")
    change = Change()
    assert store.count_anew(change) == 1
    town.office.store.commit(change)
    assert store.counts().cases == 1
    assert store.count_anew(Change()) == 0
    town.at("2018-01-15T09:00:30+08:00").tick()
    assert store.sender(CASE) == ""


def test_a_case_of_before_is_still_handled(town: City) -> None:
    asked = town.say("oCitizen", f"不满意 {CASE} 又有人倒")
    assert CASE in asked, asked
    found = town.office.store.complaints.get(CASE)
    assert found is not None
    assert found.state is Handling.IN_HAND


def test_a_stale_reading_is_still_refused(town: City) -> None:
    store = town.office.store
    before = store.complaints.get(CASE)
    assert before is not None
    one, other = Change(), Change()
    store.complaints.save(one, before, replace(before, starred=True))
    store.complaints.save(other, before, replace(before, cause="夜间无人值守"))
    store.commit(one)
    with pytest.raises(Conflict):
        store.commit(other)
    late = Change()
    store.complaints.save(late, before, replace(before, cause="夜间无人值守"))
    with pytest.raises(Conflict):
        store.commit(late)


def test_an_application_of_before_is_decided(town: City) -> None:
    store, number = town.office.store, "14-1"
    done = Claim(100, JUNE, "市建设局", Status.DONE)
    stands(town, number, Progress(lifecycle=Lifecycle.APPLIED, claim=done, applied_at=JUNE))
    change, item = Change(), entry(town, number).measure
    kind = RequestKind.ACCEPTANCE
    asked = Request("r1", kind, JUNE, "市建设局", item.plan, item.number)
    store.requests.add(change, asked)
    store.commit(change)
    assert f"验收 {number}" in town.say("oOffice", "待办")
    assert "回复 1 确认" in town.say("oOffice", f"同意验收 {number}")
    assert "通过验收" in town.say("oOffice", "1")
    assert store.requests.waiting_for(kind, item.id) is None
    assert store.acceptance.case(entry(town, number)).stage is Stage.AGREED
