"""What every answer to a browser carries, and who may reach what is only for this machine."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from flask import Request, Response

_COMMON = (
    "default-src 'self'; img-src 'self' data:; style-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)

PAGE_POLICY = f"{_COMMON}; script-src 'none'"
"""Content security policy of the public pages: they run no script at all."""

APP_POLICY = f"{_COMMON}; script-src 'self'; connect-src 'self'"
"""Content security policy of pages that run our own script files."""

_LOCAL_NAMES = {"localhost", "127.0.0.1", "::1"}


def secure(response: Response, policy: str = PAGE_POLICY) -> Response:
    """Add the headers that keep a page to itself."""
    headers = response.headers
    headers.setdefault("Content-Security-Policy", policy)
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    headers["Referrer-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    return response


def is_local(request: Request) -> bool:
    """True when a browser on this very machine asks, by a name of this machine.

    The name is checked because a foreign page can make its own name point to 127.0.0.1 (DNS
    rebinding); a forwarded request is never local.
    """
    if "X-Forwarded-For" in request.headers or "Forwarded" in request.headers:
        return False
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return False
    return address.is_loopback and _host_name(f"//{request.host}") in _LOCAL_NAMES


def is_same_origin(request: Request) -> bool:
    """True unless the browser says that another site's page sends this request."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc.lower() == request.host.lower()


def _host_name(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
