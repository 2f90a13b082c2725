from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.dates import later_by, read_date, read_day

WEDNESDAY = date(2017, 8, 16)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("8月25日", "2017-08-25"),
        ("8月25号前", "2017-08-25"),
        ("八月二十五日", "2017-08-25"),
        ("2017年12月1日", "2017-12-01"),
        ("2017-12-01", "2017-12-01"),
        ("8.25", "2017-08-25"),
        ("2月1日", "2018-02-01"),  # half a year back, so next year's
        ("25日", "2017-08-25"),
        ("10号", "2017-09-10"),
        ("下月5日", "2017-09-05"),
        ("月底", "2017-08-31"),
        ("月底前", "2017-08-31"),
        ("本月内", "2017-08-31"),
        ("下月底", "2017-09-30"),
        ("下个月底前", "2017-09-30"),
        ("中旬", "2017-08-20"),
        ("9月上旬", "2017-09-10"),
        ("9月下旬", "2017-09-30"),
        ("2月底", "2018-02-28"),
        ("年底", "2017-12-31"),
        ("明年底", "2018-12-31"),
        ("2018年底前", "2018-12-31"),
        ("周五", "2017-08-18"),
        ("本周五前", "2017-08-18"),
        ("下周五", "2017-08-25"),
        ("下下周一", "2017-08-28"),
        ("周二", "2017-08-22"),
        ("本周内", "2017-08-20"),
        ("下周", "2017-08-27"),
        ("今天", "2017-08-16"),
        ("明天", "2017-08-17"),
        ("后天", "2017-08-18"),
        ("10天内", "2017-08-26"),
        ("三天后", "2017-08-19"),
        ("两周内", "2017-08-30"),
        ("一个礼拜内", "2017-08-23"),
        ("半个月", "2017-08-31"),
        ("8月15日", "2018-08-15"),  # without a year: the next one to come
        ("8.10前", "2018-08-10"),
        ("7月底", "2018-07-31"),
        ("上旬", "2017-09-10"),
        ("明年3月底", "2018-03-31"),
        ("再有一个礼拜", "2017-08-23"),
        ("一个月内", "2017-09-16"),
        ("年内", "2017-12-31"),
        ("国庆前", "2017-09-30"),
        ("五一前", "2018-04-30"),
        ("春节前", "2018-02-15"),  # New Year's Eve by the moon
        ("过年前", "2018-02-15"),
        ("中秋前", "2017-10-03"),
        ("端午节前", "2018-06-17"),
        ("元旦前", "2017-12-31"),
    ],
)
def test_a_promise_names_the_last_day_that_it_allows(text: str, day: str) -> None:
    assert read_date(text, WEDNESDAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    [
        "尽快",
        "近期",
        "8月32日",
        "2月30日",
        "2016年7月1日",
        "13月1日",
        "本周一",
        "国庆",
        "",
        "0月0日",
    ],
)
def test_vague_wrong_or_past_words_name_no_day(text: str) -> None:
    assert read_date(text, WEDNESDAY) is None


@given(
    st.text(alphabet="0123456789年月日号底上中下旬周星期一二三十天内后前本这个半国庆", max_size=12),
    st.dates(),
)
def test_a_date_is_never_past_and_never_an_exception(text: str, today: date) -> None:
    found = read_date(text, today)
    assert found is None or found >= today


def test_before_the_year_means_the_spring_festival_in_january() -> None:
    assert read_date("年前", date(2018, 1, 10)) == date(2018, 2, 15)
    assert read_date("年前", WEDNESDAY) == date(2017, 12, 31)


def test_a_day_that_has_only_just_passed_is_doubtful_in_the_next_year() -> None:
    assert read_day("8月15日", WEDNESDAY) == (date(2018, 8, 15), True)
    assert read_day("1月15日", WEDNESDAY) == (date(2018, 1, 15), False)


def test_a_length_of_time_is_added_to_any_day() -> None:
    assert later_by("半个月", date(2017, 8, 31)) == date(2017, 9, 15)
    assert later_by("一个礼拜", date(2017, 8, 31)) == date(2017, 9, 7)
    assert later_by("一个月", date(2017, 8, 31)) == date(2017, 9, 30)
    assert later_by("不久", date(2017, 8, 31)) is None
