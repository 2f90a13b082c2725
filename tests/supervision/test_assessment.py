"""Score sheets: what stands in the numerator, in the denominator, and in neither."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from supervision.assessment import Share, last_day, score_sheet, settled_on, shares_of
from supervision.assessment_rules import Count, Figure
from supervision.errors import PolicyError
from supervision.policy import Policy
from supervision.progress import Lifecycle, Progress, Verification
from tests.supervision.builders import POLICIES, at, entry, tianshui

LAST = date(2017, 12, 31)
ACCEPTED = {"accepted_at": at("2017-08-20 10:00")}
APPLIED = {"lifecycle": Lifecycle.APPLIED, "applied_at": at("2017-08-31 10:00")}

# How one measure due on a day counts in 2017: (in time, done, due, left out)
CASES: tuple[tuple[str, str | None, dict[str, Any], tuple[int, int, int, int]], ...] = (
    ("accepted before its date", "2017-08-31", ACCEPTED, (1, 1, 1, 0)),
    ("accepted late", "2017-08-10", ACCEPTED, (0, 1, 1, 0)),
    (
        "applied in time, accepted late",
        "2017-08-31",
        {**APPLIED, "accepted_at": at("2017-10-09 10:00")},
        (1, 1, 1, 0),
    ),
    ("applied in time, not decided", "2017-08-31", APPLIED, (0, 0, 0, 1)),
    ("applied late, not decided", "2017-08-10", APPLIED, (0, 0, 1, 0)),
    ("overdue and open", "2017-08-31", {}, (0, 0, 1, 0)),
    (
        "a proper reason still runs",
        "2017-08-31",
        {"proper_reason_until": date(2018, 3, 1)},
        (0, 0, 0, 1),
    ),
    (
        "a proper reason that has run out",
        "2017-08-31",
        {"proper_reason_until": date(2017, 9, 30)},
        (0, 0, 1, 0),
    ),
    (
        "extended into the next year",
        "2017-08-31",
        {"extended_until": date(2018, 3, 1)},
        (0, 0, 0, 0),
    ),
    ("left open from the year before", "2016-12-31", {}, (0, 0, 1, 0)),
    ("left open, done this year", "2016-12-31", ACCEPTED, (0, 1, 1, 0)),
    ("done the year before", "2016-12-31", {"accepted_at": at("2016-12-20 10:00")}, (0, 0, 0, 0)),
    ("due next year", "2018-03-31", {}, (0, 0, 0, 0)),
    ("without a date", None, {}, (0, 0, 0, 0)),
    (
        "done, then taken up again",
        "2017-08-31",
        {**ACCEPTED, "rebound_at": at("2017-11-01 10:00")},
        (0, 0, 1, 0),
    ),
    (
        "verified at 100 %",
        "2017-08-31",
        {"verification": Verification(100, at("2017-08-30 10:00"))},
        (1, 1, 1, 0),
    ),
    (
        "verified at 90 %",
        "2017-08-31",
        {"verification": Verification(90, at("2017-08-30 10:00"))},
        (0, 0, 1, 0),
    ),
    (
        "applied in time, accepted after the year",
        "2017-08-31",
        {**APPLIED, "accepted_at": at("2018-02-01 10:00")},
        (1, 1, 1, 0),
    ),
    ("settled after the year", "2017-08-31", {"accepted_at": at("2018-02-01 10:00")}, (0, 0, 1, 0)),
)


@pytest.mark.parametrize(("case", "due", "stands", "counted"), CASES, ids=[c[0] for c in CASES])
def test_how_one_measure_counts(
    case: str, due: str | None, stands: dict[str, Any], counted: tuple[int, int, int, int]
) -> None:
    one = entry("1", due, progress=replace(Progress(), **stands))
    shares = shares_of((one,), 2017, LAST)
    on_time, done = shares[Figure.ON_TIME], shares[Figure.COMPLETED]
    assert (on_time.part, done.part, on_time.whole, on_time.left_out) == counted
    assert done.whole == on_time.whole


def test_today_is_no_day_that_has_passed() -> None:
    assert last_day(2017, date(2017, 8, 31)) == date(2017, 8, 30)
    assert last_day(2017, date(2019, 8, 31)) == date(2017, 12, 31)
    one = entry("1", "2017-08-31")
    assert shares_of((one,), 2017, date(2017, 8, 30))[Figure.ON_TIME].whole == 0


def test_a_day_of_settling_before_a_rebound_is_none() -> None:
    progress = replace(
        Progress(),
        accepted_at=at("2017-11-20 10:00"),
        closed_at=at("2017-08-20 10:00"),
        rebound_at=at("2017-10-01 10:00"),
    )
    assert settled_on(progress) == date(2017, 11, 20)


def sheet_of(count: int, counts: dict[Count, int] | None = None, **shares: Share):
    rules = tianshui().assessment
    assert rules is not None
    done = replace(Progress(), **ACCEPTED)
    entries = [entry(str(n), "2017-08-31", progress=done if n % 2 else None) for n in range(count)]
    entered = {Figure(name): share for name, share in shares.items()}
    return score_sheet(
        rules,
        "市建设局",
        2017,
        date(2018, 1, 9),
        entries=entries,
        counts=counts or {},
        entered=entered,
    )


def test_fewer_than_five_measures_give_no_points() -> None:
    assert sheet_of(4).total is None
    assert sheet_of(5).total == Decimal("40.0")  # 2 of 5 in time, 60 points; 2 of 5 done, 40


def test_deductions_are_counted_and_have_a_ceiling() -> None:
    made = sheet_of(6, {Count.CRITICISM: 9, Count.YELLOW_CARD: 1})
    assert [(one.times, one.points) for one in made.deducted][:2] == [(9, 10), (1, 3)]
    assert made.total == Decimal("50.0") - 13
    assert made.failed
    assert sheet_of(6, dict.fromkeys(Count, 99)).total == 0


def test_what_nobody_has_entered_costs_nothing() -> None:
    rules = Policy.parse((POLICIES / "jiyuan-2019.toml").read_text(encoding="utf-8")).assessment
    assert rules is not None
    done = replace(Progress(), **ACCEPTED)
    entries = [entry(str(n), "2017-08-31", progress=done) for n in range(5)]

    def total(entered: dict[Figure, Share]) -> Decimal | None:
        made = score_sheet(
            rules, "市建设局", 2017, date(2018, 1, 9), entries=entries, counts={}, entered=entered
        )
        return made.total

    assert total({}) == 100
    assert total({Figure.SATISFACTION: Share(50, 100)}) == Decimal("90.0")
    assert total({Figure.SATISFACTION: Share(0, 4)}) == 100  # a sample of four says nothing


@pytest.mark.parametrize(
    ("change", "names"),
    [
        (('clause = "T12"\nmin', 'clause = "T99"\nmin'), "[assessment] clause"),
        (('figure = "on_time"', 'figure = "speed"'), "[assessment.items] figure"),
        (("min_sample = 5", "min_sample = 0"), "[assessment] min_sample"),
        (('count = "criticism"', 'count = "logins"'), "[assessment.deductions] count"),
    ],
)
def test_a_mistake_in_the_section_is_named(change: tuple[str, str], names: str) -> None:
    text = (POLICIES / "tianshui-2017.toml").read_text(encoding="utf-8")
    assert change[0] in text
    with pytest.raises(PolicyError) as raised:
        Policy.parse(text.replace(*change))
    assert names in str(raised.value)
