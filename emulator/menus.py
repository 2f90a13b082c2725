"""Menus (自定义菜单) of an account: what may stand in one, and which one a person sees."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from .errors import ApiError

MOST_BUTTONS, MOST_SUB = 3, 5
LONGEST_NAME, LONGEST_SUB_NAME = 16, 60  # bytes
LONGEST_KEY, LONGEST_URL = 128, 1024  # bytes
MOST_DOMAINS = 3  # that all conditional menus together may lead to
WITH_KEY = {
    *("click", "scancode_push", "scancode_waitmsg", "pic_sysphoto", "pic_photo_or_album"),
    *("pic_weixin", "location_select"),
}
WITH_MEDIA = {"media_id", "view_limited"}
WITH_ARTICLE = {"article_id", "article_view_limited"}
TYPES = {*WITH_KEY, *WITH_MEDIA, *WITH_ARTICLE, "view", "miniprogram"}

_FIRST_MENUID = 208_000_000

Button = dict[str, Any]


@dataclass(frozen=True)
class Codes:
    """The errors of one level of a menu."""

    kind: int
    name: int
    key: int
    url: int
    domain: int
    longest_name: int


TOP = Codes(40017, 40018, 40019, 40020, 40055, LONGEST_NAME)
SUB = Codes(40024, 40025, 40026, 40027, 40054, LONGEST_SUB_NAME)


@dataclass(frozen=True)
class Conditional:
    """A menu for some (个性化菜单)."""

    menuid: int
    buttons: list[Button]
    rule: dict[str, str]


@dataclass
class Menus:
    """The menus of one account; the conditional ones from the oldest to the newest."""

    menuid: int = 0
    last_menuid: int = _FIRST_MENUID
    default: list[Button] | None = None
    conditional: list[Conditional] = field(default_factory=list)

    def new_id(self) -> int:
        """A number for a menu, higher than all before."""
        self.last_menuid += 1
        return self.last_menuid

    def seen_with(self, tags: Collection[int]) -> list[Button]:
        """The menu of a person with these tags: the newest whose rule fits, else the default."""
        if self.default is None:
            return []
        for menu in reversed(self.conditional):
            if all(_fits(name, value, tags) for name, value in menu.rule.items()):
                return menu.buttons
        return self.default

    def domains(self) -> set[str]:
        """The hosts that the conditional menus lead to."""
        return {host for menu in self.conditional for host in hosts(menu.buttons)}

    def to_json(self) -> dict[str, Any]:
        """All of it, for the state file."""
        return {**vars(self), "conditional": [vars(menu) for menu in self.conditional]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Menus:
        """What ``to_json`` wrote."""
        return cls(**{**data, "conditional": [Conditional(**m) for m in data["conditional"]]})


def read_buttons(value: object) -> list[Button]:
    """The buttons of a menu, checked, as the platform gives them back.

    Raises:
        ApiError: 40016 or 40023 for their number, 40022 for a third level, else as in TOP and SUB.
    """
    if not isinstance(value, list) or not 1 <= len(value) <= MOST_BUTTONS:
        raise ApiError(40016)
    return [_top(button) for button in value]


def read_rule(value: object) -> dict[str, str]:
    """The rule of a conditional menu.

    Raises:
        ApiError: 65304 when it says nothing.
    """
    given = value if isinstance(value, Mapping) else {}
    tag = given.get("tag_id") or given.get("group_id")
    kind = given.get("client_platform_type")
    rule = {"group_id": tag, "client_platform_type": kind}
    found = {name: str(told) for name, told in rule.items() if told not in (None, "")}
    if not found:
        raise ApiError(65304)
    return found


def hosts(buttons: Sequence[Button]) -> set[str]:
    """The hosts that a menu leads to."""
    every = [b for top in buttons for b in (top, *top["sub_button"])]
    return {urlsplit(b["url"]).hostname or "" for b in every if b.get("type") == "view"}


def _top(value: object) -> Button:
    button = value if isinstance(value, Mapping) else {}
    sub = button.get("sub_button") or []
    if isinstance(sub, Mapping):
        sub = sub.get("list") or []
    if not sub:
        return _leaf(button, TOP)
    if not isinstance(sub, list) or len(sub) > MOST_SUB:
        raise ApiError(40023)
    name = _name(button, TOP)
    return {"name": name, "sub_button": [_below(item) for item in sub]}


def _below(value: object) -> Button:
    button = value if isinstance(value, Mapping) else {}
    if button.get("sub_button"):
        raise ApiError(40022)
    return _leaf(button, SUB)


def _leaf(button: Mapping[str, Any], codes: Codes) -> Button:
    kind = button.get("type")
    if kind not in TYPES:
        raise ApiError(codes.kind)
    made: Button = {"type": kind, "name": _name(button, codes)}
    if kind in WITH_KEY:
        made["key"] = _within(button.get("key"), LONGEST_KEY, codes.key)
    elif kind in WITH_MEDIA:
        made["media_id"] = _within(button.get("media_id"), LONGEST_URL, 40007)
    elif kind in WITH_ARTICLE:
        made["article_id"] = _within(button.get("article_id"), LONGEST_URL, codes.kind)
    else:
        made["url"] = _within(button.get("url"), LONGEST_URL, codes.url)
        if urlsplit(made["url"]).scheme not in ("http", "https"):
            raise ApiError(codes.domain)
    if kind == "miniprogram":
        for name in ("appid", "pagepath"):
            made[name] = _within(button.get(name), LONGEST_URL, codes.kind)
    return {**made, "sub_button": []}


def _name(button: Mapping[str, Any], codes: Codes) -> str:
    return _within(button.get("name"), codes.longest_name, codes.name)


def _within(value: object, most: int, code: int) -> str:
    if not isinstance(value, str) or not 1 <= len(value.encode()) <= most:
        raise ApiError(code)
    return value


def _fits(name: str, value: str, tags: Collection[int]) -> bool:
    # Every phone of the emulator is of one kind; a rule about kinds fits none of them.
    return name == "group_id" and value.isdigit() and int(value) in tags
