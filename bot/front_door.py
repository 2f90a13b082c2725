"""The front door (前门): what WeChat posts goes to the callback before Flask prepares for a page.

A context, a session and a search through all addresses are a good part of what a message costs, and
none of it is used by one. Whatever is not plainly a message of a size that WeChat sends (a GET, a
body without its length) goes on to Flask, where the same :class:`bot.callback.Door` answers it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from bot.answer import Answer
from bot.callback import Door
from bot.faults import place_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

logger = logging.getLogger("zgt.callback")

PATH = "/wechat"

CALLBACK_BYTES = 64 * 1024
"""The largest callback; real ones stay under 5 KB."""


class FrontDoor:
    """A WSGI application in front of another one."""

    def __init__(
        self, doors: Mapping[str, Door], default_region: str, behind: WSGIApplication
    ) -> None:
        self._doors = {f"{PATH}/{region}": door for region, door in doors.items()}
        self._doors[PATH] = doors[default_region]
        self._behind = behind

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a message, or let what is behind answer."""
        door = self._doors.get(environ["PATH_INFO"])
        length = environ.get("CONTENT_LENGTH") or ""
        plain = length.isascii() and length.isdigit() and len(length) < 7
        if (
            door is None
            or environ["REQUEST_METHOD"] != "POST"
            or not plain
            or int(length) > CALLBACK_BYTES
            or "HTTP_TRANSFER_ENCODING" in environ
        ):
            return self._behind(environ, start_response)
        body = environ["wsgi.input"].read(int(length))
        return _answer(door, _query(environ), body).start(start_response)


def _answer(door: Door, query: Mapping[str, str], body: bytes) -> Answer:
    try:
        return door.receive(query, body)
    except Exception as exc:  # the platform asks again; its place is all that may be told of it
        extra = {"place": place_of(exc), "reason": type(exc).__name__}
        logger.error("callback_broke", extra=extra)  # noqa: TRY400 - a trace may hold what was said
        return Answer("", status=500)


def _query(environ: WSGIEnvironment) -> dict[str, str]:
    """The parameters of the address; of one that comes twice the first counts, as in Flask."""
    pairs = parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True, errors="replace")
    return dict(reversed(pairs))
