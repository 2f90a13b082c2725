"""``invite``: one-time binding codes (绑定码), alone, as a QR code, or as a sheet to print."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click

from bot.cli.frame import Command, Desk, command, desk, region_option
from bot.cli.invitation_files import Drawn, draw_qr, draw_sheet, must_end
from bot.errors import InputError
from handlers import invite as use_case
from handlers.words import invitations as words
from handlers.words.binding import GROUP_NAMES
from supervision.people import Group
from supervision.records import Role
from supervision.times import SHANGHAI

ROLES = [str(role) for role in Role if role is not Role.CITIZEN]
GROUPS = {name: group for group, name in GROUP_NAMES.items()}
PHONE = re.compile(r"[+\d][\d\- ]{4,19}")


def register(cli: click.Group) -> None:
    """Add the command."""
    cli.add_command(invite)


@click.command(cls=Command)
@click.argument("units", metavar="单位…", nargs=-1)
@click.option("--role", type=click.Choice(ROLES), default=str(Role.LIAISON), help="角色。")
@click.option("--group", type=click.Choice(list(GROUPS)), help="整改办的工作组。")
@click.option("--name", metavar="姓名", default="", help="要绑定的人；绑定时不再问。")
@click.option("--phone", metavar="电话", default="", help="联系电话，只给整改办看，随本人删除。")
@click.option("--qr", metavar="FILE.png", type=click.Path(path_type=Path), help="另存二维码。")
@click.option(
    "--sheet", metavar="FILE.pdf|png", type=click.Path(path_type=Path), help="可打印的二维码页。"
)
@click.option("--all", "every", is_flag=True, help="台账里每个有事项的单位各一个（配合 --sheet）。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@region_option
@command
def invite(
    *,
    units: tuple[str, ...],
    role: str,
    group: str | None,
    name: str,
    phone: str,
    qr: Path | None,
    sheet: Path | None,
    every: bool,
    as_json: bool,
    region: str | None,
) -> None:
    """生成一次性绑定码，发给要绑定的人；本人在公众号里发送「绑定 CODE」，或扫二维码。"""
    wanted = Role(role)
    if group and wanted is not Role.OFFICE:
        raise InputError(words.group_is_for_the_office())
    if phone and not PHONE.fullmatch(phone):
        raise InputError(words.no_phone(phone))
    if sheet is not None and (name or phone or qr or as_json):
        raise InputError(words.not_together("--sheet", "--name、--phone、--qr、--json"))
    _check_files(units, qr, sheet, every=every)
    at_group = GROUPS[group] if group else None
    with desk(region) as at:
        if sheet is not None:
            _sheet(at, units, wanted, at_group, sheet, every=every)
        else:
            made = use_case.draw(
                at.office, units[0], wanted, at.now, group=at_group, name=name, phone=phone
            )
            drawn = draw_qr(at, made, qr) if qr else Drawn([made], [])
            use_case.offer(at.office, drawn.invitations, at.now)
            _tell(drawn, as_json=as_json)


def _check_files(
    units: tuple[str, ...], qr: Path | None, sheet: Path | None, *, every: bool
) -> None:
    """Raises InputError for what contradicts itself, before anything is done."""
    if sheet is None and (len(units) != 1 or every):
        raise InputError(words.one_unit())
    if sheet is not None and bool(units) == every:
        raise InputError(words.no_units())
    must_end("--qr", qr, ".png")
    must_end("--sheet", sheet, ".pdf", ".png")


def _sheet(
    at: Desk, units: tuple[str, ...], role: Role, group: Group | None, file: Path, *, every: bool
) -> None:
    named = use_case.units_with_items(at.office) if every else units
    if not named:
        raise InputError(words.no_units())
    made = [use_case.draw(at.office, unit, role, at.now, group=group) for unit in named]
    drawn = draw_sheet(at, made, file)
    use_case.offer(at.office, drawn.invitations, at.now)
    click.echo(words.written([str(path) for path in drawn.files], len(made)))


def _tell(drawn: Drawn, *, as_json: bool) -> None:
    [made] = drawn.invitations
    if as_json:
        expires = made.expires.astimezone(SHANGHAI).isoformat(timespec="seconds")
        click.echo(json.dumps({"code": made.code, "scene": made.scene, "expires": expires}))
        return
    click.echo(words.invited(made.code, made.unit, made.role, made.group, made.expires))
    if drawn.files:
        click.echo(words.written([str(path) for path in drawn.files], 1))
