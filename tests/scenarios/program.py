"""The whole program as a user starts it, and what a browser does with it."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.ports import free_port
from tests.waiting import PATIENCE_SECONDS, await_that

ROOT = Path(__file__).parents[2]


class Program:
    """``serve`` in a folder of its own; the browser's side of the simulator and the pages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port, emulator = free_port(), free_port()
        self.env = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("ZGT_", "WECHAT_"))},
            "ZGT_DATA": str(folder),
            "PORT": str(self.port),
            "ZGT_EMULATOR_PORT": str(emulator),
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> Program:
        """Start, and wait until the pages answer and the clock ticks."""
        log = (self.folder / "serve.log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "flask", "--app", "wsgi", "serve"],
            cwd=ROOT,
            env=self.env,
            stdout=log,
            stderr=log,
        )
        log.close()
        await_that(self._ready, "the program is ready")
        return self

    def stop(self) -> int:
        """Stop as Ctrl-C does; gives the exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE_SECONDS)

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of a page."""
        status, body = self._request("GET", path)
        return status, body.decode()

    def post(self, path: str, fields: dict[str, Any]) -> dict[str, Any]:
        """What the simulator's page sends; gives the JSON that comes back."""
        status, body = self._request("POST", path, json.dumps(fields).encode())
        assert status == 200, body.decode()
        found: dict[str, Any] = json.loads(body)
        return found

    def say(self, who: str, text: str) -> str:
        """Type a text on somebody's phone; gives the words that come back."""
        before = self._last_seq(who)
        assert self.post("/simulator/say", {"who": who, "text": text})["failure"] is None
        answers = [e["text"] for e in self.inbox(who, before) if e["from"] == "account"]
        assert answers, f"no reply to {text}"
        return str(answers[-1])

    def inbox(self, who: str, after: int = 0) -> list[dict[str, Any]]:
        """What stands in somebody's chat."""
        _, body = self._request("GET", f"/simulator/inbox?who={who}&after={after}")
        entries: list[dict[str, Any]] = json.loads(body)
        return entries

    def await_push(self, who: str, pattern: str, after: int) -> str:
        """The first push behind ``after`` whose text holds the pattern."""
        found: list[str] = []

        def arrived() -> bool:
            found[:] = [
                str(e["text"])
                for e in self.inbox(who, after)
                if e["from"] == "account" and re.search(pattern, str(e["text"]))
            ]
            return bool(found)

        await_that(arrived, f"a push to {who} with {pattern}", lambda: str(self.inbox(who, after)))
        return found[0]

    def link_of(self, who: str, text: str, notice: str, after: int) -> str:
        """The path that a notice of a push leads to: a card carries its address, a text names it.

        What is ready for one person at one moment is one text, the notices one below the other.
        """
        push = next(e for e in self.inbox(who, after) if e["text"] == text)
        own = text[max(text.find(f"【{notice}】"), 0) :]
        address = push["url"] or own[own.index("http://") :].split(maxsplit=1)[0]
        return str(address).removeprefix(f"http://127.0.0.1:{self.port}")

    def last_seq(self, who: str) -> int:
        """The sequence number of the newest line in somebody's chat."""
        return self._last_seq(who)

    def move(self, **to: str) -> None:
        """Move the program's clock, and wait until the schedule has caught up."""
        self.post("/simulator/clock", to)
        await_that(lambda: self.state()["behind"] == 0, "the schedule caught up")

    def state(self) -> dict[str, Any]:
        """What the bar above the phones shows."""
        _, body = self._request("GET", "/simulator/state")
        found: dict[str, Any] = json.loads(body)
        return found

    def command(self, *words: str) -> str:
        """What a command of the command line prints beside the running program."""
        done = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "wsgi", *words],
            cwd=ROOT,
            env=self.env,
            capture_output=True,
            check=False,
            timeout=PATIENCE_SECONDS,
        )
        assert done.returncode == 0, (words, done.returncode, done.stderr.decode())
        return done.stdout.decode()

    def _last_seq(self, who: str) -> int:
        return max((int(e["seq"]) for e in self.inbox(who)), default=0)

    def _ready(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, (self.folder / "serve.log").read_text()
        try:
            return self.get("/readyz")[0] == 200
        except OSError:
            return False

    def _request(self, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        origin = f"http://127.0.0.1:{self.port}"
        headers = {"Content-Type": "application/json", "Origin": origin} if body else {}
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()
