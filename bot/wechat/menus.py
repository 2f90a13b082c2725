"""Menus (自定义菜单): the default one of an account, and those for people with a tag."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.wechat.client import PlatformClient, expected
from bot.wechat.errors import WeChatError

NO_MENU = 46003

Button = Mapping[str, Any]
"""As ``menu/create`` takes it: ``name`` with ``type`` and its value, or with ``sub_button``."""


@dataclass(frozen=True, slots=True)
class ConditionalMenu:
    """A menu for some people (个性化菜单); ``tag`` is None when its rule is about anything else."""

    menuid: str
    tag: int | None
    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class AccountMenus:
    """What an account has; ``default`` is None without a menu.

    ``conditional`` from the oldest to the newest: of several that fit a person, the platform shows
    the newest.
    """

    default: tuple[Button, ...] | None
    conditional: tuple[ConditionalMenu, ...] = ()


def account_menus(client: PlatformClient) -> AccountMenus:
    """Every menu of the account."""
    try:
        found = client.get("menu/get")
    except WeChatError as exc:
        if exc.code == NO_MENU:
            return AccountMenus(None)
        raise
    menu = expected(found, "menu")
    buttons = menu.get("button", ()) if isinstance(menu, Mapping) else ()
    # The platform names no order; its numbers grow.
    others = sorted(found.get("conditionalmenu") or (), key=lambda made: int(made["menuid"]))
    return AccountMenus(plain(buttons), tuple(_conditional(made) for made in others))


def set_default(client: PlatformClient, buttons: Sequence[Button]) -> None:
    """Replace the menu that everybody sees who has none of their own."""
    client.call("menu/create", {"button": list(buttons)})


def add_for_tag(client: PlatformClient, tag: int, buttons: Sequence[Button]) -> str:
    """Add a menu for the people with a tag; its id. A default menu must be there."""
    rule = {"tag_id": str(tag)}
    made = client.call("menu/addconditional", {"button": list(buttons), "matchrule": rule})
    return str(expected(made, "menuid"))


def remove_conditional(client: PlatformClient, menuid: str) -> None:
    """Remove one of the menus for some."""
    client.call("menu/delconditional", {"menuid": menuid})


def plain(buttons: Sequence[Button]) -> tuple[Button, ...]:
    """Buttons without what the platform adds, so that two menus can be compared."""
    return tuple(_plain(button) for button in buttons)


def _plain(button: Button) -> Button:
    kept = {name: value for name, value in button.items() if value not in ("", None, [])}
    below = button.get("sub_button")
    # The platform has two shapes: a list, and an object around a list.
    items = below.get("list", ()) if isinstance(below, Mapping) else below
    kept.pop("sub_button", None)
    if not items:
        return kept
    # What opens a sub-menu does nothing else.
    return {"name": button["name"], "sub_button": [_plain(item) for item in items]}


def _conditional(made: Mapping[str, Any]) -> ConditionalMenu:
    rule = {name: v for name, v in (made.get("matchrule") or {}).items() if v not in ("", None)}
    # Sent as tag_id, given back as group_id by the platform's own example.
    tag = str(rule.pop("tag_id", "") or rule.pop("group_id", ""))
    only = tag.isdigit() and not rule
    return ConditionalMenu(str(made["menuid"]), int(tag) if only else None, plain(made["button"]))
