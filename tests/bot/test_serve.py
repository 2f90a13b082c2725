"""The whole program as a user starts it: a process, its addresses, its end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.ports import free_port
from tests.waiting import PATIENCE_SECONDS, until

ROOT = Path(__file__).parents[2]


def free_ports() -> tuple[int, int]:
    return free_port(), free_port()


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def descendants(pid: int) -> dict[int, str]:
    """Process id → command line of every process below one."""
    found: dict[int, str] = {}
    for task in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(task.read_text(encoding="utf-8").rsplit(")", 1)[1].split()[1])
            command = (task.parent / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if parent == pid:
            found[int(task.parent.name)] = command
            found |= descendants(int(task.parent.name))
    return found


@dataclass
class Program:
    """One ``serve`` on a free port, and what it printed."""

    process: subprocess.Popen[bytes]
    port: int
    output: Path

    @property
    def children(self) -> dict[int, str]:
        return descendants(self.process.pid)

    def child(self, part: str) -> int:
        return next((pid for pid, command in self.children.items() if part in command), 0)

    def get(self, path: str) -> tuple[int, bytes]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as exc:
            with exc:
                return exc.code, exc.read()
        except OSError:
            return 0, b""

    def ready(self) -> bool:
        return self.get("/readyz")[0] == 200

    @property
    def text(self) -> str:
        return self.output.read_text(encoding="utf-8")


Starter = Callable[..., Program]


@contextmanager
def starting(base: Path) -> Iterator[Starter]:
    """Gives what starts ``serve`` in a folder; whatever still runs at the end is killed."""
    begun: list[Program] = []

    def starter(
        ports: tuple[int, int] | None = None, *, folder: str = "data", **more: str
    ) -> Program:
        port, emulator = ports or free_ports()
        output = base / f"output-{len(begun)}"
        settings = {
            "PORT": str(port),
            "ZGT_EMULATOR_PORT": str(emulator),
            "ZGT_DATA": str(base / folder),
        }
        with output.open("wb") as file:
            process = subprocess.Popen(
                [sys.executable, "-m", "flask", "--app", "wsgi", "serve"],
                cwd=ROOT,
                env=os.environ | settings | more,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
            )
        begun.append(Program(process, port, output))
        return begun[-1]

    try:
        yield starter
    finally:
        for program in begun:
            left = [*program.children]
            program.process.kill()
            program.process.wait()
            assert until(lambda pids=left: not any(map(alive, pids)))  # type: ignore[misc]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Starter]:
    """Starts ``serve`` in the folder of this test."""
    with starting(tmp_path) as starter:
        yield starter


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """A program that outlives its children, one after the other."""
    with starting(tmp_path_factory.mktemp("serve")) as starter:
        program = starter()
        assert until(program.ready), program.text
        yield program


def test_it_starts_answers_and_stops_without_a_trace(start: Starter) -> None:
    program = start()
    assert until(program.ready), program.text
    children = program.children
    for part in ("redis-server", "gunicorn", "emulator", "clock", "sender"):
        assert any(part in command for command in children.values()), children
    assert program.get("/")[0] == 200
    for word in ("公开页", "模拟器", "回调地址", f"http://127.0.0.1:{program.port}/"):
        assert word in program.text

    program.process.send_signal(signal.SIGTERM)
    assert program.process.wait(PATIENCE_SECONDS) == 0
    assert [command for pid, command in children.items() if alive(pid)] == []
    assert "Traceback" not in program.text


def test_a_second_start_continues_on_the_same_data(start: Starter) -> None:
    ports = free_ports()
    first = start(ports)
    assert until(first.ready), first.text
    page = first.get("/api/v1/measures")
    first.process.send_signal(signal.SIGINT)
    assert first.process.wait(PATIENCE_SECONDS) == 0

    second = start(ports)
    assert until(second.ready), second.text
    assert json.loads(page[1])["items"]
    assert json.loads(second.get("/api/v1/measures")[1]) == json.loads(page[1])


def test_a_folder_or_a_port_in_use_is_told_in_one_line(start: Starter) -> None:
    program = start()
    assert until(program.ready), program.text

    same_folder, same_port = start(), start((program.port, free_ports()[0]), folder="other")
    assert (
        same_folder.process.wait(PATIENCE_SECONDS),
        same_port.process.wait(PATIENCE_SECONDS),
    ) == (2, 2)
    assert f"正被另一个整改通（进程 {program.process.pid}）使用" in same_folder.text
    assert f"端口 127.0.0.1:{program.port} 已被别的程序占用" in same_port.text
    for refused in (same_folder, same_port):
        assert len(refused.text.splitlines()) == 1
    assert program.ready()


def test_a_redis_that_does_not_answer_is_told_before_anything_runs(
    start: Starter, tmp_path: Path
) -> None:
    program = start(REDIS_URL=f"unix://{tmp_path}/no.sock")

    assert program.process.wait(PATIENCE_SECONDS) == 2
    assert len(program.text.splitlines()) == 1
    assert "连接不上 Redis" in program.text


def test_killing_the_supervisor_leaves_no_orphan(start: Starter) -> None:
    program = start()
    assert until(program.ready), program.text
    children = program.children
    program.process.kill()
    program.process.wait()

    assert until(lambda: not any(map(alive, children)))
    again = start()
    assert until(again.ready), again.text


@pytest.mark.parametrize("part", ["redis-server", "gunicorn", " clock", " sender", "emulator"])
def test_a_killed_child_comes_back(lasting: Program, part: str) -> None:
    program = lasting
    assert until(lambda: program.child(part)), program.text
    victim = program.child(part)
    os.kill(victim, signal.SIGKILL)

    assert until(lambda: program.child(part) not in (0, victim))
    assert until(program.ready), program.text
