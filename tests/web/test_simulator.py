"""The phone simulator: who may use it, and that it drives the emulated platform over HTTP."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import requests
from flask.testing import FlaskClient

from bot.now import ProgramClock
from emulator.server import Running, start
from handlers.office import Office
from storage.change import Change
from storage.invitations import digest_of
from storage.outbox import Notice
from supervision.decisions import Step
from supervision.documents import State
from supervision.records import Role
from supervision.times import at_hour, local_date
from tests.web.bulletins import drawn_up, keep
from tests.web.pages import Page
from tests.web.world import NOW, WATER, TrialSettings, Wired, make_app
from web.simulator.personas import CAST

GETS = (
    *("/simulator/", "/simulator/state", "/simulator/inbox?who=liaison"),
    "/simulator/menu?who=liaison",
)
POSTS = (
    *("/simulator/open", "/simulator/say", "/simulator/send", "/simulator/tap", "/simulator/clock"),
    *("/simulator/invite", "/simulator/scan"),
)


@pytest.fixture
def emulator() -> Iterator[Running]:
    """The platform; its callback leads nowhere, so that nobody answers."""
    account: dict[str, Any] = {
        "app_id": "wxtest",
        "secret": "s" * 32,
        "token": "token",
        "aes_key": None,
        "mode": "plain",
        "callback_url": "http://127.0.0.1:9/wechat",
        "account": "gh_test",
        "templates": [],
    }
    with start(port=0, accounts=[account]) as running:
        yield running


@pytest.fixture
def wired(ledger: Office, emulator: Running) -> Wired:
    return Wired(ledger, settings=TrialSettings(emulator_url=emulator.url))


@pytest.fixture
def phones(wired: Wired) -> FlaskClient:
    return make_app(wired).test_client()


def post(client: FlaskClient, path: str, status: int = 200, **body: str) -> dict[str, Any]:
    response = client.post(f"/simulator/{path}", json=body)
    assert response.status_code == status, response.text
    found = response.get_json()
    assert isinstance(found, dict)
    return found


def test_outside_trial_mode_there_is_no_simulator(deps: Wired) -> None:
    deps.settings.trial = False
    client = make_app(deps).test_client()
    for path in GETS:
        assert client.get(path).status_code == 404
    for path in POSTS:
        assert client.post(path, json={}).status_code == 404


@pytest.mark.parametrize(
    "stranger",
    [
        {"environ_base": {"REMOTE_ADDR": "192.0.2.7"}},
        {"environ_base": {"REMOTE_ADDR": ""}},
        {"headers": {"Host": "attacker.example"}},
        {"headers": {"Host": "localhost.attacker.example:8000"}},
        {"headers": {"Host": "[broken"}},
        {"headers": {"X-Forwarded-For": "192.0.2.7"}},
    ],
)
def test_only_a_browser_on_this_machine_gets_in(
    client: FlaskClient, stranger: dict[str, Any]
) -> None:
    for path in GETS:
        assert client.get(path, **stranger).status_code in (400, 404)
    for path in POSTS:
        assert client.post(path, json={}, **stranger).status_code in (400, 404)


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST"])
def test_names_of_this_machine_are_let_in(client: FlaskClient, host: str) -> None:
    assert client.get("/simulator/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "request_",
    [
        {"json": {}, "headers": {"Origin": "https://attacker.example"}},
        {"json": {}, "headers": {"Origin": "null"}},
        {"json": {}, "headers": {"Origin": "http://localhost:1"}},
        {"json": {}, "headers": {"Sec-Fetch-Site": "cross-site"}},
        {"data": "{}", "headers": {"Content-Type": "text/plain"}},
        {"data": {"to": "day"}},
    ],
)
def test_another_page_cannot_act(client: FlaskClient, request_: dict[str, Any]) -> None:
    for path in POSTS:
        assert client.post(path, **request_).status_code == 403


def test_the_page_offers_every_unit_and_tells_a_newcomer_what_to_do(client: FlaskClient) -> None:
    page = Page(client.get("/simulator/").text)
    assert "先试这三步" in page.text
    assert WATER in page.text
    assert len(page.all("ol")) == 3  # the steps and two chats


def test_what_is_said_goes_through_the_platform(phones: FlaskClient) -> None:
    post(phones, "open")
    answer = post(phones, "say", who="citizen-a", text=" 整体进度 ")
    assert answer["failure"]  # nobody listens behind this platform
    seen = phones.get("/simulator/inbox?who=citizen-a&after=0").get_json()
    said = [entry for entry in seen if entry["from"] == "user"]
    assert [entry["text"] for entry in said] == ["整体进度"]
    later = phones.get(f"/simulator/inbox?who=citizen-a&after={seen[-1]['seq']}").get_json()
    assert later == []
    others = phones.get("/simulator/inbox?who=citizen-b&after=0").get_json()
    assert all(entry["from"] != "user" for entry in others)


@pytest.mark.parametrize(
    "body", [{"who": "nobody", "text": "x"}, {"who": "citizen-a", "text": " "}, {"text": "x"}]
)
def test_what_cannot_be_said_is_told(phones: FlaskClient, body: dict[str, str]) -> None:
    assert post(phones, "say", 400, **body)["message"].endswith("。")


def test_a_platform_that_is_away_is_told(client: FlaskClient) -> None:
    assert "没有回应" in post(client, "say", 502, who="citizen-a", text="x")["message"]


def test_a_code_is_made_for_the_unit_and_role(phones: FlaskClient, ledger: Office) -> None:
    made = post(phones, "invite", unit="水务局", role="unit_head")
    assert (made["unit"], made["role"]) == (WATER, "单位负责人")
    found = ledger.store.invitations.find(digest_of(made["code"]))
    assert found is not None
    assert (found.unit, found.role) == (WATER, Role.UNIT_HEAD)


def test_the_code_of_an_invitation_is_scanned_on_the_platform(phones: FlaskClient) -> None:
    made = post(phones, "invite", unit="水务局")
    post(phones, "open")
    assert post(phones, "scan", who="citizen-b", scene=made["scene"])["failure"]  # nobody answers
    assert "请先取绑定码" in post(phones, "scan", 400, who="citizen-b", scene="")["message"]


@pytest.mark.parametrize("body", [{"unit": "没有"}, {"unit": WATER, "role": "king"}, {}])
def test_a_code_for_nobody_is_refused(phones: FlaskClient, body: dict[str, str]) -> None:
    assert "请选一个单位" in post(phones, "invite", 400, **body)["message"]


def test_moving_the_clock_moves_program_and_platform(
    phones: FlaskClient, wired: Wired, emulator: Running
) -> None:
    real = datetime.now(UTC)
    wired.clock.at = real
    post(phones, "clock", to="day")
    tomorrow = at_hour(local_date(real) + timedelta(days=1), 9)
    moved = wired.the_office.store.clock.offset()
    assert abs(moved - (tomorrow - real).total_seconds()) < 1
    assert abs((emulator.world.clock.now() - tomorrow).total_seconds()) < 5
    program = ProgramClock(wired.the_office.store, None)
    assert abs((program.now() - tomorrow).total_seconds()) < 5


def test_the_clock_goes_to_the_issue_of_the_bulletin(phones: FlaskClient, ledger: Office) -> None:
    post(phones, "clock", to="bulletin")
    gone = timedelta(seconds=round(ledger.store.clock.offset()))
    assert NOW + gone == at_hour(date(2026, 8, 31), 15, 1)


def test_the_clock_never_goes_back(phones: FlaskClient, ledger: Office) -> None:
    answer = post(phones, "clock", 400, to="date", date="2026-08-01")
    assert "只能往后走" in answer["message"]
    assert ledger.store.clock.offset() == 0


def test_a_frozen_clock_does_not_move(ledger: Office) -> None:
    client = make_app(Wired(ledger, settings=TrialSettings(frozen=NOW))).test_client()
    assert "ZGT_NOW" in post(client, "clock", 400, to="day")["message"]
    assert client.get("/simulator/state").get_json()["frozen"] is True


def test_the_state_tells_time_and_what_comes(phones: FlaskClient) -> None:
    state = phones.get("/simulator/state").get_json()
    assert state["now"]["day"] == "2026年8月20日（周四）"
    assert (state["now"]["time"], state["now"]["working"]) == ("10:00", True)
    assert state["next"]["bulletin"] == "2026年8月31日（周一） 15:00"
    assert (state["behind"], state["documents"], state["outbox"]["waiting"]) == (0, [], 0)
    assert {seat["id"] for seat in state["seats"]} == {who.id for who in CAST}


def test_the_state_counts_what_the_clock_has_still_to_make_up(
    phones: FlaskClient, wired: Wired
) -> None:
    change = Change()
    wired.the_office.store.clock.move_cursor(change, None, at_hour(date(2026, 8, 18), 20), None)
    wired.the_office.store.commit(change)
    # 09:00 and 15:00 of the 19th, 09:00 of the 20th
    assert phones.get("/simulator/state").get_json()["behind"] == 3


def test_the_state_tells_what_waits_and_what_waits_for_morning(
    phones: FlaskClient, ledger: Office
) -> None:
    keep(ledger, drawn_up("TB-9", Step.CRITICISM, State.DRAWN_UP, date(2026, 8, 20)))
    change = Change()
    for name, hours in (("now", 0), ("later", 22)):
        not_before = NOW + timedelta(hours=hours)
        notice = Notice(name, "p", "reminder", "TX-1", "t", {}, "", NOW, not_before)
        ledger.store.outbox.enqueue(change, notice)
    ledger.store.commit(change)
    state = phones.get("/simulator/state").get_json()
    assert state["outbox"] == {"waiting": 2, "later": 1, "unreachable": 0}
    assert state["documents"] == [
        {
            "number": "TB-9",
            "step": "通报批评",
            "unit": WATER,
            "held": False,
            "issue_at": "2026年8月20日（周四） 15:00",
        }
    ]


def test_no_openid_reaches_the_browser(phones: FlaskClient) -> None:
    texts = [phones.get(path).text for path in ("/simulator/", "/simulator/state")]
    post(phones, "open")
    texts.append(phones.get("/simulator/inbox?who=citizen-a").text)
    for who in CAST:
        assert all(who.openid not in text for text in texts)


def test_a_photo_goes_to_the_platform_and_shows_in_the_chat(
    phones: FlaskClient, emulator: Running
) -> None:
    post(phones, "open")
    content = b"\xff\xd8\xff" + bytes(2 * 1024 * 1024)  # larger than any other request may be
    encoded = base64.b64encode(content).decode()
    post(phones, "send", who="liaison", kind="image", content=encoded, filename="现场.jpg")
    [media] = emulator.world.state.media.values()
    assert (media.content, media.kind, media.filename) == (content, "image", "现场.jpg")
    shown = phones.get("/simulator/inbox?who=liaison").get_json()
    assert [e["text"] for e in shown if e["from"] == "user"] == ["[图片]"]


@pytest.mark.parametrize(
    ("kind", "content"),
    [("hologram", "AAAA"), ("image", ""), ("image", "no base64!"), ("image", "A" * 14_000_000)],
)
def test_what_no_phone_could_send_is_refused_in_a_sentence(
    phones: FlaskClient, kind: str, content: str
) -> None:
    said = post(phones, "send", 400, who="liaison", kind=kind, content=content)
    assert said["message"].endswith("。")


def platform_call(emulator: Running, path: str, body: dict[str, Any]) -> dict[str, Any]:
    """What an account asks of the platform itself."""
    given = {"grant_type": "client_credential", "appid": "wxtest", "secret": "s" * 32}
    token = requests.post(f"{emulator.url}/cgi-bin/stable_token", json=given, timeout=5).json()
    url = f"{emulator.url}/cgi-bin/{path}?access_token={token['access_token']}"
    found: dict[str, Any] = requests.post(url, json=body, timeout=5).json()
    return found


def test_a_phone_shows_the_menu_of_the_platform_and_taps_go_through_it(
    phones: FlaskClient, emulator: Running
) -> None:
    post(phones, "open")
    assert phones.get("/simulator/menu?who=citizen-a").get_json() == []
    buttons = [
        {"type": "click", "name": "整体进度", "key": "overview"},
        {"type": "view", "name": "公开页", "url": "http://127.0.0.1:8000/"},
    ]
    assert platform_call(emulator, "menu/create", {"button": buttons})["errcode"] == 0
    shown = phones.get("/simulator/menu?who=citizen-a").get_json()
    assert [item["name"] for item in shown] == ["整体进度", "公开页"]
    # Nobody answers behind this platform, so what was tapped shows as not answered.
    assert post(phones, "tap", who="citizen-a", key="overview")["failure"]
    assert post(phones, "tap", who="citizen-a", url="http://127.0.0.1:8000/")["failure"] is None


@pytest.mark.parametrize(
    "body", [{"who": "citizen-a"}, {"key": "help"}, {"who": "x", "key": "help"}]
)
def test_a_tap_on_nothing_or_by_nobody_is_refused(
    phones: FlaskClient, body: dict[str, str]
) -> None:
    assert post(phones, "tap", 400, **body)["message"]
