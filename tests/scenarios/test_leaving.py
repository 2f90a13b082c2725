"""Who leaves is forgotten; what is official stays; the office hears of a unit left alone."""

from __future__ import annotations

import pytest

from supervision.records import Role
from tests.scenarios.conftest import City
from tests.scenarios.identity import acts, code_for, everything_stored, held, indexes_agree, person

LIAISON, OFFICE = "oLiaison-of-the-story", "oOffice"


def bound(city: City) -> City:
    """A liaison with name and telephone, who has reported; and the office."""
    city.bind(OFFICE, "整改办", Role.OFFICE)
    city.say(LIAISON, code_for(city, "市建设局", name="欧阳震华", phone="13900001111"))
    city.say(LIAISON, "1")
    city.say(LIAISON, "14-2 完成60%")
    return city


def test_nothing_that_tells_who_it_was_stays(tianshui: City) -> None:
    city = bound(tianshui)
    city.say(LIAISON, "14-2 完成100%")
    assert city.event(LIAISON, "unsubscribe") == ""
    stored = everything_stored(city)
    for trace in (LIAISON, "欧阳", "13900001111"):
        assert trace not in stored
    left = person(city, LIAISON)
    assert (left.bindings, left.pending, left.credit_left, left.subscribed) == ((), "", 0, False)
    indexes_agree(city)


def test_reports_and_journal_stay_under_the_pseudonym(tianshui: City) -> None:
    city = bound(tianshui)
    city.event(LIAISON, "unsubscribe")
    [report] = city.office.store.reports.all()
    assert (report.unit, report.percent) == ("市建设局", 60)
    last = list(city.office.store.journal.entries())[-1].body
    assert (last["act"], last["unit"]) == ("unsubscribe", "市建设局")
    assert last["before"] == {"role": "liaison", "unit": "市建设局"}
    assert last["pid"] == person(city, LIAISON).pid
    assert city.office.store.journal.verify().broken_at is None


def test_a_citizens_follows_go_too(tianshui: City) -> None:
    city = bound(tianshui)
    city.say(OFFICE, "发布 14-2")
    city.say(OFFICE, "1")
    assert "已关注" in city.say("oCitizen", "关注14-2")
    city.event("oCitizen", "unsubscribe")
    assert city.office.store.publication.followers("ts2017:14-2") == set()


def test_the_office_is_told_once_that_nobody_of_the_unit_is_left(tianshui: City) -> None:
    city = bound(tianshui)
    city.bind("oHead", "市建设局", Role.UNIT_HEAD)
    city.event(LIAISON, "unsubscribe")
    assert city.pushed(OFFICE) == []
    city.event("oHead", "unsubscribe")
    city.event("oHead", "unsubscribe")
    [told] = city.pushed(OFFICE)
    assert told.startswith("【无人接收】市建设局最后一名绑定的人已离开")
    assert "市建设局没有绑定的人，最后一人于7月6日（周四）离开" in city.say(OFFICE, "人员 市建设局")
    assert "无人接收：市建设局" in city.say(OFFICE, "人员")
    city.bind("oNew", "市建设局")
    assert "无人接收" not in city.say(OFFICE, "人员")
    indexes_agree(city)


def test_coming_back_one_is_a_citizen_and_told_how_to_bind(tianshui: City) -> None:
    city = bound(tianshui)
    city.event(LIAISON, "unsubscribe")
    reply = city.event(LIAISON, "subscribe")
    assert reply.startswith("欢迎回来")
    assert "新的绑定码" in reply
    assert held(city, LIAISON) == set()
    assert "要先绑定单位" in city.say(LIAISON, "我的任务")
    city.bind(LIAISON, "市建设局")
    assert "已记录 14-2" in city.say(LIAISON, "14-2 完成70%")


def test_a_citizen_who_comes_back_is_welcomed_as_ever(tianshui: City) -> None:
    tianshui.event("oA", "subscribe")
    tianshui.event("oA", "unsubscribe")
    assert "查污水" in tianshui.event("oA", "subscribe")


def test_leaving_is_journalled_for_every_unit(tianshui: City) -> None:
    tianshui.bind(LIAISON, "市建设局")
    tianshui.bind(LIAISON, "市水务局")
    tianshui.event(LIAISON, "unsubscribe")
    assert acts(tianshui)[-2:] == ["unsubscribe", "unsubscribe"]


def privacy(city: City, openid: str, event: str) -> str:
    return city.post(
        f"<xml><ToUserName>gh_1</ToUserName><FromUserName>gh_1</FromUserName>"
        f"<CreateTime>{int(city.now.timestamp())}</CreateTime><MsgType>event</MsgType>"
        f"<Event>{event}</Event><OpenID>{openid}</OpenID><AppID>wx</AppID>"
        f"<RevokeInfo>1</RevokeInfo></xml>"
    )


@pytest.mark.parametrize(
    ("event", "follows"),
    [("user_authorization_revoke", True), ("user_authorization_cancellation", False)],
)
def test_who_takes_back_the_consent_is_forgotten_alike(
    tianshui: City, event: str, follows: bool
) -> None:
    city = bound(tianshui)
    assert privacy(city, LIAISON, event) == ""
    stored = everything_stored(city)
    for trace in (LIAISON, "欧阳", "13900001111"):
        assert trace not in stored
    assert person(city, LIAISON).subscribed is follows
    assert [told.partition("\n")[0] for told in city.pushed(OFFICE)] == [
        "【无人接收】市建设局最后一名绑定的人已离开"
    ]
    indexes_agree(city)


def test_a_change_of_the_profile_forgets_nobody(tianshui: City) -> None:
    city = bound(tianshui)
    privacy(city, LIAISON, "user_info_modified")
    assert held(city, LIAISON)


def test_words_that_were_kept_for_somebody_go_with_them(tianshui: City) -> None:
    city = bound(tianshui)
    store = city.office.store
    store.redis.hset(store.keys.kept(person(city, LIAISON).pid), "1", "您上报的进展已核实")
    city.event(LIAISON, "unsubscribe")
    assert "您上报的进展已核实" not in everything_stored(city)


def test_a_late_message_of_who_has_left_leaves_no_trace(tianshui: City) -> None:
    city = bound(tianshui)
    left_at = int(city.now.timestamp()) + 60
    city.event(LIAISON, "unsubscribe", created=left_at)
    city.say(LIAISON, "我的任务")
    assert LIAISON not in everything_stored(city)
    assert not person(city, LIAISON).subscribed
