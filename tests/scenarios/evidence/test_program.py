"""The whole program: a photo from the simulator's phone ends as a file, whoever is killed."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.documents.photos import photo
from tests.scenarios.processes import await_replaced, kill
from tests.scenarios.program import Program
from tests.waiting import await_that

WHO = "liaison"


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    """The program in trial mode with its sample."""
    found = Program(tmp_path).start()
    found.post("/simulator/open", {})
    yield found
    assert found.process is not None
    if found.process.poll() is None:
        found.stop()


def send(program: Program, content: bytes) -> None:
    encoded = base64.b64encode(content).decode()
    said = program.post("/simulator/send", {"who": WHO, "kind": "image", "content": encoded})
    assert said["failure"] is None


def files(program: Program) -> set[bytes]:
    vault = program.folder / "evidence" / "default"
    return {path.read_bytes() for path in vault.rglob("*.jpg")}


def test_photos_from_a_phone_are_stored_although_the_sender_is_killed(program: Program) -> None:
    tasks = program.say(WHO, "我的任务")
    number = next(line.split()[0] for line in tasks.splitlines()[1:] if line[0].isdigit())
    assert "已记录" in program.say(WHO, f"{number} 无变化")
    photos = [photo(scene, size=(800, 600)) for scene in range(6)]
    for place, content in enumerate(photos):
        send(program, content)
        if place == 2:
            await_replaced(program, "sender", kill(program, "sender"))
    await_that(lambda: files(program) == set(photos), "every photo is stored", seconds=90)
    await_that(
        lambda: program.command("evidence", "list").count("已保存") == 6, "every one is recorded"
    )
    exported = [json.loads(line) for line in program.command("reports", "export").splitlines()]
    assert exported[-1]["evidence"] == 6
    assert "佐证：6 张照片" in program.say(WHO, f"看{number}")
    assert "留痕完整" in program.command("journal", "verify")
