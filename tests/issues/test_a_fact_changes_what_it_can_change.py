"""A second program, written from the reading alone, found facts that undid what they could not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from documents.plan import read_plans
from handlers.simulate_policy import lines, prepare, steps_of
from handlers.working_calendar import published_days
from tests.supervision.stories.running import jsonl, policy

Line = dict[str, Any]
FIRST, LAST = date(2017, 7, 10), date(2017, 12, 31)
DUE = "2017-08-31"

LEDGER: list[Line] = [
    {"kind": "region", "name": "天水市"},
    {"kind": "unit", "name": "市环保局", "level": "department"},
    {"kind": "plan", "id": "p", "title": "方案", "issued": "2017-07-05"},
    {
        "kind": "measure",
        "plan": "p",
        "number": "1",
        "printed": "1",
        "title": "治理",
        "text": "治理",
        "lead_units": ["市环保局"],
        "responsible_units": [],
        "deadlines": [{"phrase": "8月底前", "due": DUE}],
        "term": "dated",
    },
]


VERIFIED = {"unit": "市环保局", "percent": 100}
LOWER = {"fact": "verified", "unit": "市环保局", "percent": 60}


def taken(preset: str, *facts: tuple[str, str]) -> list[tuple[str, str]]:
    """The steps after these facts, (hour, step), without what comes before the date."""
    told = [
        {"at": f"{at}+08:00", "fact": fact, "measure": "1"}
        | {"verified": VERIFIED, "verified lower": LOWER}.get(fact, {})
        for at, fact in facts
    ]
    plans = read_plans(jsonl(LEDGER).encode(), name="ledger")
    tried = prepare(plans, jsonl(told), published_days(), FIRST, LAST)
    found = lines(policy(preset), steps_of(policy(preset), tried), tried)
    steps = [(str(line["at"])[:16], str(line["step"])) for line in found]
    return [(at, step) for at, step in steps if at > DUE]


def hours_of(step: str, preset: str, *facts: tuple[str, str]) -> list[str]:
    return [at for at, name in taken(preset, *facts) if name == step]


@pytest.mark.parametrize("fact", ["applied", "sent_back"])
def test_what_is_closed_stays_closed_until_it_is_taken_up_again(fact: str) -> None:
    closed = ("2017-08-20T10:00", "closed")
    assert taken("tianshui-2017", closed, ("2017-09-04T10:00", fact)) == []


def test_what_is_taken_up_again_becomes_overdue() -> None:
    facts = ("2017-08-20T10:00", "closed"), ("2017-09-04T10:00", "rebound")
    assert hours_of("summons", "tianshui-2017", *facts) == ["2017-09-05T09:00"]


def test_a_second_application_after_the_date_takes_nothing_from_the_first() -> None:
    facts = ("2017-08-30T10:00", "applied"), ("2017-09-04T10:00", "applied")
    assert taken("tianshui-2017", *facts) == []


def test_the_second_application_goes_back_with_the_first() -> None:
    facts = (
        ("2017-08-30T10:00", "applied"),
        ("2017-09-04T10:00", "applied"),
        ("2017-09-06T10:00", "sent_back"),
    )
    assert hours_of("summons", "tianshui-2017", *facts) == ["2017-09-07T09:00"]


@pytest.mark.parametrize("fact", ["sent_back", "rebound"])
@pytest.mark.parametrize(
    ("preset", "step"),
    [
        ("tianshui-2017", "summons"),
        ("gansu-2025", "referral"),
        ("jiyuan-2019", "listed_supervision"),
    ],
)
def test_what_protects_from_nothing_ends_by_nothing(preset: str, step: str, fact: str) -> None:
    facts = (
        ("2017-08-30T10:00", "applied"),
        ("2017-09-04T10:00", "sent_back"),
        ("2017-09-20T10:00", fact),
    )
    assert hours_of(step, preset, *facts) == ["2017-09-05T09:00"]


def test_a_closing_that_is_told_twice_is_looked_back_at_from_the_first() -> None:
    facts = ("2017-08-20T10:00", "closed"), ("2017-09-04T10:00", "closed")
    assert hours_of("look_back", "jiyuan-2019", *facts) == ["2017-09-19T15:00"]


NOON = "2017-08-21T12:00"


@pytest.mark.parametrize(
    ("way", "back"),
    [
        ("applied", "sent_back"),
        ("accepted", "sent_back"),
        ("applied", "rebound"),
        ("accepted", "rebound"),
        ("verified", "rebound"),
    ],
)
def test_of_what_happens_at_one_instant_the_last_told_counts(way: str, back: str) -> None:
    before = ("2017-08-18T10:00", way)
    assert taken("tianshui-2017", before, (NOON, back), (NOON, way)) == []
    facts = before, (NOON, back), (NOON, way), (NOON, back)
    assert hours_of("summons", "tianshui-2017", *facts) == ["2017-09-01T09:00"]


def test_what_was_verified_apart_outlives_a_refusal() -> None:
    facts = ("2017-08-20T10:00", "verified"), ("2017-09-06T10:00", "sent_back")
    assert taken("tianshui-2017", *facts) == []


def test_what_is_verified_lower_after_the_date_becomes_overdue_then() -> None:
    facts = ("2017-08-20T10:00", "verified"), ("2017-09-06T10:00", "verified lower")
    steps = taken("tianshui-2017", *facts)
    assert steps[:3] == [
        ("2017-09-07T09:00", "warning"),
        ("2017-09-07T09:00", "summons"),
        ("2017-09-15T15:00", "criticism"),
    ]


def test_an_application_after_the_date_goes_back_without_a_second_summons() -> None:
    facts = (
        ("2017-08-20T10:00", "closed"),
        ("2017-09-04T10:00", "rebound"),
        ("2017-09-11T10:00", "applied"),
        ("2017-09-13T10:00", "sent_back"),
    )
    assert hours_of("summons", "tianshui-2017", *facts) == ["2017-09-05T09:00"]


@pytest.mark.parametrize("back", ["sent_back", "rebound"])
def test_what_ends_an_application_in_time_after_the_date_makes_it_overdue_from_then(
    back: str,
) -> None:
    facts = ("2017-08-30T10:00", "applied"), ("2017-09-06T10:00", back)
    assert taken("tianshui-2017", *facts)[:3] == [
        ("2017-09-07T09:00", "warning"),
        ("2017-09-07T09:00", "summons"),
        ("2017-09-15T15:00", "criticism"),
    ]
