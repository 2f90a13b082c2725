"""A platform with one account per mode, each with an echoing product behind it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest
import requests

from emulator.driver import Driver
from emulator.echo import Echo
from emulator.server import Running, start

AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
TEMPLATE = {
    "id": "TPL-WARN",
    "title": "整改预警",
    "fields": [
        {"key": "thing1", "label": "任务"},
        {"key": "character_string3", "label": "编号"},
        {"key": "phrase2", "label": "状态"},
        {"key": "keyword10", "label": "说明"},
        "remark",
    ],
}
GOOD_DATA = {
    "thing1": {"value": "污泥处置项目"},
    "character_string3": {"value": "YJ2026-0017"},
    "phrase2": {"value": "预警"},
    "keyword10": {"value": "请按期\n整改"},
    "remark": {"value": "感谢"},
}
NOTICES = [
    {"id": "NTC-ONCE", "title": "提醒", "fields": ["thing1"]},
    {"id": "NTC-LONG", "title": "预警", "fields": ["thing1"], "kind": "long"},
]


@dataclass
class Bench:
    """All that a test touches; ``mode`` names the account in use."""

    running: Running
    driver: Driver
    echoes: dict[str, Echo]
    session: requests.Session
    mode: str = "aes"

    @property
    def app_id(self) -> str:
        return f"wx_{self.mode}"

    @property
    def echo(self) -> Echo:
        return self.echoes[self.mode]

    @property
    def me(self) -> str:
        return f"o-{self.mode}-person"

    def use(self, mode: str) -> Driver:
        self.mode = mode
        self.driver.app_id = self.app_id
        return self.driver

    def fetch_token(self, kind: str = "token", **more: Any) -> dict[str, Any]:
        given = {"grant_type": "client_credential", "appid": self.app_id, "secret": "s3cret"}
        given.update(more)
        url = f"{self.running.url}/cgi-bin/{kind}"
        if kind == "token":
            return dict(self.session.get(url, params=given, timeout=5).json())
        return dict(self.session.post(url, json=given, timeout=5).json())

    def post(self, path: str, body: Any, token: str | None = None) -> requests.Response:
        token = token or self.fetch_token("stable_token")["access_token"]
        url = f"{self.running.url}/cgi-bin/{path}"
        return self.session.post(url, params={"access_token": token}, json=body, timeout=5)

    def get(self, path: str, token: str | None = None, **query: str) -> requests.Response:
        token = token or self.fetch_token("stable_token")["access_token"]
        url = f"{self.running.url}/cgi-bin/{path}"
        return self.session.get(url, params={"access_token": token, **query}, timeout=5)

    def warn(self, **more: Any) -> dict[str, Any]:
        body = {"touser": self.me, "template_id": "TPL-WARN", "data": GOOD_DATA, **more}
        return dict(self.post("message/template/send", body).json())

    def call(self, path: str, body: Any = None, **query: str) -> dict[str, Any]:
        """The answer of any path: with a body by POST, without one by GET."""
        token = self.fetch_token("stable_token")["access_token"]
        url, given = f"{self.running.url}{path}", {"access_token": token, **query}
        if body is None:
            return dict(self.session.get(url, params=given, timeout=5).json())
        return dict(self.session.post(url, params=given, json=body, timeout=5).json())

    def events(self, name: str) -> list[dict[str, Any]]:
        """The events of one kind that have come to the product."""
        self.driver.settle()
        return [d.fields for d in self.echo.deliveries if d.fields.get("Event") == name]

    def receipts(self) -> list[dict[str, Any]]:
        self.driver.settle()
        return [
            delivered.fields
            for delivered in self.echo.deliveries
            if delivered.fields.get("Event") == "TEMPLATESENDJOBFINISH"
        ]


def describe(mode: str, echo: Echo) -> dict[str, Any]:
    return {
        "app_id": f"wx_{mode}",
        "secret": "s3cret",
        "token": "t0ken",
        "aes_key": None if mode == "plain" else AES_KEY,
        "mode": mode,
        "callback_url": echo.url,
        "account": "gh_0123456789ab",
        "templates": [TEMPLATE],
        "notices": NOTICES,
        "switches": {"receipt_delay": [0, 0.02], "timeout": 0.4},
    }


@pytest.fixture(scope="module")
def _bench() -> Iterator[Bench]:
    with ExitStack() as stack:
        echoes = {
            mode: stack.enter_context(
                Echo("t0ken", None if mode == "plain" else AES_KEY, f"wx_{mode}")
            )
            for mode in ("plain", "compatible", "aes")
        }
        accounts = [describe(mode, echo) for mode, echo in echoes.items()]
        running = stack.enter_context(start(accounts=accounts, seed=7))
        driver = stack.enter_context(Driver(running.url))
        session = stack.enter_context(requests.Session())
        session.trust_env = False
        yield Bench(running, driver, echoes, session)


@pytest.fixture
def bench(_bench: Bench) -> Bench:
    """The platform as new, in AES mode unless the test says otherwise."""
    _bench.driver.settle()
    _bench.driver.reset()
    _bench.use("aes")
    for mode, echo in _bench.echoes.items():
        echo.deliveries.clear()
        echo.plan.clear()
        _bench.driver.add_account(describe(mode, echo))
    return _bench
