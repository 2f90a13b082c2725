"""``menu``: the menus at the bottom of the chat (自定义菜单), from a file to the account."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from bot.cli.frame import Desk, Group, command, desk, platform_errors, region_option
from bot.errors import InputError
from bot.menu_push import MenuRefused, push
from bot.menus import FILE, Menu, MenuFile, menus_of, read_menus
from bot.tagging import Tagger
from bot.wechat.client import client_of
from bot.wechat.menus import AccountMenus, Button, account_menus, plain
from handlers.words import menus as words


def register(cli: click.Group) -> None:
    """Add the commands."""
    cli.add_command(menu)


@click.group(cls=Group)
def menu() -> None:
    """公众号底部的菜单。"""


@menu.command()
@click.argument("file", metavar="[文件]", required=False, type=click.Path(path_type=Path))
@region_option
@command
def check(file: Path | None, region: str | None) -> None:
    """核对菜单文件：数量、名称和网址的长度、点击办理的 key。不写文件就核对正在用的那份。"""
    with desk(region) as at:
        used = at.settings.region(region).menus
        file = file or Path(used or FILE)
        found = read_menus(file, str(file), at.office.base_url)
    for fault in found.faults:
        click.echo(fault)
    if found.faults:
        raise click.exceptions.Exit(1)
    click.echo(words.file_in_order(file.name, len(found.menus)))


@menu.command("push")
@region_option
@command
def push_(region: str | None) -> None:
    """把菜单放到公众号，并给已绑定的人打上标签。一样的不动；不被接受时原来的菜单保留。"""
    with desk(region, shared=True) as at, platform_errors():
        file, client = _menus(at), client_of(at.office.store, at.settings.region(at.region))
        tagger = Tagger(client)
        try:
            pushed = push(client, file, tagger)
        except MenuRefused as exc:
            why = words.REASONS.get(exc.cause.code, words.OTHER_REASON)
            raise InputError(words.refused(exc.menu, exc.cause.code, why)) from exc
        tagged = tagger.fit_all(at.office.store)
    if tagger.made:
        click.echo(words.tags_made(tagger.made))
    same = not pushed.made and not pushed.removed
    click.echo(words.nothing_to_push() if same else words.pushed(pushed.made, pushed.removed))
    told = words.tagged(tagged.given, tagged.taken, tagged.refused)
    if told:
        click.echo(told)


@menu.command()
@region_option
@command
def show(region: str | None) -> None:
    """公众号现在的菜单，与文件里的对照，按手机上的样子列出。"""
    with desk(region, shared=True) as at, platform_errors():
        file, client = _menus(at), client_of(at.office.store, at.settings.region(at.region))
        account, tagger = account_menus(client), Tagger(client)
        lines = [_default(file.default, account)]
        for wanted in file.menus:
            lines += _for_roles(wanted, account, tagger) if wanted.roles else []
        foreign = sum(tagger.role_of(made.tag) is None for made in account.conditional)
    click.echo("\n\n".join(lines))
    if account.default is None:
        click.echo(words.nothing_there())
    if foreign:
        click.echo(words.foreign(foreign))


def _default(menu: Menu, account: AccountMenus) -> str:
    return _beside(words.heading_of(menu.name, ()), menu.buttons, account.default)


def _for_roles(wanted: Menu, account: AccountMenus, tagger: Tagger) -> list[str]:
    """One part for all roles that see the same."""
    # Of several menus for one tag the newest is seen.
    newest = {tagger.role_of(made.tag): made.buttons for made in account.conditional}
    theirs = [newest.get(role) for role in wanted.roles]
    parts = []
    for seen in [one for place, one in enumerate(theirs) if one not in theirs[:place]]:
        roles = [role for role in wanted.roles if newest.get(role) == seen]
        parts.append(_beside(words.heading_of(wanted.name, roles), wanted.buttons, seen))
    return parts


def _beside(heading: str, file: Sequence[Button], account: Sequence[Button] | None) -> str:
    if account is None:
        return "\n".join((heading + words.MISSING, words.IN_FILE, words.as_phone(_rows(file))))
    if plain(file) == account:
        return "\n".join((heading + words.SAME, words.as_phone(_rows(file))))
    both = (words.IN_FILE, words.as_phone(_rows(file)))
    other = (words.ON_ACCOUNT, words.as_phone(_rows(account)))
    return "\n".join((heading + words.DIFFERS, *both, *other))


def _rows(buttons: Sequence[Button]) -> list[tuple[str, list[str]]]:
    return [(b["name"], [item["name"] for item in b.get("sub_button", ())]) for b in buttons]


def _menus(at: Desk) -> MenuFile:
    return menus_of(at.settings.region(at.region), at.office.base_url)
