"""The emulated platform with what sends to it, and the command line at a region's desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskCliRunner

from bot.app import create_app
from bot.settings import Settings
from bot.wiring import Wiring
from storage.embedded import EmbeddedServer
from storage.store import Store
from tests.bot.platform_rig import Platform, Rig, open_platform, open_rig


@pytest.fixture(scope="module")
def platform() -> Iterator[Platform]:
    with open_platform() as opened:
        yield opened


@pytest.fixture
def rig(platform: Platform, store: Store) -> Iterator[Rig]:
    with open_rig(platform, store) as opened:
        yield opened


Run = Callable[..., Result]


@pytest.fixture
def app(redis_server: EmbeddedServer, tmp_path: Path) -> Iterator[Flask]:
    environment = {
        "ZGT_DATA": str(tmp_path / "data"),
        "REDIS_URL": f"unix://{redis_server.socket}",
        "ZGT_NOW": "2017-08-31T09:00:00+08:00",
    }
    with redis_server.client() as client:
        client.flushall()
    made = create_app(Settings.from_env(environment))
    yield made
    wiring(made).close()


def wiring(app: Flask) -> Wiring:
    found = app.extensions["zgt"]
    assert isinstance(found, Wiring)
    return found


@pytest.fixture
def run(app: Flask) -> Run:
    runner = app.test_cli_runner()
    assert isinstance(runner, FlaskCliRunner)

    def typed(*words: str) -> Result:
        return runner.invoke(args=words)

    return typed
