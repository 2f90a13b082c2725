"""``account check`` as it is typed, against accounts of every kind on the emulated platform."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from bot.app import create_app
from bot.commands import emulated_accounts
from bot.settings import Settings
from bot.wechat.client import client_of
from bot.wechat.codes import create_scene_code
from bot.wiring import Wiring
from emulator.driver import Driver
from emulator.server import start
from storage.connect import connect
from storage.embedded import EmbeddedServer
from storage.store import Store

Check = Callable[..., Result]


@pytest.fixture
def wechat() -> Iterator[Driver]:
    with start() as running, Driver(running.url) as driver:
        yield driver


@pytest.fixture
def settings(wechat: Driver, redis_server: EmbeddedServer, tmp_path: Path) -> Settings:
    with redis_server.client() as client:
        client.flushall()
    return Settings.from_env(
        {
            "ZGT_DATA": str(tmp_path / "data"),
            "REDIS_URL": f"unix://{redis_server.socket}",
            "ZGT_EMULATOR_PORT": wechat.base_url.rpartition(":")[2],
            "ZGT_BASE_URL": "https://zgt.example.gov.cn",
        }
    )


@pytest.fixture
def check(wechat: Driver, settings: Settings) -> Iterator[Check]:
    """Runs the command on an account with these properties."""
    app: Flask = create_app(settings)
    runner = app.test_cli_runner()
    assert isinstance(runner, CliRunner)

    def typed(**properties: object) -> Result:
        wechat.add_account(emulated_accounts(settings)[0] | properties)
        wechat.app_id = settings.regions[0].app_id
        return runner.invoke(args=["account", "check"])

    yield typed
    wired = app.extensions["zgt"]
    assert isinstance(wired, Wiring)
    wired.close()


def test_a_certified_service_account_has_everything(check: Check, wechat: Driver) -> None:
    told = check()
    assert told.exit_code == 0, told.output
    assert f"AppID {wechat.app_id} 和 AppSecret 有效" in told.stdout
    assert "服务器地址（URL）：https://zgt.example.gov.cn/wechat" in told.stdout
    assert "网页授权域名：zgt.example.gov.cn" in told.stdout
    assert "微信从这些 IP 来访（防火墙要放行，每天可能变）：127.0.0.1" in told.stdout
    assert "权限：模板消息　有" in told.stdout
    assert "当天额度：模板消息　上限 100000 次，还剩 100000 次" in told.stdout
    assert "没有" not in told.stdout


@pytest.mark.parametrize(
    ("kind", "verified", "granted"),
    [
        ("service", False, ("自定义菜单",)),
        ("subscription", True, ("自定义菜单", "用户标签")),
        ("subscription", False, ()),
    ],
)
def test_another_kind_of_account_is_told_what_it_lacks(
    check: Check, kind: str, *, verified: bool, granted: tuple[str, ...]
) -> None:
    told = check(kind=kind, verified=verified)
    assert told.exit_code == 1, told.output
    for name in ("模板消息", "自定义菜单", "用户标签"):
        assert f"权限：{name}　{'有' if name in granted else '没有'}" in told.stdout
    assert told.stdout.rstrip().endswith("通知只能发给 48 小时内说过话的人。")


def test_wrong_credentials_are_one_line(check: Check, wechat: Driver, settings: Settings) -> None:
    told = check(secret="another")
    assert (told.exit_code, told.stdout) == (2, "")
    assert "请核对 AppID、AppSecret、IP 白名单" in told.stderr
    assert settings.regions[0].secret not in told.stderr


def test_what_was_asked_today_is_counted(check: Check, settings: Settings) -> None:
    said = "当天额度：带参数二维码　上限 100000 次，还剩 {} 次"
    assert said.format(100000) in check().stdout
    with connect(settings.redis_url, settings.data) as redis:
        client = client_of(Store(redis, "default"), settings.regions[0])
        create_scene_code(client, "bind-1", 60)
    assert said.format(99999) in check().stdout
