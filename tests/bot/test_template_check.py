"""The check of templates: what WeChat would refuse is found before a notice fails on it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.accounts import TEMPLATE_FIELDS, Template
from bot.app import create_app
from bot.commands import emulated_accounts
from bot.settings import Settings
from bot.template_check import check
from bot.wechat import field_rules
from bot.wechat.templates import GrantedTemplate, fields_in
from emulator import fields as platform
from emulator.driver import Driver
from emulator.server import Running, start
from handlers.words.notice_kinds import KINDS
from storage.embedded import EmbeddedServer
from storage.outbox import Notice

NOW = datetime(2017, 9, 15, 7, 0, tzinfo=UTC)
PARTS = {
    "item": "14-2 污泥处置项目",
    "unit": "市建设局",
    "step": "黄牌警告",
    "time": "2017-09-15 15:00",
    "number": "HP-20170915-3F2A9C",
}
LABELS = {
    "thing1": "事项",
    "thing2": "单位",
    "phrase3": "类别",
    "time4": "时间",
    "character_string5": "编号",
}


def notice(**parts: str) -> Notice:
    return Notice(
        id="n",
        pid="p",
        kind="yellow_card",
        document="HP",
        text="【黄牌警告】市建设局",
        fields=PARTS | parts,
        url="https://zgt.example/documents/HP",
        queued_at=NOW,
        not_before=NOW,
    )


def told(
    template: Template | None,
    granted: dict[str, str] | None = LABELS,
    *,
    kind: str = "notice",
    **parts: str,
) -> list[tuple[bool, str]]:
    templates = {kind: template} if template else {}
    account = None if granted is None else [GrantedTemplate("T", "整改通知", granted)]
    return [(f.refused, f.text) for f in check(templates, account, [notice(**parts)])]


def with_fields(**names: str) -> Template:
    return Template("T", dict(TEMPLATE_FIELDS) | names)


def test_what_fits_is_not_spoken_of() -> None:
    assert told(Template("T")) == []
    assert told(Template("T"), {"first": "", **LABELS, "remark": ""}) == []


@pytest.mark.parametrize(
    ("template", "granted", "says"),
    [
        (None, LABELS, "通知「黄牌警告」没有模板"),
        (Template("OLD"), LABELS, "模板 OLD 不在公众号里"),
        (with_fields(time="time6"), LABELS, "time = time6：公众号的模板里没有这个字段"),
        (Template("T"), {**LABELS, "thing9": "备注"}, "字段 thing9（备注）没有内容，微信会拒收"),
        (with_fields(unit="thing1"), LABELS, "把事项、单位都放进 thing1"),
        (
            with_fields(number="number5"),
            {**LABELS, "number5": "编号"},
            "放不进 number5（只能是数字）",
        ),
        (with_fields(number="phrase5"), None, "「编号」在 phrase5 里会变成「无」"),
        (with_fields(unit="time2"), None, "「单位」在 time2 里会变成「00:00」"),
        (with_fields(item="character_string1"), None, "「事项」在 character_string1 里会变成"),
    ],
)
def test_what_would_be_refused_or_say_nothing_is_found(
    template: Template | None, granted: dict[str, str] | None, says: str
) -> None:
    found = told(template, granted)
    assert any(refused and says in text for refused, text in found), found


@pytest.mark.parametrize(
    ("template", "parts", "says"),
    [
        (Template("T"), {"item": "字" * 21}, "最长时在 thing1 里截成「" + "字" * 19 + "…」"),
        (Template("T", {"item": "thing1"}), {}, "没有「单位」，收到卡片的人看不到"),
    ],
)
def test_what_is_only_shortened_is_a_hint(
    template: Template, parts: dict[str, str], says: str
) -> None:
    found = told(template, None, **parts)
    assert any(says in text for _, text in found), found
    assert not any(refused for refused, _ in found)


def test_a_table_for_a_kind_that_there_is_not_is_told() -> None:
    found = check({"yelow_card": Template("T"), "notice": Template("T")}, None, [notice()])
    assert [f.text for f in found if "[yelow_card] 不是通知的种类" in f.text]


def test_a_text_that_wechat_refuses_is_found() -> None:
    long = Notice(**{**vars_of(notice()), "text": "字" * 700})
    found = check({"notice": Template("T")}, None, [long])
    assert [(f.refused, "超过 2048" in f.text) for f in found] == [(True, True)]


def vars_of(made: Notice) -> dict[str, Any]:
    return {name: getattr(made, name) for name in Notice.__dataclass_fields__}


@pytest.mark.parametrize("kind", sorted(platform.RULES))
@pytest.mark.parametrize(
    "value",
    [
        *("", " ", "黄牌警告", "列入督办计", "列入督办计划", "字" * 20, "字" * 21, "a\nb", "14-2"),
        *("HP-20170915-3F2A9C", "x" * 33, "12.5", "-3", "2017-09-15 15:00", "2017年9月15日"),
        *(
            "15:01",
            "9:00 ~ 10:00",
            "¥12.5元",
            "0938-8213456",
            "甘E12345",
            "张三",
            "Zhang San",
            "!?",
        ),
    ],
)
def test_the_rules_of_the_check_are_those_of_the_platform(kind: str, value: str) -> None:
    wanted = bool(value.strip()) and platform.accepts(f"{kind}1", value)
    assert field_rules.accepts(f"{kind}1", value) == wanted


def test_labels_are_read_from_a_template_as_it_is_printed() -> None:
    content = "{{first.DATA}}\n事项:{{thing1.DATA}}\n时间：{{time4.DATA}}\n{{remark.DATA}}"
    assert fields_in(content) == {"first": "", "thing1": "事项", "time4": "时间", "remark": ""}


# ---- as it is typed -------------------------------------------------------------------------


@pytest.fixture
def wechat() -> Iterator[Running]:
    with start() as running:
        yield running


@pytest.fixture
def run(wechat: Running, redis_server: EmbeddedServer, tmp_path: Path) -> Callable[..., Result]:
    """Type a command; the account's templates are those of the settings unless others are given."""

    def typed(
        *words: str, templates: list[dict[str, Any]] | None = None, settings: str = ""
    ) -> Result:
        environment = {
            "ZGT_DATA": str(tmp_path / "data"),
            "REDIS_URL": f"unix://{redis_server.socket}",
            "ZGT_EMULATOR_PORT": str(wechat.port),
            "ZGT_NOW": "2017-08-31T09:00:00+08:00",
        }
        if settings:
            (tmp_path / "templates.toml").write_text(settings, encoding="utf-8")
            environment["ZGT_TEMPLATES"] = str(tmp_path / "templates.toml")
        made = create_app(Settings.from_env(environment))
        (account,) = emulated_accounts(made.extensions["zgt"].settings)
        if templates is not None:
            account["templates"] = templates
        with Driver(wechat.url) as driver:
            driver.add_account(account)
            # The tokens of the last account are gone with it.
            with redis_server.client() as client:
                client.flushall()
        runner = made.test_cli_runner()
        assert isinstance(runner, CliRunner)
        return runner.invoke(args=words)

    return typed


def test_every_kind_is_shown_as_the_phone_shows_it(run: Callable[..., Result]) -> None:
    done = run("templates", "check")
    assert done.exit_code == 0, done.output
    for kind, name in KINDS.items():
        assert f"──── {name}（{kind}）" in done.stdout
    assert (
        "┃ 整改工作通知\n┃ 事项：14-2 等 7 项\n┃ 单位：天水经济技术开发区管理委员会" in done.stdout
    )
    assert "【黄牌警告】市水务局\n编号：HP-" in done.stdout
    assert f"模板检查通过：{len(KINDS)} 种通知都能发出。" in done.stdout


def test_a_template_that_has_vanished_ends_with_one_line_and_a_code(
    run: Callable[..., Result],
) -> None:
    done = run("templates", "check", templates=[])
    assert done.exit_code == 1
    assert "模板 trial-notice 不在公众号里" in done.stdout


def test_a_template_of_another_shape_is_told_field_by_field(run: Callable[..., Result]) -> None:
    other = {"id": "trial-notice", "title": "通知", "fields": ["thing1", "thing2", "thing8"]}
    done = run("templates", "check", templates=[other])
    assert done.exit_code == 1
    lines = done.stdout.splitlines()
    for field in ("step = phrase3", "time = time4", "number = character_string5"):
        assert [line for line in lines if field in line and "没有这个字段" in line], field
    assert [line for line in lines if "字段 thing8（thing8）没有内容" in line]


def test_offline_asks_nobody(run: Callable[..., Result], wechat: Running) -> None:
    settings = '[notice]\nid = "T"\n[notice.fields]\nnumber = "phrase1"\n'
    done = run("templates", "check", "--offline", settings=settings)
    assert done.exit_code == 1
    assert "「编号」在 phrase1 里会变成「无」" in done.stdout
    assert "没有问公众号" in done.stdout
    with Driver(wechat.url) as driver:
        assert driver.journal() == []


def test_another_program_can_read_the_check(run: Callable[..., Result]) -> None:
    done = run("templates", "check", "--json")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["kind"] for line in lines] == list(KINDS)
    card = next(line for line in lines if line["kind"] == "yellow_card")["notices"][0]
    assert card["fields"][0] == {"label": "事项", "value": "14-2 污水处理厂提标改造及配…"}
    assert card["rows"] <= 12
    assert [f["refused"] for line in lines for f in line["findings"]] == [False]


def test_an_account_that_cannot_be_asked_is_told_in_one_line(
    run: Callable[..., Result], wechat: Running
) -> None:
    with Driver(wechat.url) as driver:
        driver.faults([{"match": {"path": "/cgi-bin/stable_token"}, "effect": {"errcode": 40164}}])
        done = run("templates", "check")
        driver.faults([])
    assert (done.exit_code, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert "微信不接受公众号的设置（40164" in line
    assert "IP 白名单" in line
