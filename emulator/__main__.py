"""``python -m emulator``: run the platform until SIGTERM or SIGINT."""

from __future__ import annotations

import argparse
import ipaddress
import json
import logging
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from . import command
from .clock import read_instant
from .errors import BadAccount, BadControl
from .faults import read_plan
from .server import Running, start


def main(arguments: list[str] | None = None) -> int:
    """Serve; 0 after a clean stop, 2 with one line when it cannot start."""
    given = sys.argv[1:] if arguments is None else arguments
    if given and given[0] in command.WORDS:
        return command.run(given)
    options = _parser().parse_args(given)
    logging.basicConfig(
        level=options.log_level.upper(), format="%(name)s %(levelname)s %(message)s"
    )
    # Blocked in every thread, so that the signal waits for sigwait below.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
    try:
        running = _start(options)
    except (OSError, OverflowError, ValueError, KeyError, BadAccount, BadControl) as exc:
        sys.stderr.write(f"emulator: {exc}\n")
        return 2
    sys.stdout.write(f"emulator ready {running.url}\n")
    sys.stdout.flush()
    signal.sigwait({signal.SIGTERM, signal.SIGINT})
    running.stop()
    return 0


def _start(options: argparse.Namespace) -> Running:
    if options.host != "localhost" and not ipaddress.ip_address(options.host).is_loopback:
        raise ValueError(f"--host {options.host}: nobody logs in here, so only a loopback address")
    return start(
        options.port,
        _accounts(options.accounts),
        host=options.host,
        state=options.state,
        at=read_instant(options.at) if options.at else None,
        seed=options.seed,
        faults=read_plan(options.faults) if options.faults else (),
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m emulator",
        description=__doc__,
        epilog="python -m emulator do --help: ask one that runs",
    )
    parser.add_argument("--host", default="127.0.0.1", help="a loopback address")
    parser.add_argument("--port", type=int, default=8001, help="0 for any free one")
    parser.add_argument("--accounts", type=Path, help="a JSON list of accounts")
    parser.add_argument("--state", type=Path, help="keep chats in this file over a restart")
    parser.add_argument("--faults", type=Path, help="a JSON list of fault rules, in force at once")
    parser.add_argument("--at", help="an ISO instant with a zone at which the clock starts")
    parser.add_argument("--seed", type=int, help="for odds, delays and orders that repeat")
    parser.add_argument("--log-level", default="info", choices=["debug", "info", "warning"])
    return parser


def _accounts(path: Path | None) -> list[Mapping[str, Any]]:
    if path is None:
        return []
    try:
        accounts = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as exc:
        raise BadAccount(f"{path.name}: not JSON") from exc
    if not isinstance(accounts, list) or not all(isinstance(item, dict) for item in accounts):
        raise BadAccount(f"{path.name}: a JSON list of accounts")
    return accounts


if __name__ == "__main__":
    sys.exit(main())
