"""What people do on the phone, as the product receives it, and what they see of its answer."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from emulator.echo import answer
from tests.waiting import stretched

APOLOGY = "该公众号暂时无法提供服务，请稍后再试"


def seen(bench: Any) -> list[tuple[str, str]]:
    return [(entry["from"], entry["text"]) for entry in bench.driver.inbox(bench.me)]


@pytest.mark.parametrize("mode", ["plain", "compatible", "aes"])
def test_a_text_is_answered_in_every_mode(bench: Any, mode: str) -> None:
    bench.use(mode)
    said = bench.driver.say(bench.me, "14-2 完成80% ]]> &<b>")
    assert (said.reply, said.attempts, said.failure) == ("14-2 完成80% ]]> &<b>", 1, None)
    assert seen(bench) == [("user", said.reply), ("account", said.reply)]
    [delivered] = bench.echo.deliveries
    assert delivered.query["openid"] == bench.me
    assert ("msg_signature" in delivered.query) is (mode != "plain")
    assert int(delivered.fields["MsgId"]) > 2**53


def test_a_message_is_sent_again_until_it_is_answered(bench: Any) -> None:
    bench.echo.plan.extend([500, 503])
    said = bench.driver.say(bench.me, "在吗")
    first, second, third = bench.echo.deliveries
    assert (said.reply, said.attempts) == ("在吗", 3)
    assert first.fields == second.fields == third.fields
    assert len({d.query["nonce"] for d in bench.echo.deliveries}) == 3
    assert len({d.body for d in bench.echo.deliveries}) == 3


def test_a_product_that_stays_silent_too_long_is_given_up_after_three_attempts(bench: Any) -> None:
    bench.echo.plan.extend([0.6, 0.6, 0.6])
    said = bench.driver.say(bench.me, "在吗")
    assert (said.reply, said.attempts, said.failure) == (None, 3, "timeout")
    assert seen(bench) == [("user", "在吗"), ("system", APOLOGY)]


def test_a_product_that_is_down_shows_the_apology(bench: Any) -> None:
    bench.driver.add_account(
        {"app_id": "wx_x", "secret": "s", "token": "t", "callback_url": "http://127.0.0.1:9/"}
    )
    driver = bench.use("x")
    assert driver.say("o-x", "在吗").failure == "connection"
    assert driver.inbox("o-x")[-1]["text"] == APOLOGY
    assert driver.verify() == "connection"


@pytest.mark.parametrize("body", [b"success", b""])
def test_success_and_nothing_show_nothing(bench: Any, body: bytes) -> None:
    bench.echo.plan.append(body)
    said = bench.driver.say(bench.me, "好")
    assert (said.reply, said.attempts, said.failure) == (None, 1, None)
    assert seen(bench) == [("user", "好")]


def reply(**changes: Any) -> Any:
    return lambda fields: {**answer(fields, "收到"), **changes}


BAD_REPLIES = [
    (403, "http 403"),
    (b'{"reply": 1}', "reply is not XML"),
    (b"<xml><a></xml>", "reply is not XML"),
    (b"<!DOCTYPE x><xml/>", "reply declares a DOCTYPE"),
    (b"\xff\xfe", "reply is not UTF-8"),
    (b"<html/>", "reply has another root than xml"),
    (b"<xml><ToUserName>o</ToUserName></xml>", "reply not encrypted"),
    (reply(ToUserName="o-somebody-else"), "reply addressed wrongly"),
    (reply(FromUserName="gh_other"), "reply addressed wrongly"),
    (reply(CreateTime="now"), "reply without CreateTime"),
    (reply(MsgType="hologram"), "reply of an unknown type"),
    (reply(Content=""), "reply without Content"),
    (reply(Content="整" * 683), "reply longer than 2048 bytes"),
]


@pytest.mark.parametrize(("step", "failure"), BAD_REPLIES)
def test_an_invalid_reply_shows_the_apology_and_is_not_tried_again(
    bench: Any, step: Any, failure: str
) -> None:
    bench.echo.plan.append(step)
    said = bench.driver.say(bench.me, "在吗")
    assert (said.reply, said.attempts, said.failure) == (None, 1, failure)
    assert seen(bench)[-1] == ("system", APOLOGY)


def test_a_reply_with_a_wrong_signature_is_refused(bench: Any) -> None:
    bench.echo.plan.append(
        b"<xml><Encrypt>abcd</Encrypt><MsgSignature>00</MsgSignature>"
        b"<TimeStamp>1</TimeStamp><Nonce>n</Nonce></xml>"
    )
    assert bench.driver.say(bench.me, "在吗").failure == "reply signature wrong"


def test_an_encrypted_reply_in_plain_mode_is_refused(bench: Any) -> None:
    bench.use("plain")
    bench.echo.plan.append(b"<xml><Encrypt>abcd</Encrypt></xml>")
    said = bench.driver.say(bench.me, "在吗")
    assert said.failure == "reply encrypted in plain mode"


def test_a_news_reply_shows_title_and_link(bench: Any) -> None:
    article = {
        "Title": "整体进度",
        "Description": "36 项",
        "PicUrl": "",
        "Url": "https://e.example",
    }
    news = {"MsgType": "news", "ArticleCount": 1, "Articles": [article]}
    bench.echo.plan.append(reply(**news))
    assert bench.driver.say(bench.me, "进度").reply == "整体进度\n36 项"
    assert bench.driver.inbox(bench.me)[-1]["url"] == "https://e.example"


@pytest.mark.parametrize(
    ("count", "claimed", "expected"),
    [
        (1, 1, (None, None)),
        (2, 2, ("reply with more than 1 articles", None)),
        (9, 9, ("reply with more than 1 articles", "reply with more than 8 articles")),
        (2, 1, ("reply counts its articles wrongly",) * 2),
    ],
)
def test_a_message_is_answered_by_one_article_and_an_event_by_eight(
    bench: Any, count: int, claimed: int, expected: tuple[str | None, str | None]
) -> None:
    articles = [{"Title": f"第{n}篇", "Url": "https://e.example"} for n in range(count)]
    news = reply(MsgType="news", ArticleCount=claimed, Articles=articles)
    bench.echo.plan.extend([news, news])
    failures = bench.driver.say(bench.me, "进度").failure, bench.driver.click(bench.me, "K").failure
    assert failures == expected


def test_a_product_that_answers_drop_by_drop_gets_no_more_time(bench: Any) -> None:
    began = time.monotonic()
    with dripping() as url:
        bench.driver.add_account(
            {
                "app_id": "wx_drip",
                "secret": "s",
                "token": "t",
                "callback_url": url,
                "switches": {"timeout": 0.5, "retries": 0},
            }
        )
        said = bench.use("drip").say("o-x", "在吗")
    assert said.failure == "timeout"
    assert time.monotonic() - began < min(5, stretched(2)), "the whole answer takes five"


@contextmanager
def dripping() -> Iterator[str]:
    """A server that sends a byte of its answer every 50 ms, for 5 seconds."""
    enough = threading.Event()

    class Slow(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "100")
            self.end_headers()
            while not enough.wait(0.05):
                try:
                    self.wfile.write(b" ")
                except ConnectionError:
                    return

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - inherited name
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Slow)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        enough.set()
        server.shutdown()
        thread.join()
        server.server_close()


def test_following_scanning_and_unfollowing_send_their_events(bench: Any) -> None:
    driver = bench.driver
    body = {"action_name": "QR_STR_SCENE", "action_info": {"scene": {"scene_str": "bind-7f"}}}
    code = bench.post("qrcode/create", body).json()
    driver.scan(bench.me, ticket=code["ticket"])
    driver.follow(bench.me)  # follows already: nothing is sent
    driver.scan(bench.me, scene="bind-7f")
    driver.click(bench.me, "MY_TASKS")
    driver.unfollow(bench.me)
    driver.follow(bench.me)
    events = [delivered.fields for delivered in bench.echo.deliveries]
    assert [(e["Event"], e["EventKey"], e.get("Ticket")) for e in events] == [
        ("subscribe", "qrscene_bind-7f", code["ticket"]),
        ("SCAN", "bind-7f", code["ticket"]),
        ("CLICK", "MY_TASKS", None),
        ("unsubscribe", "", None),
        ("subscribe", "", None),
    ]
    assert all("MsgId" not in event for event in events)


def test_the_greeting_is_seen_and_an_answer_to_a_farewell_is_not(bench: Any) -> None:
    driver = bench.driver
    bench.echo.plan.extend([reply(), reply()])
    assert driver.follow(bench.me).reply == "收到"
    driver.unfollow(bench.me)
    assert seen(bench) == [("account", "收到")]


def test_any_event_can_be_sent_by_its_elements(bench: Any) -> None:
    info = {"ScanType": "qrcode", "ScanResult": "1"}
    fields = {"Event": "scancode_waitmsg", "EventKey": "K", "ScanCodeInfo": info}
    bench.driver.event(bench.me, fields)
    assert bench.echo.deliveries[0].fields["ScanCodeInfo"]["ScanResult"] == "1"


def test_the_callback_address_proves_itself(bench: Any) -> None:
    assert bench.driver.verify() is None


def test_the_inbox_can_be_read_from_a_number_on(bench: Any) -> None:
    driver = bench.driver
    driver.say(bench.me, "一")
    last = driver.inbox(bench.me)[-1]["seq"]
    driver.say(bench.me, "二")
    assert [entry["text"] for entry in driver.inbox(bench.me, after=last)] == ["二", "二"]
    assert driver.wait_inbox(bench.me, lambda entry: entry["text"] == "二")["from"] == "user"


def test_message_times_follow_the_virtual_clock(bench: Any) -> None:
    driver = bench.driver
    driver.advance(30 * 86400)
    driver.say(bench.me, "一个月后")
    [delivered] = bench.echo.deliveries
    now = driver.now().timestamp()
    assert abs(int(delivered.fields["CreateTime"]) - now) < 5
    assert abs(int(delivered.query["timestamp"]) - now) < 5
