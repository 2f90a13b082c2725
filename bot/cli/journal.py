"""``journal export`` and ``journal verify``: every change, and whether one was tampered with."""

from __future__ import annotations

import json

import click

from bot.cli.frame import Group, command, desk, region_option
from bot.errors import InputError
from handlers.outside_numbers import OutsideNumbers
from handlers.words import command_line
from storage.journal import JournalEntry

EXPORTED = ("at", "role", "unit", "act", "measure", "before", "after")
"""What of an entry leaves the program; who it was stays inside."""


def register(cli: click.Group) -> None:
    """Add the commands."""
    cli.add_command(journal)


@click.group(cls=Group)
def journal() -> None:
    """留痕：每一次改动的记录。"""


@journal.command()
@region_option
@command
def export(region: str | None) -> None:
    """逐行输出全部留痕（JSON，一行一条），不含个人身份和消息原文。"""
    with desk(region) as at:
        numbers = OutsideNumbers(at.office)
        for entry in at.office.store.journal.entries():
            click.echo(json.dumps(exported(entry, numbers), ensure_ascii=False))


@journal.command()
@region_option
@command
def verify(region: str | None) -> None:
    """核对留痕的哈希链：有没有被删、被改、被插入。"""
    with desk(region) as at:
        verdict = at.office.store.journal.verify()
    if verdict.broken_at is not None:
        raise InputError(command_line.journal_broken(verdict.broken_at))
    click.echo(command_line.journal_whole(verdict.entries, verdict.head))


def exported(entry: JournalEntry, numbers: OutsideNumbers) -> dict[str, object]:
    """One line of the export (design §4, journal export)."""
    told = {name: entry.body.get(name) for name in EXPORTED}
    told["measure"] = numbers.of(str(told["measure"] or "")) or told["measure"]
    return {"seq": entry.seq, **told, "hash": entry.hash}
