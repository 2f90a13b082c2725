"""``invitations``: binding codes that nobody has used (未用的绑定码), and making one void."""

from __future__ import annotations

import json

import click

from bot.cli.frame import Group, command, desk, region_option
from handlers.bindings import Deed
from handlers.open_invitations import by_id, make_void
from handlers.words import open_invitations as words
from storage.change import Change
from supervision.records import Role
from supervision.times import to_iso


def register(cli: click.Group) -> None:
    """Add the commands."""
    cli.add_command(invitations)


@click.group(cls=Group)
def invitations() -> None:
    """未用的绑定码：编号是摘要，看不到码本身。"""


@invitations.command("list")
@click.option("--json", "as_json", is_flag=True, help="一行一个 JSON 对象。")
@region_option
@command
def list_(*, as_json: bool, region: str | None) -> None:
    """列出没有用过的绑定码：编号、单位、身份、有效期。"""
    with desk(region) as at:
        found, _ = at.office.store.invitations.open(at.now, 0, -1)
    for one in found:
        until = to_iso(one.until) if one.until else None
        fields = {"id": one.digest[:8], "unit": one.unit, "role": one.role, "until": until}
        click.echo(json.dumps(fields, ensure_ascii=False) if as_json else words.row(one))


@invitations.command()
@click.argument("id_", metavar="编号")
@region_option
@command
def withdraw(id_: str, region: str | None) -> None:
    """作废一个没有用过的绑定码。编号见 invitations list。"""
    with desk(region) as at:
        deed = Deed("", Role.OFFICE, at.now, "command")
        found, change = by_id(at.office, id_, deed), Change()
        make_void(at.office, change, found, deed)
        at.office.store.commit(change)
    click.echo(words.made_void(found))
