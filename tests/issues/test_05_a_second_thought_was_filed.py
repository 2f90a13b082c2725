"""算了不举报了 became the complaint; a correction and a photo forgot the item that was named."""

from __future__ import annotations

import pytest

from supervision.records import Role
from tests.scenarios.conftest import City

WHO, CITIZEN, OFFICE = "oLiaison", "oCitizen", "oOffice"


@pytest.mark.parametrize("words", ["算了不举报了", "还是不说了吧", "怕被报复，算了", "没事了"])
def test_a_refusal_in_any_words_files_nothing(tianshui: City, words: str) -> None:
    assert "您要举报什么" in tianshui.say(CITIZEN, "我要举报")
    assert "没有改动" in tianshui.say(CITIZEN, words)
    assert tianshui.office.store.complaints.open_count() == 0


def test_words_that_may_be_both_are_asked_about(tianshui: City) -> None:
    tianshui.say(CITIZEN, "我要举报")
    assert "您是要举报吗" in tianshui.say(CITIZEN, "算了我直接说吧，河里有人倒垃圾")
    assert tianshui.office.store.complaints.open_count() == 0
    tianshui.say(CITIZEN, "1")
    assert tianshui.office.store.complaints.open_count() == 1


def test_the_report_on_the_item_named_is_put_right(tianshui: City) -> None:
    tianshui.bind(WHO, "市建设局")
    for said in ("14-2 七成", "17 50%", "14-2报错了 应该是七成五"):
        tianshui.say(WHO, said)
    reports = tianshui.office.store.reports.all()
    standing = {(r.measure, r.percent) for r in reports if not r.withdrawn}
    assert standing == {("14-2", 75), ("17", 50)}


def test_the_wrong_figure_alone_is_asked_about(tianshui: City) -> None:
    tianshui.bind(WHO, "市建设局")
    tianshui.say(WHO, "14-2 70%")
    assert "回复 1 确认" in tianshui.say(WHO, "14-2报错了70%")


def test_an_announcement_leaves_nothing_to_take_back(tianshui: City) -> None:
    tianshui.bind(WHO, "市建设局")
    assert "13-2" in tianshui.say(WHO, "我要传13-2的照片")
    assert "没有" in tianshui.say(WHO, "撤回照片")


def test_a_place_in_an_announcement_is_nobody_whom_it_is_for(tianshui: City) -> None:
    tianshui.bind(WHO, "市建设局")
    tianshui.bind(OFFICE, "市整改办", Role.OFFICE)
    asked = tianshui.say(OFFICE, "给所有联络员发个通知，下周一在市政府后院开会")
    assert "市政府办公室" not in asked
    assert "下周一在市政府后院开会" in asked
