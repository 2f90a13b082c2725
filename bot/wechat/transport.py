"""HTTP to the WeChat platform: one host, time limits, no redirects, and no secrets in errors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import requests
from requests.adapters import HTTPAdapter

from bot.accounts import API_BASE
from bot.wechat.errors import Transient

TIMEOUT = (3.05, 5.0)
"""Seconds to connect and to the answer: nothing of the program waits longer for WeChat."""

TRANSFER_TIMEOUT = (3.05, 20.0)
"""The same for a file: those are moved in the background."""


class PlatformAdapter(HTTPAdapter):
    """Sends what is meant for the platform's host to ``api_base``, always with a time limit."""

    def __init__(self, api_base: str) -> None:
        super().__init__()
        self._base = urlsplit(api_base)

    def send(  # noqa: PLR0917  # the signature of the base class
        self,
        request: requests.PreparedRequest,
        stream: bool = False,  # the signature of the base class
        timeout: Any = None,
        verify: bool | str = True,  # the signature of the base class
        cert: Any = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """Send one request. The address is changed here, where every request passes."""
        parts = urlsplit(request.url or "")
        path = self._base.path.rstrip("/") + parts.path
        request.url = urlunsplit((self._base.scheme, self._base.netloc, path, parts.query, ""))
        return super().send(
            request,
            stream=stream,
            timeout=timeout or TIMEOUT,
            verify=verify,
            cert=cert,
            proxies=dict(proxies or {}),
        )


def prepare(session: requests.Session, api_base: str) -> requests.Session:
    """Make a session speak to the platform only: no proxies of the environment, no redirects."""
    session.trust_env = False
    session.max_redirects = 0
    session.mount(f"{API_BASE}/", PlatformAdapter(api_base))
    return session


def transport_error(exc: requests.RequestException) -> Transient:
    """The typed error of a failed request; its text names the kind only, never the address.

    Unless the connection was never made, the call may have had its effect.
    """
    never_sent = isinstance(
        exc, requests.ConnectTimeout | requests.exceptions.SSLError
    ) or "NewConnectionError" in repr(exc)
    return Transient(type(exc).__name__, unknown=not never_sent)
