"""``invite``: a one-time binding code (绑定码)."""

from __future__ import annotations

import json

import click

from bot.cli.frame import Command, command, desk, region_option
from handlers import invite as use_case
from handlers.words import command_line
from supervision.records import Role
from supervision.times import SHANGHAI

ROLES = [str(role) for role in Role if role is not Role.CITIZEN]


def register(cli: click.Group) -> None:
    """Add the command."""
    cli.add_command(invite)


@click.command(cls=Command)
@click.argument("unit", metavar="单位")
@click.option("--role", type=click.Choice(ROLES), default=str(Role.LIAISON), help="角色。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@region_option
@command
def invite(unit: str, role: str, as_json: bool, region: str | None) -> None:
    """生成一次性绑定码，发给要绑定的人；本人在公众号里发送「绑定 CODE」。"""
    with desk(region) as at:
        made = use_case.invite(at.office, unit, Role(role), at.now)
    if as_json:
        expires = made.expires.astimezone(SHANGHAI).isoformat(timespec="seconds")
        click.echo(json.dumps({"code": made.code, "scene": made.scene, "expires": expires}))
    else:
        click.echo(command_line.invited(made.code, made.unit, made.expires))
