"""``assessment``: the yearly score sheets of units (年度考核评分)."""

from __future__ import annotations

import json
from pathlib import Path

import click

from bot.cli.frame import Desk, Group, command, desk, region_option
from bot.cli.papers import save
from bot.errors import InputError
from handlers.assessment import sheet_of, sheets
from handlers.errors import UnknownUnit
from handlers.words import assessment as words
from handlers.words import assessment_table
from storage.change import Change
from supervision.assessment import Share, Sheet
from supervision.assessment_rules import ENTERED, Assessment, Figure
from supervision.times import local_date, to_iso


def register(cli: click.Group) -> None:
    """Add the commands."""
    cli.add_command(assessment)


@click.group(cls=Group)
def assessment() -> None:
    """年度考核评分：只评单位，不评个人。"""


@assessment.command()
@click.argument("year", type=click.IntRange(2000, 2100), metavar="年份")
@click.option("--unit", default="", metavar="单位", help="只看一个单位。")
@click.option("--json", "as_json", is_flag=True, help="一行一个 JSON 对象。")
@click.option("--xlsx", type=click.Path(path_type=Path), metavar="文件", help="另存为 xlsx 文件。")
@region_option
@command
def show(year: int, *, unit: str, as_json: bool, xlsx: Path | None, region: str | None) -> None:
    """列出评分表：每项的分子、分母、算式和得分。"""
    with desk(region) as at:
        rules = rules_of(at)
        if year > local_date(at.now).year:
            raise InputError(words.year_to_come(year))
        found = _sheets(at, rules, unit, year)
        policy = at.office.policy_at(at.now)
    if as_json:
        for one in found:
            click.echo(json.dumps(assessment_table.fields(one, rules), ensure_ascii=False))
    elif xlsx is not None:
        from documents.workbook import write_workbook  # noqa: PLC0415 - heavy, and for this alone

        save(xlsx, write_workbook(assessment_table.tables(found, rules, year)))
    else:
        for one in found:
            click.echo(words.sheet(one, rules, policy) + "\n")
        click.echo(words.DEFINITION)


@assessment.command()
@click.argument("unit", metavar="单位")
@click.argument("year", type=click.IntRange(2000, 2100), metavar="年份")
@click.argument("figure", type=click.Choice(sorted(map(str, ENTERED))), metavar="项目")
@click.argument("part", type=click.IntRange(0, 10**9), metavar="分子")
@click.argument("whole", type=click.IntRange(1, 10**9), metavar="分母")
@click.option("--source", required=True, metavar="来源", help="数据从哪里来。")
@region_option
@command
def enter(
    *, unit: str, year: int, figure: str, part: int, whole: int, source: str, region: str | None
) -> None:
    """录入台账里没有的数据：satisfaction 公众满意度，environment 环境质量目标完成率。"""
    if part > whole:
        raise InputError(words.part_exceeds_whole(part, whole))
    with desk(region) as at:
        rules_of(at)
        known = at.office.store.ledger.unit(unit)
        if known is None:
            raise UnknownUnit(unit)
        share = Share(part, whole, source=source)
        before = at.office.store.assessment_shares.of_unit(known.name, year).get(Figure(figure))
        change = Change()
        at.office.store.assessment_shares.put(change, known.name, year, Figure(figure), share)
        told = {"year": year, "figure": figure}
        change.journal(_entry(at, known.name, told, before, share))
        at.office.store.commit(change)
    click.echo(words.entered(known.name, year, Figure(figure), share))


def rules_of(at: Desk) -> Assessment:
    """The score sheet of the region's policy. Raises InputError when it has none."""
    rules = at.office.policy_at(at.now).assessment
    if rules is None:
        raise InputError(words.not_in_policy())
    return rules


def _sheets(at: Desk, rules: Assessment, unit: str, year: int) -> list[Sheet]:
    if not unit:
        return list(sheets(at.office, rules, year, at.now))
    known = at.office.store.ledger.unit(unit)
    if known is None:
        raise UnknownUnit(unit)
    return [sheet_of(at.office, rules, known.name, year, at.now)]


def _entry(
    at: Desk, unit: str, about: dict[str, object], before: Share | None, after: Share
) -> dict[str, object]:
    was, now = (
        {**about, "part": one.part, "whole": one.whole} if one else None for one in (before, after)
    )
    return {
        "at": to_iso(at.now),
        "pid": "",
        "role": "office",
        "unit": unit,
        "act": "enter_assessment",
        "measure": "",
        "before": was,
        "after": now,
        "source": "cli",
    }
