"""``python -m emulator do …`` and ``show …``: the control interface from a terminal."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import requests

from .control_client import ControlClient, DriverError

WORDS = ("do", "show")
_HELP = """\
  do say openid=o-zhang text=我的任务
  do clock advance=86400
  do faults @plan.json
  do scenarios/parallel_copies
  show inbox/o-zhang
  show journal path=/cgi-bin/message/template/send
"""


class _Client(ControlClient):
    """Asks for any path."""

    def do(self, path: str, body: Any) -> Any:
        return self._post(path, body)

    def show(self, path: str) -> Any:
        return self._get(path)


def run(arguments: list[str]) -> int:
    """Ask a running emulator; 0 done, 1 with one line when it refused or is not there."""
    parser = argparse.ArgumentParser(
        prog="python -m emulator",
        description="Ask a running emulator; the paths stand in emulator/README.md.",
        epilog=_HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("word", choices=WORDS, help="do sends something, show only looks")
    parser.add_argument("path", help="a path of the control interface, without /_ctl/")
    parser.add_argument("given", nargs="*", help="name=value, or @file with a whole JSON body")
    parser.add_argument("--url", default="http://127.0.0.1:8001", help="where it listens")
    options = parser.parse_args(arguments)
    path = options.path.removeprefix("/").removeprefix("_ctl/")
    try:
        with _Client(options.url) as client:
            if options.word == "do":
                answer = client.do(path, _body(options.given))
            else:
                answer = client.show(_address(path, options.given))
    except requests.RequestException as exc:
        return _fail(f"{options.url} does not answer ({type(exc).__name__})")
    except (DriverError, OSError, ValueError) as exc:
        return _fail(str(exc))
    sys.stdout.write(f"{json.dumps(answer, ensure_ascii=False, indent=1)}\n")
    return 0


def _body(given: list[str]) -> Any:
    """The JSON body: a whole file, or an object of the pairs; a value that is no JSON is a text."""
    if len(given) == 1 and given[0].startswith("@"):
        return json.loads(Path(given[0][1:]).read_text(encoding="utf-8"))
    return {name: _value(text) for name, text in _pairs(given)}


def _address(path: str, given: list[str]) -> str:
    query = urlencode(_pairs(given))
    return f"{path}?{query}" if query else path


def _pairs(given: list[str]) -> list[tuple[str, str]]:
    pairs = [part.partition("=") for part in given]
    for name, sign, _ in pairs:
        if not sign or not name:
            raise ValueError(f"{name}: give name=value, or @file alone")
    return [(name, text) for name, _, text in pairs]


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _fail(why: str) -> int:
    sys.stderr.write(f"emulator: {' '.join(why.split())}\n")
    return 1
