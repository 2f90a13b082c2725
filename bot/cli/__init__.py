"""The command line: ``flask --app wsgi …``, one module a group of commands."""

from __future__ import annotations

import click

from bot.cli import (
    calendar,
    invite,
    journal,
    ledger,
    menu,
    person,
    plan,
    processes,
    reports,
    templates,
)


def register(cli: click.Group) -> None:
    """Add every command of ours to Flask's own."""
    modules = (processes, plan, ledger, reports, journal, calendar, invite, person, menu, templates)
    for module in modules:
        module.register(cli)
