"""One value of a setting, checked: an address, a number, a region's name, a file of tables."""

from __future__ import annotations

import ipaddress
import re
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot.errors import SettingsError
from handlers.words import settings as words


def region_name(text: str, variable: str) -> str:
    """A name that may stand in keys and addresses."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,31}", text):
        raise SettingsError(variable, words.REGION)
    return text


def http_address(text: str, variable: str) -> str:
    """An http(s) address without the slash at its end."""
    try:
        parts = urlsplit(text)
        sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        sound = False
    if not sound or parts.query or parts.fragment:
        raise SettingsError(variable, words.ADDRESS)
    return text.rstrip("/")


def is_loopback(host: str) -> bool:
    """True when nobody outside this machine can reach this address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def whole_number(text: str, variable: str, least: int, most: int) -> int:
    """A whole number within limits."""
    if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
        raise SettingsError(variable, words.between(least, most))
    return int(text)


def read_toml(file: str, variable: str) -> dict[str, Any]:
    """A TOML file that a variable names."""
    try:
        return tomllib.loads(Path(file).read_text(encoding="utf-8"))
    except (OSError, ValueError) as exc:
        raise SettingsError(variable, words.no_toml(file)) from exc
