from __future__ import annotations

import pytest

from language.numerals import read_number, read_percent


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("80%", 80),
        ("80 %", 80),
        ("99.5%", 99),  # cut down: never more than was said
        ("120%", 120),  # passed on, so that the person can be told
        ("百分之八十", 80),
        ("百分之80", 80),
        ("百分之百", 100),
        ("百分百", 100),
        ("百分之五十五", 55),
        ("八成", 80),
        ("8成", 80),
        ("八成五", 85),
        ("九成半", 95),
        ("七八成", 75),
        ("十成", 100),
        ("一半", 50),
        ("过半", 50),
        ("三分之二", 67),
        ("四分之三", 75),
        ("2/3", 67),
    ],
)
def test_a_share_is_read_as_the_percent_that_it_means(text: str, percent: int) -> None:
    assert read_percent(text) == percent


@pytest.mark.parametrize("text", ["三分之五", "0/0", "八六成", "百分之", "零分之零", "五"])
def test_what_is_no_share_gives_nothing(text: str) -> None:
    assert read_percent(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("14", 14),
        ("014", 14),
        ("十四", 14),
        ("二十", 20),
        ("一百零五", 105),
        ("一百二十三", 123),
        ("两", 2),
        ("二〇", 20),
        ("三六", 36),
    ],
)
def test_arabic_and_chinese_digits_have_one_value(text: str, number: int) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize("text", ["", "甲", "1a", "12345", "十零十", "-1"])
def test_other_signs_are_no_number(text: str) -> None:
    assert read_number(text) is None
