"""While 100 % waited for its yes, words that stand in the text of the item were taken for one."""

from __future__ import annotations

import pytest

from tests.scenarios.conftest import City

WHO = "oLiaison"


@pytest.mark.parametrize(
    "words", ["还没全完，先不报", "污水处理能力", "提升城镇的那个", "城镇污水"]
)
def test_the_name_of_the_item_confirms_nothing(tianshui: City, words: str) -> None:
    tianshui.bind(WHO, "市建设局")
    assert "回复 1 确认" in tianshui.say(WHO, "14-2全部完成了")
    tianshui.say(WHO, words)
    assert list(tianshui.office.store.reports.all()) == []


@pytest.mark.parametrize("words", ["对，全部干完了", "是的没错", "1"])
def test_a_yes_still_does(tianshui: City, words: str) -> None:
    tianshui.bind(WHO, "市建设局")
    tianshui.say(WHO, "14-2全部完成了")
    tianshui.say(WHO, words)
    assert [report.percent for report in tianshui.office.store.reports.all()] == [100]
