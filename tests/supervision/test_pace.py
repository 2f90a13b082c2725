"""Reading 2: expected percent, and how far behind."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.pace import expected_percent, pace
from supervision.progress import Progress
from supervision.records import Plan
from tests.supervision.builders import claimed, entry


@pytest.mark.parametrize(
    ("why", "dues", "progress", "today", "figures"),
    [
        ("the plan's day", ["2017-10-13"], Progress(), date(2017, 7, 5), (0, 0)),
        # 2017-07-05 … 2017-10-13 are 100 days.
        ("half the days", ["2017-10-13"], claimed(40), date(2017, 8, 24), (50, 10)),
        ("nothing reported counts as 0 %", ["2017-10-13"], Progress(), date(2017, 8, 24), (50, 50)),
        ("the deadline", ["2017-10-13"], claimed(100), date(2017, 10, 13), (100, 0)),
        ("ahead", ["2017-10-13"], claimed(90), date(2017, 8, 24), (50, -40)),
        ("past the last deadline", ["2017-10-13"], claimed(80), date(2017, 12, 1), (100, 20)),
        # 2017-10-13 … 2017-11-02 are 20 days.
        (
            "from the stage before",
            ["2017-10-13", "2017-11-02"],
            claimed(0),
            date(2017, 10, 23),
            (50, 50),
        ),
        (
            "an extension moves the deadline",
            ["2017-10-13"],
            Progress(extended_until=date(2018, 1, 21)),
            date(2017, 10, 13),
            (50, 50),
        ),
    ],
)
def test_pace(why, dues, progress, today, figures):
    found = pace(entry("1", *dues, progress=progress), today)
    assert found is not None
    assert (found.expected, found.behind) == figures


def test_without_a_date_or_a_plan_day_there_is_no_pace():
    undated = entry("1", None)
    assert pace(undated, date(2017, 9, 1)) is None
    dated = entry("1", "2017-10-13")
    nowhere = type(dated)(Plan("p", "t", None), dated.measure, dated.progress)
    assert pace(nowhere, date(2017, 9, 1)) is None


@given(st.dates(), st.dates(), st.dates(), st.dates())
def test_expected_never_falls_and_stays_within_bounds(start, due, one, other):
    early, late = sorted((one, other))
    before, after = expected_percent(start, due, early), expected_percent(start, due, late)
    assert 0 <= before <= after <= 100
