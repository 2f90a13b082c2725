"""Everything that acceptance can refuse, say or do has its words."""

from datetime import date

import pytest

from handlers.words.acceptance import criteria_in
from handlers.words.acceptance_names import STAGES
from handlers.words.acceptance_refusals import REASONS, refused
from handlers.words.acceptance_stages import DOES, STEPS, matters_in
from handlers.words.publicity import explained
from handlers.words.spot_checks import rate
from handlers.working_calendar import holiday_name, published_days
from supervision.acceptance.case import Matter
from supervision.acceptance.publicity import Counting, period
from supervision.acceptance.table import Event, Next, Refusal, Stage
from tests.supervision.builders import measure

ASCII_SIGNS = ("?", "!", ";", "(", ")")


def test_every_refusal_event_and_stage_has_words() -> None:
    assert set(REASONS) == set(Refusal)
    assert set(STEPS) == set(Event)
    assert set(STAGES) == set(Stage)
    assert set(DOES) == set(Next)


@pytest.mark.parametrize("refusal", Refusal)
def test_a_refusal_names_the_measure_and_uses_full_width_signs(refusal: Refusal) -> None:
    said = refused(measure("14-2"), refusal)
    assert said.startswith("14-2 ")
    assert not any(sign in said for sign in ASCII_SIGNS)
    assert "{" not in said


@pytest.mark.parametrize(
    ("first", "counting", "days", "said"),
    [
        (
            "2024-09-29",
            Counting.WORKING,
            10,
            (
                "自9月29日（周日）起，公示当日计入，国庆节放假（10月1日至7日）、9月29日和10月12日补班，"
                "共10个工作日，至10月16日（周三）"
            ),
        ),
        (
            "2023-07-29",
            Counting.WORKING,
            10,
            "自7月29日（周六）起，公示当日不是工作日，不计入，共10个工作日，至8月11日（周五）",
        ),
        (
            "2025-01-21",
            Counting.WORKING,
            10,
            (
                "自1月21日（周二）起，公示当日计入，春节放假（1月28日至2月4日）、1月26日和2月8日补班，"
                "共10个工作日，至2月8日（周六）"
            ),
        ),
        (
            "2019-12-13",
            Counting.NATURAL,
            7,
            "自12月13日（周五）起，公示当日计入，共7个自然日，至12月19日（周四）",
        ),
        (
            "2020-12-30",
            Counting.WORKING,
            3,
            "自12月30日（周三）起，公示当日计入，元旦放假（1月1日），共3个工作日，至2021年1月4日（周一）",
        ),
    ],
)
def test_a_period_explains_how_it_was_counted(
    first: str, counting: Counting, days: int, said: str
) -> None:
    found = period(date.fromisoformat(first), days, counting, published_days())
    assert explained(found, holiday_name) == said


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("群众满意", ((Matter.PEOPLE,), True)),
        ("群众不满意", ((Matter.PEOPLE,), False)),
        ("查清、责任落实", ((Matter.CLEAR, Matter.DUTY), True)),
        ("整改没有到位", ((Matter.DONE,), False)),
        ("全部落实", (tuple(Matter), True)),
        ("看看", ((), True)),
    ],
)
def test_which_of_the_four_words_mean(words: str, found: tuple[tuple[Matter, ...], bool]) -> None:
    assert matters_in(words) == found


@pytest.mark.parametrize(
    ("reason", "unmet"), [("第2条没有处罚", (2,)), ("第一条、第4条", (1, 4)), ("材料不全", ())]
)
def test_which_criteria_a_reason_names(reason: str, unmet: tuple[int, ...]) -> None:
    assert criteria_in(reason) == unmet


def test_the_rate_of_rebound_shows_its_formula() -> None:
    assert rate(1, 8) == "反弹率：曾重新纳入 1 项 ÷ 曾销号 8 项 = 12.5%"
    assert rate(0, 0) == "反弹率：还没有销号的事项，暂无法计算"
