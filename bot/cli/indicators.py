"""``indicators``: values of the indicators (环境质量指标), each with its day and source."""

from __future__ import annotations

import json
import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from bot.cli.frame import Desk, Group, command, desk, region_option
from bot.errors import InputError
from handlers.indicators import assessed, enter, named
from handlers.words import command_line
from handlers.words import indicators as words
from supervision.indicators import Indicator, Track, read_number
from supervision.times import local_date

Given = tuple[Indicator, str, date, str]


def register(cli: click.Group) -> None:
    """Add the commands."""
    cli.add_command(indicators)


@click.group(cls=Group)
def indicators() -> None:
    """环境质量指标：目标在制度文件里，数值在这里录入。"""


@indicators.command()
@click.option("--json", "as_json", is_flag=True, help="一行一个 JSON 对象。")
@region_option
@command
def show(*, as_json: bool, region: str | None) -> None:
    """列出每项指标：目标、最近数值、来源、是否达到时序和算式。"""
    with desk(region) as at:
        found = assessed(at.office, local_date(at.now))
    for one in found:
        click.echo(
            json.dumps(words.fields(one), ensure_ascii=False) if as_json else words.line(one)
        )
    if not found:
        click.echo(words.listed(found, ""))


@indicators.command("set")
@click.argument("name", metavar="名称或文件")
@click.argument("value", metavar="[数值]", default="")
@click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="数值所属的日期，例如 2024-12-31。"
)
@click.option("--source", default="", metavar="来源", help="数据从哪里来。")
@region_option
@command
def set_(name: str, value: str, *, day: datetime | None, source: str, region: str | None) -> None:
    """录入一个数值，或一个 TOML 文件里的全部数值；以前的数值都保留。"""
    with desk(region) as at:
        given = _one(at, name, value, day, source) if value else _of_file(at, Path(name))
        found = enter(at.office, given, at.now)
    for one in found:
        click.echo(words.entered(one))
        if one.track is Track.MISSED and one.indicator.counts_as:
            click.echo(words.propose_fact(one))


def _one(at: Desk, name: str, value: str, day: datetime | None, source: str) -> list[Given]:
    if day is None:
        raise InputError(words.word_missing("--date"))
    return [_checked(at, name, value, day.date(), source)]


def _of_file(at: Desk, file: Path) -> list[Given]:
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as exc:
        raise InputError(command_line.cannot_read(str(file))) from exc
    except ValueError as exc:
        raise InputError(words.bad_file(str(file))) from exc
    rows: Any = tables.get("values")
    if not isinstance(rows, list) or not rows:
        raise InputError(words.bad_file(str(file)))
    given = []
    for place, row in enumerate(rows, 1):
        told: dict[str, Any] = row if isinstance(row, dict) else {}
        if type(told.get("date")) is not date or not isinstance(told.get("name"), str):
            raise InputError(words.bad_file(str(file), place))
        value, source = str(told.get("value", "")), str(told.get("source", ""))
        given.append(_checked(at, told["name"], value, told["date"], source))
    return given


def _checked(at: Desk, name: str, value: str, day: date, source: str) -> Given:
    today = local_date(at.now)
    found = named(at.office, name, today)
    if len(found) != 1:
        known = found or at.office.regime().on(today).indicators
        raise InputError(words.unknown(name, [one.name for one in known]))
    number = read_number(value)
    if number is None:
        raise InputError(words.bad_value(value))
    if day > today:
        raise InputError(words.later_than_today(day))
    if not source.strip():
        raise InputError(words.word_missing("--source"))
    return found[0], str(number), day, source.strip()
