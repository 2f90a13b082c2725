"""``facts record``, ``facts list``, ``facts withdraw``: what the office has found (事实)."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import click

from bot.cli.files import text_of
from bot.cli.frame import Group, command, desk, region_option
from documents.facts_jsonl import fact_to_json
from handlers.outside_numbers import OutsideNumbers
from handlers.record_facts import record_facts, records_of, withdraw_record
from handlers.words import fact_records as words
from supervision.facts import FactKind
from supervision.recorded import RecordedFact
from supervision.times import SHANGHAI


def register(cli: click.Group) -> None:
    """Add the commands."""
    cli.add_command(facts)


@click.group(cls=Group)
def facts() -> None:
    """事实：整改办记录的失实、未公开、被通报、发现问题、排名等。"""


@facts.command()
@click.argument("file", metavar="文件", type=click.Path(path_type=Path))
@click.option("--past", is_flag=True, help="早于上次拟制时刻的只计数，不引出措施。")
@click.option("--dry-run", is_flag=True, help="只列出将要记录的，不写入。")
@region_option
@command
def record(file: Path, *, past: bool, dry_run: bool, region: str | None) -> None:
    """记录一个文件里的事实（JSONL，与 policy simulate 同一格式）；有一行不对就一条也不记。"""
    text = text_of(file)
    with desk(region) as at:
        done = record_facts(at.office, text, at.now, counts_only=past, dry_run=dry_run)
    if done.unlisted:
        click.echo(words.unlisted(done.unlisted), err=True)
    if dry_run:
        click.echo(words.tried(done.new))
        return
    late = 0 if past else done.late
    click.echo(words.file_recorded(len(done.new), done.known, late, done.drawn))
    tables = sum(1 for fact in done.new if fact.kind is FactKind.RANKING)
    if tables:
        click.echo(words.tables_wait(tables))


@facts.command("list")
@click.option("--unit", metavar="单位", default="", help="只列这个单位的。")
@click.option("--limit", default=100, show_default=True, help="最多列多少条。")
@click.option("--json", "as_json", is_flag=True, help="一行一个 JSON。")
@region_option
@command
def list_command(*, unit: str, limit: int, as_json: bool, region: str | None) -> None:
    """列出记录的事实，最新的在前；撤回的也在内。"""
    with desk(region) as at:
        found = records_of(at.office, unit, limit)
        if as_json:
            numbers = OutsideNumbers(at.office)
            for one in found:
                click.echo(json.dumps(exported(one, numbers), ensure_ascii=False))
            return
    click.echo("\n".join(map(words.file_line, found)) or words.none_recorded())


@facts.command()
@click.argument("name", metavar="编号")
@region_option
@command
def withdraw(name: str, region: str | None) -> None:
    """撤回一条 30 分钟内记录、还没有用过的事实；记录保留，注明已撤回。"""
    with desk(region) as at:
        found = withdraw_record(at.office, name, at.now)
    click.echo(words.record_withdrawn(found))


def exported(record: RecordedFact, numbers: OutsideNumbers) -> dict[str, object]:
    """One line of the list: the fact as it is recorded from a file, and what the record says."""
    fact = replace(record.fact, measure=numbers.of(record.fact.measure))
    recorded = record.recorded_at.astimezone(SHANGHAI)
    return {
        "id": record.id,
        **fact_to_json(fact),
        "recorded_at": recorded.isoformat(timespec="seconds"),
        "remark": record.remark,
        "withdrawn": record.withdrawn_at is not None,
    }
