"""A slip of the pen in a year (0001, 9999) ended ``policy simulate`` with a traceback."""

from __future__ import annotations

import json

import click
import pytest

from bot.cli.days import DAY
from documents.errors import BadFact
from documents.facts_jsonl import Numbers, read_facts
from tests.supervision.builders import measure

NUMBERS = Numbers.of([measure("1", "2017-08-31")], ["ts2017"])
REASON = {"at": "2017-08-16T10:00+08:00", "fact": "proper_reason", "measure": "1"}


@pytest.mark.parametrize(
    "fact",
    [
        REASON | {"until": "9999-12-31"},
        REASON | {"until": "2017-12-31", "at": "0001-01-01T00:00+08:00"},
        REASON | {"until": "2017-12-31", "at": "2207-08-16T10:00+08:00"},
    ],
)
def test_a_fact_of_such_a_year_is_refused_with_its_line(fact: dict[str, str]) -> None:
    with pytest.raises(BadFact, match="第 1 行"):
        read_facts(json.dumps(fact), NUMBERS)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_no_span_begins_or_ends_in_such_a_year(day: str) -> None:
    with pytest.raises(click.BadParameter):
        DAY.convert(day, None, None)
