"""``person``: who is bound (绑定的人员), ending a binding, handing it over."""

from __future__ import annotations

import json
import secrets

import click

from bot.cli.frame import Desk, Group, command, desk, region_option
from handlers import staff
from handlers.bindings import Deed
from handlers.errors import UnknownUnit
from handlers.hand_over import offer_succession
from handlers.unbind import revoke as end_somebodys
from handlers.words import command_people as words
from handlers.words.binding import GROUP_NAMES
from handlers.words.staff import name_of
from storage.change import Change
from supervision.records import Role
from supervision.times import SHANGHAI

unit_option = click.option(
    "--unit", metavar="单位", default="", help="此人绑定了几个单位时，写明哪一个。"
)


def register(cli: click.Group) -> None:
    """Add the commands."""
    cli.add_command(person)


@click.group(cls=Group)
def person() -> None:
    """绑定的人员：编号是化名，姓名只显示姓。"""


@person.command("list")
@click.argument("unit", metavar="[单位]", default="")
@click.option("--json", "as_json", is_flag=True, help="一行一个 JSON 对象。")
@region_option
@command
def list_(unit: str, as_json: bool, region: str | None) -> None:
    """列出绑定的人员：编号、姓名（隐去名）、单位、身份、起始日、能否收到通知、电话。"""
    with desk(region) as at:
        name = _official(at, unit) if unit else ""
        found = staff.of_unit(at.office, name) if name else staff.everybody(at.office)
        alone = [(u, since) for u, since in at.office.store.people.alone() if name in ("", u)]
    if as_json:
        for held in found:
            click.echo(json.dumps(_fields(held), ensure_ascii=False))
        return
    click.echo(words.listed(found, alone))


@person.command()
@click.argument("id_", metavar="编号")
@unit_option
@region_option
@command
def revoke(id_: str, unit: str, region: str | None) -> None:
    """解除一个人的绑定，并告知本人。编号见 person list。"""
    with desk(region) as at:
        held = staff.by_id(at.office, id_, unit)
        change = Change()
        end_somebodys(at.office, change, held, _deed(at))
        at.office.store.commit(change)
    click.echo(words.revoked(held))


@person.command("handover")
@click.argument("id_", metavar="编号")
@unit_option
@region_option
@command
def hand_over(id_: str, unit: str, region: str | None) -> None:
    """为接替的人生成绑定码：对方绑定后，此人的绑定自动解除，未办的事转过去。"""
    with desk(region) as at:
        held = staff.by_id(at.office, id_, unit)
        change = Change()
        made = offer_succession(at.office, change, held.person, held.binding, _deed(at))
        at.office.store.people.save(change, made.person)
        at.office.store.commit(change)
    click.echo(words.handing_over(held, made.code, made.until))


def _official(at: Desk, unit: str) -> str:
    region, found = at.office.store.ledger.region(), at.office.store.ledger.unit(unit)
    if found is None and region and unit in (region.office, "整改办"):
        return region.office
    if found is None:
        raise UnknownUnit(unit)
    return found.name


def _deed(at: Desk) -> Deed:
    return Deed("", Role.OFFICE, at.now, f"cli:{secrets.token_hex(6)}")


def _fields(held: staff.Held) -> dict[str, object]:
    binding, since = held.binding, held.binding.since
    return {
        "id": held.person.pid,
        "name": name_of(held.person) if held.person.name else "",
        "unit": binding.unit,
        "role": binding.role,
        "group": GROUP_NAMES[binding.group] if binding.group else None,
        "since": since.astimezone(SHANGHAI).isoformat(timespec="seconds") if since else None,
        "reachable": held.person.subscribed,
        "phone": held.person.phone or None,
    }
