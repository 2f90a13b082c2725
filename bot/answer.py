"""What the callback answers (回包): a body, its kind, a status; whoever serves it says it his way.

Most answers go out in front of Flask (:mod:`bot.front_door`), where preparing a response for
cookies, conditions and ranges would cost more than finding the words in Redis.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from werkzeug import Response

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse

PLAIN = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to the platform."""

    body: str
    status: int = 200
    kind: str = PLAIN

    def start(self, start_response: StartResponse) -> list[bytes]:
        """As a web server wants it."""
        body = self.body.encode()
        headers = [("Content-Type", self.kind), ("Content-Length", str(len(body)))]
        start_response(f"{self.status} {HTTPStatus(self.status).phrase}", headers)
        return [body]

    def response(self) -> Response:
        """As Flask wants it."""
        return Response(self.body, status=self.status, content_type=self.kind)
