"""A tiny product that repeats what it is told (回声): to try the emulator alone."""

from __future__ import annotations

import json
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from wechatpy.crypto import WeChatCrypto

from .messages import build_xml, parse_document

# What to do with the next delivery: a status, a raw body, or a function of the message that
# returns the reply's elements; numbers with a fraction wait so many seconds, then say success.
Step = int | float | bytes | Callable[[Mapping[str, Any]], Mapping[str, Any]]


@dataclass(frozen=True)
class Delivered:
    """One delivery attempt: the query, the body as it came, and the opened message."""

    query: dict[str, str]
    body: bytes
    fields: dict[str, Any]


class _Server(ThreadingHTTPServer):
    request_queue_size = 256  # a volley comes all at once


class Echo:
    """A callback server for one account; ``plan`` says how to treat the next deliveries.

    Messages are opened by wechatpy, which is not what sealed them. A delivery that cannot be
    opened is not recorded and gets 403.
    """

    def __init__(self, token: str, aes_key: str | None, app_id: str) -> None:
        self._crypto = None if aes_key is None else WeChatCrypto(token, aes_key, app_id)
        self.deliveries: list[Delivered] = []
        self.plan: deque[Step] = deque()
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/wechat"

    def __enter__(self) -> Echo:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def receive(self, query: dict[str, str], body: bytes) -> tuple[int, bytes]:
        """Treat one delivery: status and body of the answer."""
        try:
            fields = self._open(query, body)
        except Exception:  # the library lets any error of decoding through
            return 403, b""
        self.deliveries.append(Delivered(query, body, fields))
        step = self.plan.popleft() if self.plan else repeat
        if isinstance(step, int):
            return step, b""
        if isinstance(step, bytes):
            return 200, step
        if isinstance(step, float):
            time.sleep(step)
            return 200, b"success"
        reply = step(fields)
        return 200, self._seal(build_xml(reply)) if reply else b"success"

    def _open(self, query: dict[str, str], body: bytes) -> dict[str, Any]:
        text = body.decode()
        if self._crypto is None:
            return parse_document(text)
        sealed: Any = json.loads(text) if text.startswith("{") else text
        opened: str = self._crypto.decrypt_message(
            sealed, query["msg_signature"], query["timestamp"], query["nonce"]
        )
        return parse_document(opened)

    def _seal(self, text: str) -> bytes:
        if self._crypto is None:
            return text.encode()
        sealed: str = self._crypto.encrypt_message(text, "0123456789abcdef", str(int(time.time())))
        return sealed.encode()


def repeat(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """The reply that repeats a text message; nothing for anything else."""
    if fields.get("MsgType") != "text":
        return {}
    return answer(fields, str(fields.get("Content", "")))


def answer(fields: Mapping[str, Any], text: str) -> dict[str, Any]:
    """A text reply to the sender of a message."""
    return {
        "ToUserName": fields["FromUserName"],
        "FromUserName": fields["ToUserName"],
        "CreateTime": int(time.time()),
        "MsgType": "text",
        "Content": text,
    }


def _handler(echo: Echo) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            query = dict(parse_qsl(urlsplit(self.path).query))
            self._send(200, query.get("echostr", "").encode())

        def do_POST(self) -> None:
            query = dict(parse_qsl(urlsplit(self.path).query))
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self._send(*echo.receive(query, body))

        def _send(self, status: int, body: bytes) -> None:
            try:
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except ConnectionError:  # the platform gave up waiting
                self.close_connection = True

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - inherited name
            pass

    return Handler
