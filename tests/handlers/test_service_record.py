"""The proof of service: what it says, of whom, and what the office does where it failed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.errors import HandlerError
from handlers.receipts import receipt
from handlers.service_record import see_to, services, to_json, undelivered
from handlers.words.service_record import listed, proof, reason
from storage.change import Change
from storage.notices import Channel, NoticeState, Outcome, Try
from supervision.documents import State
from supervision.people import Person
from tests.handlers.schedule.conftest import City, city, new_city  # noqa: F401  # fixtures
from tests.handlers.service_terms import SEND_AT, TERMS


def take(city: City, status: str = "") -> str:  # noqa: F811
    """Send what is due to the liaison, after one busy answer; the id of the notice."""
    for _ in range(20):
        [envelope] = [
            one
            for one in city.store.envelopes.claim(SEND_AT, 60, 10, TERMS)
            if one.person.pid == "liaison"
        ] or [None]
        if envelope:
            break
    assert envelope is not None
    busy = Try(SEND_AT, Outcome.LATER, Channel.TEMPLATE, "-1")
    sent = Try(SEND_AT + timedelta(seconds=1), Outcome.SENT, Channel.TEMPLATE, "", "77")
    change = Change()
    city.store.envelopes.sent(change, envelope, Channel.TEMPLATE, "77", [busy, sent], SEND_AT)
    city.store.commit(change)
    if status:
        receipt(city.store, "77", status, SEND_AT + timedelta(seconds=3))
    return envelope.id


@pytest.fixture
def warned(city: City) -> City:  # noqa: F811
    """A city whose unit has a warning to be told of, and a liaison with a name."""
    person = city.store.people.get("liaison")
    assert person is not None
    change = Change()
    city.store.people.save(change, Person(**{**_fields(person), "name": "张三丰"}))
    city.store.commit(change)
    city.add("1", "2017-09-08")
    city.tick("2017-09-11 09:00")
    return city


def _fields(person: Person) -> dict[str, object]:
    return {name: getattr(person, name) for name in Person.__dataclass_fields__}


def test_the_proof_names_document_receiver_tries_receipt_and_signature(warned: City) -> None:
    take(warned, "success")
    document = [one for one in warned.documents("YJ") if one.state is State.ISSUED][-1]
    [service] = [s for s in services(warned.office, document.number) if s.receiver.pid == "liaison"]
    told = proof(service)
    for words in (
        "已送达",
        f"文书：{document.number}（预警，市建设局）",
        "收件人：张**（市建设局 联络员）",
        "排入发件箱：2017-09-11 09:00:00",
        "第 1 次：2017-09-11 09:00:00，模板消息，微信系统忙，稍后再发",
        "第 2 次：2017-09-11 09:00:01，模板消息，微信已接收",
        "消息号 77",
        "回执：2017-09-11 09:00:03 已送达",
        f"签收 {document.number}：尚未签收",
    ):
        assert words in told
    assert "张三丰" not in told
    change = Change()
    at = SEND_AT + timedelta(hours=1)
    warned.store.documents.acknowledge(change, "市建设局", [document.number], "liaison", at)
    warned.store.commit(change)
    again = services(warned.office, service.record.notice.id)[0]
    assert f"签收 {document.number}：2017-09-11 10:00:00" in proof(again)
    assert to_json(again)["documents"][0]["signed_at"] == at.isoformat()
    assert to_json(again)["receiver"]["name"] == "张**"


def test_what_was_refused_says_whom_to_call_until_it_is_done(warned: City) -> None:
    name = take(warned, "failed:user block")
    [service] = undelivered(warned.office, 10)
    assert service.record.state is NoticeState.REFUSED
    assert "对方屏蔽了公众号的消息" in listed(service)
    assert "单位负责人" in listed(service)  # who else of the unit can be asked
    see_to(warned.office, name, "已电话告知", SEND_AT + timedelta(hours=2))
    assert undelivered(warned.office, 10) == []
    assert "另行告知：2017-09-11 11:00:00，已电话告知" in proof(services(warned.office, name)[0])
    assert warned.acts()[-2:] == ["undelivered", "told_otherwise"]
    with pytest.raises(HandlerError):
        see_to(warned.office, name, "已电话告知", SEND_AT)


def test_the_office_hears_each_working_day_of_what_was_not_delivered(warned: City) -> None:
    take(warned, "failed:user block")
    warned.tick("2017-09-12 09:00")
    assert "新增 1 件未送达：市建设局。共 1 件待电话告知" in warned.texts("office")[-1]
    warned.tick("2017-09-13 09:00")
    assert "还有 1 件通知未送达" in warned.texts("office")[-1]


def test_a_day_on_which_everything_arrived_says_nothing(warned: City) -> None:
    take(warned, "success")
    warned.tick("2017-09-12 09:00")
    assert not any("未送达" in text for text in warned.texts("office"))


def test_nobody_is_asked_for_what_does_not_exist(warned: City) -> None:
    with pytest.raises(HandlerError, match="没有通知或文书"):
        services(warned.office, "YJ-1999-1")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("47003 field=thing1 rid=1", "模板的一个字段不合要求（thing1）"),
        ("failed: system failed", "微信没有送出，可能是内容被过滤"),
        ("failed:freq limit", "微信没有送出"),
        ("99999 rid=1", "微信没有接收"),
        ("ReadTimeout", "网络中断，没有收到微信的答复"),
    ],
)
def test_reasons_are_said_without_codes(text: str, words: str) -> None:
    assert reason(text) == words
