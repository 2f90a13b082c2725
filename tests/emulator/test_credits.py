"""What may still be sent to a person: the windows of 2.6, and the kinds of messages in them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.emulator.uploads import upload


def custom(bench: Any, kind: str = "text", content: dict[str, Any] | None = None) -> int:
    body = {"touser": bench.me, "msgtype": kind, kind: content or {"content": "请补充材料"}}
    return int(bench.post("message/custom/send", body).json()["errcode"])


TOUCHES: list[tuple[str, dict[str, Any]]] = [
    ("click", {"key": "MY_TASKS"}),
    ("scan", {"scene": "bind-1"}),
    ("event", {"fields": {"Event": "scancode_waitmsg", "EventKey": "K"}}),
    ("event", {"fields": {"Event": "scancode_push", "EventKey": "K"}}),
]


@pytest.mark.parametrize(("action", "given"), TOUCHES)
def test_a_touch_opens_three_answers_for_one_minute(
    bench: Any, action: str, given: dict[str, Any]
) -> None:
    bench.driver.follow(bench.me)
    bench.driver.advance(61)
    assert custom(bench) == 45015
    getattr(bench.driver, action)(bench.me, **given)
    assert bench.driver.user(bench.me)["windows"]["touch"]["left"] == 3
    assert [custom(bench) for _ in range(4)] == [0, 0, 0, 45047]
    bench.driver.advance(61)
    assert custom(bench) == 45015


def test_a_view_opens_nothing(bench: Any) -> None:
    bench.driver.follow(bench.me)
    bench.driver.advance(61)
    bench.driver.event(bench.me, {"Event": "VIEW", "EventKey": "https://e.example"})
    assert custom(bench) == 45015


def test_a_payment_opens_twenty_answers_for_48_hours(bench: Any) -> None:
    bench.driver.follow(bench.me)
    bench.driver.advance(61)
    bench.driver.pay(bench.me)
    assert [custom(bench) for _ in range(21)] == [0] * 20 + [45047]
    bench.driver.advance(48 * 3600)
    assert custom(bench) == 45015


def test_the_window_that_ends_first_is_spent_first(bench: Any) -> None:
    bench.driver.say(bench.me, "你好")
    bench.driver.click(bench.me, "MY_TASKS")
    assert [custom(bench) for _ in range(3)] == [0, 0, 0]
    windows = bench.driver.user(bench.me)["windows"]
    assert (windows["touch"]["left"], windows["message"]["left"]) == (0, 5)
    assert [custom(bench) for _ in range(6)] == [0, 0, 0, 0, 0, 45047]


def test_a_tapped_choice_is_a_text_with_its_id_and_counts_as_a_click(bench: Any) -> None:
    bench.driver.say(bench.me, "你好")
    menu = {
        "head_content": "是否到岗？",
        "list": [{"id": "on", "content": "已到岗"}, {"id": "off", "content": "未到岗"}],
    }
    assert custom(bench, "msgmenu", menu) == 0
    bench.driver.advance(48 * 3600)
    assert bench.driver.choose(bench.me, "on").reply == "已到岗"
    fields = bench.echo.deliveries[-1].fields
    assert (fields["MsgType"], fields["bizmsgmenuid"]) == ("text", "on")
    assert set(bench.driver.user(bench.me)["windows"]) == {"touch"}


KINDS: list[tuple[str, dict[str, Any], int]] = [
    ("voice", {"media_id": "MEDIA"}, 0),
    ("video", {"media_id": "MEDIA", "thumb_media_id": "MEDIA", "title": "现场"}, 0),
    ("video", {"media_id": "MEDIA", "thumb_media_id": "none"}, 40007),
    ("music", {"title": "t", "musicurl": "https://e.example", "thumb_media_id": "MEDIA"}, 0),
    ("music", {"title": "t", "thumb_media_id": "none"}, 40007),
    ("news", {"articles": [{"title": "进度", "url": "https://e.example"}]}, 0),
    ("news", {"articles": []}, 44004),
    ("news", {"articles": [{"title": "整" * 65}]}, 45003),
    ("news", {"articles": [{"title": "t", "description": "整" * 513}]}, 45004),
    ("news", {"articles": [{"title": "t", "url": "https://" + "e" * 1020}]}, 45005),
    ("news", {"articles": [{"title": "t", "picurl": "https://" + "e" * 1020}]}, 45006),
    ("mpnews", {"media_id": "any"}, 0),
    ("mpnewsarticle", {"article_id": "any"}, 0),
    ("mpnewsarticle", {"article_id": ""}, 40007),
    ("wxcard", {"card_id": "any"}, 0),
    ("wxcard", {"card_id": ""}, 44004),
    ("link", {"title": "t", "url": "https://e.example"}, 0),
    ("miniprogrampage", {"appid": "wx1", "pagepath": "p", "thumb_media_id": "MEDIA"}, 0),
    ("miniprogrampage", {"appid": "wx1", "pagepath": "p", "thumb_media_id": "none"}, 40007),
    ("miniprogrampage", {"pagepath": "p"}, 44004),
    ("msgmenu", {"list": []}, 44004),
]


@pytest.mark.parametrize(("kind", "content", "expected"), KINDS)
def test_every_kind_of_message_has_its_rules(
    bench: Any, kind: str, content: dict[str, Any], expected: int
) -> None:
    bench.driver.say(bench.me, "你好")
    media_id = upload(bench, b"x")["media_id"]
    filled = {k: media_id if v == "MEDIA" else v for k, v in content.items()}
    assert custom(bench, kind, filled) == expected
    sent = [entry["kind"] for entry in bench.driver.inbox(bench.me)][2:]
    assert sent == ([kind] if expected == 0 else [])


def test_a_refused_message_spends_nothing(bench: Any) -> None:
    bench.driver.say(bench.me, "你好")
    assert custom(bench, "image", {"media_id": "none"}) == 40007
    assert bench.driver.user(bench.me)["windows"]["message"]["left"] == 5


@pytest.mark.parametrize(("kind", "verified", "path", "expected"), [
    ("service", True, "message/template/send", 44002),
    ("service", False, "message/template/send", 48001),
    ("service", False, "message/custom/send", 48001),
    ("subscription", True, "message/template/send", 48001),
    ("subscription", True, "message/custom/send", 44002),
    ("subscription", True, "qrcode/create", 48001),
    ("subscription", False, "menu/create", 48001),
    ("service", False, "menu/create", 44002),
    ("test", False, "message/template/send", 44002),
])  # fmt: skip
def test_a_kind_of_account_may_call_what_the_platform_grants_it(
    bench: Any, kind: str, verified: bool, path: str, expected: int
) -> None:
    account = {"app_id": "wx_k", "secret": "s3cret", "token": "t", "callback_url": bench.echo.url}
    bench.driver.add_account({**account, "kind": kind, "verified": verified})
    bench.use("k")
    token = bench.fetch_token("stable_token")["access_token"]
    url = f"{bench.running.url}/cgi-bin/{path}?access_token={token}"
    assert bench.session.post(url, timeout=5).json()["errcode"] == expected


def test_a_menu_of_choices_is_not_for_other_accounts(bench: Any) -> None:
    account = {"app_id": "wx_k", "secret": "s3cret", "token": "t", "callback_url": bench.echo.url}
    bench.driver.add_account({**account, "kind": "subscription"})
    bench.use("k")
    bench.driver.set_user(bench.me)
    assert custom(bench, "msgmenu", {"head_content": "?"}) == 40200
