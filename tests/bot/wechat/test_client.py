"""The calls to the platform: one action for every answer, and values that fit a template."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from bot.accounts import TEMPLATE_FIELDS
from bot.wechat.client import PlatformClient
from bot.wechat.codes import create_scene_code
from bot.wechat.errors import (
    OutOfCredit,
    QuotaExceeded,
    Transient,
    error_of,
)
from bot.wechat.gate import Gate
from bot.wechat.messages import send_text
from bot.wechat.template_data import fitted, template_data
from bot.wechat.transport import transport_error
from emulator.fields import accepts
from storage.store import Store
from tests.bot.platform_rig import (
    CUSTOM,
    OPENID,
    SEND,
    TOKEN,
    Platform,
    Rig,
    open_platform,
    open_rig,
)
from tests.bot.wechat.sending import send

MIDDAY = datetime(2017, 8, 31, 4, tzinfo=UTC)


@pytest.fixture(scope="module")
def platform() -> Iterator[Platform]:
    with open_platform() as opened:
        yield opened


@pytest.fixture
def rig(platform: Platform, store: Store) -> Iterator[Rig]:
    with open_rig(platform, store) as opened:
        opened.person()
        yield opened


def test_a_days_quota_ends_at_midnight_in_beijing() -> None:
    error = error_of(45009, "", MIDDAY)
    assert isinstance(error, QuotaExceeded)
    assert error.until == datetime(2017, 8, 31, 16, tzinfo=UTC)


def test_of_the_platforms_words_only_address_and_request_id_are_kept() -> None:
    error = error_of(43004, f"require subscribe {OPENID} rid: 64f4444a-5f19e663-62c00404", MIDDAY)
    assert str(error) == "43004 rid=64f4444a-5f19e663-62c00404"


def test_a_template_message_gets_the_id_of_its_receipt(rig: Rig) -> None:
    msgid = send(rig)
    [sent] = rig.driver.sent()
    assert (str(sent["msgid"]), sent["client_msg_id"]) == (msgid, "n1")


def test_the_same_client_id_sends_once(rig: Rig) -> None:
    assert send(rig) == send(rig)
    assert len(rig.driver.sent()) == 1


def test_a_text_reaches_the_chat(rig: Rig) -> None:
    rig.driver.say(OPENID, "你好")
    send_text(rig.client(), OPENID, "您好：“整改”已逾期。")
    assert rig.shown()[-1] == "您好：“整改”已逾期。"


def test_a_text_without_credit_is_a_typed_refusal(rig: Rig) -> None:
    with pytest.raises(OutOfCredit):
        send_text(rig.client(), OPENID, "您好。")


def test_a_scene_code_can_be_scanned(rig: Rig) -> None:
    code = create_scene_code(rig.client(), "bind-7f3a9c", 604800)
    assert code.seconds == 604800
    assert code.url
    assert rig.driver.scan("oNEW", ticket=code.ticket).failure is None


@pytest.mark.parametrize("code", [40001, 40014, 42001, 41001])
def test_a_refused_token_is_replaced_and_the_call_made_once_more(rig: Rig, code: int) -> None:
    rig.driver.faults([{"match": {"path": SEND}, "effect": {"errcode": code}, "times": 1}])
    assert send(rig)
    assert rig.calls(SEND) == 2


def test_a_token_refused_for_good_is_two_calls_and_at_most_three_fetches(rig: Rig) -> None:
    rig.driver.faults([{"match": {"path": SEND}, "effect": {"errcode": 40001}}])
    with pytest.raises(Transient) as caught:
        send(rig)
    assert caught.value.retry_after == 30
    assert rig.calls(SEND) == 2
    assert rig.calls(TOKEN) <= 3
    before = rig.calls(TOKEN)
    for _ in range(5):
        with pytest.raises(Transient):
            send(rig)
    assert rig.calls(TOKEN) - before <= 1
    assert rig.calls(SEND) <= 3


@pytest.mark.parametrize(
    "effect",
    [
        {"reset": True},
        {"half_json": True},
        {"http": 500},
        {"http": 302, "body": ""},
        {"http": 200, "body": "<html>busy</html>"},
        {"http": 200, "body": ""},
        {"http": 200, "body": "[]"},
        {"http": 200, "body": "7"},
        {"http": 200, "body": "{}"},
        {"http": 200, "body": '{"errcode":"x"}'},
    ],
)
@pytest.mark.parametrize("path", [SEND, CUSTOM])
def test_an_answer_that_says_nothing_leaves_the_outcome_unknown(
    rig: Rig, effect: dict[str, object], path: str
) -> None:
    rig.driver.faults([{"match": {"path": path}, "effect": effect}])
    with pytest.raises(Transient) as caught:
        send(rig) if path == SEND else send_text(rig.client(), OPENID, "您好。")
    assert caught.value.unknown


def test_no_error_shows_a_token_or_an_openid(rig: Rig) -> None:
    token = rig.keeper().get()
    # Of an address that does not answer, the library's own error would quote the whole request.
    nowhere = replace(rig.settings, api_base="http://127.0.0.1:9")
    with pytest.raises(Transient) as caught:
        send_text(PlatformClient(nowhere, rig.keeper(), Gate(rig.store)), OPENID, "您好。")
    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    assert not caught.value.unknown
    for private in (token, "access_token=", OPENID):
        assert private not in told


@pytest.mark.parametrize(
    ("exc", "unknown"),
    [
        (requests.ReadTimeout(), True),
        (requests.ConnectionError("reset by peer"), True),
        (requests.exceptions.ChunkedEncodingError(), True),
        (requests.ConnectTimeout(), False),
        (requests.exceptions.SSLError(), False),
    ],
)
def test_only_a_call_that_never_left_is_known_to_have_done_nothing(
    exc: requests.RequestException, unknown: bool
) -> None:
    assert transport_error(exc).unknown is unknown


@pytest.mark.parametrize(
    ("field", "value", "fits"),
    [
        ("thing1", "任务14-2整改逾期预警", "任务14-2整改逾期预警"),
        ("thing1", "一二三四五六七八九十" * 3, "一二三四五六七八九十一二三四五六七八九…"),
        ("thing1", "第一行\r\n第二行\x07", "第一行 第二行"),
        ("thing1", "黄牌🟨警告⚠️", "黄牌警告"),
        ("thing1", " \n", "无"),
        ("phrase3", "黄牌警告", "黄牌警告"),
        ("phrase3", "列入督办计划", "列入督办计"),
        ("phrase3", "第2次", "第次"),
        ("phrase3", "A1", "无"),
        ("character_string5", "通报YJ2017-0017号", "YJ2017-0017"),
        ("character_string5", "A" * 33, "-"),  # half an identifier names something else
        ("time4", "2017年8月31日 15:00", "2017年8月31日 15:00"),
        ("time4", "2017-08-31", "2017-08-31 00:00"),
        ("time4", "月底前", "00:00"),
        ("remark", "", "无"),
    ],
)
def test_values_are_made_to_fit_their_field(field: str, value: str, fits: str) -> None:
    assert fitted(field, value) == fits


@given(st.dictionaries(st.sampled_from(sorted(TEMPLATE_FIELDS)), st.text(max_size=60)))
def test_whatever_a_notice_says_the_platform_takes_its_fields(parts: dict[str, str]) -> None:
    data = template_data(parts, TEMPLATE_FIELDS)
    assert set(data) == set(TEMPLATE_FIELDS.values())
    assert all(value.strip() and accepts(field, value) for field, value in data.items())
