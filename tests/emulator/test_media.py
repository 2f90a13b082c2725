"""Files, QR codes and the list of followers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.emulator.uploads import upload


def test_the_journal_remembers_of_a_file_only_its_size(bench: Any) -> None:
    media_id = upload(bench, bytes(5000))["media_id"]
    bench.get("media/get", media_id=media_id)
    [sent] = bench.driver.journal("/cgi-bin/media/upload")
    [got] = bench.driver.journal("/cgi-bin/media/get")
    assert sent["body"].endswith(" bytes")
    assert int(sent["body"].split()[0]) > 5000
    assert got["response"] == "5000 bytes"


def test_a_file_comes_back_whole_for_three_days(bench: Any) -> None:
    content = bytes(range(256)) * 10
    media_id = upload(bench, content)["media_id"]
    bench.driver.advance(3 * 86400 - 60)
    answer = bench.get("media/get", media_id=media_id)
    assert answer.content == content
    assert answer.headers["Content-Type"] == "image/png"
    bench.driver.advance(61)
    assert bench.get("media/get", media_id=media_id).json()["errcode"] == 40007


@pytest.mark.parametrize(
    ("content", "kind", "expected"),
    [(b"", "image", 41005), (b"x", "hologram", 40004), (b"x" * (65 << 10), "thumb", 45001)],
)
def test_an_unfit_file_is_refused(bench: Any, content: bytes, kind: str, expected: int) -> None:
    assert upload(bench, content, kind)["errcode"] == expected


def code(bench: Any, action: str, scene: dict[str, Any], **more: Any) -> dict[str, Any]:
    body = {"action_name": action, "action_info": {"scene": scene}, **more}
    return dict(bench.post("qrcode/create", body).json())


def test_a_code_is_a_picture_and_ends_at_its_time(bench: Any) -> None:
    made = code(bench, "QR_STR_SCENE", {"scene_str": "bind-1"}, expire_seconds=600)
    assert made["expire_seconds"] == 600
    url = f"{bench.running.url}/cgi-bin/showqrcode"
    picture = bench.session.get(url, params={"ticket": made["ticket"]}, timeout=5)
    assert picture.content.startswith(b"\x89PNG")
    assert bench.session.get(url, params={"ticket": "none"}, timeout=5).status_code == 404
    bench.driver.advance(601)
    scan = {"openid": bench.me, "ticket": made["ticket"], "app_id": bench.app_id}
    answer = bench.session.post(f"{bench.running.url}/_ctl/scan", json=scan, timeout=5)
    assert (answer.status_code, answer.json()["error"]) == (400, "scan: the code has expired")


@pytest.mark.parametrize(
    ("action", "scene", "more"),
    [
        ("QR_STR_SCENE", {"scene_str": ""}, {}),
        ("QR_STR_SCENE", {"scene_str": "x" * 65}, {}),
        ("QR_SCENE", {"scene_id": 0}, {}),
        ("QR_LIMIT_SCENE", {"scene_id": 100_001}, {}),
        ("QR_STR_SCENE", {"scene_str": "x"}, {"expire_seconds": 2_592_001}),
        ("QR_ANY", {"scene_str": "x"}, {}),
    ],
)
def test_a_code_beyond_the_limits_is_refused(
    bench: Any, action: str, scene: dict[str, Any], more: dict[str, Any]
) -> None:
    assert code(bench, action, scene, **more)["errcode"] == 40053


def test_a_permanent_code_has_no_end(bench: Any) -> None:
    assert "expire_seconds" not in code(bench, "QR_LIMIT_SCENE", {"scene_id": 7})


def test_the_platform_tells_who_follows_and_how(bench: Any) -> None:
    bench.driver.scan(bench.me, scene="bind-1")
    bench.driver.follow("o-2")
    bench.driver.follow("o-3")
    bench.driver.unfollow("o-3")
    info = bench.get("user/info", openid=bench.me).json()
    assert (info["subscribe"], info["subscribe_scene"]) == (1, "ADD_SCENE_QR_CODE")
    assert info["qr_scene_str"] == "bind-1"
    assert bench.get("user/info", openid="o-3").json() == {"subscribe": 0, "openid": "o-3"}
    assert bench.get("user/info", openid="o-9").json()["errcode"] == 40003
    page = bench.get("user/get").json()
    assert page["data"]["openid"] == [bench.me, "o-2"]
    assert "data" not in bench.get("user/get", next_openid="o-2").json()
