"""The command line: ``flask --app wsgi …``, one module a group of commands."""

from __future__ import annotations

import click

from bot.cli import calendar, invite, journal, ledger, plan, processes, reports, understand


def register(cli: click.Group) -> None:
    """Add every command of ours to Flask's own."""
    for module in (processes, plan, ledger, reports, journal, calendar, invite, understand):
        module.register(cli)
