"""QR codes and sheets of them: files that a phone can read, and codes that then bind."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from click.testing import CliRunner, Result
from flask import Flask
from PIL import Image

from bot.app import create_app
from bot.commands import emulated_accounts
from bot.ports import listen
from bot.settings import Settings
from bot.wiring import Wiring
from emulator.driver import Driver
from emulator.server import Running, start
from storage.change import Change
from storage.embedded import EmbeddedServer
from storage.invitations import digest_of
from supervision.records import Deadline, Duty, Level, Measure, Plan, Region, Unit

Run = Callable[..., Result]
UNITS = ("市水务局", "市建设局", "天水经济技术开发区管理委员会生态环境与自然资源保护局")


@pytest.fixture
def settings(redis_server: EmbeddedServer, tmp_path: Path) -> Settings:
    with redis_server.client() as client:
        client.flushall()
    with listen("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    return Settings.from_env(
        {
            "ZGT_DATA": str(tmp_path / "data"),
            "REDIS_URL": f"unix://{redis_server.socket}",
            "ZGT_NOW": "2017-08-31T09:00:00+08:00",
            "ZGT_EMULATOR_PORT": str(port),
        }
    )


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    made = create_app(settings)
    wired: Wiring = made.extensions["zgt"]
    change, ledger = Change(), wired.store().ledger
    units = [Unit(name, Level.DEPARTMENT) for name in (*UNITS, "市统计局")]
    plan = Plan("p", "方案")
    ledger.put_heads(change, Region("天水市", "市整改办"), plan, units, ())
    for place, unit in enumerate(UNITS, 1):
        due = (Deadline("2017年底前", None),)
        measure = Measure("p", str(place), "", "事项", "事项", Duty((unit,)), deadlines=due)
        ledger.put_measure(change, measure, place, units)
    wired.store().commit(change)
    yield made
    wired.close()


@pytest.fixture
def emulator(settings: Settings) -> Iterator[Running]:
    accounts = emulated_accounts(settings)
    with start(port=settings.emulator_port, accounts=accounts) as running:
        yield running


@pytest.fixture
def run(app: Flask) -> Run:
    runner = app.test_cli_runner()
    assert isinstance(runner, CliRunner)
    return lambda *words: runner.invoke(args=words)


def words_of(file: Path) -> list[str]:
    """The text of every page, as a reader finds it."""
    document = pypdfium2.PdfDocument(file)
    pages = [document[n].get_textpage() for n in range(len(document))]
    found = [page.get_text_bounded() for page in pages]
    for page in pages:
        page.close()
    document.close()
    return found


def scanned(picture: Path) -> list[str]:
    """What a phone reads off a picture."""
    with Image.open(picture) as opened:
        return [found.text for found in zxingcpp.read_barcodes(opened.convert("L"))]


def codes_in(text: str) -> list[str]:
    """The codes of a page; their signs stand apart."""
    return re.findall(r"[2-9A-HJKMNP-Z]{8}", text.replace(" ", ""))


def offered(app: Flask, code: str) -> str:
    """The unit that a code binds to."""
    found = app.extensions["zgt"].store().invitations.find(digest_of(code))
    return found.unit if found else ""


def refused(result: Result, says: str) -> bool:
    lines = result.stderr.splitlines()
    return result.exit_code == 2 and result.stdout == "" and len(lines) == 1 and says in lines[0]


def test_a_sheet_holds_a_code_that_binds_for_every_unit_with_items(
    run: Run, app: Flask, emulator: Running, tmp_path: Path
) -> None:
    file = tmp_path / "codes.pdf"
    done = run("invite", "--sheet", str(file), "--all", "--role", "unit_head")
    assert "已生成 3 个二维码" in done.stdout, done.output
    [page] = words_of(file)
    assert "天水市环保督察整改" in page
    assert "单位负责人" in page
    assert page.count("有效至 9月7日（周四） 09:00") == 3
    assert "试用模式" in page
    assert "市统计局" not in page, "it has no items"
    assert sorted(offered(app, code) for code in codes_in(page)) == sorted(UNITS)
    assert file.stat().st_mode & 0o077 == 0


def test_the_platform_knows_the_scene_for_as_long_as_the_code_lives(
    run: Run, app: Flask, emulator: Running, tmp_path: Path
) -> None:
    made = json.loads(run("invite", "市水务局", "--qr", str(tmp_path / "a.png"), "--json").stdout)
    assert set(made) == {"code", "scene", "expires"}
    assert made["expires"] == "2017-09-07T09:00:00+08:00"
    with Driver(emulator.url) as wechat:
        [asked] = wechat.journal("/cgi-bin/qrcode/create")
    body = asked["body"]
    assert body["action_info"]["scene"]["scene_str"] == made["scene"] == f"bind-{made['code']}"
    assert body["expire_seconds"] == 7 * 24 * 3600
    assert offered(app, made["code"]) == "市水务局"
    [read] = scanned(tmp_path / "a.png")
    with Driver(emulator.url) as wechat:
        [answered] = wechat.journal("/cgi-bin/qrcode/create")
    assert read == answered["response"]["url"]


def test_many_codes_fill_several_pictures(run: Run, emulator: Running, tmp_path: Path) -> None:
    file = tmp_path / "codes.png"
    done = run("invite", "--sheet", str(file), *(UNITS * 3))
    assert done.exit_code == 0, done.output
    written = sorted(path.name for path in tmp_path.glob("*.png"))
    assert written == ["codes-1.png", "codes-2.png"]
    read = [url for name in written for url in scanned(tmp_path / name)]
    with Driver(emulator.url) as wechat:
        given = [entry["response"]["url"] for entry in wechat.journal("/cgi-bin/qrcode/create")]
    assert sorted(read) == sorted(given)
    assert len(set(read)) == 9


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--sheet", "{}/a.doc", "市水务局"), "结尾"),
        (("--sheet", "{}/nowhere/a.pdf", "市水务局"), "写不了"),
        (("--sheet", "{}/a.pdf"), "--all"),
        (("--sheet", "{}/a.pdf", "市水务局", "--all"), "--all"),
        (("--sheet", "{}/a.pdf", "市气象局"), "市气象局"),
        (("--sheet", "{}/a.pdf", "市水务局", "--name", "张三"), "不能和"),
        (("市水务局", "市建设局"), "一个单位"),
        (("市水务局", "--group", "督查督办组"), "--role office"),
        (("市水务局", "--phone", "call me"), "电话号码"),
    ],
)
def test_what_cannot_be_drawn_is_told_and_offers_no_code(
    run: Run, app: Flask, tmp_path: Path, words: tuple[str, ...], says: str
) -> None:
    typed = (word.format(tmp_path) for word in words)
    assert refused(run("invite", *typed), says)
    acts = [e.body["act"] for e in app.extensions["zgt"].store().journal.entries()]
    assert acts == []


def test_without_the_platform_no_code_is_handed_out(run: Run, app: Flask, tmp_path: Path) -> None:
    assert refused(run("invite", "市水务局", "--qr", str(tmp_path / "a.png")), "make run")
    assert list(app.extensions["zgt"].store().journal.entries()) == []
    assert not (tmp_path / "a.png").exists()


def test_an_account_without_the_right_is_told_what_it_needs(
    run: Run, emulator: Running, tmp_path: Path
) -> None:
    with Driver(emulator.url) as wechat:
        wechat.faults([{"match": {"path": "/cgi-bin/qrcode/create"}, "effect": {"errcode": 48001}}])
    result = run("invite", "市水务局", "--qr", str(tmp_path / "a.png"))
    assert refused(result, "已认证的服务号")
