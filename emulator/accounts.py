"""An official account (公众号) as its console shows it: credentials, callback, templates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from .errors import BadAccount
from .switches import Switches, turn

KINDS = ("service", "subscription", "test")  # 服务号, 订阅号, 测试号
MODES = ("plain", "compatible", "aes")  # 明文, 兼容, 安全
_AES_KEY = re.compile(r"[A-Za-z0-9]{43}")


@dataclass(frozen=True)
class Template:
    """A message template (模板): its fields in printed order, as (key, label) pairs."""

    id: str
    title: str
    fields: tuple[tuple[str, str], ...]

    def content(self) -> str:
        """The template text as ``get_all_private_template`` returns it."""
        return "\n".join(f"{label}:{{{{{key}.DATA}}}}" for key, label in self.fields)


@dataclass(frozen=True)
class Account:
    """One official account. ``account`` is its gh_ id, the sender and receiver of messages."""

    app_id: str
    secret: str = field(repr=False)
    token: str = field(repr=False)
    aes_key: str | None = field(repr=False)
    mode: str
    callback_url: str
    account: str
    templates: tuple[Template, ...]
    kind: str = "service"
    verified: bool = True  # 已认证
    switches: Switches = field(default_factory=Switches, compare=False)

    @cached_property
    def by_id(self) -> dict[str, Template]:
        """The templates of the description by their ids."""
        return {template.id: template for template in self.templates}


def read_account(data: Mapping[str, Any]) -> Account:
    """Read one account from JSON.

    Raises:
        BadAccount: naming the field that is missing or wrong.
    """
    for name in ("app_id", "secret", "token", "callback_url"):
        if not isinstance(data.get(name), str) or not data[name]:
            raise BadAccount(f"account: {name} is missing")
    aes_key = data.get("aes_key")
    mode = data.get("mode") or ("aes" if aes_key else "plain")
    if mode not in MODES:
        raise BadAccount("account: mode is plain, compatible or aes")
    if aes_key is not None and not (isinstance(aes_key, str) and _AES_KEY.fullmatch(aes_key)):
        raise BadAccount("account: aes_key has 43 letters and digits")
    if mode != "plain" and aes_key is None:
        raise BadAccount(f"account: mode {mode} needs an aes_key")
    kind, verified = data.get("kind", "service"), data.get("verified", True)
    if kind not in KINDS:
        raise BadAccount("account: kind is service, subscription or test")
    if not isinstance(verified, bool):
        raise BadAccount("account: verified is true or false")
    return Account(
        app_id=data["app_id"],
        secret=data["secret"],
        token=data["token"],
        aes_key=aes_key,
        mode=mode,
        callback_url=data["callback_url"],
        account=data.get("account") or "gh_000000000000",
        templates=tuple(_template(item) for item in data.get("templates") or ()),
        kind=kind,
        verified=verified,
        switches=turn(Switches(), data.get("switches") or {}),
    )


def _template(data: Mapping[str, Any]) -> Template:
    if not isinstance(data, Mapping) or not data.get("id"):
        raise BadAccount("account: every template has an id")
    fields = []
    for item in data.get("fields") or ():
        key = item if isinstance(item, str) else str(item.get("key", ""))
        label = key if isinstance(item, str) else str(item.get("label") or key)
        if not key:
            raise BadAccount("account: every template field has a key")
        fields.append((key, label))
    return Template(str(data["id"]), str(data.get("title") or data["id"]), tuple(fields))
