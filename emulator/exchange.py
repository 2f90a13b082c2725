"""One request and one answer (请求与应答), as they travel between the sockets and the platform."""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from werkzeug.wrappers import Response

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A request; header names in lower case, the body whole."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes

    def environ(self) -> WSGIEnvironment:
        """The same request for a WSGI application."""
        name, _, port = self.headers.get("host", "").rpartition(":")
        environ: WSGIEnvironment = {
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(self.body),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
            "REQUEST_METHOD": self.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": self.path.encode().decode("latin-1"),
            "QUERY_STRING": self.query,
            "SERVER_NAME": name or "127.0.0.1",
            "SERVER_PORT": port or "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "CONTENT_LENGTH": str(len(self.body)),
        }
        for key, value in self.headers.items():
            if key == "content-type":
                environ["CONTENT_TYPE"] = value
            elif key not in ("content-length", "transfer-encoding"):
                environ[f"HTTP_{key.upper().replace('-', '_')}"] = value
        return environ


@dataclass(frozen=True, slots=True)
class Wire:
    """How the bytes of an answer go wrong on their way; by default they do not."""

    reset: bool = False  # RST in place of the answer
    close_early: bool = False  # FIN in the middle of the body
    drip: float | None = None  # bytes of the body a second


@dataclass(slots=True)
class Outgoing:
    """An answer; ``headers`` without length and connection, which the server adds."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    wire: Wire = Wire()

    @property
    def content_type(self) -> str:
        """The type of the body, empty when none is told."""
        return self.headers.get("Content-Type", "")


def page(status: int, text: str | None = None) -> Outgoing:
    """A page of HTML, as a gateway in front of the platform answers."""
    shown = f"<html><body><h1>{status}</h1></body></html>" if text is None else text
    return Outgoing(status, shown.encode(), {"Content-Type": HTML})


def from_response(response: Response) -> Outgoing:
    """The answer of an endpoint that speaks in werkzeug's or Flask's terms."""
    headers = {name: value for name, value in response.headers if name != "Content-Length"}
    return Outgoing(response.status_code, response.get_data(), headers)


def from_application(application: WSGIApplication, incoming: Incoming) -> Outgoing:
    """The answer of a WSGI application."""
    answer = Response.from_app(application, incoming.environ(), buffered=True)
    with answer:
        return from_response(answer)
