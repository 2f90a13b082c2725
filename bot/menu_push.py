"""Bringing an account's menus into line with the menu file (菜单推送).

The order keeps the old menus until the new ones are taken: menus for some are added (the newest of
those that fit is the one that is seen), then the default menu is replaced, and only then the old
ones go. When the platform refuses one, what was added is removed again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from bot.menus import Menu, MenuFile
from bot.tagging import Tagger
from bot.wechat.client import PlatformClient
from bot.wechat.errors import WeChatError
from bot.wechat.menus import (
    AccountMenus,
    Button,
    ConditionalMenu,
    account_menus,
    add_for_tag,
    plain,
    remove_conditional,
    set_default,
)
from supervision.records import Role


class MenuRefused(Exception):
    """The platform did not take a menu; everything is as it was before."""

    def __init__(self, menu: str, cause: WeChatError) -> None:
        super().__init__(menu)
        self.menu = menu
        self.cause = cause


@dataclass(frozen=True, slots=True)
class ForRole:
    """A menu for the people of one role."""

    menu: str
    role: Role
    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done: ``default`` when it differs, then what is new, then what is old."""

    default: bool
    add: tuple[ForRole, ...]
    remove: tuple[ConditionalMenu, ...]

    @property
    def empty(self) -> bool:
        """True when the account has what the file says."""
        return not (self.default or self.add or self.remove)


@dataclass(frozen=True, slots=True)
class Pushed:
    """Names of the menus that are new, and how many old ones are gone."""

    made: tuple[str, ...]
    removed: int


def for_roles(menus: Sequence[Menu]) -> list[ForRole]:
    """The menus for some in the order in which they are added: the first of the file last.

    The platform shows the newest that fits, so the first of the file wins.
    """
    every = [ForRole(menu.name, role, menu.buttons) for menu in menus for role in menu.roles]
    return every[::-1]


def plan_of(file: MenuFile, account: AccountMenus, tagger: Tagger) -> Plan:
    """Compare; menus for tags that are none of ours are left alone.

    What is right stays, as far as the order allows: whatever is added becomes the newest.
    """
    ours = [made for made in account.conditional if tagger.role_of(made.tag) is not None]
    wanted, kept, place = for_roles(file.menus), [], 0
    for menu in wanted:
        while place < len(ours) and not _is(ours[place], menu, tagger):
            place += 1
        if place == len(ours):
            break
        kept.append(ours[place])
        place += 1
    return Plan(
        default=account.default != plain(file.default.buttons),
        add=tuple(wanted[len(kept) :]),
        remove=tuple(made for made in ours if made not in kept),
    )


def push(client: PlatformClient, file: MenuFile, tagger: Tagger) -> Pushed:
    """Do what the comparison says; nothing when nothing differs.

    Raises MenuRefused, and WeChatError when the platform cannot be asked.
    """
    account = account_menus(client)
    plan = plan_of(file, account, tagger)
    if plan.default and account.default is None:
        # Menus for some need a default menu.
        _set_default(client, file.default)
    with _taken_back_on_refusal(client) as added:
        for menu in plan.add:
            added.append(_add(client, menu, tagger))
        if plan.default and account.default is not None:
            _set_default(client, file.default)
    for made in plan.remove:
        remove_conditional(client, made.menuid)
    names = [file.default.name] if plan.default else []
    names += [menu.menu for menu in plan.add]
    return Pushed(tuple(dict.fromkeys(names)), len(plan.remove))


@contextmanager
def _taken_back_on_refusal(client: PlatformClient) -> Iterator[list[str]]:
    added: list[str] = []
    try:
        yield added
    except (MenuRefused, WeChatError):
        for menuid in added:
            remove_conditional(client, menuid)
        raise


def _set_default(client: PlatformClient, menu: Menu) -> None:
    try:
        set_default(client, menu.buttons)
    except WeChatError as exc:
        raise MenuRefused(menu.name, exc) from None


def _add(client: PlatformClient, menu: ForRole, tagger: Tagger) -> str:
    tag = tagger.id_of(menu.role)
    try:
        return add_for_tag(client, tag, menu.buttons)
    except WeChatError as exc:
        raise MenuRefused(menu.menu, exc) from None


def _is(made: ConditionalMenu, menu: ForRole, tagger: Tagger) -> bool:
    return tagger.role_of(made.tag) is menu.role and made.buttons == plain(menu.buttons)
