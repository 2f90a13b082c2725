"""``menu check``, ``menu push``, ``menu show`` as they are typed, against the emulated platform."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from bot.app import create_app
from bot.commands import emulated_accounts
from bot.settings import Settings
from bot.wiring import Wiring
from emulator.driver import Driver
from emulator.server import start
from handlers.sample import load_sample
from storage.embedded import EmbeddedServer
from supervision.records import Role

Run = Callable[..., Result]

MENUS = """
[office]
roles = ["office"]
buttons = [{ name = "待签发", key = "to_issue" }]

[everybody]
buttons = [
  { name = "查进展", key = "how_to_search" },
  { name = "更多", items = [{ name = "公开页", page = "/" }, { name = "帮助", key = "help" }] },
]
"""


@pytest.fixture
def wechat() -> Iterator[Driver]:
    with start() as running, Driver(running.url) as driver:
        yield driver


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "menus.toml"
    made.write_text(MENUS, encoding="utf-8")
    return made


@pytest.fixture
def app(
    wechat: Driver, redis_server: EmbeddedServer, tmp_path: Path, file: Path
) -> Iterator[Flask]:
    with redis_server.client() as client:
        client.flushall()
    settings = Settings.from_env(
        {
            "ZGT_DATA": str(tmp_path / "data"),
            "REDIS_URL": f"unix://{redis_server.socket}",
            "ZGT_EMULATOR_PORT": wechat.base_url.rpartition(":")[2],
            "ZGT_MENUS": str(file),
            "ZGT_BASE_URL": "https://zgt.example.gov.cn",
        }
    )
    wechat.add_account(emulated_accounts(settings)[0])
    wechat.app_id = settings.regions[0].app_id
    made = create_app(settings)
    yield made
    wired = made.extensions["zgt"]
    assert isinstance(wired, Wiring)
    wired.close()


@pytest.fixture
def run(app: Flask) -> Run:
    runner = app.test_cli_runner()
    assert isinstance(runner, CliRunner)

    def typed(*words: str) -> Result:
        return runner.invoke(args=words)

    return typed


def names(driver: Driver, openid: str) -> list[str]:
    return [button["name"] for button in driver.menu(openid)]


def test_a_push_says_what_is_new_and_a_second_one_that_nothing_is(run: Run, wechat: Driver) -> None:
    first = run("menu", "push")
    assert first.exit_code == 0, first.output
    assert "已更新菜单：everybody、office。" in first.stdout
    assert "已新建标签：整改通-整改办" in first.stdout
    second = run("menu", "push")
    assert second.stdout == "公众号的菜单与文件一致，没有改动。\n"


def test_people_bound_before_get_their_tag_and_their_menu(
    app: Flask, run: Run, wechat: Driver
) -> None:
    office = app.extensions["zgt"].office()
    load_sample(office, app.extensions["zgt"].clock.now())
    people = office.store.people.with_role(Role.OFFICE)
    for person in people:
        wechat.set_user(person.openid)
    done = run("menu", "push")
    assert f"已给 {len(people)} 人打上标签" in done.stdout
    assert "人打不上标签：没有关注公众号" in done.stdout
    assert names(wechat, people[0].openid) == ["待签发"]


def test_what_wechat_refuses_is_told_and_the_old_menu_stays(
    run: Run, wechat: Driver, file: Path
) -> None:
    run("menu", "push")
    file.write_text(MENUS.replace("查进展", "查一查"), encoding="utf-8")
    wechat.faults([{"match": {"path": "/cgi-bin/menu/create"}, "effect": {"errcode": 40018}}])
    done = run("menu", "push")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "微信没有接受菜单「everybody」（40018）" in done.stderr
    assert "原来的菜单没有改动" in done.stderr
    wechat.follow("o-citizen")
    assert names(wechat, "o-citizen") == ["查进展", "更多"]


def test_show_puts_the_account_beside_the_file(run: Run, file: Path) -> None:
    before = run("menu", "show")
    assert "公众号现在没有菜单" in before.stdout
    assert "没有绑定的人看到的菜单：公众号上还没有" in before.stdout
    run("menu", "push")
    same = run("menu", "show").stdout
    assert "【everybody】没有绑定的人看到的菜单：与公众号一致" in same
    assert "  ［更多］  ▲ 公开页 ｜ 帮助" in same
    assert "【office】整改办看到的菜单：与公众号一致" in same
    both = MENUS.replace('["office"]', '["office", "leader"]')
    file.write_text(both, encoding="utf-8")
    parted = run("menu", "show").stdout
    assert "【office】整改办看到的菜单：与公众号一致" in parted
    assert "【office】包抓领导看到的菜单：公众号上还没有" in parted
    run("menu", "push")
    assert "【office】整改办、包抓领导看到的菜单：与公众号一致" in run("menu", "show").stdout
    file.write_text(MENUS.replace("待签发", "签发"), encoding="utf-8")
    other = run("menu", "show").stdout
    assert (
        "【office】整改办看到的菜单：与公众号不同\n文件里：\n  ［签发］\n公众号上：\n  ［待签发］"
        in other
    )


def test_check_lists_everything_that_is_wrong(run: Run, file: Path) -> None:
    assert run("menu", "check").exit_code == 0
    file.write_text(
        MENUS.replace("to_issue", "issue").replace("查进展", "查整改进展情况"), encoding="utf-8"
    )
    done = run("menu", "check", str(file))
    assert done.exit_code == 1
    assert len(done.stdout.splitlines()) == 2
    assert "office › 待签发 的 key「issue」不认识" in done.stdout
    assert "everybody › 查整改进展情况 的名称要有，且最多 16 个字节（5 个汉字）" in done.stdout


def test_a_file_that_is_wrong_is_not_pushed(run: Run, wechat: Driver, file: Path) -> None:
    file.write_text(MENUS.replace("to_issue", "issue"), encoding="utf-8")
    done = run("menu", "push")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "key「issue」不认识" in done.stderr
    assert wechat.journal("/cgi-bin/menu/create") == []


def test_without_a_setting_the_menus_of_the_program_are_in_order(app: Flask, run: Run) -> None:
    from bot.menus import FILE

    done = run("menu", "check", str(FILE))
    assert (done.exit_code, done.stdout) == (
        0,
        "menus.toml 没有问题，共 4 个菜单。用 menu push 放到公众号。\n",
    )
