"""Rankings: by what was verified, with a minimum sample; and what is wrong with a monthly table."""

from __future__ import annotations

from datetime import date

import pytest

from supervision.facts import Fact, FactKind
from supervision.rankings import RankingFault, faults_of, newest, ranked
from tests.supervision.builders import at

UNITS = ("甲镇", "乙镇", "丙镇")


def table(month: str = "2019-03", *units: str, name: str = "air", when: str = "2019-04-05") -> Fact:
    when_ = at(f"{when} 10:00")
    return Fact(when_, FactKind.RANKING, table=name, month=month, units=units or UNITS)


def test_who_is_alike_shares_a_place_and_few_measures_give_none() -> None:
    found = ranked(
        {"甲": (3, 6), "乙": (5, 10), "丙": (6, 6), "丁": (4, 4), "戊": (0, 5), "己": (0, 0)}
    )
    places = [(one.name, one.place) for one in found]
    assert places == [("丙", 1), ("乙", 2), ("甲", 2), ("戊", 4), ("丁", None)]


@pytest.mark.parametrize(
    ("fact", "faults"),
    [
        (table(), []),
        (table(name="soil"), [(RankingFault.UNKNOWN_TABLE, "soil")]),
        (table("2019-13"), [(RankingFault.BAD_MONTH, "2019-13")]),
        (table("2019-05"), [(RankingFault.MONTH_TO_COME, "2019-05")]),
        (table("2019-03", "甲镇", "丁镇"), [(RankingFault.UNKNOWN_UNIT, "丁镇")]),
        (table("2019-03", "甲镇", "乙镇", "甲镇"), [(RankingFault.REPEATED_UNIT, "甲镇")]),
        (table("2019-02"), [(RankingFault.RECORDED_BEFORE, "2019-02")]),
    ],
)
def test_what_is_wrong_with_a_monthly_table(
    fact: Fact, faults: list[tuple[RankingFault, str]]
) -> None:
    found = faults_of(fact, UNITS, [table("2019-02")], date(2019, 4, 8))
    assert [(one.kind, one.about) for one in found] == faults


def test_the_newest_month_of_each_table_is_shown() -> None:
    old, new, water = table("2019-02"), table("2019-03"), table("2019-02", name="water")
    assert newest([new, water, old]) == {"air": new, "water": water}
