"""The menu file (菜单文件): which menus the account shall have, and for whom.

A table a menu. The one without ``roles`` is the default menu; of several that fit a person the
first of the file wins. What a button may be is said at the head of the file of the program.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.accounts import Names, RegionSettings
from bot.errors import SettingsError
from bot.setting_values import read_toml
from bot.wechat.menus import Button
from handlers.menu_keys import KEYS
from handlers.words import menus as words
from supervision.records import Role

FILE = Path(__file__).with_name("menus.toml")
"""The menus of the program, when no setting names another file."""

MOST_BUTTONS, MOST_ITEMS = 3, 5
NAME_BYTES, ITEM_NAME_BYTES, URL_BYTES = 16, 60, 1024
"""Limits of the platform (wechat-platform §2.7)."""

ROLES: tuple[Role, ...] = tuple(role for role in Role if role is not Role.CITIZEN)
ACTIONS = ("key", "page", "url", "items")


@dataclass(frozen=True, slots=True)
class Menu:
    """One menu as the platform takes it; without ``roles`` it is everybody's."""

    name: str
    roles: tuple[Role, ...]
    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class MenuFile:
    """What a file holds, and one line for everything that is wrong with it."""

    menus: tuple[Menu, ...]
    faults: tuple[str, ...]

    @property
    def default(self) -> Menu:
        """The menu of everybody without another; a file without faults has one."""
        return next(menu for menu in self.menus if not menu.roles)


def menus_of(settings: RegionSettings, base_url: str) -> MenuFile:
    """The menus of a region. Raises SettingsError naming the first thing wrong with its file."""
    variable = Names().menus
    found = read_menus(Path(settings.menus) if settings.menus else FILE, variable, base_url)
    for fault in found.faults:
        raise SettingsError(variable, fault)
    return found


def read_menus(file: Path, variable: str, base_url: str) -> MenuFile:
    """The menus of a file, pages under ``base_url``. Raises SettingsError when it is no TOML."""
    return menus_from(read_toml(str(file), variable), base_url)


def menus_from(tables: Mapping[str, Any], base_url: str) -> MenuFile:
    """The menus of these tables."""
    reader = _Reader(base_url)
    menus = tuple(reader.menu(name, table) for name, table in tables.items())
    if sum(not menu.roles for menu in menus) != 1:
        reader.faults.append(words.no_default())
    return MenuFile(menus, tuple(reader.faults))


class _Reader:
    """Reads the tables one after another and gathers what is wrong."""

    def __init__(self, base_url: str) -> None:
        self.faults: list[str] = []
        self._base_url = base_url
        self._taken: set[Role] = set()

    def menu(self, name: str, table: object) -> Menu:
        told = table if isinstance(table, Mapping) else {}
        roles, buttons = told.get("roles", []), told.get("buttons")
        if not isinstance(roles, list) or not isinstance(buttons, list):
            self.faults.append(words.bad_menu(name))
            return Menu(name, (), ())
        unknown = sorted(set(told) - {"roles", "buttons"})
        if unknown:
            self.faults.append(words.unknown_entries(name, unknown))
        if not 1 <= len(buttons) <= MOST_BUTTONS:
            self.faults.append(words.button_count(name, MOST_BUTTONS))
        made = tuple(self._button(name, button) for button in buttons)
        return Menu(name, tuple(self._roles(name, roles)), made)

    def _roles(self, menu: str, given: list[object]) -> list[Role]:
        found: list[Role] = []
        for text in given:
            role = next((role for role in ROLES if role == text), None)
            if role is None or role in self._taken:
                self.faults.append(words.bad_role(menu, str(text), ROLES))
            else:
                self._taken.add(role)
                found.append(role)
        return found

    def _button(self, menu: str, given: object) -> Button:
        told = given if isinstance(given, Mapping) else {}
        where = self._where(menu, told)
        name = self._name(where, told, NAME_BYTES)
        if "items" not in told:
            return {"name": name, **self._action(where, told)}
        items = told["items"]
        if not isinstance(items, list) or not 1 <= len(items) <= MOST_ITEMS:
            self.faults.append(words.sub_count(where, MOST_ITEMS))
            return {"name": name}
        if set(told) - {"name", "items"}:
            self.faults.append(words.bad_action(where))
        return {"name": name, "sub_button": [self._item(where, item) for item in items]}

    def _item(self, above: str, given: object) -> Button:
        told = given if isinstance(given, Mapping) else {}
        where = self._where(above, told)
        if "items" in told:
            self.faults.append(words.sub_count(above, MOST_ITEMS))
            return {"name": ""}
        return {"name": self._name(where, told, ITEM_NAME_BYTES), **self._action(where, told)}

    def _action(self, where: str, told: Mapping[str, Any]) -> Button:
        given = sorted(set(told) - {"name"})
        if len(given) != 1 or given[0] not in ACTIONS or not isinstance(told[given[0]], str):
            self.faults.append(words.bad_action(where))
            return {}
        value = told[given[0]]
        if given[0] == "key":
            if value not in KEYS:
                self.faults.append(words.bad_key(where, value, sorted(KEYS)))
            return {"type": "click", "key": value}
        return {"type": "view", "url": self._url(where, given[0], value)}

    def _url(self, where: str, kind: str, value: str) -> str:
        if kind == "page" and not value.startswith("/"):
            self.faults.append(words.bad_page(where))
        url = f"{self._base_url}{value}" if kind == "page" else value
        if not url.startswith(("http://", "https://")) or not _fits(url, URL_BYTES):
            self.faults.append(words.bad_url(where, URL_BYTES))
        return url

    def _name(self, where: str, told: Mapping[str, Any], most: int) -> str:
        name = told.get("name")
        if not isinstance(name, str) or not _fits(name, most) or not name.isprintable():
            self.faults.append(words.bad_name(where, most))
            return ""
        return name

    @staticmethod
    def _where(above: str, told: Mapping[str, Any]) -> str:
        return f"{above} › {told.get('name') or '（没有名称）'}"


def _fits(text: str, most: int) -> bool:
    return 0 < len(text.encode()) <= most
