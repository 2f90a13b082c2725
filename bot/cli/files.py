"""Files that a command is given (文件): read whole, or refused in one line."""

from __future__ import annotations

from pathlib import Path

from bot.errors import InputError
from handlers.words import command_line


def bytes_of(file: Path) -> bytes:
    """The content of a file. Raises InputError when it cannot be read."""
    try:
        return file.read_bytes()
    except OSError as exc:
        raise InputError(command_line.cannot_read(str(file))) from exc


def text_of(file: Path) -> str:
    """The text of a file. Raises InputError when it cannot be read or is not UTF-8."""
    try:
        return bytes_of(file).decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        raise InputError(command_line.not_utf8(str(file))) from exc
