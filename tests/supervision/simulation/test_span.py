"""Where a simulation begins and ends, told on the story of Tianshui (reading 10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.supervision.stories.reading import Step
from tests.supervision.stories.running import policy, steps, tried

PRESET = "tianshui-2017"


def taken(first: str, last: str) -> tuple[Step, ...]:
    span = {"first": date.fromisoformat(first), "last": date.fromisoformat(last)}
    return steps(policy(PRESET), replace(tried(PRESET), **span))


def test_reading_10_who_begins_in_the_middle_gives_no_criticism_for_the_part_before() -> None:
    # Two bulletins before have named 市建设局; to whom begins now, that has not happened.
    found = [
        (step.at, step.step, step.count)
        for step in taken("2017-10-11", "2017-10-31")
        if step.unit == "市建设局"
    ]
    assert found == [
        ("2017-10-16 15:00", "criticism", 1),
        ("2017-10-16 15:00", "monthly_supervision", 1),
        ("2017-10-16 15:00", "yellow_card", 1),
        ("2017-10-31 09:00", "admonition", 2),
        ("2017-10-31 15:00", "criticism", 2),
    ]


def test_what_became_overdue_before_the_first_day_is_not_warned_of_anew() -> None:
    assert all(step.reason != "became_overdue" for step in taken("2017-09-02", "2017-09-15"))


def test_what_happened_since_the_last_draw_up_hour_is_drawn_up_on_the_first_day() -> None:
    # Known on Saturday, begun on Monday: nobody else would draw it up.
    assert [
        (step.at, step.reason)
        for step in taken("2017-09-25", "2017-09-25")
        if step.unit == "麦积区政府"
    ] == [("2017-09-25 09:00", "false_report")]


def test_a_day_off_has_no_step_of_the_schedule() -> None:
    assert taken("2017-10-01", "2017-10-08") == ()
