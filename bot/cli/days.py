"""A day as a command takes it (日期)."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from handlers.words import command_line


class DayType(click.ParamType[date]):
    """2017-07-05."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day of these words; the command line tells what is wrong with others."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            name = param.opts[-1] if param and param.opts else ""
            self.fail(command_line.no_day(name, str(value)), param, ctx)


DAY = DayType()
