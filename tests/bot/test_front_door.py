"""Messages are answered in front of Flask; everything else goes on to it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest
from werkzeug.test import run_wsgi_app

from bot.answer import Answer
from bot.front_door import CALLBACK_BYTES, FrontDoor


class Heard:
    """A door that notes what it is given."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.took: list[tuple[Mapping[str, str], bytes]] = []

    def receive(self, query: Mapping[str, str], body: bytes) -> Answer:
        if body == b"break":
            raise RuntimeError("what was said")
        self.took.append((query, body))
        return Answer(self.name)


def behind(_environ: object, start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("200 OK", [])
    return [b"flask"]


@pytest.fixture
def doors() -> dict[str, Heard]:
    return {"a": Heard("a"), "b": Heard("b")}


def ask(
    doors: dict[str, Heard], path: str = "/wechat", body: bytes = b"<xml/>", **more: str
) -> tuple[str, str]:
    front = FrontDoor(doors, "a", behind)  # type: ignore[arg-type]  # doors that only note
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": path,
        "QUERY_STRING": "nonce=1&nonce=2&signature=",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        **more,
    }
    found, status, _ = run_wsgi_app(front, environ)
    return b"".join(found).decode(), status


def test_a_message_goes_to_the_door_of_its_region(doors: dict[str, Heard]) -> None:
    assert ask(doors)[0] == "a"
    assert ask(doors, "/wechat/a")[0] == "a"
    assert ask(doors, "/wechat/b")[0] == "b"
    assert doors["b"].took == [({"nonce": "1", "signature": ""}, b"<xml/>")]


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("/wechat/c", {}),
        ("/wechat/", {}),
        ("/", {}),
        ("/wechat", {"REQUEST_METHOD": "GET"}),
        ("/wechat", {"CONTENT_LENGTH": ""}),
        ("/wechat", {"CONTENT_LENGTH": "-1"}),
        ("/wechat", {"CONTENT_LENGTH": "٣"}),
        ("/wechat", {"CONTENT_LENGTH": str(CALLBACK_BYTES + 1)}),
        ("/wechat", {"HTTP_TRANSFER_ENCODING": "chunked"}),
    ],
)
def test_whatever_is_not_plainly_a_message_goes_on(
    doors: dict[str, Heard], path: str, more: dict[str, str]
) -> None:
    assert ask(doors, path, **more)[0] == "flask"
    assert not doors["a"].took


def test_a_fault_is_told_by_its_place_and_not_by_what_was_said(
    doors: dict[str, Heard], caplog: pytest.LogCaptureFixture
) -> None:
    assert ask(doors, body=b"break")[1].startswith("500")
    assert "callback_broke" in caplog.text
    assert "what was said" not in caplog.text
