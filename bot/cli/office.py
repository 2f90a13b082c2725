"""``office set``: how the rectification office (整改办) is reached."""

from __future__ import annotations

import re

import click

from bot.cli.frame import Group, command, desk, region_option
from bot.errors import InputError
from handlers.words import command_line
from storage.change import Change
from supervision.times import to_iso


def register(cli: click.Group) -> None:
    """Add the commands."""
    cli.add_command(office)


@click.group(cls=Group)
def office() -> None:
    """整改办的联系方式。"""


@office.command("set")
@click.option("--phone", required=True, metavar="号码", help="群众和联络员问起时给出的电话。")
@region_option
@command
def set_(phone: str, region: str | None) -> None:
    """登记整改办的电话；再登记一次就是更换。"""
    if not re.fullmatch(r"[\d+() \-]{5,30}(?:转\d{1,6})?", phone.strip()):
        raise InputError(command_line.no_phone(phone))
    with desk(region) as at:
        change = Change()
        at.office.store.ledger.put_office_phone(change, phone.strip())
        change.journal(
            {
                "at": to_iso(at.now),
                "pid": "",
                "role": "",
                "unit": "",
                "act": "set_office_phone",
                "measure": "",
                "before": None,
                "after": None,
                "source": "cli",
            }
        )
        at.office.store.commit(change)
    click.echo(command_line.phone_set(phone.strip()))
