"""When duties open and until when they are due."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from supervision.duties import Duty, DutyKind, duty_number
from supervision.duty_rules import DutyRule, OnHoliday, published_by, yearly, yearly_due
from supervision.errors import PolicyError
from supervision.policy import Policy
from tests.supervision.builders import POLICIES, at, calendar

YEARLY = DutyRule(DutyKind.YEARLY_REPORT, "B2", due=(12, 31), opens=(12, 1), first_year=2019)
WEEKLY = DutyRule(DutyKind.PUBLICATION, "T6", within=10)


@pytest.mark.parametrize(
    ("since", "until", "years"),
    [
        ("2018-11-30 09:00", "2018-12-03 09:00", []),  # B2 begins in 2019
        ("2019-11-29 09:00", "2019-12-02 09:00", ["2019"]),  # the first is a Sunday
        ("2019-12-02 09:00", "2019-12-03 09:00", []),  # opened before
        ("2019-11-29 09:00", "2022-01-04 09:00", ["2019", "2020", "2021"]),  # after downtime
    ],
)
def test_a_year_opens_once_on_its_day_and_every_missed_one_in_order(since, until, years):
    opened = list(yearly(YEARLY, at(since), at(until), calendar()))
    assert [one.period for one in opened] == years


@pytest.mark.parametrize(
    ("rule", "year", "until"),
    [
        (OnHoliday.SAME, 2022, "2023-01-01 00:00"),  # a Saturday; it stays
        (OnHoliday.NEXT, 2022, "2023-01-04 00:00"),  # the first working day after New Year
        # Of 2016: 12:00 on the second working day after the holiday.
        (OnHoliday.SECOND_NOON, 2022, "2023-01-04 12:00"),
        (OnHoliday.NEXT, 2024, "2025-01-01 00:00"),  # a Tuesday, worked
        (OnHoliday.SECOND_NOON, 2024, "2025-01-01 00:00"),
    ],
)
def test_what_becomes_of_a_day_that_is_a_holiday(rule, year, until):
    made = DutyRule(DutyKind.YEARLY_REPORT, "B2", due=(12, 31), opens=(12, 1), on_holiday=rule)
    assert yearly_due(made, date(year, 12, 1), calendar()) == at(until)


def test_a_due_day_before_the_opening_day_is_of_the_next_year():
    made = DutyRule(DutyKind.YEARLY_REPORT, "B2", due=(1, 31), opens=(12, 1))
    assert yearly_due(made, date(2022, 12, 1), calendar()) == at("2023-02-01 00:00")


def test_a_publication_is_of_its_month_and_due_in_working_days():
    opening = published_by(WEEKLY, date(2017, 9, 15), calendar())
    assert opening.period == "2017-09"
    assert opening.due == at("2017-09-30 00:00")  # the tenth working day is the 29th
    assert published_by(WEEKLY, date(2017, 9, 29), calendar()).due == at("2017-10-20 00:00")


def test_a_number_is_of_region_kind_unit_and_period_and_of_nothing_else():
    def made(**other: object) -> Duty:
        fields = {
            "kind": DutyKind.PUBLICATION,
            "unit": "市建设局",
            "period": "2017-08",
            "opened_at": at("2017-08-15 15:00"),
            **other,
        }
        return Duty("", clause="T6", due=at("2017-08-30 00:00"), **fields)  # type: ignore[arg-type]

    number = duty_number("ts", made(), 6)
    assert number.startswith("GK-201708-")
    assert duty_number("ts", made(opened_at=at("2017-08-31 15:00")), 6) == number
    others = (made(unit="市水务局"), made(period="2017-09"), made(kind=DutyKind.CLUE))
    assert len({number, *(duty_number("ts", one, 6) for one in others)}) == 4
    assert duty_number("other", made(), 6) != number


@pytest.mark.parametrize(
    ("change", "names"),
    [
        (lambda v: v["duties"]["clue"].pop("within"), r"\[duties.clue\] within"),
        (lambda v: v["duties"]["clue"].update(within=0), r"\[duties.clue\] within"),
        (lambda v: v["duties"]["clue"].update(clause="T99"), "T99"),
        (lambda v: v["duties"]["clue"].update(due="12-31"), r"\[duties.clue\] due"),
        (lambda v: v["duties"].update(gossip={}), r"\[duties\] gossip"),
        (lambda v: v["duties"].update(ask_unreported="yes"), "ask_unreported"),
        (lambda v: v["terms"].update(immediate=0), r"\[terms\] immediate"),
        (lambda v: v["terms"].update(soon=1), r"\[terms\] soon"),
        (lambda v: v["extensions"].update(approved_by=["liaison"]), "approved_by"),
        (
            lambda v: v["duties"].update(
                yearly_report={"clause": "T6", "opens": "12-01", "due": "13-40"}
            ),
            r"\[duties.yearly_report\] due",
        ),
    ],
)
def test_a_mistake_is_named_by_its_table_and_key(change, names):
    values = tomllib.loads((POLICIES / "tianshui-2017.toml").read_text(encoding="utf-8"))
    change(values)
    with pytest.raises(PolicyError, match=names):
        Policy.from_mapping(values)


def test_a_policy_without_these_sections_works_and_owes_nothing():
    values = tomllib.loads((POLICIES / "tianshui-2017.toml").read_text(encoding="utf-8"))
    del values["duties"], values["terms"]
    policy = Policy.from_mapping(values)
    assert policy.duties.rules == {}
    assert policy.terms.rules == {}
