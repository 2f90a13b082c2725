"""``leader``: which name of the plan is which bound leader (领导包抓), confirmed by the office."""

from __future__ import annotations

import click

from bot.cli.frame import Desk, Group, command, desk, region_option
from bot.errors import InputError
from handlers import staff
from handlers.words import led_items as words
from handlers.words.staff import name_of
from storage.change import Change
from supervision.people import Person
from supervision.records import Role
from supervision.times import to_iso


def register(cli: click.Group) -> None:
    """Add the commands."""
    cli.add_command(leader)


@click.group(cls=Group)
def leader() -> None:
    """包抓领导：方案里的姓名对应哪位绑定的人，由整改办确认。"""


@leader.command("list")
@region_option
@command
def list_(region: str | None) -> None:
    """列出方案里的包抓领导、包抓几项、确认为谁（化名前 8 位）。"""
    with desk(region) as at:
        for name in _printed(at):
            click.echo(words.name_line(name, at.office.store.leaders.count(name), _of(at, name)))


@leader.command()
@click.argument("id_", metavar="编号")
@click.argument("name", metavar="姓名")
@region_option
@command
def confirm(id_: str, name: str, region: str | None) -> None:
    """确认一位包抓领导就是方案里的这个姓名；编号见 person list。"""
    with desk(region) as at:
        person = _leader(at, id_)
        count = at.office.store.leaders.count(name)
        if not count:
            raise InputError(words.nobody_of_this_name(name, _printed(at)))
        change = Change()
        at.office.store.leaders.confirm(change, person.pid, name)
        change.journal(_entry(at, person, "confirm_leader"))
        at.office.store.commit(change)
    click.echo(words.confirmed(name, count))


@leader.command()
@click.argument("id_", metavar="编号")
@click.argument("name", metavar="姓名")
@region_option
@command
def remove(id_: str, name: str, region: str | None) -> None:
    """取消这个确认。"""
    with desk(region) as at:
        person = _leader(at, id_)
        change = Change()
        at.office.store.leaders.take_back(change, person.pid, name)
        change.journal(_entry(at, person, "take_back_leader"))
        at.office.store.commit(change)
    click.echo(words.taken_back(name))


def _leader(at: Desk, id_: str) -> Person:
    held = staff.by_id(at.office, id_, "")
    if Role.LEADER not in held.person.roles:
        raise InputError(words.no_leader(id_))
    return held.person


def _printed(at: Desk) -> list[str]:
    """Every name that a measure prints, in the order of the plans; reads the ledger once."""
    ledger = at.office.store.ledger
    found = (
        name
        for plan in ledger.plans()
        for entry in ledger.all_entries(plan.id)
        for name in entry.measure.duty.leaders
    )
    return list(dict.fromkeys(found))


def _of(at: Desk, name: str) -> list[str]:
    people = at.office.store.people.with_role(Role.LEADER)
    theirs = [p for p in people if name in at.office.store.leaders.names(p.pid)]
    return [f"{person.pid[:8]} {name_of(person)}".strip() for person in theirs]


def _entry(at: Desk, person: Person, act: str) -> dict[str, object]:
    return {
        "at": to_iso(at.now),
        "pid": "",
        "role": "office",
        "unit": person.unit,
        "act": act,
        "measure": "",
        "before": None,
        "after": None,
        "source": "cli",
        "whose": person.pid,
    }
