"""Reading from the platform, and moving files to it and from it."""

from __future__ import annotations

import pytest

from bot.wechat.client import Upload
from bot.wechat.errors import BadNotice, Transient, WeChatError
from tests.bot.platform_rig import OPENID, Rig

UPLOAD, FETCH, INFO = "/cgi-bin/media/upload", "/cgi-bin/media/get", "/cgi-bin/user/info"

PHOTO = bytes(range(256)) * 300
"""Longer than one chunk of a transfer."""


def upload(rig: Rig, content: bytes = PHOTO) -> str:
    file = Upload("现场照片.jpg", content, "image/jpeg")
    return str(rig.client().upload("media/upload", file, {"type": "image"})["media_id"])


def test_what_the_platform_says_is_read_by_get(rig: Rig) -> None:
    rig.person()
    assert rig.client().get("user/info", {"openid": OPENID})["subscribe"] == 1


def test_paths_beyond_cgi_bin_are_asked_with_the_token_too(rig: Rig) -> None:
    with pytest.raises(Transient, match="http_404"):
        rig.client().get("/wxaapi/newtmpl/nothing")
    [entry] = rig.driver.journal("/wxaapi/newtmpl/nothing")
    assert entry["query"]["access_token"].startswith("token-")


def test_a_file_comes_back_as_it_was_sent_with_its_type_and_name(rig: Rig) -> None:
    found = rig.client().download("media/get", {"media_id": upload(rig)})
    assert (found.content, found.content_type) == (PHOTO, "image/jpeg")
    assert found.filename.endswith(".jpg")
    assert "/" not in found.filename


@pytest.mark.parametrize("code", [40001, 40014, 42001])
def test_an_upload_made_again_carries_the_whole_file(rig: Rig, code: int) -> None:
    rig.driver.faults([{"match": {"path": UPLOAD}, "effect": {"errcode": code}, "times": 1}])
    media = upload(rig)
    first, second = rig.driver.journal(UPLOAD)
    assert first["query"]["access_token"] != second["query"]["access_token"]
    assert rig.client().download("media/get", {"media_id": media}).content == PHOTO


@pytest.mark.parametrize("code", [40001, 42001])
def test_a_download_is_made_again_with_a_new_token(rig: Rig, code: int) -> None:
    media = upload(rig)
    rig.driver.faults([{"match": {"path": FETCH}, "effect": {"errcode": code}, "times": 1}])
    assert rig.client().download("media/get", {"media_id": media}).content == PHOTO
    assert rig.calls(FETCH) == 2


def test_a_file_that_is_gone_is_a_refusal_not_a_file(rig: Rig) -> None:
    with pytest.raises(BadNotice, match="40007"):
        rig.client().download("media/get", {"media_id": "gone"})


def test_fields_where_a_file_was_asked_for_are_kept_apart(rig: Rig) -> None:
    answer = {"http": 200, "body": '{"video_url": "http://127.0.0.1/v"}'}
    rig.driver.faults([{"match": {"path": FETCH}, "effect": answer}])
    found = rig.client().download("media/get", {"media_id": "v"})
    assert (found.content, dict(found.fields)) == (b"", {"video_url": "http://127.0.0.1/v"})


def test_a_file_of_digits_is_a_file(rig: Rig) -> None:
    media = upload(rig, b"20170831")
    assert rig.client().download("media/get", {"media_id": media}).content == b"20170831"


def test_a_file_beyond_the_limit_is_not_read_to_its_end(rig: Rig) -> None:
    media = upload(rig)
    with pytest.raises(BadNotice, match="too_large"):
        rig.client().download("media/get", {"media_id": media}, limit=len(PHOTO) - 1)
    assert rig.client().download("media/get", {"media_id": media}, limit=len(PHOTO)).content


@pytest.mark.parametrize(
    "effect",
    [
        {"reset": True},
        {"http": 502},
        {"http": 200, "body": "<html>busy</html>"},
        {"half_json": True},
    ],
    ids=["reset", "502", "html", "cut"],
)
def test_trouble_on_the_way_is_worth_another_try(rig: Rig, effect: dict[str, object]) -> None:
    rig.driver.faults([{"match": {"path": INFO}, "effect": effect}])
    with pytest.raises(Transient):
        rig.client().get("user/info", {"openid": OPENID})


def test_no_error_of_a_transfer_shows_the_token(rig: Rig) -> None:
    token = rig.keeper().get()
    rig.driver.faults([{"match": {"path": FETCH}, "effect": {"reset": True}}])
    with pytest.raises(WeChatError) as caught:
        rig.client().download("media/get", {"media_id": "m"})
    assert token not in repr(caught.value)
    assert caught.value.__suppress_context__
