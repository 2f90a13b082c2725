"""One code binds one person, once, after a yes."""

from __future__ import annotations

import pytest

from handlers.bind import WRONG_CODES
from handlers.invite import invite
from supervision.records import Role
from tests.scenarios.conftest import City
from tests.scenarios.identity import acts, code_for, everything_stored, held, person


def test_a_code_alone_binds_after_a_yes_and_shows_what_is_due(tianshui: City) -> None:
    code = code_for(tianshui, "建设局")
    asked = tianshui.say("oA", f"绑定 {code.lower()}")
    assert "您将绑定：市建设局 联络员" in asked
    bound = tianshui.say("oA", "１")
    assert "已绑定" in bound
    assert "我的任务" in bound
    assert held(tianshui, "oA") == {("市建设局", Role.LIAISON)}


def test_a_code_works_once(tianshui: City) -> None:
    code = code_for(tianshui, "市建设局")
    tianshui.say("oA", code)
    tianshui.say("oA", "1")
    assert "已经用过" in tianshui.say("oB", code)


def test_of_two_who_were_asked_only_the_first_yes_binds(tianshui: City) -> None:
    code = code_for(tianshui, "市建设局")
    tianshui.say("oA", code)
    tianshui.say("oB", code)
    assert "已绑定" in tianshui.say("oA", "1")
    assert "已经用过" in tianshui.say("oB", "1")


def test_a_wrong_code_says_what_to_do(tianshui: City) -> None:
    assert "绑定码不对或已过期" in tianshui.say("oA", "绑定 23456789")


def test_nobody_finds_a_code_by_trying(tianshui: City) -> None:
    code = code_for(tianshui, "市建设局")
    for n in range(WRONG_CODES):
        assert "绑定码不对或已过期" in tianshui.say("oA", f"2345678{'ABCDEFGHJK'[n]}")
    assert "1 小时内不再受理" in tianshui.say("oA", code)
    assert held(tianshui, "oA") == set()
    key = tianshui.office.store.keys.wrong_codes(person(tianshui, "oA").pid)
    assert 0 < tianshui.office.store.redis.ttl(key) <= 3600
    assert "您将绑定" in tianshui.say("oB", code), "somebody else's tries are their own"


def test_a_wrong_code_delivered_again_counts_once(tianshui: City) -> None:
    tianshui.say("oA", "绑定 23456789", attempts=3)
    assert tianshui.office.store.invitations.wrong_codes(person(tianshui, "oA").pid) == 1


def test_a_code_that_has_run_out_says_since_when(tianshui: City) -> None:
    code = code_for(tianshui, "市建设局")
    tianshui.say("oB", code)
    tianshui.at("2017-07-13T10:00:00+08:00")
    assert "已于7月13日（周四）过期" in tianshui.say("oA", code)
    assert "已于7月13日（周四）过期" in tianshui.event("oC", "subscribe", f"qrscene_bind-{code}")
    assert tianshui.office.store.invitations.wrong_codes(person(tianshui, "oA").pid) == 0


@pytest.mark.parametrize(("event", "prefix"), [("subscribe", "qrscene_"), ("SCAN", "")])
def test_scanning_asks_to_bind_and_a_yes_binds(tianshui: City, event: str, prefix: str) -> None:
    made = invite(tianshui.office, "市建设局", Role.LIAISON, tianshui.now, name="张三")
    reply = tianshui.event("oA", event, f"{prefix}{made.scene}")
    assert reply == "您将绑定：市建设局 联络员 张*。\n回复 1 确认，0 取消。"
    assert "已绑定" in tianshui.say("oA", "1")
    assert person(tianshui, "oA").name == "张三"
    again = tianshui.event("oB", event, f"{prefix}{made.scene}")
    assert "二维码已经用过了" in again


def test_an_unknown_scene_of_ours_explains_itself_and_another_is_a_plain_follow(
    tianshui: City,
) -> None:
    assert "二维码已失效" in tianshui.event("oA", "SCAN", "bind-23456789")
    assert "查污水" in tianshui.event("oB", "subscribe", "qrscene_poster-7")


def test_a_name_that_is_not_known_may_answer_the_question(tianshui: City) -> None:
    code = code_for(tianshui, "市建设局")
    assert "直接回复您的姓名也算确认" in tianshui.say("oA", code)
    assert "已绑定" in tianshui.say("oA", "王小明")
    assert person(tianshui, "oA").name == "王小明"


def test_a_plain_yes_binds_without_a_name(tianshui: City) -> None:
    tianshui.say("oA", code_for(tianshui, "市建设局"))
    assert "已绑定" in tianshui.say("oA", "1")
    assert person(tianshui, "oA").name == ""


@pytest.mark.parametrize("words", ["0", "我的任务", "查污水", "谢谢", "整体进度"])
def test_what_is_no_name_binds_nobody(tianshui: City, words: str) -> None:
    tianshui.say("oA", code_for(tianshui, "市建设局"))
    tianshui.say("oA", words)
    assert held(tianshui, "oA") == set()


def test_a_name_typed_with_the_code_is_shown_masked(tianshui: City) -> None:
    code = code_for(tianshui, "市建设局")
    assert "联络员 李*" in tianshui.say("oA", f"绑定 {code} 李四")
    tianshui.say("oA", "1")
    assert person(tianshui, "oA").name == "李四"


def test_the_telephone_of_an_invitation_is_kept_with_the_person_alone(tianshui: City) -> None:
    code = code_for(tianshui, "市建设局", name="张三", phone="13900001111")
    tianshui.say("oA", code)
    tianshui.say("oA", "1")
    assert person(tianshui, "oA").phone == "13900001111"
    lines = [line for line in everything_stored(tianshui).splitlines() if "13900001111" in line]
    assert len(lines) == 1
    assert ":person:" in lines[0]


def test_the_same_office_twice_leaves_the_code_good(tianshui: City) -> None:
    tianshui.bind("oA", "市建设局")
    code = code_for(tianshui, "市建设局")
    assert "不用再绑定" in tianshui.say("oA", code)
    assert "您将绑定" in tianshui.say("oB", code)


def test_another_role_at_the_same_unit_replaces_the_first_and_says_so(tianshui: City) -> None:
    tianshui.bind("oA", "市建设局")
    code = code_for(tianshui, "市建设局", Role.UNIT_HEAD)
    assert "身份由联络员改为单位负责人" in tianshui.say("oA", code)
    tianshui.say("oA", "1")
    assert held(tianshui, "oA") == {("市建设局", Role.UNIT_HEAD)}


def test_a_stranger_is_welcomed_with_things_to_type(tianshui: City) -> None:
    reply = tianshui.event("oA", "subscribe")
    assert "天水市" in reply
    assert "查污水" in reply


def test_no_code_is_stored_anywhere(tianshui: City) -> None:
    code = code_for(tianshui, "市建设局")
    tianshui.say("oA", code)
    assert code not in everything_stored(tianshui)
    assert acts(tianshui)[-1] == "invite"
