"""Dialogues as people really answer: loosely, too late, after a restart, by how much it rose."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.invite import invite
from supervision.records import Role
from tests.scenarios.conftest import City

WHO = "oLiaison"


@pytest.fixture
def town(tianshui: City) -> City:
    tianshui.bind(WHO, "市建设局")
    return tianshui


def standing(city: City) -> list[tuple[str, int, int]]:
    found = (r for r in city.office.store.reports.all() if not r.withdrawn)
    return [(r.measure, r.percent, r.evidence) for r in found]


def photo(city: City) -> str:
    number = next(city._message)
    return city.post(
        f"<xml><ToUserName>gh_1</ToUserName><FromUserName>{WHO}</FromUserName>"
        f"<CreateTime>{city._later(0)}</CreateTime><MsgType>image</MsgType>"
        f"<PicUrl>http://127.0.0.1/{number}</PicUrl><MediaId>m{number}</MediaId>"
        f"<MsgId>{number}</MsgId></xml>"
    )


@pytest.mark.parametrize(
    ("answer", "item"),
    [
        ("哦是17号", "17"),
        ("17号的", "17"),
        ("我说的是17那个", "17"),
        ("分散的那个", "13-2"),
        ("嗯大型锅炉那项", "13-1"),
        ("十四之二", "14-2"),
    ],
)
def test_an_offered_item_is_picked_loosely(town: City, answer: str, item: str) -> None:
    assert "哪一项" in town.say(WHO, "完成55%")
    assert f"已记录 {item}" in town.say(WHO, answer)
    assert standing(town) == [(item, 55, 0)]


def test_words_that_two_of_the_offered_items_hold_pick_none(town: City) -> None:
    town.say(WHO, "完成55%")
    assert "已记录" not in town.say(WHO, "锅炉那个")
    assert standing(town) == []


def test_a_photo_is_placed_by_a_loose_word(town: City) -> None:
    assert "哪一项" in photo(town)
    assert "13-2" in town.say(WHO, "分散的那个")
    assert town.office.store.evidence.count("ts2017:13-2") == 1


def test_a_bare_number_offers_its_parts(tianshui: City) -> None:
    tianshui.bind(WHO, "市水务局")
    offered = tianshui.say(WHO, "23号完成80%")
    assert "1. 23-1" in offered
    assert "2. 23-2" in offered
    assert "已记录 23-2" in tianshui.say(WHO, "采砂那个")


def test_a_change_shows_what_stood_and_asks_how_far(town: City) -> None:
    town.say(WHO, "14-2完成60%")
    asked = town.say(WHO, "14-2提高了10个点")
    assert "60%" in asked
    assert "70%" in asked
    assert standing(town) == [("14-2", 60, 0)], "a change is no level"
    assert "60% → 70%" in town.say(WHO, "1")


def test_a_change_answered_with_a_level_stores_the_level(town: City) -> None:
    town.say(WHO, "14-2完成60%")
    town.say(WHO, "14-2又提高了10个百分点")
    assert "60% → 75%" in town.say(WHO, "75")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("到三十了", "已记录 14-2"),
        ("三十", "已记录 14-2"),
        ("刚起步，30%", "30%"),
        ("差不多30", "将记录"),
    ],
)
def test_how_far_is_answered_loosely(town: City, answer: str, said: str) -> None:
    assert "百分之几" in town.say(WHO, "14-2正在施工")
    assert said in town.say(WHO, answer)


def test_more_than_before_is_a_change_and_no_level(town: City) -> None:
    assert "还没有报过进度" in town.say(WHO, "14-2又多干了一成")
    assert standing(town) == []


def test_a_change_where_nothing_stood_asks_plainly(town: City) -> None:
    assert "还没有报过进度" in town.say(WHO, "14-2提高了10个点")
    assert "已记录" not in town.say(WHO, "1"), "1 alone may have meant yes"


def test_a_late_item_is_told_and_the_question_put_again(town: City) -> None:
    town.say(WHO, "完成55%")
    town.at((town.now + timedelta(minutes=31)).isoformat())
    late = town.say(WHO, "14-2")
    assert "30 分钟" in late
    assert "「55%」是哪一项的" in late
    assert standing(town) == []
    assert "已记录 14-2" in town.say(WHO, "14-2")


def test_a_late_yes_does_nothing_and_is_told(town: City) -> None:
    town.say(WHO, "14-2已完成")
    town.at((town.now + timedelta(minutes=31)).isoformat())
    assert "30 分钟" in town.say(WHO, "1")
    town.say(WHO, "1")
    assert standing(town) == [], "what a yes is said to must be said anew"


def test_a_dialogue_goes_on_in_another_process(town: City) -> None:
    town.say(WHO, "完成55%")
    other = City.beside(town)
    assert "已记录 14-2" in other.say(WHO, "14-2")
    assert standing(other) == [("14-2", 55, 0)]
    other.wiring.close()


def test_evidence_goes_with_the_correction(town: City) -> None:
    town.say(WHO, "13-1完成60%")
    photo(town)
    assert "已收到" in photo(town) or standing(town) == [("13-1", 60, 2)]
    town.say(WHO, "不是13-1，是13-2")
    assert standing(town) == [("13-2", 60, 2)]
    assert town.office.store.evidence.count("ts2017:13-1") == 0
    assert town.office.store.evidence.count("ts2017:13-2") == 2
    pieces = town.office.store.evidence.of_item("ts2017:13-2")
    (report,) = [r for r in town.office.store.reports.all() if not r.withdrawn]
    assert {piece.report for piece in pieces} == {report.id}
    assert "2" in town.say(WHO, "撤回照片"), "and it is taken back from there"


def test_a_state_without_a_figure_keeps_what_stands(town: City) -> None:
    assert "百分之几" in town.say(WHO, "14-2正在施工"), "nothing stands yet"
    assert "已记录" in town.say(WHO, "60")
    assert "进度仍为 60%" in town.say(WHO, "14-2正在施工")
    assert "百分之几" in town.say(WHO, "14-2还没开工"), "this does not fit what stands"


def test_not_begun_is_nothing_of_a_hundred(town: City) -> None:
    assert "未开工，0%" in town.say(WHO, "17还没开工")
    assert standing(town) == [("17", 0, 0)]


def test_the_office_puts_a_unit_right_before_its_yes(town: City) -> None:
    town.bind("oWater", "市水务局")
    town.bind("oOffice", "市整改办", Role.OFFICE)
    assert "市建设局" in town.say("oOffice", "通知 市建设局 明天开会")
    asked = town.say("oOffice", "不是建设局，是水务局")
    assert "市水务局" in asked
    assert "明天开会" in asked
    assert "已发出" in town.say("oOffice", "1")
    assert town.pushed(WHO) == []
    assert any("明天开会" in text for text in town.pushed("oWater"))


def test_a_notice_that_nobody_can_read_is_not_asked_for(tianshui: City) -> None:
    tianshui.bind("oOffice", "市整改办", Role.OFFICE)
    assert "没有人能收到" in tianshui.say("oOffice", "通知各单位")


@pytest.mark.parametrize("typed", ["7KQ2M9X", "7KQ2M9X0", "7KQ2-M9XAB"])
def test_a_mistyped_code_is_no_search(tianshui: City, typed: str) -> None:
    assert "不是完整的绑定码" in tianshui.say("oNew", typed)


def test_who_asks_what_a_binding_means_reads_it_again(tianshui: City) -> None:

    code = invite(tianshui.office, "市建设局", Role.LIAISON, tianshui.now).code
    asked = tianshui.say("oNew", f"{code[:4]} {code[4:]}")
    assert "您将绑定" in asked
    assert asked in tianshui.say("oNew", "啥意思")
    assert "已绑定" in tianshui.say("oNew", "1")


def test_a_greeting_answers_no_question_in_words(tianshui: City) -> None:
    tianshui.bind(WHO, "市建设局")
    tianshui.bind("oOffice", "市整改办", Role.OFFICE)
    assert "内容" in tianshui.say("oOffice", "通知各单位")
    assert "将发给" not in tianshui.say("oOffice", "你好")


def test_who_follows_an_item_is_not_offered_to_follow_it(tianshui: City) -> None:
    tianshui.bind("oOffice", "市整改办", Role.OFFICE)
    tianshui.say("oOffice", "发布 16")
    tianshui.say("oOffice", "1")
    assert "「关注16」" in tianshui.say("oCitizen", "看16")
    tianshui.say("oCitizen", "关注16")
    seen = tianshui.say("oCitizen", "看16")
    assert "「关注16」" not in seen
    assert "「取消关注16」" in seen
    assert "16" in tianshui.say("oCitizen", "我的关注")
    assert "还没有关注" in tianshui.say("oOther", "我的关注")


def test_help_names_what_the_role_can_do(town: City) -> None:
    assert "解绑" in town.say(WHO, "帮助")
