"""The command line: ``flask --app wsgi …``, one module a group of commands."""

from __future__ import annotations

import click

from bot.cli import (
    acceptance,
    account,
    assessment,
    calendar,
    complaints,
    duties,
    errands,
    evidence,
    facts,
    indicators,
    invitations,
    invite,
    journal,
    leader,
    ledger,
    lists,
    menu,
    notice,
    office,
    papers,
    person,
    plan,
    policy,
    processes,
    reports,
    templates,
    understand,
    units,
)

MODULES = (
    *(processes, plan, policy, ledger, reports, evidence, duties, journal),
    *(calendar, invite, person, account, menu, templates, notice, office, understand, facts),
    *(assessment, indicators, lists, leader, papers),
    *(complaints, units),
    *(acceptance, invitations, errands),
)


def register(cli: click.Group) -> None:
    """Add every command of ours to Flask's own."""
    for module in MODULES:
        module.register(cli)
