"""Three cities in one process, each with an account of its own; what one breaks stays with it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import redis
from werkzeug.serving import make_server

from bot.app import create_app
from bot.commands import emulated_accounts
from bot.menu_push import push
from bot.menus import menus_of
from bot.rounds import work_apart
from bot.sending import sender_of
from bot.settings import Settings
from bot.tagging import Tagger
from bot.wechat.client import client_of
from bot.wechat.menus import account_menus
from bot.wiring import Wiring
from emulator.driver import Driver, DriverError
from emulator.server import start
from handlers.invite import invite
from handlers.office import Office
from storage.change import Change
from storage.embedded import EmbeddedServer
from storage.outbox import Notice, NoticeState, notice_id
from supervision.decisions import Step
from supervision.documents import State
from supervision.people import Binding, Person
from supervision.records import Role
from tests.bot.phone import Phone
from tests.ports import free_port
from tests.waiting import await_that, stretched
from tests.web.bulletins import drawn_up, keep
from tests.web.world import LEDGER, WATER, write_ledger

REGIONS = ("tianshui", "longnan", "pingliang")
FIRST, SECOND, THIRD = REGIONS
SEND, TOKEN = "/cgi-bin/message/template/send", "/cgi-bin/stable_token"
TABLE = """
[{region}]
app_id = "wx{number}123456789abcdef"
app_secret = "{region}-secret-0123456789abcdef"
token = "{region}0token"
aes_key = "{key}"
api_base = "{platform}"
templates.notice.id = "TPL-{region}"
"""


@dataclass
class Cities:
    """The program with its three regions, and the phone of somebody in each."""

    settings: Settings
    wiring: Wiring
    drivers: dict[str, Driver]

    def office(self, region: str) -> Office:
        return self.wiring.office(region)

    def app_id(self, region: str) -> str:
        return self.settings.region(region).app_id

    def faults(self, *rules: dict[str, object]) -> None:
        self.drivers[FIRST].faults(rules)

    def calls(self, path: str, region: str) -> list[dict[str, object]]:
        mine = f"TPL-{region}"
        return [
            entry
            for entry in self.drivers[region].journal(path)
            if isinstance(entry["body"], dict) and entry["body"].get("template_id") == mine
        ]

    def follower(self, region: str, number: int) -> Person:
        openid = f"o{region}{number}"
        self.drivers[region].set_user(openid)
        people = self.office(region).store.people
        person, change = Person(people.pid(openid), openid), Change()
        people.save(change, person)
        self.office(region).store.commit(change)
        return person

    def queue(self, region: str, count: int) -> list[str]:
        """Queue a notice for each of so many people; their ids."""
        now, change, names = datetime.now(UTC), Change(), []
        for number in range(count):
            person = self.follower(region, number)
            name = notice_id(f"YJ-{number}", person.pid)
            fields = {"item": "14-2", "unit": WATER, "step": "预警", "number": f"YJ-{number}"}
            notice = Notice(
                id=name,
                pid=person.pid,
                kind="warning",
                document=f"YJ-{number}",
                text="预警",
                fields=fields,
                url="",
                queued_at=now,
                not_before=now,
                asked=True,  # at whatever hour this test runs
            )
            self.office(region).store.outbox.enqueue(change, notice)
            names.append(name)
        self.office(region).store.commit(change)
        return names

    def delivered(self, region: str, names: list[str]) -> bool:
        found = [self.office(region).store.outbox.get(name) for name in names]
        return all(one is not None and one.state is NoticeState.DELIVERED for one in found)

    @contextmanager
    def sending(self) -> Iterator[None]:
        """The senders of all regions at work, as the sender process lets them work."""
        stop = threading.Event()
        groups = {
            region: [
                sender_of(
                    self.office(region).store,
                    self.settings.region(region),
                    self.wiring.clock_of(region).now,
                    stop,
                )
            ]
            for region in REGIONS
        }
        thread = threading.Thread(target=work_apart, args=(groups, stop))
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()


@pytest.fixture
def cities(
    tmp_path: Path, redis_server: EmbeddedServer, redis_client: redis.Redis
) -> Iterator[Cities]:
    with ExitStack() as stack:
        platform = stack.enter_context(start())
        port = free_port()
        file = tmp_path / "regions.toml"
        file.write_text(
            "".join(
                TABLE.format(region=r, number=n, key=str(n) * 43, platform=platform.url)
                for n, r in enumerate(REGIONS)
            )
        )
        env = {
            "ZGT_DATA": str(tmp_path),
            "REDIS_URL": f"unix://{redis_server.socket}",
            "ZGT_REGIONS": str(file),
            "PORT": str(port),
        }
        settings = Settings.from_env(env)
        app = create_app(settings)
        server = make_server("127.0.0.1", port, app, threaded=True)
        serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        serving.start()
        wiring = app.extensions["zgt"]
        drivers = {}
        for region, account in zip(REGIONS, emulated_accounts(settings), strict=True):
            drivers[region] = stack.enter_context(Driver(platform.url, account["app_id"]))
            drivers[region].add_account(account)
            write_ledger(wiring.office(region), LEDGER)
        yield Cities(settings, wiring, drivers)
        drivers[FIRST].faults([])
        server.shutdown()
        serving.join()
        server.server_close()
        wiring.close()


def test_each_account_speaks_to_its_own_city(cities: Cities) -> None:
    code = invite(cities.office(FIRST), WATER, Role.LIAISON, datetime.now(UTC)).code
    elsewhere = cities.drivers[SECOND].say("oLIAISON2", code)
    assert elsewhere.failure is None
    assert "您将绑定" not in str(elsewhere.reply)
    assert "您将绑定" in str(cities.drivers[FIRST].say("oLIAISON1", code).reply)
    assert "已绑定" in str(cities.drivers[FIRST].say("oLIAISON1", "1").reply)
    assert cities.office(FIRST).store.people.of_unit(WATER) != []
    assert cities.office(SECOND).store.people.of_unit(WATER) == []


def test_a_message_of_one_account_is_refused_at_the_door_of_another(cities: Cities) -> None:
    [first, *_] = emulated_accounts(cities.settings)
    with Driver(cities.drivers[FIRST].base_url, first["app_id"]) as driver:
        url = str(first["callback_url"]).replace(FIRST, SECOND)
        driver.add_account(first | {"callback_url": url})
        said = driver.say("oLIAISON1", "你好")
    assert said.failure is not None
    counts = cities.office(SECOND).store.counts.all()
    assert any(name.startswith("callback_refused") for name in counts), counts


def test_tokens_templates_and_menus_stand_apart(cities: Cities) -> None:
    names = {region: cities.queue(region, 2) for region in REGIONS}
    with cities.sending():
        await_that(lambda: all(cities.delivered(r, names[r]) for r in REGIONS))
    stores = [cities.office(region).store for region in REGIONS]
    tokens = {str(store.redis.hget(store.keys.token(), "token")) for store in stores}
    assert len(tokens) == 3
    sent = cities.drivers[FIRST].sent()
    assert {(s["template_id"], s["openid"]) for s in sent} == {
        (f"TPL-{region}", f"o{region}{n}") for region in REGIONS for n in range(2)
    }
    client = client_of(stores[0], cities.settings.region(FIRST))
    menus = menus_of(cities.settings.region(FIRST), cities.settings.address(FIRST))
    push(client, menus, Tagger(client))
    made = [
        account_menus(client_of(store, cities.settings.region(region)))
        for region, store in zip(REGIONS, stores, strict=True)
    ]
    assert [bool(one.default) for one in made] == [True, False, False]


def test_a_reader_of_one_city_is_nobody_in_another(cities: Cities) -> None:
    for region in (FIRST, SECOND):
        keep(cities.office(region), drawn_up("HP-1", Step.YELLOW_CARD, State.ISSUED))
        cities.drivers[region].hold_phone(f"oREADER{region}")
    people, change = cities.office(FIRST).store.people, Change()
    pid = people.pid(f"oREADER{FIRST}")
    people.save(change, Person(pid, f"oREADER{FIRST}", (Binding(WATER, Role.LIAISON),)))
    cities.office(FIRST).store.commit(change)
    app = create_app(cities.settings)
    with app.test_client() as client:
        phone = Phone(client)
        assert phone.open(f"/r/{FIRST}/documents/HP-1").status_code == 200
        assert any(f"/sign-in/{FIRST}" in way for way in phone.ways)
        elsewhere = phone.open(f"/r/{SECOND}/documents/HP-1")
        assert elsewhere.status_code == 404
        assert any(f"/sign-in/{SECOND}" in way for way in phone.ways)
        assert phone.open(f"/r/{FIRST}/documents/HP-1").status_code == 200
    app.extensions["zgt"].close()


@pytest.mark.parametrize(
    ("path", "effect"),
    [
        (TOKEN, {"errcode": 40125}),
        (TOKEN, {"errcode": 40164}),
        (SEND, {"errcode": 45009}),
        (SEND, {"errcode": 48001}),
        (TOKEN, {"delay": 4}),
        (SEND, {"delay": 4}),
        (SEND, {"reset": True}),
    ],
    ids=["secret", "address", "quota", "right", "slow token", "slow send", "reset"],
)
def test_what_stops_one_city_does_not_hold_up_the_others(
    cities: Cities, path: str, effect: dict[str, object]
) -> None:
    match = {"path": path, "appid": cities.app_id(FIRST)}
    cities.faults({"match": match, "effect": effect})
    names = {region: cities.queue(region, 3) for region in REGIONS}
    began = time.monotonic()
    with cities.sending():
        for region in (SECOND, THIRD):
            await_that(lambda r=region: cities.delivered(r, names[r]))
        took = time.monotonic() - began
        assert not cities.delivered(FIRST, names[FIRST])
        assert cities.office(FIRST).store.outbox.depth() == 3
        cities.faults()
    assert took < stretched(3), f"{took:.1f} s"


def test_while_the_platform_stalls_messages_are_answered_at_once(cities: Cities) -> None:
    """T8 of the platform reference: callbacks never wait for a call of ours."""
    cities.queue(FIRST, 3)
    cities.faults({"match": {"path": "*"}, "effect": {"delay": 4}})
    waits = []
    with cities.sending():
        await_that(lambda: cities.drivers[FIRST].fault_counts()[0]["met"] > 0)
        for number in range(60):
            region = REGIONS[number % 3]
            began = time.monotonic()
            assert cities.drivers[region].say(f"o{region}9", "帮助").failure is None
            waits.append(time.monotonic() - began)
        cities.faults()
    assert max(waits) < min(3.9, stretched(1.5)), "the platform's calls take four"
    assert sorted(waits)[len(waits) // 2] < min(3.9, stretched(0.5))


def test_a_control_request_for_an_unknown_account_is_refused(cities: Cities) -> None:
    with (
        Driver(cities.drivers[FIRST].base_url, "wxnobody") as driver,
        pytest.raises(DriverError, match="no such account"),
    ):
        driver.hold_phone("oNOBODY")
