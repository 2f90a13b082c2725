"""``errands list``: what the program has asked of the platform in vain (没有办成的差事)."""

from __future__ import annotations

import json

import click

from bot.cli.frame import Group, command, desk, region_option
from handlers.words import errands as words
from storage.errands import ErrandRecord
from supervision.times import to_iso


def register(cli: click.Group) -> None:
    """Add the commands."""
    cli.add_command(errands)


@click.group(cls=Group)
def errands() -> None:
    """差事：程序替人向微信要办的事，例如取回照片。"""


@errands.command("list")
@click.option("--waiting", is_flag=True, help="改列还没有办的。")
@click.option("--limit", default=50, show_default=True, help="最多列多少件。")
@click.option("--json", "as_json", is_flag=True, help="一行一个 JSON 对象。")
@region_option
@command
def list_(*, waiting: bool, limit: int, as_json: bool, region: str | None) -> None:
    """列出 30 天内没有办成的，最新的在前：编号、什么事、试了几次、为什么。"""
    with desk(region) as at:
        kept = at.office.store.errands
        found = kept.waiting(limit) if waiting else kept.given_up(limit)
    if as_json:
        for one in found:
            click.echo(json.dumps(_fields(one), ensure_ascii=False))
        return
    click.echo("\n".join(map(words.row, found)) or words.none(waiting=waiting))


def _fields(one: ErrandRecord) -> dict[str, object]:
    settled = to_iso(one.settled_at) if one.settled_at else None
    return {
        "id": one.errand.id,
        "kind": one.errand.kind,
        "state": one.state,
        "attempts": one.attempts,
        "error": one.error,
        "settled": settled,
    }
