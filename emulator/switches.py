"""Switches (开关): what a test may turn on an account while it runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .errors import BadAccount


@dataclass
class Switches:
    """How one account behaves; the defaults are those of a healthy new account."""

    # Tokens.
    token_life: int = 7200  # seconds
    token_answer: str = "normal"  # noqa: S105 - or: string, no_expiry, no_token, html
    code_jitter: bool = False  # a bad token is 40001, 40014 or 42001 by lot
    refuse_ip: bool = False  # token calls answer 40164 …
    ip_code: int = 40164  # … or 61004
    frozen: bool = False  # token calls answer 40243
    secret_code: int = 40125  # a wrong secret, or 40001
    # Limits that differ from the platform's tables, by path.
    day_limits: dict[str, int] = field(default_factory=dict)
    minute_limits: dict[str, int] = field(default_factory=dict)
    # Messages.
    duplicate: str = "same"  # answer to a known client_msg_id: same, or error45065
    banned_words: list[str] = field(default_factory=list)  # intercepted by content review
    mass_status: str = "send success"  # of MASSSENDJOBFINISH, such as err(10001)
    publish_status: int = 0  # of PUBLISHJOBFINISH; 2 to 6 are failures
    receipt_delay: tuple[float, float] = (0.02, 0.1)  # real seconds, drawn evenly
    # Callbacks.
    format: str = "xml"  # or json
    retries: int = 2  # attempts after the first
    retry_pause: float = 0.1  # real seconds between two attempts
    timeout: float = 5.0  # seconds until an attempt is given up


_CHOICES: dict[str, tuple[Any, ...]] = {
    "token_answer": ("normal", "string", "no_expiry", "no_token", "html"),
    "ip_code": (40164, 61004),
    "secret_code": (40125, 40001),
    "duplicate": ("same", "error45065"),
    "publish_status": (0, 2, 3, 4, 5, 6),
    "format": ("xml", "json"),
    "retries": (0, 1, 2, 3),
}


def turn(switches: Switches, wanted: Mapping[str, Any]) -> Switches:
    """Set the named switches in place and return them; nothing is set when one is refused.

    Raises:
        BadAccount: for an unknown name or a value of another kind.
    """
    read = {}
    for name, value in wanted.items():
        current = getattr(switches, name, None)
        if current is None:
            raise BadAccount(f"switches: there is no {name}")
        if name in _CHOICES and value not in _CHOICES[name]:
            choices = ", ".join(map(str, _CHOICES[name]))
            raise BadAccount(f"switches: {name} is one of {choices}")
        read[name] = _like(current, name, value)
    for name, value in read.items():
        setattr(switches, name, value)
    return switches


def _like(current: object, name: str, value: Any) -> Any:
    if isinstance(current, tuple):
        read: Any = _pair(value)
    elif isinstance(current, dict):
        read = _limits(value)
    elif isinstance(current, list):
        read = _texts(value)
    elif isinstance(current, float) and type(value) in (int, float) and value >= 0:
        read = float(value)
    else:
        read = value if type(value) is type(current) else None
    if read is None:
        raise BadAccount(f"switches: {name} does not take this value")
    return read


def _pair(value: object) -> tuple[float, float] | None:
    if isinstance(value, list | tuple) and len(value) == 2 and all(map(_is_number, value)):
        return float(value[0]), float(value[1])
    return None


def _is_number(value: object) -> bool:
    return type(value) in (int, float)


def _limits(value: object) -> dict[str, int] | None:
    if isinstance(value, dict) and all(type(limit) is int for limit in value.values()):
        return {str(path): limit for path, limit in value.items()}
    return None


def _texts(value: object) -> list[str] | None:
    if isinstance(value, list) and all(isinstance(text, str) and text for text in value):
        return list(value)
    return None
