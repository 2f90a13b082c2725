"""Mass messages: to whom, how often, and what is told of them afterwards."""

from __future__ import annotations

from typing import Any

import pytest

MASS = "/cgi-bin/message/mass"
TEXT = {"msgtype": "text", "text": {"content": "公告"}}


@pytest.fixture
def crowd(bench: Any) -> Any:
    for n in range(3):
        bench.driver.follow(f"o-{n}")
    return bench


def to_all(bench: Any, **more: Any) -> dict[str, Any]:
    return dict(bench.call(f"{MASS}/sendall", {"filter": {"is_to_all": True}, **TEXT, **more}))


def test_everybody_reads_it_and_the_end_is_told(crowd: Any) -> None:
    answer = to_all(crowd)
    [told] = crowd.events("MASSSENDJOBFINISH")
    assert (told["MsgID"], told["Status"]) == (str(answer["msg_id"]), "send success")
    assert (told["TotalCount"], told["SentCount"]) == ("3", "3")
    assert [crowd.driver.inbox(f"o-{n}")[-1]["text"] for n in range(3)] == ["公告"] * 3
    got = crowd.call(f"{MASS}/get", {"msg_id": answer["msg_id"]})
    assert got["msg_status"] == "SEND_SUCCESS"
    assert crowd.call(f"{MASS}/delete", {"msg_id": answer["msg_id"]})["errcode"] == 0
    got = crowd.call(f"{MASS}/get", {"msg_id": answer["msg_id"]})
    assert got["msg_status"] == "DELETE_SUCCESS"
    assert crowd.call(f"{MASS}/get", {"msg_id": 1})["errcode"] == 40059


def test_a_follower_reads_four_in_a_month(crowd: Any) -> None:
    assert [to_all(crowd)["errcode"] for _ in range(5)] == [0, 0, 0, 0, 45028]
    crowd.driver.follow("o-3")
    assert to_all(crowd)["errcode"] == 0
    assert crowd.events("MASSSENDJOBFINISH")[-1]["FilterCount"] == "1"
    crowd.driver.advance(31 * 86400)
    assert to_all(crowd)["errcode"] == 0


def test_a_list_has_two_people_at_least_and_a_tag_those_who_have_it(crowd: Any) -> None:
    def send(*openids: str) -> int:
        return int(crowd.call(f"{MASS}/send", {"touser": [*openids], **TEXT})["errcode"])

    assert (send("o-0"), send("o-0", "o-1")) == (40032, 0)
    tag = crowd.call("/cgi-bin/tags/create", {"tag": {"name": "联络员"}})["tag"]["id"]
    tagged = {"openid_list": ["o-2"], "tagid": tag}
    assert crowd.call("/cgi-bin/tags/members/batchtagging", tagged)["errcode"] == 0
    to_all(crowd, filter={"is_to_all": False, "tag_id": tag})
    assert [len(crowd.driver.inbox(f"o-{n}")) for n in range(3)] == [1, 1, 1]


def test_one_clientmsgid_sends_once_in_a_day(crowd: Any) -> None:
    first, second = to_all(crowd, clientmsgid="a"), to_all(crowd, clientmsgid="a")
    assert (second["errcode"], second["msg_id"]) == (45065, first["msg_id"])
    assert len(crowd.driver.inbox("o-0")) == 1
    assert to_all(crowd, clientmsgid="a" * 65)["errcode"] == 45067
    crowd.driver.advance(86401)
    assert to_all(crowd, clientmsgid="a")["errcode"] == 0


def test_a_preview_goes_to_one_and_costs_nothing(crowd: Any) -> None:
    body = {"touser": "o-0", **TEXT}
    assert [crowd.call(f"{MASS}/preview", body)["errcode"] for _ in range(5)] == [0] * 5
    assert to_all(crowd)["errcode"] == 0


def test_the_end_can_be_a_refusal(crowd: Any) -> None:
    crowd.driver.switch(crowd.app_id, mass_status="err(10001)")
    to_all(crowd)
    assert crowd.events("MASSSENDJOBFINISH")[0]["Status"] == "err(10001)"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"msgtype": "hologram"}, 40008),
        ({"msgtype": "text", "text": {"content": ""}}, 44004),
        ({"msgtype": "mpnews", "mpnews": {}}, 40007),
    ],
)
def test_an_unfit_message_is_refused(crowd: Any, body: dict[str, Any], expected: int) -> None:
    assert crowd.call(f"{MASS}/preview", {"touser": "o-0", **body})["errcode"] == expected
