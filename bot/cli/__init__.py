"""The command line: ``flask --app wsgi …``, one module a group of commands."""

from __future__ import annotations

import click

from bot.cli import (
    acceptance,
    account,
    calendar,
    evidence,
    facts,
    invite,
    journal,
    ledger,
    menu,
    notice,
    office,
    person,
    plan,
    policy,
    processes,
    reports,
    templates,
    understand,
)

MODULES = (
    *(processes, plan, policy, ledger, reports, evidence, journal),
    *(calendar, invite, person, account, menu, templates, notice, office, understand, facts),
    acceptance,
)


def register(cli: click.Group) -> None:
    """Add every command of ours to Flask's own."""
    for module in MODULES:
        module.register(cli)
