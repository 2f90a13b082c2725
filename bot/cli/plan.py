"""``plan import``: a rectification plan (整改方案) into the ledger."""

from __future__ import annotations

import json
from pathlib import Path

import click

from bot.cli.frame import Group, command, desk, region_option
from bot.errors import InputError
from documents.ledger_jsonl import documents_lines
from documents.plan import read_plans
from handlers.import_plan import compare, import_plans
from handlers.words import command_line, importing
from supervision.reportable import is_problem


def register(cli: click.Group) -> None:
    """Add the commands."""
    cli.add_command(plan)


@click.group(cls=Group)
def plan() -> None:
    """整改方案。"""


@plan.command("import")
@click.argument("file", metavar="文件", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="只读不写：列出读到什么、会改什么。")
@click.option("--json", "as_json", is_flag=True, help="输出读到的记录（JSON，一行一条）。")
@click.option("--plan", "plan_id", metavar="ID", default=None, help="方案代号，例如 ts2017。")
@region_option
@command
def import_command(
    file: Path, dry_run: bool, as_json: bool, plan_id: str | None, region: str | None
) -> None:
    """把方案读进台账。再次导入同一份不会改动；台账里多出的项目保留，不会删除。

    导出的台账里有几个方案，就一起导入。
    """
    try:
        data = file.read_bytes()
    except OSError as exc:
        raise InputError(command_line.cannot_read(str(file))) from exc
    plans = read_plans(data, name=file.stem, plan_id=plan_id)
    if as_json:
        for line in documents_lines(plans):
            click.echo(json.dumps(line, ensure_ascii=False))
    # With --json the records stand alone on stdout, so that another program can read them.
    for document in plans:
        if document.repair:
            click.echo(importing.repaired(document.repair), err=as_json)
        alone = sum(is_problem(record.number) for record in document.records)
        click.echo(importing.found(document.plan.title, document.tally, alone), err=as_json)
    with desk(region) as at:
        if dry_run:
            told = [importing.would_change(compare(at.office, document)) for document in plans]
        else:
            told = [importing.changed(d) for d in import_plans(at.office, plans, at.now)]
    for document, said in zip(plans, told, strict=True):
        several = len(plans) > 1
        click.echo(importing.of_plan(document.plan, said) if several else said, err=as_json)
