"""``templates check``: would every notice arrive, and what would the phone show of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

import click
from flask import current_app
from werkzeug.exceptions import HTTPException

from bot.accounts import RegionSettings
from bot.cli.frame import Desk, Group, command, desk, platform_errors, region_option
from bot.template_check import Card, Finding, card, check
from bot.wechat.client import client_of
from bot.wechat.templates import GrantedTemplate, granted_templates
from handlers.letters import text_of
from handlers.specimens import Specimen, specimens
from handlers.words import screen
from handlers.words import template_check as words
from handlers.words.notice_kinds import KINDS
from storage.outbox import Notice


def register(cli: click.Group) -> None:
    """Add the commands."""
    cli.add_command(templates)


@click.group(cls=Group)
def templates() -> None:
    """模板消息。"""


@templates.command("check")
@click.option("--offline", is_flag=True, help="不问公众号，只核对设置。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON，一种通知一行。")
@region_option
@command
def check_command(offline: bool, as_json: bool, region: str | None) -> None:
    """核对模板设置、公众号里的模板和每一种通知，并按手机上的样子列出。有会被拒收的，退出码 1。"""
    with desk(region, shared=True) as at, platform_errors():
        settings = at.settings.region(at.region)
        granted = None if offline else granted_templates(client_of(at.office.store, settings))
        notices = [_notice(made, at.now) for made in specimens(at.office, at.now)]
    found = check(settings.templates, granted, notices) + _links(at, notices)
    if as_json:
        _print_json(settings, granted, notices, found)
    else:
        _print(settings, granted, notices, found)
    if any(finding.refused for finding in found):
        raise click.exceptions.Exit(1)


def _notice(made: Specimen, now: datetime) -> Notice:
    """A specimen as the outbox would hold it."""
    return Notice(
        id="specimen",
        pid="specimen",
        kind=made.kind,
        document=made.fields["number"],
        text=made.text,
        fields=made.fields,
        url=made.url,
        queued_at=now,
        not_before=now,
    )


def _links(at: Desk, notices: Sequence[Notice]) -> list[Finding]:
    """Links that lead to no page of the program."""
    pages = current_app.url_map.bind("")
    found = {}
    for notice in notices:
        path = notice.url.removeprefix(at.settings.base_url).partition("?")[0]
        try:
            if notice.url:
                pages.match(path)
        except HTTPException:
            found[notice.kind] = Finding(
                notice.kind, True, words.no_such_page(notice.kind, notice.url)
            )
    return list(found.values())


def _print(
    settings: RegionSettings,
    granted: Sequence[GrantedTemplate] | None,
    notices: Sequence[Notice],
    found: Sequence[Finding],
) -> None:
    for notice in notices:
        shown = card(notice, settings.templates, granted)
        click.echo(words.heading(notice.kind, shown.template if shown else ""))
        if shown:
            click.echo(words.card(shown.title, shown.lines, notice.url))
        text = text_of(notice)
        click.echo(words.whole(text, screen.rows(text), len(text.encode())) + "\n")
    if granted is None:
        click.echo(words.offline())
    for finding in sorted(found, key=lambda finding: not finding.refused):
        click.echo(finding.text)
    refused = sum(finding.refused for finding in found)
    if found:
        click.echo(words.counted(refused, len(found) - refused))
    if not refused:
        click.echo(words.in_order(len(KINDS)))


def _print_json(
    settings: RegionSettings,
    granted: Sequence[GrantedTemplate] | None,
    notices: Sequence[Notice],
    found: Sequence[Finding],
) -> None:
    for kind in dict.fromkeys([*KINDS, *(finding.kind for finding in found)]):
        line = {
            "kind": kind,
            "name": KINDS.get(kind, ""),
            "notices": [
                _told(notice, card(notice, settings.templates, granted))
                for notice in notices
                if notice.kind == kind
            ],
            "findings": [
                {"refused": finding.refused, "text": finding.text}
                for finding in found
                if finding.kind == kind
            ],
        }
        click.echo(json.dumps(line, ensure_ascii=False))


def _told(notice: Notice, shown: Card | None) -> dict[str, object]:
    text = text_of(notice)
    lines = [{"label": label, "value": value} for label, value in shown.lines] if shown else []
    return {
        "template": shown.template if shown else None,
        "title": shown.title if shown else None,
        "fields": lines,
        "url": notice.url,
        "text": text,
        "rows": screen.rows(text),
        "bytes": len(text.encode()),
    }
