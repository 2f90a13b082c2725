"""Indicators: what is good, what is on the way, and what cannot be said."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from supervision.errors import PolicyError
from supervision.indicators import Direction, Indicator, Track, Value, assess, read_number
from supervision.policy import Policy
from tests.supervision.builders import POLICIES, at

BY = date(2025, 12, 31)
DAYS = Indicator("优良天数比率", "%", Decimal("93.8"), Direction.AT_LEAST, BY, "G8")
DUST = Indicator("PM2.5", "微克/立方米", Decimal(25), Direction.AT_MOST, BY, "G8")
WORST = Indicator("劣Ⅴ类", "%", Decimal(28), Direction.BELOW, BY, "B10")


def values(*given: tuple[str, str]) -> list[Value]:
    return [Value(v, date.fromisoformat(d), "公报", at("2025-01-05 10:00")) for d, v in given]


CASES = (
    (DAYS, (), Track.NO_VALUE),
    (DAYS, (("2023-12-31", "90"),), Track.ONE_VALUE),
    (DAYS, (("2023-12-31", "94"),), Track.MET),
    (DAYS, (("2023-12-31", "90"), ("2024-12-31", "91.9")), Track.ON_TRACK),  # 90 + 3.8 × 366/731
    (DAYS, (("2023-12-31", "90"), ("2024-12-31", "91.89")), Track.BEHIND),
    (DAYS, (("2023-12-31", "90"), ("2025-12-31", "93.7")), Track.MISSED),
    (DUST, (("2023-12-31", "29"), ("2024-12-31", "27")), Track.ON_TRACK),
    (DUST, (("2023-12-31", "29"), ("2024-12-31", "27.01")), Track.BEHIND),
    (DUST, (("2025-12-31", "25"),), Track.MET),
    (WORST, (("2025-12-31", "28"),), Track.MISSED),  # below means below
    (WORST, (("2025-12-31", "27.9"),), Track.MET),
)


@pytest.mark.parametrize(("one", "given", "track"), CASES)
def test_how_an_indicator_stands(
    one: Indicator, given: tuple[tuple[str, str], ...], track: Track
) -> None:
    assert assess(one, values(*given), date(2025, 12, 31)).track is track


def test_a_value_put_right_for_its_day_counts_alone() -> None:
    given = values(("2023-12-31", "90"), ("2024-12-31", "80"), ("2024-12-31", "92"))
    found = assess(DAYS, given, date(2025, 1, 10))
    assert [v.value for v in found.values] == ["90", "92"]
    assert (found.track, found.wanted) == (Track.ON_TRACK, Decimal("91.90"))


def test_after_the_last_day_the_newest_value_is_the_last_word() -> None:
    found = assess(DAYS, values(("2023-12-31", "90"), ("2024-12-31", "92")), date(2026, 1, 1))
    assert found.track is Track.MISSED
    assert found.ratio == Decimal("0.0192")  # 1.8 ÷ 93.8


def test_a_number_is_read_as_people_type_it() -> None:
    assert [read_number(words) for words in ("93.8", " 97% ", "9.48％", "NaN", "高", "1e99")] == [
        Decimal("93.8"), Decimal(97), Decimal("9.48"), None, None, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "count", "target"),
    [
        ("gansu-2025", 3, ("优良天数比率", "93.8", Direction.AT_LEAST)),
        ("beijing-2018", 10, ("劣Ⅴ类水体比例", "28", Direction.BELOW)),
        ("baicheng-2023", 7, ("森林覆盖率", "9.48", Direction.AT_LEAST)),
    ],
)
def test_the_presets_have_the_targets_of_their_documents(
    name: str, count: int, target: tuple[str, str, Direction]
) -> None:
    found = Policy.parse((POLICIES / f"{name}.toml").read_text(encoding="utf-8")).indicators
    assert len(found) == count
    assert target in [(one.name, str(one.target), one.direction) for one in found]


@pytest.mark.parametrize(
    ("change", "names"),
    [
        (('target = "93.8"', 'target = "很好"'), "[indicators 第 2 条] target"),
        (('clause = "G8"\ncounts_as', 'clause = "G99"\ncounts_as'), "[indicators 第 1 条] clause"),
        (('counts_as = "water"', 'counts_as = "soil"'), "[indicators 第 3 条] counts_as"),
        (('name = "优良天数比率"', 'name = "细颗粒物（PM2.5）浓度"'), "[indicators 第 2 条] name"),
    ],
)
def test_a_mistake_in_an_indicator_is_named(change: tuple[str, str], names: str) -> None:
    text = (POLICIES / "gansu-2025.toml").read_text(encoding="utf-8")
    assert change[0] in text
    with pytest.raises(PolicyError) as raised:
        Policy.parse(text.replace(change[0], change[1], 1))
    assert names in str(raised.value)
