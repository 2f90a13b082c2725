"""``case show`` and ``documents export``: a case file or a document as a paper (docx)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from bot.cli.frame import Group, command, desk, region_option
from bot.errors import InputError
from documents.paper import Paper
from handlers.case_file import case_link, case_paper
from handlers.export_document import bulletin_paper, document_paper
from handlers.words import command_line
from handlers.words import papers as words

docx_option = click.option(
    "--docx", "out", type=click.Path(path_type=Path), metavar="文件", help="另存为 docx 文件。"
)


def register(cli: click.Group) -> None:
    """Add the commands."""
    cli.add_command(case)
    cli.add_command(documents)


@click.group(cls=Group)
def case() -> None:
    """专案：一项整改事项的全部材料。"""


@case.command()
@click.argument("number", metavar="编号")
@docx_option
@region_option
@command
def show(number: str, out: Path | None, region: str | None) -> None:
    """显示一项的专案卷宗和它的链接；加 --docx 另存为公文格式。"""
    with desk(region) as at:
        entry = at.office.store.ledger.find(number)
        if entry is None:
            raise InputError(command_line.no_such_item(number))
        paper = case_paper(at.office, entry)
        link = case_link(at.office, entry)
    if out is None:
        click.echo(words.plain(paper))
        click.echo(words.opens_by_link(link))
        return
    save(out, _docx(paper))


@click.group(cls=Group)
def documents() -> None:
    """督察文书。"""


@documents.command()
@click.argument("number", metavar="编号")
@docx_option
@region_option
@command
def export(number: str, out: Path | None, region: str | None) -> None:
    """一份文书的正文；编号写日期（2017-08-31）就是当期通报的全文。加 --docx 另存为公文格式。"""
    with desk(region) as at:
        paper: Paper | None
        day = _day(number)
        if day is not None:
            paper = bulletin_paper(at.office, day)
        else:
            found = at.office.store.documents.get(number.upper())
            paper = document_paper(at.office, found) if found else None
    if paper is None:
        raise InputError(words.no_such_document(number))
    if out is None:
        click.echo(words.plain(paper))
        return
    save(out, _docx(paper))


def save(out: Path, content: bytes) -> None:
    """Write a file that is not there yet. Raises InputError."""
    try:
        with out.open("xb") as file:
            file.write(content)
    except FileExistsError as exc:
        raise InputError(command_line.file_exists(str(out))) from exc
    except OSError as exc:
        raise InputError(command_line.cannot_write(str(out), exc.strerror or "")) from exc
    click.echo(command_line.saved(str(out)))


def _docx(paper: Paper) -> bytes:
    from documents.paper_docx import write_paper  # noqa: PLC0415 - heavy, and for this alone

    return write_paper(paper)


def _day(words_: str) -> date | None:
    try:
        return date.fromisoformat(words_)
    except ValueError:
        return None
