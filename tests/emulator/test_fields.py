"""What a template field accepts, and what the phone shows of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulator.fields import accepts, shorten

ACCEPTED = [
    ("thing1", "整" * 20),
    ("thing1", "任务14-2 (第2批)"),
    ("character_string3", "YJ2026-0017"),
    ("number4", "12.50"),
    ("letter1", "abc"),
    ("symbol1", "¥%"),
    ("time2", "15:01"),
    ("time2", "2019年10月1日 15:01"),
    ("time2", "2026-08-18 15:00:30"),
    ("time2", "15:00~16:30"),
    ("date1", "2019年10月1日"),
    ("date1", "2026-08-18"),
    ("date1", "2026/8/18 09:30"),
    ("amount1", "¥100.5元"),
    ("phone_number1", "0938-8210000"),
    ("car_number1", "甘E12345"),
    ("name1", "张三"),
    ("name1", "Li Si"),
    ("phrase2", "黄牌警告"),
    ("const4", "预警"),
    ("keyword1", "任何\n文字" * 20),  # history templates are cut, not refused
]
REFUSED = [
    ("thing1", "整" * 21),
    ("thing1", "一行\n两行"),
    ("character_string3", "编号17"),
    ("character_string3", "1" * 33),
    ("number4", "十二"),
    ("letter1", "a1"),
    ("time2", "下午三点"),
    ("time2", "2026-08-18"),
    ("date1", "8月18日"),
    ("phrase2", "预警1"),
    ("phrase2", "列入督办计划"),
    ("name1", "整" * 11),
    ("car_number1", "甘E1234567"),
    ("phone_number1", "1" * 18),
]


@pytest.mark.parametrize(("key", "value"), ACCEPTED)
def test_a_fitting_value_is_accepted(key: str, value: str) -> None:
    assert accepts(key, value)


@pytest.mark.parametrize(("key", "value"), REFUSED)
def test_a_value_of_another_type_is_refused(key: str, value: str) -> None:
    assert not accepts(key, value)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("污泥处置😀项目", "污泥处置项目"),
        ("一行\n两行", "一行 两行"),
        ("整" * 25, "整" * 20 + "…"),
        ("编号" + "1234567890" * 3, "编号" + "1234567890" * 3),  # a run counts as one
        ("", ""),
    ],
)
def test_a_field_is_shown_in_one_line_of_twenty_units(value: str, shown: str) -> None:
    assert shorten(value) == shown


@given(st.text())
def test_what_is_shown_never_exceeds_twenty_units(value: str) -> None:
    shown = shorten(value)
    assert "\n" not in shown
    assert len(re.findall(r"[A-Za-z0-9]+|.", shown.removesuffix("…"), re.DOTALL)) <= 20
