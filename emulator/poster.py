"""One HTTP request to the product (推送请求), under a limit for all of it together."""

from __future__ import annotations

import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import urlencode, urlsplit

BODY_BYTES = 65536  # of an answer; more is read no further


class Unanswered(Exception):
    """No answer came: ``timeout``, or ``connection`` when it was refused or broke off."""


@dataclass(frozen=True)
class Answered:
    """What the product answered."""

    status: int
    body: bytes


def send(
    method: str,
    url: str,
    query: Mapping[str, str],
    seconds: float,
    *,
    body: bytes | None = None,
    content_type: str = "text/xml",
) -> Answered:
    """Send one request; redirects are not followed, nothing is sent twice.

    Raises:
        Unanswered: when the answer is not whole within so many seconds.
    """
    until = time.monotonic() + seconds
    parts = urlsplit(url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=seconds)
    given = "&".join(part for part in (parts.query, urlencode(query)) if part)
    headers = {"Connection": "close", **({} if body is None else {"Content-Type": content_type})}
    try:
        connection.request(method, f"{parts.path or '/'}?{given}", body, headers)
        with connection.getresponse() as answer:
            return Answered(answer.status, _read(answer, connection.sock, until))
    except TimeoutError as exc:
        raise Unanswered("timeout") from exc
    except (OSError, HTTPException) as exc:
        raise Unanswered("connection") from exc
    finally:
        connection.close()


def _read(answer: HTTPResponse, connection: socket.socket | None, until: float) -> bytes:
    """The body; a product that sends it drop by drop does not get more time for it."""
    body = b""
    while len(body) <= BODY_BYTES:
        left = until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        if connection is not None:
            connection.settimeout(left)
        drop = answer.read1(BODY_BYTES)
        if not drop:
            if answer.length:
                raise ConnectionError("the answer broke off")
            break
        body += drop
    return body
