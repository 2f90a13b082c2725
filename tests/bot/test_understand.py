"""``understand`` through its door: lines in, lines of the contract out, nothing stored."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

ROOT = Path(__file__).parents[2]
LEDGERS = ROOT / "tests" / "language" / "ledgers"
CONTRACT = ROOT.parent / "shared" / "contracts" / "understand-output.schema.json"


@pytest.fixture(scope="module", params=["001", "003"])
def data(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one of the two ledgers."""
    folder = tmp_path_factory.mktemp(f"data-{request.param}")
    done = run(folder, "plan", "import", str(LEDGERS / f"{request.param}.jsonl"))
    assert done.returncode == 0, done.stderr
    return folder


def run(data: Path, *words: str, lines: str = "") -> subprocess.CompletedProcess[str]:
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
        timeout=60,
    )


def messages(name: str) -> list[dict[str, Any]]:
    text = (ROOT / "tests" / "language" / "messages" / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_every_line_of_a_batch_is_answered_in_the_form_of_the_contract(data: Path) -> None:
    name = data.name[5:8]
    asked = messages(name)
    lines = "".join(
        json.dumps({k: v for k, v in m.items() if k not in ("expected", "tags")}) + "\n"
        for m in asked
    )
    done = run(data, "understand", "--batch", lines=lines)
    assert (done.returncode, done.stderr) == (0, "")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(asked)
    schema = json.loads(CONTRACT.read_text(encoding="utf-8"))
    for message, answer in zip(asked, answers, strict=True):
        jsonschema.validate(answer, schema)
        assert answer["intent"] == message["expected"]["intent"], message["text"]
    before = run(data, "journal", "export").stdout
    assert all(json.loads(line)["act"] == "plan_import" for line in before.splitlines())


def test_one_message_explains_itself(data: Path) -> None:
    done = run(data, "understand", "7 完成80%", "--explain")
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
def test_a_line_that_cannot_be_read_is_told_in_one_line(data: Path, line: str) -> None:
    done = run(data, "understand", "--batch", lines=f"{line}\n")
    assert done.returncode == 2
    assert "第 1 行读不了" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_nothing_to_read_is_told(data: Path) -> None:
    assert run(data, "understand").returncode == 2
