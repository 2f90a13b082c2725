"""Files that people have sent to the account: fetched by id, or from the platform's own hosts."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot.wechat.errors import BadNotice, Transient
from bot.wechat.media import GONE_CODE, TOO_LARGE, fetch_media
from tests.bot.platform_rig import Rig

FETCH = "/cgi-bin/media/get"
VIDEO = b"\x00\x00\x00\x18ftypisom" + bytes(range(256)) * 40
LIMIT = 1024 * 1024


class Shelf:
    """A host that keeps videos: path → status, headers, body; and who asked for what."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.files: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[str] = []


@contextmanager
def open_shelf() -> Iterator[Shelf]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            shelf.asked.append(self.path)
            status, headers, body = shelf.files[self.path.partition("?")[0]]
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # base class
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    shelf = Shelf(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield shelf
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    with open_shelf() as opened:
        yield opened


def fetch(rig: Rig, media: str = "m", limit: int = LIMIT) -> bytes:
    return fetch_media(rig.client(), rig.settings, media, limit).content


def lies_at(rig: Rig, address: str) -> None:
    body = json.dumps({"video_url": address})
    rig.driver.faults([{"match": {"path": FETCH}, "effect": {"http": 200, "body": body}}])


def test_a_video_at_an_address_of_its_own_is_fetched_without_the_token(
    rig: Rig, shelf: Shelf
) -> None:
    shelf.files["/v"] = (200, {"Content-Type": "video/mp4"}, VIDEO)
    lies_at(rig, f"{shelf.url}/v?key=1")
    assert fetch(rig) == VIDEO
    assert shelf.asked == ["/v?key=1"]


def test_a_redirect_among_the_platforms_hosts_is_followed(rig: Rig, shelf: Shelf) -> None:
    shelf.files["/v"] = (302, {"Location": "/w"}, b"")
    shelf.files["/w"] = (200, {"Content-Type": "video/mp4"}, VIDEO)
    lies_at(rig, f"{shelf.url}/v")
    assert fetch(rig) == VIDEO


def test_redirects_have_an_end(rig: Rig, shelf: Shelf) -> None:
    shelf.files["/v"] = (302, {"Location": "/v"}, b"")
    lies_at(rig, f"{shelf.url}/v")
    with pytest.raises(Transient, match="redirects"):
        fetch(rig)
    assert len(shelf.asked) == 4


@pytest.mark.parametrize(
    "address",
    [
        "http://169.254.169.254/latest/meta-data",
        "http://example.com/v.mp4",
        "http://evilqq.com/v.mp4",
        "http://mp.weixin.qq.com.example.com/v",
        "file:///etc/passwd",
        "http://[::1",
        "ftp://mp.weixin.qq.com/v",
    ],
)
def test_an_address_of_anybody_else_is_never_asked(rig: Rig, address: str) -> None:
    lies_at(rig, address)
    with pytest.raises(BadNotice, match="strange_address"):
        fetch(rig)


def test_with_a_real_account_this_machine_is_never_asked(rig: Rig, shelf: Shelf) -> None:
    lies_at(rig, f"{shelf.url}/v")
    live = replace(rig.settings, api_base="https://api.weixin.qq.com")
    with pytest.raises(BadNotice, match="strange_address"):
        fetch_media(rig.client(), live, "m", LIMIT)
    assert shelf.asked == []


def test_a_redirect_to_somebody_else_is_not_followed(rig: Rig, shelf: Shelf) -> None:
    shelf.files["/v"] = (302, {"Location": "http://10.0.0.1/secret"}, b"")
    lies_at(rig, f"{shelf.url}/v")
    with pytest.raises(BadNotice, match="strange_address"):
        fetch(rig)


def test_a_video_beyond_the_limit_is_refused(rig: Rig, shelf: Shelf) -> None:
    shelf.files["/v"] = (200, {"Content-Type": "video/mp4"}, VIDEO)
    lies_at(rig, f"{shelf.url}/v")
    with pytest.raises(BadNotice) as caught:
        fetch(rig, limit=1000)
    assert caught.value.reason == TOO_LARGE


def test_a_file_that_is_gone_says_so_by_its_code(rig: Rig) -> None:
    with pytest.raises(BadNotice) as caught:
        fetch(rig, "gone")
    assert caught.value.code == GONE_CODE


def test_an_answer_with_neither_file_nor_address_is_tried_again(rig: Rig) -> None:
    rig.driver.faults([{"match": {"path": FETCH}, "effect": {"http": 200, "body": "{}"}}])
    with pytest.raises(Transient, match="incomplete"):
        fetch(rig)
