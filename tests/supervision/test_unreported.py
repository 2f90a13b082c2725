"""A period without a report is a question in the presets, and a step where a policy says so."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest

from supervision.cycles import Moment, Work, last_dispatch
from supervision.decisions import Reason, Step
from supervision.policy import Policy
from supervision.progress import Lifecycle
from supervision.unreported import silence, unreported
from supervision.view import DrawUpHour
from tests.supervision.builders import POLICIES, at, calendar, claimed, entry, tianshui

SINCE = at("2017-08-01 09:00")
MOMENT = Moment(at("2017-09-01 09:00"), (Work.DAILY, Work.DISPATCH))


class Ledger:
    """The one question that is asked here."""

    def __init__(self, *entries):
        self._entries = entries

    def silent_since(self, since):  # noqa: ARG002 - the rule looks closer
        return self._entries


def with_rule() -> Policy:
    values = tomllib.loads((POLICIES / "tianshui-2017.toml").read_text(encoding="utf-8"))
    values["rules"].append(
        {
            "step": "warning",
            "trigger": "not_reported_in_period",
            "clause": "T5",
            "to": ["liaison"],
        }
    )
    return Policy.from_mapping(values)


@pytest.mark.parametrize(
    ("found", "silent"),
    [
        (entry("1", "2017-12-31"), True),  # never reported
        (entry("1", "2017-12-31", progress=claimed(40)), True),  # reported in July
        (
            entry(
                "1",
                "2017-12-31",
                progress=replace(
                    claimed(40), claim=replace(claimed(40).claim, at=at("2017-08-01 09:00"))
                ),
            ),
            False,  # at the hour of the last dispatch: of this period
        ),
        (entry("1", "2017-12-31", progress=claimed(100, lifecycle=Lifecycle.APPLIED)), False),
        (entry("1", "2017-12-31", progress=claimed(100, lifecycle=Lifecycle.CLOSED)), False),
    ],
)
def test_what_is_silent_since_the_last_dispatch(found, silent):
    assert bool(unreported([found], SINCE)) is silent


def test_a_plan_that_is_younger_than_the_period_is_not_asked_about():
    assert unreported([entry("1", "2017-12-31")], at("2017-07-03 09:00")) == []


def test_the_last_dispatch_is_strictly_before_and_moves_with_days_off():
    policy, days = tianshui(), calendar()
    assert last_dispatch(at("2017-09-01 09:00"), policy, days) == at("2017-08-01 09:00")
    # The first of October 2017 lies in a week off.
    assert last_dispatch(at("2017-11-01 09:00"), policy, days) == at("2017-10-09 09:00")


def hour(policy: Policy) -> DrawUpHour:
    ledger = Ledger(entry("1", "2017-12-31"), entry("2", "2017-12-31", progress=claimed(9)))
    return DrawUpHour(MOMENT, SINCE, policy, calendar(), (), ledger, None)  # type: ignore[arg-type]


def test_a_rule_makes_one_step_a_unit_and_the_presets_have_none():
    [made] = silence(hour(with_rule()))
    assert (made.step, made.reason, made.unit) == (
        Step.WARNING,
        Reason.NOT_REPORTED_IN_PERIOD,
        "市建设局",
    )
    assert [f.measure for f in made.findings] == ["1", "2"]
    assert silence(hour(tianshui())) == []
