"""``evidence list``, ``evidence show``: what units have handed in."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import click

from bot.cli.frame import Desk, Group, command, desk, region_option
from bot.errors import InputError
from documents.errors import BadPicture
from handlers.words import command_line
from handlers.words import evidence as words
from storage.vault import Vault
from supervision.evidence import Evidence, EvidenceState
from supervision.reportable import names

SHORTEST_ID = 6


def register(cli: click.Group) -> None:
    """Add the commands."""
    cli.add_command(evidence)


@click.group(cls=Group)
def evidence() -> None:
    """佐证材料：照片、视频、录音、文件。"""


@evidence.command("list")
@click.option("--measure", metavar="N", default=None, help="只列这一项的，例如 14-2。")
@region_option
@command
def list_(measure: str | None, region: str | None) -> None:
    """逐行列出佐证材料，撤回的和没有存上的也在内。"""
    with desk(region) as at:
        store = at.office.store
        if measure and not store.ledger.find(measure):
            raise InputError(command_line.no_such_item(measure))
        for piece in store.evidence.all():
            if measure is None or names(measure, piece.item):
                click.echo(words.line(piece, store.evidence.of(piece.like)))


@evidence.command()
@click.argument("name", metavar="ID")
@click.option(
    "--to",
    "target",
    metavar="FILE",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="另存为这个文件，已有的文件不会被覆盖。",
)
@click.option("--public", is_flag=True, help="另存可以公开的副本：缩小、摆正，不带拍摄位置等信息。")
@region_option
@command
def show(name: str, target: Path, public: bool, region: str | None) -> None:
    """把一份佐证材料另存为文件；不加 --public 就是原件，照片里可能有拍摄位置。"""
    with desk(region) as at:
        piece = _found(at, name)
        content = Vault(at.settings.data, at.region).read(piece.sha256, piece.suffix)
        if public:
            content = _public(piece, content)
        save_new(content, target)
        click.echo(words.line(piece, at.office.store.evidence.of(piece.like)))
        place = None if public else _place(piece, content)
        if place:
            click.echo(place)
        click.echo(command_line.saved(str(target)))


def _found(at: Desk, name: str) -> Evidence:
    """The stored piece whose id begins so. Raises InputError where there is none, or several."""
    matching = _matching(at.office.store.evidence.all(), name)
    if len(matching) != 1:
        raise InputError(command_line.no_such_evidence(name, len(matching)))
    if matching[0].state is not EvidenceState.STORED:
        raise InputError(command_line.not_stored(words.line(matching[0], ())))
    return matching[0]


def _matching(pieces: Iterable[Evidence], name: str) -> list[Evidence]:
    if len(name) < SHORTEST_ID:
        return []
    return [piece for piece in pieces if piece.id.startswith(name)]


def _public(piece: Evidence, content: bytes) -> bytes:
    from documents.pictures import SUFFIXES, public_copy  # noqa: PLC0415  # only for pictures

    if piece.suffix not in SUFFIXES:
        raise InputError(command_line.no_public_copy())
    return public_copy(content)


def _place(piece: Evidence, content: bytes) -> str:
    from documents.pictures import SUFFIXES, place_of  # noqa: PLC0415  # as above

    try:
        found = place_of(content) if piece.suffix in SUFFIXES else None
    except BadPicture:
        return ""
    return command_line.taken_at(found.latitude, found.longitude) if found else ""


def save_new(content: bytes, target: Path) -> None:
    """Write a new file for us alone; an existing one is never overwritten."""
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with os.fdopen(os.open(target, flags, 0o600), "wb") as file:
            file.write(content)
    except FileExistsError as exc:
        raise InputError(command_line.file_exists(str(target))) from exc
    except OSError as exc:
        raise InputError(command_line.cannot_write(str(target), exc.strerror or "")) from exc
