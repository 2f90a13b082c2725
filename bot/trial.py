"""Trial mode (试用): made-up credentials for the bundled emulator, drawn once and kept.

They are real secrets all the same: whoever knew them could speak as any person of the trial.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import string
from pathlib import Path
from typing import Any

from bot.errors import SettingsError
from handlers.words import settings as words
from storage.data_folder import make_private
from storage.errors import Unsafe

ALPHANUMERIC = string.ascii_letters + string.digits


def trial_account(data: Path, region: str) -> dict[str, str]:
    """Account settings of a region in trial mode; the same on every start."""
    return {
        "app_id": "wx" + kept(data, f"{region}.app_id", secrets.token_hex(8)),
        "app_secret": kept(data, f"{region}.app_secret", secrets.token_hex(16)),
        "token": kept(data, f"{region}.token", _drawn(24)),
        "aes_key": kept(data, f"{region}.aes_key", _drawn(43)),
    }


def kept(data: Path, name: str, drawn: str) -> str:
    """What ``data/trial.json`` holds under a name; ``drawn`` is stored where it holds nothing.

    Raises SettingsError when the folder or the file cannot be used.
    """
    path = data / "trial.json"
    try:
        found = _read(path)
        if name not in found:
            make_private(data)
            with (data / "trial.lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                found = {name: drawn} | _read(path)
                _write(path, found)
        return str(found[name])
    except (OSError, ValueError, Unsafe) as exc:
        raise SettingsError("ZGT_DATA", words.no_access(path)) from exc


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    if not isinstance(found, dict):
        raise ValueError("not an object")  # noqa: TRY004  # told like any other broken file
    return found


def _write(path: Path, values: dict[str, Any]) -> None:
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(file, "w", encoding="utf-8") as text:
        json.dump(values, text, indent=1)
    draft.replace(path)


def _drawn(length: int) -> str:
    return "".join(secrets.choice(ALPHANUMERIC) for _ in range(length))
