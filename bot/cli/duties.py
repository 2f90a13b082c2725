"""``duties``: what units owe beside their measures (应办事项), and their public yearly report."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click

from bot.cli.evidence import save_new
from bot.cli.frame import Group, command, desk, region_option
from bot.errors import InputError
from handlers.errors import UnknownUnit
from handlers.outside_numbers import OutsideNumbers
from handlers.unit_report import unit_report
from handlers.words import command_line
from handlers.words import duties as words
from handlers.words import unit_report as report_words
from supervision.duties import Duty, DutyKind
from supervision.times import SHANGHAI, local_date

KINDS = click.Choice([str(kind) for kind in DutyKind])


def register(cli: click.Group) -> None:
    """Add the commands."""
    cli.add_command(duties)


@click.group(cls=Group)
def duties() -> None:
    """应办事项：公开整改结果、年度报告、年度公开、问题线索。"""


@duties.command("list")
@click.option("--unit", metavar="单位", default=None, help="只列这个单位的。")
@click.option("--kind", type=KINDS, default=None, help="只列这一种。")
@click.option("--late", is_flag=True, help="只列逾期未办的。")
@click.option("--json", "as_json", is_flag=True, help="逐行输出 JSON。")
@region_option
@command
def list_(
    *, unit: str | None, kind: str | None, late: bool, as_json: bool, region: str | None
) -> None:
    """逐行列出应办事项，已办的也在内。"""
    with desk(region) as at:
        named = at.office.store.ledger.unit(unit) if unit else None
        if unit and named is None:
            raise UnknownUnit(unit)
        found = [
            duty
            for duty in at.office.store.duties.all()
            if (named is None or duty.unit == named.name)
            and (kind is None or duty.kind == kind)
            and (not late or duty.late(at.now))
        ]
        numbers = OutsideNumbers(at.office)
        for duty in found:
            line = _exported(duty, at.now, numbers) if as_json else words.row(duty, at.now)
            click.echo(line)
        if not found and not as_json:
            click.echo(words.none_listed())


@duties.command()
@click.argument("unit", metavar="单位")
@click.option("--year", type=click.IntRange(2000, 2100), default=None, help="哪一年，默认今年。")
@click.option(
    "--to",
    "target",
    metavar="FILE.docx",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="另存为这个文件，已有的文件不会被覆盖。",
)
@region_option
@command
def report(unit: str, year: int | None, target: Path, region: str | None) -> None:
    """把单位当年可对外公开的整改落实情况写成 Word 文件，只含已公开的事项。"""
    from documents.paper_docx import write_paper  # noqa: PLC0415 - only when a file is asked for

    if target.suffix != ".docx":
        raise InputError(report_words.not_docx(str(target)))
    with desk(region) as at:
        named = at.office.store.ledger.unit(unit)
        if named is None:
            raise UnknownUnit(unit)
        found = unit_report(at.office, named.name, year or local_date(at.now).year, at.now)
        save_new(write_paper(report_words.paper(found)), target)
        click.echo(command_line.saved(str(target)))


def _exported(duty: Duty, now: datetime, numbers: OutsideNumbers) -> str:
    line = {
        "number": duty.number,
        "kind": duty.kind,
        "unit": duty.unit,
        "clause": duty.clause,
        "period": duty.period,
        "measure": numbers.of(duty.measure) or None,
        "opened_at": duty.opened_at.astimezone(SHANGHAI).isoformat(timespec="seconds"),
        "due": duty.due_day.isoformat(),
        "state": duty.state,
        "late": duty.late(now),
        "proof": duty.proof or None,
        "photos": duty.photos,
        "recorded": duty.failed_at is not None and not duty.excused,
    }
    return json.dumps(line, ensure_ascii=False)
