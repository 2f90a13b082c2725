"""``account check``: what the account may do, and what still has to be entered in its console."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import click

from bot.cli.frame import Group, command, desk, platform_errors, region_option
from bot.commands import callback_url
from bot.wechat.account import callback_addresses, interface_addresses, quota_of
from bot.wechat.client import PlatformClient, client_of
from bot.wechat.errors import ConfigurationError
from bot.wechat.menus import account_menus
from bot.wechat.tags import all_tags
from bot.wechat.templates import granted_templates
from handlers.words import account_check as words

WATCHED = {
    "message/template/send": words.TEMPLATE_MESSAGES,
    "message/custom/send": words.FREE_MESSAGES,
    "media/get": words.FILES,
    "qrcode/create": words.CODES,
}
"""The paths whose daily limits decide what can be said: path → what it is for."""


@dataclass(frozen=True, slots=True)
class Right:
    """Something that not every account may do; ``ask`` is a call that only reads."""

    name: str
    ask: Callable[[PlatformClient], object]


RIGHTS = (
    Right(words.TEMPLATE_MESSAGES, granted_templates),
    Right(words.MENUS, account_menus),
    Right(words.TAGS, all_tags),
)


def register(cli: click.Group) -> None:
    """Add the commands."""
    cli.add_command(account)


@click.group(cls=Group)
def account() -> None:
    """公众号本身。"""


@account.command()
@region_option
@command
def check(region: str | None) -> None:
    """核对公众号：凭证、IP、权限、当天额度，以及要填进公众平台的地址。缺权限的，退出码 1。"""
    with desk(region, shared=True) as at, platform_errors():
        settings = at.settings.region(at.region)
        client = client_of(at.office.store, settings)
        from_there = callback_addresses(client)
        lines = [words.accepted(settings.app_id)]
        lines.append(words.to_enter(callback_url(at.settings, at.region, at.settings.base_url)))
        lines.append(words.login_host(urlsplit(at.settings.base_url).netloc))
        lines.append(words.calls_come_from(from_there))
        lines.append(words.calls_go_to(interface_addresses(client)))
        missing = [right for right in RIGHTS if not _granted(client, right)]
        lines += [words.right(right.name, granted=right not in missing) for right in RIGHTS]
        lines += [words.quota(*_quota(client, path)) for path in WATCHED]
    click.echo("\n".join(lines))
    if missing:
        click.echo(words.what_is_missing())
        raise click.exceptions.Exit(1)


def _granted(client: PlatformClient, right: Right) -> bool:
    try:
        right.ask(client)
    except ConfigurationError:
        return False
    return True


def _quota(client: PlatformClient, path: str) -> tuple[str, int | None, int | None]:
    """What a path is for, its limit and what is left; no figures where the account may not call."""
    try:
        found = quota_of(client, path)
    except ConfigurationError:
        return WATCHED[path], None, None
    return WATCHED[path], found.limit, found.left
