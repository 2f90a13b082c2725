"""Terms: a span counts from the plan's date, a term has what the policy gives it, nothing more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.policy import Policy
from supervision.records import Deadline, Measure, Plan, Term
from supervision.terms import (
    Terms,
    after_months,
    months_of,
    next_review,
    of_deadline,
    of_term,
)
from tests.supervision.builders import PLAN, POLICIES, measure, tianshui


def preset(name: str) -> Policy:
    return Policy.parse((POLICIES / f"{name}.toml").read_text(encoding="utf-8"))


def saying(text: str, term: Term = Term.NONE) -> Measure:
    return replace(measure("1"), text=text, term=term)


@pytest.mark.parametrize(
    ("phrase", "months"),
    [
        ("半年内", 6),
        ("6个月内", 6),
        ("一个月之内", 1),
        ("两个月内", 2),
        ("十二个月以内", 12),
        ("三年内", 36),
        ("2017年底前", None),  # a date
        ("每半年", None),  # a frequency
        ("半年", None),  # no limit
    ],
)
def test_the_months_of_a_span(phrase, months):
    assert months_of(phrase) == months


@pytest.mark.parametrize(
    ("start", "months", "due"),
    [
        (date(2017, 7, 5), 6, date(2018, 1, 5)),  # T2, half a year
        (date(2017, 8, 31), 6, date(2018, 2, 28)),  # no 31st in February
        (date(2019, 8, 31), 6, date(2020, 2, 29)),  # a leap year
        (date(2017, 12, 31), 1, date(2018, 1, 31)),
        (date(2017, 7, 5), 0, date(2017, 7, 5)),
    ],
)
def test_so_many_months_later(start, months, due):
    assert after_months(start, months) == due


@given(st.dates(date(2004, 1, 1), date(2100, 1, 1)), st.integers(0, 240))
def test_months_later_is_never_earlier_and_never_passes_the_day(start, months):
    due = after_months(start, months)
    assert due >= start
    assert due.day <= start.day
    assert (due.year - start.year) * 12 + due.month - start.month == months
    assert due.day == start.day or (due + timedelta(days=1)).day == 1


def test_a_deadline_explains_its_span_and_a_date_needs_none():
    span = of_deadline(Deadline("半年内", date(2018, 1, 5)), PLAN)
    assert span is not None
    assert (span.words, span.start, span.due) == ("半年内", date(2017, 7, 5), date(2018, 1, 5))
    assert of_deadline(Deadline("2017年底前", date(2017, 12, 31)), PLAN) is None
    # A day that a person has entered is not explained by words that give another one.
    assert of_deadline(Deadline("半年内", date(2018, 2, 1)), PLAN) is None
    assert of_deadline(Deadline("半年内", None), PLAN) is None


@pytest.mark.parametrize(
    ("policy", "text", "words", "due"),
    [
        # T2: at once one month, special clean-ups two, staged results half a year.
        ("tianshui-2017", "立行立改，清理河道垃圾。", "立行立改", date(2017, 8, 5)),
        ("tianshui-2017", "开展散煤专项整治。", "专项整治", date(2017, 9, 5)),
        ("tianshui-2017", "取得阶段性成效。", "阶段性成效", date(2018, 1, 5)),
        ("tianshui-2017", "加强日常监管。", None, None),  # nothing is guessed
        ("tianshui-2017", "按《专项整治方案》执行。", None, None),  # the name of a document
        # C2: short terms six months, long ones a staged result in half a year.
        ("baicheng-2023", "限期整改，6家企业停产。", "限期整改", date(2018, 1, 5)),
        ("baicheng-2023", "立整立改、长期坚持。", "立整立改", date(2017, 8, 5)),
        ("baicheng-2023", "开展散煤专项整治。", None, None),  # C2 gives it no span
        # J8
        ("jiyuan-2019", "立行立改，加快办结。", "立行立改", date(2017, 8, 5)),
        # Beijing's and Gansu's documents give none.
        ("beijing-2018", "立行立改。", None, None),
        ("gansu-2025", "立行立改。", None, None),
    ],
)
def test_what_a_policy_gives_to_the_words_of_a_measure(policy, text, words, due):
    found = of_term(saying(text), PLAN, preset(policy).terms)
    assert (found.words, found.due) == (words, due) if words else found is None


def test_a_term_gives_no_day_where_the_plan_gives_one_or_has_none_itself():
    terms = tianshui().terms
    dated = replace(measure("1", "2017-12-31"), text="立行立改")
    assert of_term(dated, PLAN, terms) is None
    assert of_term(saying("立行立改"), Plan("p", "无日期"), terms) is None


@pytest.mark.parametrize(
    ("text", "today", "since", "due"),
    [
        ("每季度研究一次。", date(2017, 8, 10), date(2017, 6, 30), date(2017, 9, 30)),
        ("每季度研究一次。", date(2017, 9, 30), date(2017, 6, 30), date(2017, 9, 30)),
        ("每季度研究一次。", date(2017, 10, 1), date(2017, 9, 30), date(2017, 12, 31)),
        ("每月通报一次。", date(2017, 8, 10), date(2017, 7, 31), date(2017, 8, 31)),
        ("每年6月底前完成培训。", date(2017, 7, 10), date(2017, 6, 30), date(2018, 6, 30)),
        ("每年6月底前完成培训。", date(2018, 6, 30), date(2017, 6, 30), date(2018, 6, 30)),
        ("每年培训一次。", date(2017, 7, 10), date(2016, 12, 31), date(2017, 12, 31)),
        ("每半年检查一次。", date(2017, 7, 10), date(2017, 6, 30), date(2017, 12, 31)),
        ("每周巡查。", date(2017, 7, 10), date(2017, 6, 30), date(2017, 7, 31)),  # monthly at most
    ],
)
def test_a_recurring_measure_is_looked_at_in_its_own_rhythm(text, today, since, due):
    review = next_review(saying(text, Term.RECURRING), PLAN, Terms(), today)
    assert review is not None
    assert (review.since, review.due) == (since, due)


def test_a_standing_measure_is_looked_at_in_the_rhythm_of_the_policy():
    standing = saying("长期坚持。", Term.STANDING)
    review = next_review(standing, PLAN, Terms(review=3), date(2018, 2, 1))
    assert review is not None
    assert (review.since, review.due) == (date(2018, 1, 5), date(2018, 4, 5))


def test_what_has_a_date_or_no_rhythm_is_not_looked_at():
    today = date(2017, 8, 1)
    dated = replace(measure("1", "2017-12-31"), term=Term.RECURRING, text="每季度一次")
    assert next_review(dated, PLAN, Terms(), today) is None
    assert next_review(saying("加强监管。"), PLAN, Terms(), today) is None


@given(st.dates(date(2017, 7, 5), date(2030, 1, 1)), st.sampled_from([1, 2, 3, 6, 12]))
def test_a_look_is_never_past_and_comes_within_its_rhythm(today, months):
    review = next_review(saying("长期", Term.STANDING), PLAN, Terms(review=months), today)
    assert review is not None
    assert review.since < review.due
    assert today <= review.due <= after_months(today, months)
