"""What was not understood is counted by kind; the words are kept only where the region says so."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage import unknown
from storage.change import Change
from storage.unknown import KEPT_DAYS, week_of
from supervision.records import Role
from tests.scenarios.conftest import City

WHO = "oLiaison"
ODD = "电影看了一半，我的号是13800001111"


@pytest.fixture
def town(tianshui: City) -> City:
    """A city with a liaison and somebody of the office."""
    tianshui.bind(WHO, "市建设局")
    tianshui.bind("oOffice", "市整改办", Role.OFFICE)
    return tianshui


def keep(city: City, *, kept: bool) -> None:
    change = Change()
    city.office.store.unknown.keep_words(change, kept=kept)
    city.office.store.commit(change)


def test_the_office_sees_kinds_and_no_words(town: City) -> None:
    town.say(WHO, ODD)
    town.say(WHO, "听说14-2完成80%")
    town.say(WHO, "呜呜呜呜")
    seen = town.say("oOffice", "没看懂的")
    assert seen.startswith("本周没看懂 3 条：")
    assert "别的事 1" in seen
    assert "像进展、不算上报 1" in seen
    assert "原话没有留存" in seen
    assert "电影" not in seen
    assert town.office.store.unknown.words(town.now) == []


def test_words_are_kept_only_by_the_regions_word_and_everybody_is_told(town: City) -> None:
    assert "留存" not in town.say(WHO, "帮助")
    keep(town, kept=True)
    assert "留存 30 天" in town.say(WHO, "帮助")
    assert "留存 30 天" in town.say(WHO, ODD)
    (one,) = town.office.store.unknown.words(town.now)
    assert (one.role, one.kind) == ("liaison", "other_matter")
    assert one.text == "电影看了一半，我的号是＊", "a telephone number is struck out"
    keep(town, kept=False)
    assert town.office.store.unknown.words(town.now) == []


def test_nothing_kept_leads_to_a_person(town: City) -> None:
    keep(town, kept=True)
    town.say(WHO, ODD)
    client, keys = town.office.store.redis, town.office.store.keys
    kept = str(client.zrange(keys.unknown_words(), 0, -1))
    pid = town.office.store.people.pid(WHO)
    assert "电影" in kept
    assert not any(name in kept for name in (WHO, pid, "市建设局"))


def test_words_are_gone_after_thirty_days_and_counts_stay(town: City) -> None:
    keep(town, kept=True)
    town.say(WHO, ODD)
    said = town.now
    town.at((said + timedelta(days=KEPT_DAYS, minutes=1)).isoformat())
    assert town.office.store.unknown.words(town.now) == [], "not shown, whether deleted or not"
    town.say(WHO, "手机电费交了三分之二")
    client, keys = town.office.store.redis, town.office.store.keys
    assert client.zcard(keys.unknown_words()) == 1, "the old one is deleted by the next"
    assert 0 < client.ttl(keys.unknown_words()) <= KEPT_DAYS * 86400
    assert town.office.store.unknown.week(week_of(said)).total() == 1


def test_of_too_many_words_the_oldest_go_first(town: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unknown, "MOST", 3)
    keep(town, kept=True)
    for number in range(5):
        town.at(f"2017-07-06T1{number}:00:00+08:00")
        town.say(WHO, f"电影看了{'零一二三四'[number]}遍")
    key = town.office.store.keys.unknown_words()
    assert town.office.store.redis.zcard(key) == 3
    kept = [one.text for one in town.office.store.unknown.words(town.now)]
    assert kept == ["电影看了四遍", "电影看了三遍", "电影看了二遍"]


def test_greetings_are_answered_and_not_counted(town: City) -> None:
    assert town.say(WHO, "你好").startswith("您好。")
    assert town.say(WHO, "谢谢啦") == "不客气。"
    assert town.say("oOffice", "没看懂的") == "本周没有看不懂的话，上周 0 条。"


def test_words_that_answer_no_question_are_counted_too(town: City) -> None:
    town.say(WHO, "完成80%")
    assert "没看懂" in town.say(WHO, "呜呜呜呜")
    assert town.office.store.unknown.week(week_of(town.now)).total() == 1


def test_nobody_else_sees_them(town: City) -> None:
    assert "本周" not in town.say(WHO, "没看懂的")
    assert "本周" not in town.say("oCitizen", "没看懂的")
