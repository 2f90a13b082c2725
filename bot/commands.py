"""The command lines of the program's own processes."""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Mapping
from typing import Any

from bot.accounts import Template
from bot.processes import Program
from bot.settings import Settings
from handlers.words.template_check import PART_NAMES

TITLE = "整改工作通知"
"""Of the template that a real account would have applied for."""

WORKERS = 2
THREADS = 8
GRACEFUL_SECONDS = 10
"""How long a request at work may take when the program stops; WeChat gives up after five."""


def web_server(environment: Mapping[str, str], door: socket.socket) -> Program:
    """The web server: preloaded workers that share what they do not change.

    ``door`` is the socket that it answers on; the caller keeps it open over a new start.
    """
    arguments = [
        *(sys.executable, "-m", "gunicorn"),
        *("--config", "python:bot.gunicorn_hooks"),
        *("--bind", f"fd://{door.fileno()}"),
        "--preload",
        *("--workers", str(WORKERS), "--worker-class", "gthread", "--threads", str(THREADS)),
        *("--graceful-timeout", str(GRACEFUL_SECONDS), "--timeout", "30"),
        *("--no-control-socket", "--log-level", "warning"),
        "wsgi:app",
    ]
    return Program(arguments, environment, patience=GRACEFUL_SECONDS + 5, pass_fds=(door.fileno(),))


def flask_command(name: str, environment: Mapping[str, str]) -> Program:
    """A process that is a command of the command line: clock, sender."""
    return Program([sys.executable, "-m", "flask", "--app", "wsgi", name], environment)


def emulator(settings: Settings, environment: Mapping[str, str]) -> Program:
    """The emulated platform; its state outlives it in the data folder."""
    accounts = settings.data / "emulator-accounts.json"
    draft = accounts.with_suffix(".draft")
    file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(file, "w", encoding="utf-8") as text:
        json.dump(emulated_accounts(settings), text)
    draft.replace(accounts)
    arguments = [
        *(sys.executable, "-m", "emulator", "--host", "127.0.0.1"),
        *("--port", str(settings.emulator_port), "--accounts", str(accounts)),
        *("--state", str(settings.data / "emulator.json"), "--log-level", "warning"),
    ]
    return Program(arguments, environment, quiet=True)


def emulated_accounts(settings: Settings) -> list[dict[str, Any]]:
    """The accounts of all regions as the emulator reads them."""
    return [
        {
            "app_id": region.app_id,
            "secret": region.secret,
            "token": region.token,
            "aes_key": region.aes_key,
            "mode": str(region.mode),
            "callback_url": callback_url(settings, region.region, settings.local_url),
            "account": f"gh_{region.app_id[2:14]}",
            "templates": [
                {"id": template.id, "title": TITLE, "fields": _labelled(template)}
                for template in region.templates.values()
            ],
        }
        for region in settings.regions
    ]


def _labelled(template: Template) -> list[dict[str, str]]:
    return [
        {"key": field, "label": PART_NAMES.get(name, name)}
        for name, field in template.fields.items()
    ]


def callback_url(settings: Settings, region: str, base: str) -> str:
    """Where the platform sends the messages of a region's account, seen from ``base``."""
    address = f"{base}/wechat"
    return address if len(settings.regions) == 1 else f"{address}/{region}"


def child_environment(settings: Settings) -> dict[str, str]:
    """Our own environment, with what children must not read differently made plain."""
    return dict(os.environ) | {"ZGT_DATA": str(settings.data), "PYTHONUNBUFFERED": "1"}
