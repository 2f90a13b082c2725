"""What can be counted by days known beforehand is what the rules say day by day."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any

import pytest

from supervision.overdue import any_overdue, applied_and_waiting
from supervision.pace import pace
from supervision.progress import Lifecycle, Verification
from supervision.standing import (
    FAR,
    UNDATED,
    VERIFIED,
    WAITING,
    behind_spans,
    late_from,
    marks,
    spans_behind_by,
)
from supervision.times import at_hour
from tests.supervision.builders import at, claimed, entry

FIRST = date(2017, 7, 1)
DAYS = 230

DATES: tuple[tuple[str | None, ...], ...] = (
    ("2017-08-31",),
    ("2017-08-31", "2017-12-31"),
    ("2017-12-31", "2017-08-31", "2017-10-15"),  # printed in no order
    ("2017-08-31", "2017-08-31"),
    ("2017-07-05",),  # due on the plan's day
    ("2017-06-30", "2017-09-30"),  # a date before the plan
    (None, "2017-11-30"),
    (None,),
)
STANDS: tuple[dict[str, Any], ...] = (
    {},
    {"lifecycle": Lifecycle.APPLIED, "applied_at": at("2017-08-20 10:00")},
    {"lifecycle": Lifecycle.APPLIED, "applied_at": at("2017-09-20 10:00")},
    {"applied_at": at("2017-08-20 10:00"), "sent_back_at": at("2017-09-10 10:00")},
    {"extended_until": date(2017, 10, 31)},
    {"proper_reason_until": date(2017, 10, 31)},
    {"accepted_at": at("2017-08-20 10:00"), "rebound_at": at("2017-09-10 10:00")},
    {"verification": Verification(100, at("2017-08-20 10:00"))},
    {"lifecycle": Lifecycle.CLOSED, "closed_at": at("2017-08-20 10:00")},
)


@pytest.mark.parametrize(("dates", "stands"), list(itertools.product(DATES, STANDS)))
@pytest.mark.parametrize("percent", [0, 1, 33, 50, 99, 100])
def test_days_known_beforehand_agree_with_the_rules(
    dates: tuple[str | None, ...], stands: dict[str, Any], percent: int
) -> None:
    one = entry("1", *dates, progress=claimed(percent, **stands))
    late, spans = late_from(one), behind_spans(one)
    distant = spans_behind_by(one, FAR)
    open_ = not one.progress.settled and not applied_and_waiting(one.progress)
    for n in range(DAYS):
        day = FIRST + timedelta(days=n)
        now = at_hour(day, 12)
        overdue = any_overdue(one, now)
        assert (late is not None and late <= now) == overdue, day
        stand = pace(one, day)
        behind = open_ and not overdue and stand is not None and stand.behind > 0
        inside = [s for s in spans if s.begin <= now and (s.end is None or now < s.end)]
        assert len(inside) == int(behind), day
        far = not one.progress.settled and not overdue and stand is not None
        far = far and stand is not None and stand.behind >= FAR
        inside = [s for s in distant if s.begin <= now and (s.end is None or now < s.end)]
        assert len(inside) == int(far), day


def test_a_measure_is_counted_once_where_it_stands() -> None:
    assert marks(entry("1", "2017-08-31")) == {"measures": 1, "in:open": 1}
    assert marks(entry("1", None))[UNDATED] == 1
    waiting = claimed(100, lifecycle=Lifecycle.APPLIED, applied_at=at("2017-08-20 10:00"))
    assert marks(entry("1", None, progress=waiting)) == {
        "measures": 1,
        "in:applied": 1,
        "claimed_done": 1,
        WAITING: 1,
    }
    verified = claimed(100, verification=Verification(100, at("2017-08-20 10:00")))
    assert marks(entry("1", None, progress=verified))[VERIFIED] == 1
