"""``calendar show`` and ``calendar set``: the working days of a year (工作日表)."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import click

from bot.cli.frame import Group, command, desk, region_option
from bot.errors import InputError
from handlers.recompute import Moved, Recount, recompute
from handlers.words import calendar as calendar_words
from handlers.words import command_line
from handlers.working_calendar import enter_year
from storage.change import Change
from supervision.working_days import KNOWN_FROM, WorkingDays

LAST_YEAR = 2100
"""Nobody knows the days off of a later one."""


def register(cli: click.Group) -> None:
    """Add the commands."""
    cli.add_command(calendar)


@click.group(cls=Group)
def calendar() -> None:
    """工作日表：放假与调休。"""


@calendar.command()
@click.argument("year", type=click.IntRange(KNOWN_FROM.year, LAST_YEAR), metavar="年份")
@region_option
@command
def show(year: int, region: str | None) -> None:
    """列出一年里与周末不同的日子：放假的工作日，上班的周末。"""
    with desk(region) as at:
        days = at.office.working_days()
    if days.guessed(date(year, 12, 31)):
        raise InputError(command_line.year_unknown(year))
    click.echo(command_line.year(year, *differing(days, year)))


def differing(days: WorkingDays, year: int) -> tuple[list[date], list[date], int]:
    """Weekdays off, weekend days at work, and the number of working days of a year."""
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    every = [date.fromordinal(n) for n in range(first, last + 1)]
    working = {day for day in every if days.is_working(day, strict=True)}
    off = [day for day in every if day.weekday() < 5 and day not in working]
    made_up = [day for day in every if day.weekday() >= 5 and day in working]
    return off, made_up, len(working)


@calendar.command("set")
@click.argument("file", metavar="文件", type=click.Path(path_type=Path))
@region_option
@command
def enter(file: Path, region: str | None) -> None:
    """录入一年的放假安排。TOML 文件：year = 2027，off = [放假的日子]，work = [调休上班的日子]。"""
    year, exceptions = read_year(file)
    moved: list[Moved] = []
    with desk(region) as at:

        def count_again(change: Change, days: WorkingDays) -> None:
            moved[:] = recompute(Recount(at.office, days, at.now, change))

        enter_year(at.office.store, year, exceptions, at.now, count_again)
        days = at.office.working_days()
    click.echo(command_line.year(year, *differing(days, year)))
    click.echo(calendar_words.moved(moved))


def read_year(file: Path) -> tuple[int, dict[date, bool]]:
    """A year and the days on which it differs from Monday–Friday. Raises InputError."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as exc:
        raise InputError(command_line.cannot_read(str(file))) from exc
    except ValueError as exc:
        raise InputError(command_line.no_year_file(str(file))) from exc
    year, off, work = table.get("year"), table.get("off", []), table.get("work", [])
    days = [*off, *work] if isinstance(off, list) and isinstance(work, list) else [None]
    plain = all(type(day) is date and day.year == year for day in days)
    if type(year) is int and not KNOWN_FROM.year <= year <= LAST_YEAR:
        raise InputError(calendar_words.year_out_of_range(year, KNOWN_FROM.year, LAST_YEAR))
    if type(year) is not int or not days or not plain or len(set(days)) != len(days):
        raise InputError(command_line.no_year_file(str(file)))
    return year, dict.fromkeys(off, False) | dict.fromkeys(work, True)
