"""Rates and charts show what they are given."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from tests.web.pages import Page
from web.charts import Bar, progress_chart
from web.figures import Rate

PERCENTS = st.one_of(st.none(), st.floats(0, 100))


def test_a_rate_rounds_half_up_and_shows_both_counts() -> None:
    rate = Rate("核实完成率", "verified", "核实完成", 9, "已公开", 22)
    assert (rate.percent, rate.formula) == ("40.9%", "核实完成 9 项 ÷ 已公开 22 项 = 40.9%")
    assert Rate("r", "verified", "a", 1, "b", 16).percent == "6.3%"  # 6.25


def test_nothing_divided_by_nothing_is_not_a_number() -> None:
    rate = Rate("销号率", "closed", "已销号", 0, "已公开", 0)
    assert rate.percent is None
    assert rate.formula == "已销号 0 项 ÷ 已公开 0 项，暂无法计算"


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_a_rate_is_its_formula(part: int, whole: int) -> None:
    percent = Rate("r", "closed", "a", part, "b", whole).percent
    assert percent is not None
    assert abs(float(percent.removesuffix("%")) - part / whole * 100) <= 0.0501


@given(st.lists(st.builds(Bar, st.text(max_size=8), PERCENTS, PERCENTS), max_size=4))
def test_a_chart_of_any_bars_is_a_drawing_and_nothing_else(bars: list[Bar]) -> None:
    svg = str(progress_chart(bars, '进度 "<图>"'))
    page = Page(svg)
    assert {tag for tag, _ in page.tags} <= {"svg", "g", "rect", "text", "path"}
    assert all("style" not in attributes for _, attributes in page.tags)
    assert page.all("svg")[0]["aria-label"] == '进度 "<图>"'


def test_a_chart_is_well_formed_and_always_the_same() -> None:
    bars = [Bar("市水务局", 50, 85), Bar("<市>&局", None, 10)]
    first, second = progress_chart(bars, "图"), progress_chart(bars, "图")
    assert first == second
    root = ET.fromstring(first)  # noqa: S314 - our own drawing
    words = ["".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "<市>&局" in words


def test_a_longer_bar_is_a_higher_percent() -> None:
    root = ET.fromstring(progress_chart([Bar("a", 20, 80)], "图"))  # noqa: S314 - our own drawing
    widths = {
        group.attrib["class"].split()[1]: float(bar.attrib["width"])
        for group in root.iter("{http://www.w3.org/2000/svg}g")
        for bar in group.iter("{http://www.w3.org/2000/svg}rect")
        if group.attrib.get("class", "").startswith("series")
    }
    assert widths["serie-1"] == 4 * widths["serie-0"]
