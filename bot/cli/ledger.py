"""``ledger export``: the whole ledger (台账) out again."""

from __future__ import annotations

import json
from collections.abc import Iterator

import click

from bot.cli.frame import Group, command, desk, region_option
from documents.ledger_jsonl import to_lines
from handlers.errors import EmptyLedger
from handlers.office import Office
from supervision.reportable import is_problem


def register(cli: click.Group) -> None:
    """Add the commands."""
    cli.add_command(ledger)


@click.group(cls=Group)
def ledger() -> None:
    """台账。"""


@ledger.command()
@click.option("--format", "form", type=click.Choice(["jsonl"]), default="jsonl", help="输出格式。")
@region_option
@command
def export(form: str, region: str | None) -> None:  # noqa: ARG001  # the one format so far
    """逐行输出整个台账（JSON，一行一条）；再导入回来不会有任何改动。"""
    with desk(region) as at:
        for line in lines_of(at.office):
            click.echo(json.dumps(line, ensure_ascii=False))


def lines_of(office: Office) -> Iterator[dict[str, object]]:
    """The lines of the ledger. Raises EmptyLedger."""
    stored = office.store.ledger
    region = stored.region()
    if region is None:
        raise EmptyLedger
    plans = stored.plans()
    yield from to_lines(
        region=region,
        units=stored.units(),
        plans=plans,
        problems=(problem for plan in plans for problem in stored.problems(plan.id)),
        # A problem's own record is made of its line.
        measures=(
            entry.measure
            for plan in plans
            for entry in stored.all_entries(plan.id)
            if not is_problem(entry.measure.number)
        ),
    )
