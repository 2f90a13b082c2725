"""One region's settings: its WeChat account (公众号), policy and message templates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from bot.errors import SettingsError
from bot.setting_values import http_address, is_loopback, read_toml, region_name, whole_number
from handlers.words import settings as words

API_BASE = "https://api.weixin.qq.com"
OPEN_BASE = "https://open.weixin.qq.com"
POLICY = "tianshui-2017"
POLICIES = Path(__file__).resolve().parent.parent / "policies"

EMULATED_TEMPLATE = "trial-notice"
"""Id of the message template that an emulated platform knows."""

EVIDENCE_MB = 20
"""The largest file that is kept as evidence, unless a setting says otherwise."""

FRESHNESS_SECONDS = 600
"""How old the timestamp of a callback may be (wechat-platform §1)."""

PACE = 50
"""Messages a second that all senders of an account send together; well below WeChat's limits."""

TEMPLATE_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "item": "thing1",
        "unit": "thing2",
        "step": "phrase3",
        "time": "time4",
        "number": "character_string5",
    }
)
"""What a notice says → the field of a message template, unless a template file says otherwise."""


class Mode(StrEnum):
    """How the platform seals its messages (消息加解密方式): 明文, 兼容, 安全."""

    PLAIN = "plain"
    COMPATIBLE = "compatible"
    AES = "aes"


@dataclass(frozen=True, slots=True)
class Template:
    """A message template (模板消息) of the account; ``fields``: our name → its field."""

    id: str
    fields: Mapping[str, str] = field(default_factory=lambda: TEMPLATE_FIELDS)


@dataclass(frozen=True, slots=True)
class RegionSettings:
    """Settings of one region (地区). Secrets never show in its text.

    ``freshness`` in seconds; ``pace`` in messages a second; ``evidence_mb``: the largest file that
    is kept, in megabytes; ``templates`` by kind of notice (``notice`` serves every kind,
    ``subscription`` is the one of subscription notices);
    ``policy`` is a name in ``policies/`` or the path of a file, ``menus`` the path of a menu file
    (None: the one of the program).
    """

    region: str
    app_id: str
    secret: str = field(repr=False)
    token: str = field(repr=False)
    aes_key: str | None = field(default=None, repr=False)
    mode: Mode = Mode.PLAIN
    api_base: str = API_BASE
    open_base: str = OPEN_BASE
    policy: str = POLICY
    menus: str | None = None
    freshness: int = FRESHNESS_SECONDS
    pace: int = PACE
    evidence_mb: int = EVIDENCE_MB
    templates: Mapping[str, Template] = field(default_factory=dict)

    @property
    def policy_path(self) -> Path:
        """The file of the policy."""
        return policy_path(self.policy)

    @property
    def live(self) -> bool:
        """True when messages may reach real people.

        Only plain HTTP to this very machine is an emulated platform: any other address can be a
        proxy of the real one.
        """
        parts = urlsplit(self.api_base)
        return parts.scheme != "http" or not is_loopback(parts.hostname or "")


@dataclass(frozen=True, slots=True)
class Names:
    """How the settings of a region are called where they are written: for messages only."""

    app_id: str = "WECHAT_APP_ID"
    app_secret: str = "WECHAT_APP_SECRET"  # noqa: S105  # the name of a variable
    token: str = "WECHAT_TOKEN"  # noqa: S105  # the name of a variable
    aes_key: str = "WECHAT_AES_KEY"
    mode: str = "WECHAT_MODE"
    api_base: str = "WECHAT_API_BASE"
    open_base: str = "WECHAT_OPEN_BASE"
    freshness: str = "WECHAT_FRESHNESS"
    pace: str = "WECHAT_PACE"
    evidence_mb: str = "ZGT_EVIDENCE_MB"
    policy: str = "ZGT_POLICY"
    menus: str = "ZGT_MENUS"
    templates: str = "ZGT_TEMPLATES"
    region: str = "ZGT_REGION"


ACCOUNT = ("app_id", "app_secret", "token", "aes_key", "mode")
"""What belongs to a real account; none of it given means trial mode."""


def region_settings(
    region: str, given: Mapping[str, str], names: Names, templates: Mapping[str, Template]
) -> RegionSettings:
    """The checked settings of one region. Raises SettingsError naming the first wrong one."""
    app_id = _matching(given, names, "app_id", r"[A-Za-z0-9_-]{1,64}", words.APP_ID)
    secret = _matching(given, names, "app_secret", r"\S{1,128}", words.APP_SECRET)
    token = _matching(given, names, "token", r"[A-Za-z0-9_-]{3,32}", words.TOKEN)
    aes_key = given.get("aes_key") or None
    if aes_key and not re.fullmatch(r"[A-Za-z0-9]{43}", aes_key):
        raise SettingsError(names.aes_key, words.AES_KEY)
    api_base = http_address(given.get("api_base") or API_BASE, names.api_base)
    settings = RegionSettings(
        region=region_name(region, names.region),
        app_id=app_id,
        secret=secret,
        token=token,
        aes_key=aes_key,
        mode=_mode(given, names, aes_key),
        api_base=api_base,
        open_base=http_address(given.get("open_base") or OPEN_BASE, names.open_base),
        policy=_policy(given.get("policy") or POLICY, names.policy),
        menus=_menus(given.get("menus"), names.menus),
        freshness=whole_number(
            given.get("freshness") or str(FRESHNESS_SECONDS), names.freshness, 10, 86400
        ),
        pace=whole_number(given.get("pace") or str(PACE), names.pace, 1, 100_000),
        evidence_mb=whole_number(
            given.get("evidence_mb") or str(EVIDENCE_MB), names.evidence_mb, 1, 200
        ),
        templates=templates,
    )
    if settings.live:
        return settings
    # An emulated platform has its login pages with its interface, and no templates to apply for.
    return replace(
        settings,
        open_base=settings.open_base if given.get("open_base") else api_base,
        templates=templates or {"notice": Template(EMULATED_TEMPLATE)},
    )


def policy_path(policy: str) -> Path:
    """Where a policy lies: a name in the policies folder, else a path."""
    named = POLICIES / f"{policy}.toml"
    return named if re.fullmatch(r"[a-z0-9-]+", policy) and named.is_file() else Path(policy)


def read_templates(file: str, variable: str) -> dict[str, Template]:
    """Templates from a TOML file: a table a kind, with ``id`` and, if need be, ``fields``."""
    return templates_from(read_toml(file, variable), variable)


def templates_from(tables: Mapping[str, Any], variable: str) -> dict[str, Template]:
    """Templates from TOML tables by kind."""
    found = {}
    for kind, table in tables.items():
        told = table if isinstance(table, dict) else {}
        number, fields = told.get("id"), told.get("fields", {})
        if not isinstance(number, str) or not number or not isinstance(fields, dict):
            raise SettingsError(variable, words.template_without_id(kind))
        unknown = [name for name in fields if name not in TEMPLATE_FIELDS]
        if unknown or not all(isinstance(value, str) for value in fields.values()):
            raise SettingsError(variable, words.template_fields(kind, TEMPLATE_FIELDS))
        found[kind] = Template(number, MappingProxyType(dict(fields or TEMPLATE_FIELDS)))
    return found


def _matching(given: Mapping[str, str], names: Names, name: str, form: str, advice: str) -> str:
    value = given.get(name, "")
    if not re.fullmatch(form, value):
        raise SettingsError(getattr(names, name), words.malformed(value, advice))
    return value


def _mode(given: Mapping[str, str], names: Names, aes_key: str | None) -> Mode:
    text = given.get("mode") or (Mode.AES if aes_key else Mode.PLAIN)
    try:
        mode = Mode(text)
    except ValueError:
        raise SettingsError(names.mode, words.MODE) from None
    if mode is not Mode.PLAIN and not aes_key:
        raise SettingsError(names.mode, words.mode_needs(mode, names.aes_key))
    return mode


def _menus(file: str | None, variable: str) -> str | None:
    if file and not Path(file).is_file():
        raise SettingsError(variable, words.no_menus(file))
    return file or None


def _policy(policy: str, variable: str) -> str:
    if not policy_path(policy).is_file():
        raise SettingsError(variable, words.no_policy(policy))
    return policy
