"""``acceptance``: spot checks drawn, and the notice of a publicity as a document (验收销号)."""

from __future__ import annotations

import secrets
from pathlib import Path

import click

from bot.cli.frame import Group, command, desk, region_option
from bot.errors import InputError
from handlers.acceptance.moving import Work
from handlers.acceptance.publicity import publicity_of
from handlers.acceptance.spot_checks import SEED_BYTES, CannotDraw, candidates, draw_sample
from handlers.schedule.desk import Hand
from handlers.words import command_line
from handlers.words.spot_checks import quarter
from storage.change import Change
from supervision.records import Role


def register(cli: click.Group) -> None:
    """Add the commands."""
    cli.add_command(acceptance)


@click.group(cls=Group)
def acceptance() -> None:
    """验收销号：抽查，公示文书。"""


@acceptance.command()
@region_option
@command
def draw(region: str | None) -> None:
    """从已销号的事项中抽取本季度的抽查项目；每季度一次，种子留痕。"""
    with desk(region) as at:
        work = Work(at.office, Change(), Hand(role=Role.OFFICE, source="cli"), at.now)
        try:
            among = candidates(work)
        except CannotDraw as refused:
            raise InputError(refused.words) from refused
        made = draw_sample(work, among, secrets.token_hex(SEED_BYTES))
        at.office.store.commit(work.change)
    numbers = [item.rpartition(":")[2] for item in made.drawn]
    said = command_line.spot_checks_drawn(
        quarter(made.quarter), len(made.among), numbers, made.seed
    )
    click.echo(said)


@acceptance.command()
@click.argument("number", metavar="公示编号")
@click.option("--to", "file", required=True, type=click.Path(path_type=Path), help="存成的文件。")
@region_option
@command
def notice(number: str, file: Path, region: str | None) -> None:
    """把一份公示存成 Word 文件（.docx）。"""
    from documents.publicity_docx import publicity_docx  # noqa: PLC0415  # only this writes Word

    with desk(region) as at:
        found = publicity_of(at.office, number.upper())
    if found is None:
        raise InputError(command_line.no_such_publicity(number))
    try:
        file.write_bytes(publicity_docx(found.notice))
    except OSError as exc:
        raise InputError(command_line.cannot_write(str(file), exc.strerror or "")) from exc
    click.echo(str(file))
