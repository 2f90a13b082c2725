"""A document opened inside WeChat without its key knows its reader, and shows itself to few."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import redis
from flask.testing import FlaskClient

from bot.app import create_app
from bot.logins import is_same_site
from bot.settings import Settings
from bot.wiring import Wiring
from emulator.driver import Driver
from handlers.office import Office
from storage.change import Change
from storage.embedded import EmbeddedServer
from supervision.decisions import Step
from supervision.documents import State
from supervision.people import Binding, Person
from supervision.records import Role
from tests.bot.phone import WECHAT, Phone
from tests.bot.platform_rig import Platform
from tests.web.bulletins import drawn_up, keep
from tests.web.world import LEDGER, WATER, write_ledger

CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36"
APP_ID, SECRET = "wx0123456789abcdef", "0123456789abcdef0123456789abcdef"
ACCESS = "/sns/oauth2/access_token"
CARD = "/documents/HP-1"


@dataclass
class Town:
    """The application, its emulated account, and people of it."""

    wiring: Wiring
    office: Office
    driver: Driver
    client: FlaskClient

    def phone(self, openid: str = "oWATER", *, snapshot: bool = False) -> Phone:
        self.driver.hold_phone(openid, snapshot=snapshot)
        return Phone(self.client)

    def bind(self, openid: str, role: Role, *units: str) -> str:
        """Let somebody hold a role at these units and no other; their pid."""
        people, change = self.office.store.people, Change()
        before = people.get(people.pid(openid)) or Person(people.pid(openid), openid)
        people.save(change, replace(before, bindings=tuple(Binding(u, role) for u in units)))
        self.office.store.commit(change)
        return before.pid


@pytest.fixture
def town(
    platform: Platform, tmp_path: Path, redis_server: EmbeddedServer, redis_client: redis.Redis
) -> Iterator[Town]:
    env = {
        "ZGT_DATA": str(tmp_path),
        "REDIS_URL": f"unix://{redis_server.socket}",
        "WECHAT_APP_ID": APP_ID,
        "WECHAT_APP_SECRET": SECRET,
        "WECHAT_TOKEN": "callback-token",
        "WECHAT_API_BASE": platform.url,
        "ZGT_BASE_URL": "http://localhost",
    }
    app = create_app(Settings.from_env(env))
    wiring = app.extensions["zgt"]
    office = wiring.office()
    write_ledger(office, LEDGER)
    keep(
        office,
        drawn_up("HP-1", Step.YELLOW_CARD, State.ISSUED),
        drawn_up("HP-2", Step.YELLOW_CARD, State.DRAWN_UP),
        drawn_up("TB-1", Step.CRITICISM, State.ISSUED),
    )
    with Driver(platform.url, APP_ID) as driver, app.test_client() as client:
        driver.reset()
        driver.add_account(
            {
                "app_id": APP_ID,
                "secret": SECRET,
                "token": "callback-token",
                "callback_url": platform.callback,
            }
        )
        yield Town(wiring, office, driver, client)
    wiring.close()


def test_a_liaison_of_the_served_unit_reads_it_without_doing_anything(town: Town) -> None:
    town.bind("oWATER", Role.LIAISON, "市其他局", WATER)
    phone = town.phone()
    answer = phone.open(CARD)
    assert answer.status_code == 200
    assert "黄牌" in answer.text
    assert "no-store" in answer.headers["Cache-Control"]
    assert len(town.driver.journal(ACCESS)) == 1
    assert phone.open(CARD).status_code == 200
    assert len(town.driver.journal(ACCESS)) == 1, "the session is known now"


@pytest.mark.parametrize(
    ("role", "units", "number", "status"),
    [
        (Role.UNIT_HEAD, (WATER,), "HP-1", 200),
        (Role.OFFICE, ("市整改办",), "HP-1", 200),
        (Role.OFFICE, ("市整改办",), "HP-2", 200),
        (Role.LIAISON, (WATER,), "HP-2", 404),  # not issued yet
        (Role.LIAISON, ("市其他局",), "HP-1", 404),
        (Role.VERIFIER, ("市其他局",), "HP-1", 404),
        (Role.CITIZEN, (), "HP-1", 404),
        (Role.LIAISON, (WATER,), "HP-9", 404),  # there is none
    ],
)
def test_a_document_is_shown_to_its_unit_and_the_office_only(
    town: Town, role: Role, units: tuple[str, ...], number: str, status: int
) -> None:
    town.bind("oWATER", role, *units)
    answer = town.phone().open(f"/documents/{number}")
    assert answer.status_code == status
    if status == 404:
        assert "没有这份文书，或者不是发给您单位的" in answer.text
        assert "绑定码" in answer.text
        assert WATER not in answer.text


def test_somebody_whom_nobody_has_bound_is_told_what_to_do(town: Town) -> None:
    answer = town.phone("oSTRANGER").open(CARD)
    assert (answer.status_code, "绑定码" in answer.text) == (404, True)
    assert town.office.store.people.get(town.office.store.people.pid("oSTRANGER")) is None


def test_a_right_that_was_taken_away_ends_at_once(town: Town) -> None:
    town.bind("oWATER", Role.LIAISON, WATER)
    phone = town.phone()
    assert phone.open(CARD).status_code == 200
    town.bind("oWATER", Role.CITIZEN)
    assert phone.open(CARD).status_code == 404


def test_outside_wechat_the_page_says_where_to_open_it_and_sends_nobody_around(town: Town) -> None:
    answer = town.client.get(CARD, headers={"User-Agent": CHROME})
    assert answer.status_code == 404
    assert "微信" in answer.text
    assert "Set-Cookie" not in answer.headers
    assert town.client.get("/documents/HP-9").text == answer.text, "nobody learns what exists"


def test_the_key_and_a_public_criticism_need_no_login(town: Town) -> None:
    phone = town.phone("oSTRANGER")
    key = town.office.store.documents.page_key("HP-1")
    assert phone.open(f"{CARD}?k={key}").status_code == 200
    assert phone.open("/documents/TB-1").status_code == 200
    assert phone.ways == []


def test_going_back_or_reloading_does_not_use_the_code_twice(town: Town) -> None:
    town.bind("oWATER", Role.LIAISON, WATER)
    phone = town.phone()
    phone.open(CARD)
    returned = next(way for way in phone.ways if "/sign-in" in way)
    again = phone.open(phone.follow(returned))
    assert again.status_code == 200
    assert "黄牌" in again.text
    assert len(town.driver.journal(ACCESS)) == 1


def test_a_state_of_another_browser_signs_nobody_in(town: Town) -> None:
    town.bind("oWATER", Role.LIAISON, WATER)
    first = town.client.get(CARD, headers={"User-Agent": WECHAT})
    town.driver.hold_phone("oWATER")
    back = Phone(town.client).follow(first.headers["Location"])
    with town.client.application.test_client() as other:
        answer = other.get(back, headers={"User-Agent": WECHAT})
        assert answer.status_code == 403
        assert "从通知里再点一次" in answer.text
    assert town.driver.journal(ACCESS) == []


def test_a_code_that_another_login_has_used_signs_nobody_in(town: Town) -> None:
    town.bind("oWATER", Role.LIAISON, WATER)
    phone = town.phone()
    phone.open(CARD)
    code = parse_qs(urlsplit(next(w for w in phone.ways if "/sign-in" in w)).query)["code"][0]
    with town.client.application.test_client() as other:
        begun = other.get(CARD, headers={"User-Agent": WECHAT})
        state = parse_qs(urlsplit(begun.headers["Location"]).query)["state"][0]
        answer = other.get(f"/sign-in?code={code}&state={state}")
    assert answer.status_code == 403
    assert len(town.driver.journal(ACCESS)) == 1


def test_a_snapshot_of_the_page_binds_nobody(town: Town) -> None:
    town.bind("oWATER", Role.LIAISON, WATER)
    answer = town.phone(snapshot=True).open(CARD)
    assert answer.status_code == 403
    assert "使用完整服务" in answer.text
    assert not list(town.office.store.redis.scan_iter(match="*:reader:*"))


def test_a_browser_that_keeps_no_cookie_is_not_sent_in_a_circle(town: Town) -> None:
    town.driver.hold_phone("oWATER")
    with town.client.application.test_client(use_cookies=False) as forgetful:
        answer = Phone(forgetful).open(CARD)
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("effect", "status"),
    [
        ({"errcode": 40029}, 403),
        ({"errcode": 40163}, 403),
        ({"errcode": -1}, 503),
        ({"errcode": 40125}, 503),
        ({"http": 502}, 503),
        ({"reset": True}, 503),
        ({"http": 200, "body": "{}"}, 503),
    ],
)
def test_a_login_that_wechat_refuses_ends_on_a_page(
    town: Town, effect: dict[str, object], status: int
) -> None:
    town.driver.faults([{"match": {"path": ACCESS}, "effect": effect}])
    answer = town.phone().open(CARD)
    assert answer.status_code == status
    assert "再" in answer.text
    assert len(town.driver.journal(ACCESS)) == 1


def test_the_cookie_holds_neither_openid_nor_pseudonym(town: Town) -> None:
    pid = town.bind("oWATER", Role.LIAISON, WATER)
    phone = town.phone()
    phone.open(CARD)
    with town.client.session_transaction() as session:
        held = str(dict(session))
    assert "oWATER" not in held
    assert pid not in held
    cookie = town.client.get_cookie("session")
    assert cookie is not None
    assert cookie.http_only
    stored = [k for k in town.office.store.redis.scan_iter() if "oWATER" in k]
    assert stored == []


@pytest.mark.parametrize(
    "path",
    ["//evil.example/", "/\\evil.example", "https://evil.example/", "documents/1", "", "/a b"],
)
def test_only_a_path_of_this_site_is_returned_to(path: str) -> None:
    assert not is_same_site(path)
    assert is_same_site("/r/tianshui/documents/HP-1")


def test_a_silent_login_is_asked_for_in_the_order_that_wechat_wants(town: Town) -> None:
    answer = town.client.get(CARD, headers={"User-Agent": WECHAT})
    query = urlsplit(answer.headers["Location"]).query
    names = [part.partition("=")[0] for part in query.split("&")]
    assert names == ["appid", "redirect_uri", "response_type", "scope", "state"]
    assert "scope=snsapi_base" in query
    assert answer.headers["Location"].endswith("#wechat_redirect")
