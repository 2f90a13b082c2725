"""``reports export``: every progress report ever made."""

from __future__ import annotations

import json

import click

from bot.cli.frame import Group, command, desk, region_option
from handlers.outside_numbers import OutsideNumbers
from supervision.progress import Report
from supervision.times import SHANGHAI


def register(cli: click.Group) -> None:
    """Add the commands."""
    cli.add_command(reports)


@click.group(cls=Group)
def reports() -> None:
    """进展上报。"""


@reports.command()
@region_option
@command
def export(region: str | None) -> None:
    """逐行输出全部上报（JSON，一行一条），撤回的也在内。"""
    with desk(region) as at:
        numbers = OutsideNumbers(at.office)
        for report in at.office.store.reports.all():
            click.echo(json.dumps(exported(report, numbers), ensure_ascii=False))


def exported(report: Report, numbers: OutsideNumbers) -> dict[str, object]:
    """One line of the export (design §4, reports export)."""
    return {
        "at": report.at.astimezone(SHANGHAI).isoformat(timespec="seconds"),
        "unit": report.unit,
        "measure": numbers.of(report.measure),
        "percent": report.percent,
        "status": str(report.status),
        "finish_by": report.finish_by.isoformat() if report.finish_by else None,
        "problem": report.problem,
        "evidence": report.evidence,
        "withdrawn": report.withdrawn,
    }
