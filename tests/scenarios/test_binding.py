"""One code binds one person, once, after a yes."""

from __future__ import annotations

from handlers.invite import invite
from supervision.records import Role
from tests.scenarios.conftest import City


def test_a_code_alone_binds_after_a_yes_and_shows_what_is_due(tianshui: City) -> None:
    code = invite(tianshui.office, "建设局", Role.LIAISON, tianshui.now).code
    asked = tianshui.say("oA", f"绑定 {code.lower()}")
    assert "您将绑定：市建设局 联络员" in asked
    bound = tianshui.say("oA", "１")
    assert "已绑定" in bound
    assert "我的任务" in bound
    person = tianshui.office.store.people.get(tianshui.office.store.people.pid("oA"))
    assert person is not None
    assert (person.role, person.units) == (Role.LIAISON, ("市建设局",))


def test_a_code_works_once(tianshui: City) -> None:
    code = invite(tianshui.office, "市建设局", Role.LIAISON, tianshui.now).code
    tianshui.say("oA", code)
    tianshui.say("oA", "1")
    assert "已经用过" in tianshui.say("oB", code)


def test_of_two_who_were_asked_only_the_first_yes_binds(tianshui: City) -> None:
    code = invite(tianshui.office, "市建设局", Role.LIAISON, tianshui.now).code
    tianshui.say("oA", code)
    tianshui.say("oB", code)
    assert "已绑定" in tianshui.say("oA", "1")
    assert "已经用过" in tianshui.say("oB", "1")


def test_a_wrong_code_says_what_to_do(tianshui: City) -> None:
    assert "绑定码不对或已过期" in tianshui.say("oA", "绑定 23456789")


def test_following_by_a_scene_asks_to_bind(tianshui: City) -> None:
    made = invite(tianshui.office, "市建设局", Role.LIAISON, tianshui.now)
    reply = tianshui.event("oA", "subscribe", f"qrscene_{made.scene}")
    assert "您将绑定：市建设局" in reply


def test_a_stranger_is_welcomed_with_things_to_type(tianshui: City) -> None:
    reply = tianshui.event("oA", "subscribe")
    assert "天水市" in reply
    assert "查污水" in reply


def test_who_leaves_gets_no_answer_and_no_more_notices(tianshui: City) -> None:
    tianshui.bind("oA", "市建设局")
    assert tianshui.event("oA", "unsubscribe") == ""
    assert tianshui.office.store.people.of_unit("市建设局") == []
