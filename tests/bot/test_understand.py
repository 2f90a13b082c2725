"""``understand`` through its door: lines in, lines of the contract out, nothing stored."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import Result

from bot.app import create_app
from bot.settings import Settings
from storage.embedded import EmbeddedServer
from tests.waiting import PATIENCE_SECONDS

ROOT = Path(__file__).parents[2]
LEDGERS = ROOT / "tests" / "language" / "ledgers"
CONTRACT = ROOT.parent / "shared" / "contracts" / "understand-output.schema.json"


Run = Callable[..., Result]


@pytest.fixture(scope="module", params=["001", "003"])
def ledger(request: pytest.FixtureRequest) -> str:
    """The name of one of the two ledgers."""
    return str(request.param)


@pytest.fixture(scope="module")
def run(ledger: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """The command line on a data folder with this ledger, and a Redis of its own."""
    folder = tmp_path_factory.mktemp(f"data-{ledger}")
    with EmbeddedServer(folder) as server:
        found = create_app(
            Settings.from_env({"ZGT_DATA": str(folder), "REDIS_URL": f"unix://{server.socket}"})
        )

        def typed(*words: str, lines: str = "") -> Result:
            return found.test_cli_runner().invoke(args=words, input=lines)

        done = typed("plan", "import", str(LEDGERS / f"{ledger}.jsonl"))
        assert done.exit_code == 0, done.stderr
        yield typed
        found.extensions["zgt"].close()


def started(data: Path, *words: str, lines: str = "") -> subprocess.CompletedProcess[str]:
    """The command as a process of its own, as a user types it."""
    strange = ("WECHAT_", "ZGT_", "REDIS_URL")
    env = {k: v for k, v in os.environ.items() if not k.startswith(strange)}
    return subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", *words],
        cwd=ROOT,
        env=env | {"ZGT_DATA": str(data)},
        input=lines,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )


def messages(name: str) -> list[dict[str, Any]]:
    text = (ROOT / "tests" / "language" / "messages" / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def lines_of(asked: list[dict[str, Any]]) -> str:
    return "".join(
        json.dumps({k: v for k, v in m.items() if k not in ("expected", "tags")}) + "\n"
        for m in asked
    )


def test_every_line_of_a_batch_is_answered_in_the_form_of_the_contract(
    run: Run, ledger: str
) -> None:
    asked = messages(ledger)
    done = run("understand", "--batch", lines=lines_of(asked))
    assert (done.exit_code, done.stderr) == (0, "")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(asked)
    contract = jsonschema.Draft202012Validator(json.loads(CONTRACT.read_text(encoding="utf-8")))
    for message, answer in zip(asked, answers, strict=True):
        contract.validate(answer)
        assert answer["intent"] == message["expected"]["intent"], message["text"]
    before = run("journal", "export").stdout
    assert all(json.loads(line)["act"] == "plan_import" for line in before.splitlines())


def test_the_process_says_what_the_command_says_and_nothing_else(
    run: Run, ledger: str, tmp_path: Path
) -> None:
    asked = lines_of(messages(ledger)[:20])
    ready = started(tmp_path, "plan", "import", str(LEDGERS / f"{ledger}.jsonl"))
    assert (ready.returncode, ready.stderr) == (0, "")
    done = started(tmp_path, "understand", "--batch", lines=asked)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 20
    assert done.stdout == run("understand", "--batch", lines=asked).stdout


def test_one_message_explains_itself(run: Run) -> None:
    done = run("understand", "7 完成80%", "--explain")
    answer = json.loads(done.stdout)
    assert answer["intent"] == "report_progress"
    assert [found["kind"] for found in answer["explain"]["mentions"]] == ["item", "percent"]
    assert answer["explain"]["acts"][0]["rule"] == "report"


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"role":"king","text":"x"}',
        '{"role":"citizen"}',
        '{"role":"citizen","text":1}',
        '{"role":"citizen","text":"x","now":"2017-08-16"}',
    ],
)
def test_a_line_that_cannot_be_read_is_told_in_one_line(run: Run, line: str) -> None:
    done = run("understand", "--batch", lines=f"{line}\n")
    assert done.exit_code == 2
    assert "第 1 行读不了" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_nothing_to_read_is_told(run: Run) -> None:
    assert run("understand").exit_code == 2
