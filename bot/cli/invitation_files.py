"""Files with QR codes (二维码) for binding codes that are about to be offered.

A file is written before its codes are good: if anything fails, nothing was handed out.
"""

from __future__ import annotations

import importlib
import os
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from types import ModuleType

from bot.cli.frame import Desk
from bot.errors import InputError
from bot.wechat.client import PlatformClient, client_of
from bot.wechat.codes import create_scene_code
from bot.wechat.errors import Transient, WeChatError
from handlers.invite import NewInvitation
from handlers.words import invitations as words
from storage.invitations import LIFE_SECONDS


def must_end(option: str, file: Path | None, *endings: str) -> None:
    """Raises InputError for a file of another kind, or in a folder that is not there."""
    if file is None:
        return
    if file.suffix.lower() not in endings:
        raise InputError(words.wrong_ending(option, endings))
    if not file.parent.is_dir() or not os.access(file.parent, os.W_OK):
        raise InputError(words.cannot_write(str(file)))


@dataclass(frozen=True, slots=True)
class Drawn:
    """The invitations as they are to be offered, and the files with their codes."""

    invitations: list[NewInvitation]
    files: list[Path]


def draw_qr(at: Desk, made: NewInvitation, file: Path) -> Drawn:
    """The QR code of one invitation, alone. Raises InputError."""
    drawing = _drawing()
    short, [url] = _scenes(at, [made])
    return Drawn(short, _write([(file, drawing.code_picture(url))]))


def draw_sheet(at: Desk, made: list[NewInvitation], file: Path) -> Drawn:
    """A sheet of the QR codes of these invitations; a picture a page. Raises InputError."""
    drawing = _drawing()
    made, urls = _scenes(at, made)
    region = at.office.store.ledger.region()
    cards = tuple(
        drawing.Card(
            url=url,
            heading=one.unit,
            tag=words.tag(one.role, one.group),
            how=words.HOW,
            otherwise=words.OTHERWISE,
            code=one.code,
            until=words.until(one.expires, at.now),
        )
        for one, url in zip(made, urls, strict=True)
    )
    office = region.office if region else ""
    sheet = drawing.Sheet(
        title=words.title(region.name if region else ""),
        note=words.note(office, at.now, len(cards), trial=at.settings.trial),
        foot=words.FOOT,
        cards=cards,
        page_of=words.page_of,
    )
    pdf = drawing.draw_pdf(sheet)
    if file.suffix.lower() == ".pdf":
        return Drawn(made, _write([(file, pdf)]))
    pages = drawing.draw_pictures(pdf)
    numbered = [(_numbered(file, n, len(pages)), page) for n, page in enumerate(pages, 1)]
    return Drawn(made, _write(numbered))


def _drawing() -> ModuleType:
    """What draws. Raises InputError when a package is missing.

    Only this command draws; what it draws with is heavy, and the server never needs it.
    """
    try:
        return importlib.import_module("documents.qr_sheet")
    except ModuleNotFoundError as exc:
        raise InputError(words.not_installed(exc.name or "")) from exc


def _scenes(at: Desk, made: list[NewInvitation]) -> tuple[list[NewInvitation], list[str]]:
    """The invitations with what their QR codes encode; none lives longer than its QR code."""
    settings = at.settings.region(at.region)
    client = client_of(at.office.store, settings)
    try:
        found = [_scene(client, one) for one in made]
    except Transient as exc:
        raise InputError(words.platform_away(trial=at.settings.trial)) from exc
    except WeChatError as exc:
        raise InputError(words.no_scene_codes(exc.reason)) from exc
    short = [
        replace(one, expires=min(one.expires, at.now + timedelta(seconds=seconds)))
        for one, (_, seconds) in zip(made, found, strict=True)
    ]
    return short, [url for url, _ in found]


def _scene(client: PlatformClient, made: NewInvitation) -> tuple[str, int]:
    code = create_scene_code(client, made.scene, LIFE_SECONDS)
    return code.url, code.seconds


def _numbered(file: Path, number: int, total: int) -> Path:
    return file if total == 1 else file.with_stem(f"{file.stem}-{number}")


def _write(files: list[tuple[Path, bytes]]) -> list[Path]:
    for file, content in files:
        try:
            # Whoever holds a code can bind: the file is for its owner's eyes.
            opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(opened, "wb") as out:
                out.write(content)
        except OSError as exc:
            raise InputError(words.cannot_write(str(file))) from exc
    return [file for file, _ in files]
