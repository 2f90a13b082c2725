"""Every setting of the program, read from the environment once and checked.

A wrong one ends the program with a line that names it and says what to put.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from bot.accounts import (
    ACCOUNT,
    Names,
    RegionSettings,
    read_templates,
    region_settings,
    templates_from,
)
from bot.errors import InputError, SettingsError
from bot.setting_values import http_address, is_loopback, read_toml, region_name, whole_number
from bot.trial import kept, trial_account
from handlers.words import settings as words
from supervision.times import from_iso

OF_A_REGION = (
    *(*ACCOUNT, "api_base", "open_base", "freshness", "pace", "policy", "menus"),
    "evidence_mb",
)
"""What one table of the regions file may say, beside ``templates``."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment says. Secrets never show in its text.

    ``frozen`` is the instant at which ``ZGT_NOW`` stops the program's clock. ``trial`` means: no
    real account, bound to loopback, talking to the emulator at ``emulator_url``.
    """

    regions: tuple[RegionSettings, ...]
    default_region: str
    data: Path
    redis_url: str | None = field(repr=False)
    secret_key: str = field(repr=False)
    host: str
    port: int
    base_url: str
    trial: bool
    emulator_port: int
    frozen: datetime | None = None

    @property
    def secrets(self) -> tuple[str | None, ...]:
        """Everything that may stand in no log line."""
        of_regions = (v for r in self.regions for v in (r.secret, r.token, r.aes_key))
        return (self.secret_key, *of_regions)

    @classmethod
    def from_env(cls, environment: Mapping[str, str] | None = None) -> Self:
        """Settings from the environment. Raises SettingsError naming the first wrong variable."""
        given = os.environ if environment is None else environment
        env = {name: value.strip() for name, value in given.items() if value.strip()}
        data = Path(env.get("ZGT_DATA", "data")).expanduser().absolute()
        host = env.get("HOST", "127.0.0.1")
        port = whole_number(env.get("PORT", "8000"), "PORT", 1, 65535)
        emulator_port = whole_number(
            env.get("ZGT_EMULATOR_PORT", str(port % 65535 + 1)), "ZGT_EMULATOR_PORT", 1, 65535
        )
        tables, names = _tables(env)
        trial = _is_trial(tables, names)
        if trial and not is_loopback(host):
            raise SettingsError("HOST", words.LOOPBACK_ONLY)
        if trial:
            tables = {r: _on_trial(t, data, r, emulator_port) for r, t in tables.items()}
        regions = tuple(
            region_settings(region, _texts(table), names[region], table["templates"])
            for region, table in tables.items()
        )
        return cls(
            regions=regions,
            default_region=_default_region(env, regions),
            data=data,
            redis_url=env.get("REDIS_URL"),
            secret_key=_secret_key(env, data, regions),
            host=host,
            port=port,
            base_url=http_address(
                env.get("ZGT_BASE_URL", f"http://{_reachable(host)}:{port}"), "ZGT_BASE_URL"
            ),
            trial=trial,
            emulator_port=emulator_port,
            frozen=_frozen(env, regions),
        )

    @property
    def emulator_url(self) -> str:
        """Where the emulator listens in trial mode."""
        return f"http://127.0.0.1:{self.emulator_port}"

    @property
    def local_url(self) -> str:
        """Where this machine reaches its own web server."""
        return f"http://{_reachable(self.host)}:{self.port}"

    def address(self, region: str) -> str:
        """Where the public pages of a region are."""
        return self.base_url if len(self.regions) == 1 else f"{self.base_url}/r/{region}"

    def region(self, name: str | None = None) -> RegionSettings:
        """The settings of a region, of the default one when none is named. Raises InputError."""
        wanted = name or self.default_region
        for settings in self.regions:
            if settings.region == wanted:
                return settings
        raise InputError(words.no_region(wanted, (r.region for r in self.regions)))


def _tables(env: Mapping[str, str]) -> tuple[dict[str, dict[str, Any]], dict[str, Names]]:
    """What is given for each region, and how each setting is called for messages."""
    if "ZGT_REGIONS" in env:
        return _tables_of_file(env)
    region = region_name(env.get("ZGT_REGION", "default"), "ZGT_REGION")
    names = Names()
    table: dict[str, Any] = {
        name: env[getattr(names, name)] for name in OF_A_REGION if getattr(names, name) in env
    }
    table["templates"] = (
        read_templates(env[names.templates], names.templates) if names.templates in env else {}
    )
    return {region: table}, {region: names}


def _tables_of_file(env: Mapping[str, str]) -> tuple[dict[str, dict[str, Any]], dict[str, Names]]:
    variable = "ZGT_REGIONS"
    for name in asdict(Names()).values():
        if name.startswith("WECHAT_") and name in env:
            raise SettingsError(name, words.in_the_file(variable))
    tables: dict[str, dict[str, Any]] = {}
    names: dict[str, Names] = {}
    for region, table in read_toml(env[variable], variable).items():
        region_name(region, variable)
        if not isinstance(table, dict):
            raise SettingsError(variable, words.no_table(region))
        unknown = set(table) - {*OF_A_REGION, "templates"}
        if unknown:
            raise SettingsError(variable, words.unknown_names(region, sorted(unknown)))
        found = table | {"templates": templates_from(table.get("templates", {}), variable)}
        tables[region] = found
        names[region] = Names(
            **{name: f"{variable} [{region}] {name}" for name in Names.__dataclass_fields__}
        )
    if not tables:
        raise SettingsError(variable, words.NO_REGIONS)
    return tables, names


def _is_trial(tables: Mapping[str, Mapping[str, Any]], names: Mapping[str, Names]) -> bool:
    """True when no region has an account. Raises SettingsError when only some of it is given."""
    without = [r for r, table in tables.items() if not any(name in table for name in ACCOUNT)]
    if len(without) == len(tables):
        return True
    for region in without:
        raise SettingsError(names[region].app_id, words.HALF_TRIAL)
    return False


def _on_trial(table: dict[str, Any], data: Path, region: str, port: int) -> dict[str, Any]:
    return {"api_base": f"http://127.0.0.1:{port}"} | table | trial_account(data, region)


def _default_region(env: Mapping[str, str], regions: tuple[RegionSettings, ...]) -> str:
    known = [region.region for region in regions]
    default = env.get("ZGT_REGION", known[0])
    if default not in known:
        raise SettingsError("ZGT_REGION", words.no_region(default, known))
    return default


def _texts(table: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in table.items() if name != "templates"}


def _secret_key(env: Mapping[str, str], data: Path, regions: tuple[RegionSettings, ...]) -> str:
    given = env.get("ZGT_SECRET_KEY")
    if given is None:
        return kept(data, "secret_key", secrets.token_hex(32))
    if len(given) < 32 and any(region.live for region in regions):
        raise SettingsError("ZGT_SECRET_KEY", words.SHORT_KEY)
    return given


def _frozen(env: Mapping[str, str], regions: tuple[RegionSettings, ...]) -> datetime | None:
    text = env.get("ZGT_NOW")
    if text is None:
        return None
    if any(region.live for region in regions):
        raise SettingsError("ZGT_NOW", words.NOT_WITH_PEOPLE)
    try:
        return from_iso(text)
    except ValueError:
        raise SettingsError("ZGT_NOW", words.INSTANT) from None


def _reachable(host: str) -> str:
    if host in ("0.0.0.0", "::"):  # noqa: S104  # compared, not bound
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host
