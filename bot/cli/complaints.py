"""``complaints list``, ``counts``, ``export``, ``recount``: the complaint desk (举报件)."""

from __future__ import annotations

import json
from pathlib import Path

import click

from bot.cli.frame import Group, command, desk, region_option
from bot.errors import InputError
from handlers.cases.table import as_record, rows
from handlers.errors import UnknownUnit
from handlers.words import case_counts as count_words
from handlers.words import command_cases as words
from storage.change import Change
from supervision.complaint_counts import Counts
from supervision.times import local_date

MOST = 100_000
"""Repeated ones that are listed at once; an office has some dozens."""


def register(cli: click.Group) -> None:
    """Add the commands."""
    cli.add_command(complaints)


@click.group(cls=Group)
def complaints() -> None:
    """群众举报件。"""


@complaints.command("list")
@click.option("--open", "only_open", is_flag=True, help="只列未办结的。")
@click.option("--repeated", is_flag=True, help="只列确认的重复件，同一组排在一起。")
@click.option("--unit", metavar="单位", default="", help="只列交办给这个单位的。")
@click.option("--json", "as_json", is_flag=True, help="一行一个 JSON。")
@region_option
@command
def list_command(
    *, only_open: bool, repeated: bool, unit: str, as_json: bool, region: str | None
) -> None:
    """列出举报件，先登记的在前；不显示举报人。"""
    with desk(region) as at:
        store = at.office.store.complaints
        if repeated:
            groups, _ = store.repeated(0, MOST)
            found = [case for head, _ in groups for case in store.linked(head.number)]
        else:
            known = at.office.store.ledger.unit(unit) if unit else None
            if unit and known is None:
                raise UnknownUnit(unit)
            found = list(store.ever_with(known.name) if known else store.all())
    shown = [case for case in found if case.open or not only_open]
    if as_json:
        for case in shown:
            click.echo(json.dumps(as_record(case), ensure_ascii=False))
        return
    today = local_date(at.now)
    click.echo("\n".join(words.line(case, today) for case in shown) or words.none())


@complaints.command()
@click.option("--json", "as_json", is_flag=True, help="输出一个 JSON。")
@region_option
@command
def counts(*, as_json: bool, region: str | None) -> None:
    """统计：件数、交办数、类型数分别计，两种办结率都附算式。"""
    with desk(region) as at:
        store = at.office.store.complaints
        found, overdue = store.counts(), store.overdue_count(at.now)
    if as_json:
        click.echo(json.dumps(as_json_counts(found, overdue), ensure_ascii=False))
    else:
        click.echo(count_words.told(found, overdue))


@complaints.command()
@click.argument("file", metavar="文件", type=click.Path(path_type=Path))
@click.option("--public", is_flag=True, help="只含已公开的，用公开的概述。")
@region_option
@command
def export(file: Path, *, public: bool, region: str | None) -> None:
    """导出一览表，文件名以 .xlsx 或 .csv 结尾。"""
    from documents.complaint_sheet import to_csv, to_xlsx  # noqa: PLC0415  # no server needs tables

    if file.suffix not in (".xlsx", ".csv"):
        raise InputError(words.which_format(str(file)))
    with desk(region) as at:
        table = list(rows(at.office, at.office.store.complaints.all(), public=public))
    note = count_words.WHY_TOTALS_DIFFER
    content = to_xlsx(table, note) if file.suffix == ".xlsx" else to_csv(table)
    try:
        file.write_bytes(content)
    except OSError as exc:
        raise InputError(words.cannot_write(str(file))) from exc
    click.echo(words.exported(len(table), str(file)))


@complaints.command()
@region_option
@command
def recount(region: str | None) -> None:
    """把旧版本登记的举报件计入统计；已计入的不变。"""
    with desk(region) as at:
        change = Change()
        entered = at.office.store.complaints.count_anew(change)
        if not change.empty:
            at.office.store.commit(change)
    click.echo(words.recounted(entered))


def as_json_counts(found: Counts, overdue: int) -> dict[str, object]:
    """The counts for another program: totals, rates with figures and formula, breakdowns."""
    return {
        "cases": found.cases,
        "assignments": found.assignments,
        "kinds": found.kinds,
        "why_totals_differ": count_words.WHY_TOTALS_DIFFER,
        "rates": [
            {"name": name, "value": value, "formula": formula}
            for name, value, formula in count_words.rates(found)
        ],
        "by_state": dict(count_words.by_state(found)),
        "by_source": dict(count_words.by_source(found)),
        "by_kind": dict(count_words.by_kind(found)),
        "by_unit": found.units,
        "by_verdict": dict(count_words.by_verdict(found)),
        "repeated": found.of("repeated"),
        "overdue_assignments": overdue,
    }
