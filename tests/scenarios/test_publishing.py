"""What the office publishes, citizens find; nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.import_plan import import_plan
from supervision.records import Duty, Role
from tests.scenarios.conftest import City, seed_plan


@pytest.fixture
def town(tianshui: City) -> City:
    tianshui.bind("oLiaison", "市建设局")
    tianshui.bind("oOffice", "整改办", Role.OFFICE)
    return tianshui


def publish(town: City, number: str) -> str:
    town.say("oOffice", f"发布 {number}")
    return town.say("oOffice", "1")


def test_before_publication_a_citizen_finds_nothing(town: City) -> None:
    assert "没有" in town.say("oCitizen", "看14-2")
    assert "没有找到" in town.say("oCitizen", "查污泥")


def test_publishing_asks_first_naming_what_will_be_seen(town: City) -> None:
    town.say("oLiaison", "14-2 完成80%")
    asked = town.say("oOffice", "发布 14-2")
    assert "将向社会公开 14-2" in asked
    assert "单位上报 80%" in asked
    assert "没有" in town.say("oCitizen", "看14-2")
    assert "已公开 14-2" in town.say("oOffice", "1")


def test_a_citizen_finds_by_words_by_number_and_by_unit(town: City) -> None:
    town.say("oLiaison", "14-2 完成80%")
    publish(town, "14-2")
    for words in ("查污水处理", "看14-2", "污泥"):
        reply = town.say("oCitizen", words)
        assert "单位上报：80%" in reply, words
        assert "已核实：尚未核实" in reply
    assert "14-2" in town.say("oCitizen", "市建设局进度")
    assert "已公开 1 项" in town.say("oCitizen", "整体进度")


def test_what_is_reported_later_is_not_seen_until_published_again(town: City) -> None:
    publish(town, "14-2")
    town.say("oLiaison", "14-2 完成80%")
    assert "80%" not in town.say("oCitizen", "看14-2")


def test_a_follower_is_told_of_the_next_publication(town: City) -> None:
    publish(town, "14-2")
    assert "已关注 14-2" in town.say("oCitizen", "关注14-2")
    assert "您已关注" in town.say("oCitizen", "关注14-2")
    town.say("oLiaison", "14-2 完成80%")
    assert "将通知 1 位关注者" in publish(town, "14-2")
    [text] = town.pushed("oCitizen")
    assert "【进展】" in text
    assert "80%" in text
    assert "已取消关注" in town.say("oCitizen", "取消关注14-2")


def test_publishing_what_has_not_changed_tells_nobody(town: City) -> None:
    publish(town, "14-2")
    town.say("oCitizen", "关注14-2")
    assert "没有变化" in town.say("oOffice", "发布 14-2")
    assert town.pushed("oCitizen") == []


def test_everything_can_be_published_at_once_and_then_nothing_is_new(town: City) -> None:
    assert "首次公开" in town.say("oOffice", "发布 全部")
    assert "已公开" in town.say("oOffice", "1")
    assert "没有需要公开的变化" in town.say("oOffice", "发布 全部")
    assert town.office.store.publication.totals().measures == len(
        list(town.office.store.ledger.all_entries("ts2017"))
    )


def test_a_list_of_hits_stays_open_while_its_lines_are_read(town: City) -> None:
    for number in ("14-1", "14-2", "14-3"):
        publish(town, number)
    hits = town.say("oCitizen", "查污水").splitlines()
    second = next(line for line in hits if line.startswith("2. ")).split()[1]
    assert town.say("oCitizen", "2").startswith(second)
    assert f"已关注 {second}" in town.say("oCitizen", "关注2")


def test_what_was_reported_after_the_question_is_not_published_unseen(town: City) -> None:
    town.say("oLiaison", "14-2 完成40%")
    assert "40%" in town.say("oOffice", "发布 14-2")
    town.say("oLiaison", "14-2 完成90%")
    assert "将向社会公开" in town.say("oOffice", "1")
    assert town.office.store.publication.totals().measures == 0
    assert "已公开" in town.say("oOffice", "1")
    assert town.office.store.publication.totals().claimed_sum == 90


def test_publishing_everything_tells_the_followers_too(town: City) -> None:
    publish(town, "14-2")
    town.say("oCitizen", "关注14-2")
    town.say("oLiaison", "14-2 完成60%")
    town.say("oOffice", "发布 全部")
    town.say("oOffice", "1")
    assert len(town.pushed("oCitizen")) == 1


def test_a_published_item_that_an_import_renames_is_found_under_its_new_words(town: City) -> None:
    publish(town, "14-2")
    document = seed_plan()
    measures = tuple(
        replace(m, title="整治扬尘工地", text="整治扬尘工地", duty=Duty(("市水务局",)))
        if m.number == "14-2"
        else m
        for m in document.measures
    )
    import_plan(town.office, replace(document, measures=measures), town.now)
    assert "没有找到" in town.say("oCitizen", "查污泥")
    assert "14-2 整治扬尘工地" in town.say("oCitizen", "查扬尘")
    assert "14-2" in town.say("oCitizen", "市水务局进度")
    assert "还没有公开" in town.say("oCitizen", "市建设局进度")


def test_only_the_office_publishes(town: City) -> None:
    assert "整改办办理" in town.say("oLiaison", "发布 14-2")
    assert "整改办" in town.say("oCitizen", "发布 14-2")
    assert town.office.store.publication.totals().measures == 0
