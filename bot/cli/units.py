"""``units``: the tree of units (四级单位), each below its parent."""

from __future__ import annotations

import json

import click

from bot.cli.frame import Command, command, desk, region_option
from handlers.words import command_cases as words
from supervision.unit_tree import drawn_as_tree


def register(cli: click.Group) -> None:
    """Add the command."""
    cli.add_command(units)


@click.command(cls=Command)
@click.option("--json", "as_json", is_flag=True, help="一行一个 JSON。")
@region_option
@command
def units(*, as_json: bool, region: str | None) -> None:
    """按上下级列出全部单位；上级由台账 JSONL 的 parent 给出。"""
    with desk(region) as at:
        found = list(drawn_as_tree(at.office.store.ledger.units()))
    if as_json:
        for depth, unit in found:
            line = {"name": unit.name, "level": unit.level, "parent": unit.parent, "depth": depth}
            click.echo(json.dumps(line, ensure_ascii=False))
        return
    click.echo("\n".join(words.unit_line(depth, unit) for depth, unit in found) or words.no_units())
