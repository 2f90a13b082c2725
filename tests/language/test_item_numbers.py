from __future__ import annotations

import pytest

from language.item_numbers import read_item, read_items, split_item
from language.normalise import normalise


@pytest.mark.parametrize(
    "text",
    [
        "14-2",
        "14—2",
        "14–2",
        "14－2",
        "１４-２",
        "14之2",
        "十四之二",
        "第14-2项",
        "#14-2",
        "014-02",
        "14_2",
    ],
)
def test_one_item_has_one_number_however_it_is_typed(text: str) -> None:
    assert read_item(normalise(text)) == "14-2"


@pytest.mark.parametrize(
    "text", ["14", "第14项", "14号", "14项", "#14", "第十四项", "十四号", "编号14"]
)
def test_an_item_without_a_part_has_one_number(text: str) -> None:
    assert read_item(text) == "14"


@pytest.mark.parametrize(
    "text", ["3号楼", "6月30日", "2017-06-30", "80%", "十四", "河", "", "0", "14-2-", "14.5"]
)
def test_buildings_dates_and_shares_are_no_items(text: str) -> None:
    assert read_item(text) == ""


def test_what_follows_an_item_is_kept() -> None:
    assert split_item("14-2 完成80%") == ("14-2", " 完成80%")
    assert split_item("完成80%") == ("", "完成80%")


def test_a_list_of_items_is_read_whole_or_not_at_all() -> None:
    assert read_items("14-2、14-3 15") == ("14-2", "14-3", "15")
    assert read_items("14-2 和 14-2") == ("14-2",)
    assert read_items("14-2 以及别的") == ()
