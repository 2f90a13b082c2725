"""An official account (公众号) as its console shows it: credentials, callback, templates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from .errors import BadAccount
from .subscriptions import LONG, ONCE, Notice
from .switches import Switches, turn
from .template import Template, read_template

KINDS = ("service", "subscription", "test")  # 服务号, 订阅号, 测试号
MODES = ("plain", "compatible", "aes")  # 明文, 兼容, 安全
_AES_KEY = re.compile(r"[A-Za-z0-9]{43}")


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
    notices: tuple[Notice, ...] = ()  # templates of subscription notices
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
        templates=tuple(read_template(item) for item in data.get("templates") or ()),
        notices=tuple(_notice(item) for item in data.get("notices") or ()),
        kind=kind,
        verified=verified,
        switches=turn(Switches(), data.get("switches") or {}),
    )


def _notice(data: Mapping[str, Any]) -> Notice:
    template = read_template(data)
    kinds = {"once": ONCE, "long": LONG}
    kind = data.get("kind", "once")
    if kind not in kinds:
        raise BadAccount("account: a notice is once or long")
    return Notice(template, kinds[kind])
