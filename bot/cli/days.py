"""A day as a command takes it (日期)."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from handlers.words import command_line
from supervision.times import YEARS


class DayType(click.ParamType[date]):
    """2017-07-05."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day of these words; others, and years in which nothing lies, are refused."""
        if isinstance(value, date):
            return value
        try:
            found = date.fromisoformat(str(value))
        except ValueError:
            found = date.min
        if found.year not in YEARS:
            name = param.opts[-1] if param and param.opts else ""
            self.fail(command_line.no_day(name, str(value)), param, ctx)
        return found


DAY = DayType()
