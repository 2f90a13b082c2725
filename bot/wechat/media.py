"""Files that people have sent to the account (临时素材); the platform keeps them for three days."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import requests

from bot.accounts import RegionSettings
from bot.setting_values import is_loopback
from bot.wechat.answers import Download, file_of
from bot.wechat.client import PlatformClient
from bot.wechat.errors import BadNotice, Transient
from bot.wechat.transport import TRANSFER_TIMEOUT, transport_error

GONE_CODE = 40007
"""No file of this id: it is older than three days, or was never one that can be fetched."""

TOO_LARGE = "answer_too_large"

HOSTS = (".qq.com", ".qpic.cn", ".gtimg.cn", ".gtimg.com", ".weixin.com")
"""Where the platform keeps videos; an answer that names another host is not followed."""

MOST_REDIRECTS = 3


def fetch_media(
    client: PlatformClient, settings: RegionSettings, media: str, limit: int
) -> Download:
    """The file with this media id, of ``limit`` bytes at most.

    A video may lie at an address of its own, which is asked without the token. Raises WeChatError:
    BadNotice with GONE_CODE when the platform has the file no longer, with the reason TOO_LARGE
    when it is larger.
    """
    found = client.download("media/get", {"media_id": media}, limit=limit)
    address = found.fields.get("video_url") or found.fields.get("down_url")
    if found.content:
        return found
    if not isinstance(address, str):
        raise Transient("answer_incomplete")
    return _fetch_from(address, settings, limit)


def _fetch_from(address: str, settings: RegionSettings, limit: int) -> Download:
    """A file from an address that the platform has named; redirects stay among its hosts."""
    with requests.Session() as session:
        session.trust_env = False
        for _ in range(MOST_REDIRECTS + 1):
            if not _is_platform(address, settings):
                raise BadNotice("strange_address")
            try:
                with session.get(
                    address, stream=True, allow_redirects=False, timeout=TRANSFER_TIMEOUT
                ) as answer:
                    if not answer.is_redirect:
                        return _file(answer, limit)
                    address = urljoin(address, answer.headers["Location"])
            except requests.RequestException as exc:
                raise transport_error(exc) from None
    raise Transient("too_many_redirects")


def _file(answer: requests.Response, limit: int) -> Download:
    found = file_of(answer, limit)
    if not found.content:
        raise Transient("answer_incomplete")
    return found


def _is_platform(address: str, settings: RegionSettings) -> bool:
    """Whether an address is one of the platform's: nobody else is asked for anything."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.scheme not in ("http", "https"):
        return False
    return host.endswith(HOSTS) or (not settings.live and is_loopback(host))
