"""People say it in their own words, sealed message in: what is certain is stored, no more."""

from __future__ import annotations

import pytest

from tests.scenarios.conftest import City, seed_plan

LIAISON, QUALITY = "oLiaison", "oQuality"


@pytest.fixture
def town(tianshui: City) -> City:
    """Liaisons of 市建设局 and of 市质监局 are bound."""
    tianshui.bind(LIAISON, "市建设局")
    tianshui.bind(QUALITY, "市质监局")
    return tianshui


def percents(city: City) -> list[tuple[str, int]]:
    return [(report.measure, report.percent) for report in city.office.store.reports.all()]


def test_an_item_is_named_by_its_words(town: City) -> None:
    reply = town.say(LIAISON, "污泥处置那个项目搞了八成五，月底能弄完，就是资金没到位")
    assert "已记录 14-2" in reply
    (report,) = town.office.store.reports.all()
    assert (report.measure, report.percent, report.problem) == ("14-2", 85, "资金没到位")
    assert report.finish_by is not None


def test_the_same_word_means_what_the_sender_reports_on(town: City) -> None:
    assert "已记录 13-2" in town.say(QUALITY, "锅炉那个完成80%")
    assert "已记录" not in town.say(LIAISON, "锅炉那个完成80%")
    assert percents(town) == [("13-2", 80)]


def test_two_items_of_one_message_are_two_reports(town: City) -> None:
    town.say(LIAISON, "14-2完成80%，17完成一半")
    assert percents(town) == [("14-2", 80), ("17", 50)]


def test_what_was_corrected_in_the_same_breath_is_stored_as_meant(town: City) -> None:
    town.say(LIAISON, "不是13-1，是13-2，完成60%，不对，65%")
    assert percents(town) == [("13-2", 65)]


def test_what_was_said_vaguely_is_stored_after_a_yes(town: City) -> None:
    assert "对吗" in town.say(LIAISON, "14-2好像80%了")
    assert percents(town) == []
    assert "已记录 14-2" in town.say(LIAISON, "嗯，对")
    assert percents(town) == [("14-2", 80)]


def test_a_state_without_a_figure_asks_how_far(town: City) -> None:
    reply = town.say(LIAISON, "14-2正在施工")
    assert "百分之几" in reply
    assert "没有记录" in reply
    assert percents(town) == []


def test_done_in_words_is_confirmed_like_a_hundred_percent(town: City) -> None:
    assert "回复 1 确认" in town.say(LIAISON, "14-2全部完成了")
    town.say(LIAISON, "1")
    assert percents(town) == [("14-2", 100)]


@pytest.mark.parametrize(
    "words",
    [
        "14-2是不是80%",
        "听说14-2完成80%了",
        "14-2目标是80%",
        "14-2污水处理率92%",
        "14-2月底完成80%",
        "水务局那边14-2完成80%",
        "文件上写“14-2完成80%”",
        "14-2提高了10个点",
    ],
)
def test_what_is_no_report_stores_nothing(town: City, words: str) -> None:
    town.say(LIAISON, words)
    town.say(LIAISON, "1")
    assert percents(town) == []


def test_a_plan_imported_later_is_known_by_its_words_at_once(city: City) -> None:
    from handlers.import_plan import import_plan

    before = city.office.lexicon()
    assert before.candidates("污泥处置", "") == []
    document = seed_plan()
    import_plan(city.office, document, city.now)
    found = city.office.lexicon().candidates("污泥处置", "市建设局")
    assert [each.item for each in found][:1] == ["ts2017:14-2"]
    assert city.office.lexicon() is city.office.lexicon()
