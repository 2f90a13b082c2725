"""Who may use the control interface: programs of this machine, and no page of another site.

Nobody logs in to it, yet whoever reaches it can act as any person of the trial; and every web page
that somebody opens on this machine can send requests to loopback.
"""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from flask import Request


def refusal(request: Request) -> str | None:
    """Why this request is refused, None when it is let in.

    The host is checked because a foreign page can make its own name point to 127.0.0.1 (DNS
    rebinding). A POST must be JSON: that type a foreign page cannot send without asking first,
    and the asking (a preflight request) is never granted.
    """
    if not _is_loopback(request.host):
        return "the control interface is reached by 127.0.0.1, localhost or [::1] only"
    if request.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
        return "a page of another site may not use the control interface"
    origin = request.headers.get("Origin")
    if origin is not None and origin.lower() != f"http://{request.host}".lower():
        return "a page of another site may not use the control interface"
    if request.method == "POST" and not request.is_json:
        return "a POST needs Content-Type: application/json"
    return None


def _is_loopback(netloc: str) -> bool:
    try:
        host = urlsplit(f"//{netloc}").hostname or ""
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
