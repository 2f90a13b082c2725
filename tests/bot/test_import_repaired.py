"""``plan import`` shows what it repaired, keeps it in the journal, and names a missing list."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from bot.app import create_app
from bot.settings import Settings
from bot.wiring import Wiring
from storage.embedded import EmbeddedServer

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"
SHOWN = "已修复转换损坏：去掉注音括号 275 处，繁体转简体 975 字，例如 環(huán)→环"


@pytest.fixture
def runner(redis_server: EmbeddedServer, tmp_path: Path) -> Iterator[CliRunner]:
    """The command line of an office without a plan."""
    environment = {
        "ZGT_DATA": str(tmp_path / "data"),
        "REDIS_URL": f"unix://{redis_server.socket}",
        "ZGT_NOW": "2019-08-31T09:00:00+08:00",
    }
    with redis_server.client() as client:
        client.flushall()
    app: Flask = create_app(Settings.from_env(environment))
    made = app.test_cli_runner()
    assert isinstance(made, CliRunner)
    yield made
    wiring = app.extensions["zgt"]
    assert isinstance(wiring, Wiring)
    wiring.close()


def seed(number: str) -> str:
    (path,) = SEEDS.glob(f"{number}_*")
    return str(path)


def journal(runner: CliRunner) -> list[dict[str, object]]:
    exported = runner.invoke(args=["journal", "export"]).stdout
    return [json.loads(line) for line in exported.splitlines()]


def test_the_repair_is_shown_and_nothing_stored_when_only_tried(runner: CliRunner) -> None:
    told = runner.invoke(args=["plan", "import", seed("000"), "--dry-run"])
    assert told.exit_code == 0
    assert told.stdout.startswith(SHOWN)
    assert "将新增 1 项（问题1）" in told.stdout
    assert "问题 1 项（文中称 34），其中 1 项没有措施，按问题上报" in told.stdout
    assert "将新增或更新问题 1 项（1）" in told.stdout
    assert "请核对 一、(一)1.：没有责任单位" in told.stdout
    assert journal(runner) == []


def test_the_repair_is_kept_in_the_journal_and_a_second_import_changes_nothing(
    runner: CliRunner,
) -> None:
    first = runner.invoke(args=["plan", "import", seed("000")])
    assert (first.exit_code, first.stdout.startswith(SHOWN)) == (0, True)
    (entry,) = journal(runner)
    assert entry["act"] == "plan_import"
    after = entry["after"]
    assert isinstance(after, dict)
    assert after["repair"] == {"brackets": 275, "characters": 975}
    assert after["new"] == 1  # the one problem that is printed is what people report on
    shown = runner.invoke(args=["case", "show", "1"]).stdout
    assert "问题1 督察期间通过谈话了解到" in shown
    again = runner.invoke(args=["plan", "import", seed("000")])
    assert again.stdout.rstrip().endswith("台账已经是这样，没有改动。")
    assert len(journal(runner)) == 1


def test_a_sound_plan_is_imported_without_a_word_on_repair(runner: CliRunner) -> None:
    told = runner.invoke(args=["plan", "import", seed("001")])
    assert "修复" not in told.stdout
    assert all("repair" not in str(entry["after"]) for entry in journal(runner))


@pytest.mark.parametrize(
    ("number", "says"),
    [
        ("002", "这份文件没有任务清单，请导入列有任务、责任单位和时限的清单或台账。"),
        ("003", "整改任务清单》未附上），请导入附件。"),
        ("004", "整改任务清单》未附上），请导入附件。"),
    ],
)
def test_a_file_without_its_list_is_refused_in_one_line(
    runner: CliRunner, number: str, says: str
) -> None:
    told = runner.invoke(args=["plan", "import", seed(number)])
    assert told.exit_code != 0
    assert told.stderr.strip().endswith(says)
    assert len(told.stderr.strip().splitlines()) == 1
    assert journal(runner) == []
