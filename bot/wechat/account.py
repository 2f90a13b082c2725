"""The account itself (公众号): where the platform calls from, how often it may be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.wechat.client import PlatformClient, expected


@dataclass(frozen=True, slots=True)
class Quota:
    """Calls of one path in a day, as the platform counts them: off by up to one in a hundred."""

    limit: int
    used: int
    left: int


def callback_addresses(client: PlatformClient) -> tuple[str, ...]:
    """The addresses from which the platform calls us; some may be ranges (CIDR)."""
    return _addresses(client.get("getcallbackip"))


def interface_addresses(client: PlatformClient) -> tuple[str, ...]:
    """The addresses at which the platform's interface answers."""
    return _addresses(client.get("get_api_domain_ip"))


def quota_of(client: PlatformClient, path: str) -> Quota:
    """How often ``path``, such as ``message/template/send``, may still be called today.

    A path that the account may not call at all has a limit of 0, or is refused.
    """
    found = client.call("openapi/quota/get", {"cgi_path": f"/cgi-bin/{path}"})
    told = expected(found, "quota")
    counts = told if isinstance(told, Mapping) else {}
    limit, used = int(counts.get("daily_limit", 0)), int(counts.get("used", 0))
    return Quota(limit, used, int(counts.get("remain", limit - used)))


def _addresses(found: Mapping[str, Any]) -> tuple[str, ...]:
    listed = expected(found, "ip_list")
    return tuple(sorted(str(one) for one in listed)) if isinstance(listed, list) else ()
