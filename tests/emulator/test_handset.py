"""What a phone sends besides words, and how the product gets at it."""

from __future__ import annotations

from typing import Any

import pytest

from emulator.driver import DriverError

PHOTO = b"\xff\xd8\xff" + bytes(range(256)) * 20


def heard(bench: Any) -> dict[str, Any]:
    """The last message that the product behind the callback has read."""
    return dict(bench.echo.deliveries[-1].fields)


@pytest.mark.parametrize("kind", ["image", "voice", "video", "shortvideo", "file"])
def test_a_file_from_the_phone_can_be_fetched_for_three_days(bench: Any, kind: str) -> None:
    said = bench.driver.send(bench.me, kind, PHOTO, filename="现场.jpg")
    assert said.failure is None
    message = heard(bench)
    assert message["MsgType"] == kind
    bench.driver.advance(3 * 86400 - 60)
    assert bench.get("media/get", media_id=message["MediaId"]).content == PHOTO
    bench.driver.advance(61)
    assert bench.get("media/get", media_id=message["MediaId"]).json()["errcode"] == 40007


def test_each_kind_has_the_elements_of_the_platform(bench: Any) -> None:
    wanted = {
        "image": {"PicUrl", "MediaId"},
        "voice": {"MediaId", "Format", "Recognition"},
        "video": {"MediaId", "ThumbMediaId"},
        "file": {"Title", "FileMd5", "FileTotalLen", "MediaId"},
        "location": {"Location_X", "Location_Y", "Scale", "Label"},
        "link": {"Title", "Description", "Url"},
    }
    for kind, elements in wanted.items():
        bench.driver.send(
            bench.me, kind, PHOTO, fields={"Label": "麦积区"} if kind == "location" else {}
        )
        assert elements <= set(heard(bench)), kind
    shown = [e["text"] for e in bench.driver.inbox(bench.me) if e["from"] == "user"]
    assert shown[0] == "[图片]"
    assert "[位置] 麦积区" in shown


def test_elements_can_be_replaced_or_left_out(bench: Any) -> None:
    bench.driver.send(bench.me, "file", PHOTO, fields={"MediaId": None, "Title": "方案.pdf"})
    message = heard(bench)
    assert "MediaId" not in message
    assert message["Title"] == "方案.pdf"


def test_what_no_phone_can_send_is_refused(bench: Any) -> None:
    for kind, content in (("hologram", PHOTO), ("image", b"")):
        with pytest.raises(DriverError, match="400"):
            bench.driver.send(bench.me, kind, content)
    bench.driver.follow(bench.me)
    bench.driver.unfollow(bench.me)
    with pytest.raises(DriverError, match="follow"):
        bench.driver.send(bench.me, "image", PHOTO)


def test_a_file_opens_the_window_for_customer_service_messages(bench: Any) -> None:
    bench.driver.send(bench.me, "image", PHOTO)
    body = {"touser": bench.me, "msgtype": "text", "text": {"content": "已收到"}}
    assert bench.post("message/custom/send", body).json()["errcode"] == 0
