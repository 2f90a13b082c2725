"""``python -m emulator``: run the platform until SIGTERM or SIGINT."""

from __future__ import annotations

import argparse
import json
import logging
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .errors import BadAccount, BadControl
from .faults import read_plan
from .server import start


def main(arguments: list[str] | None = None) -> int:
    """Serve; 0 after a clean stop, 2 with one line when it cannot start."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(
        level=options.log_level.upper(), format="%(name)s %(levelname)s %(message)s"
    )
    # Blocked in every thread, so that the signal waits for sigwait below.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
    try:
        running = start(
            options.port,
            _accounts(options.accounts),
            host=options.host,
            state=options.state,
            faults=read_plan(options.faults) if options.faults else (),
        )
    except (OSError, ValueError, KeyError, BadAccount, BadControl) as exc:
        sys.stderr.write(f"emulator: {exc}\n")
        return 2
    sys.stdout.write(f"emulator ready {running.url}\n")
    sys.stdout.flush()
    signal.sigwait({signal.SIGTERM, signal.SIGINT})
    running.stop()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m emulator", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="a loopback address")
    parser.add_argument("--port", type=int, default=8001, help="0 for any free one")
    parser.add_argument("--accounts", type=Path, help="a JSON list of accounts")
    parser.add_argument("--state", type=Path, help="keep chats in this file over a restart")
    parser.add_argument("--faults", type=Path, help="a JSON list of fault rules, in force at once")
    parser.add_argument("--log-level", default="info", choices=["debug", "info", "warning"])
    return parser


def _accounts(path: Path | None) -> list[Mapping[str, Any]]:
    if path is None:
        return []
    accounts = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(accounts, list) or not all(isinstance(item, dict) for item in accounts):
        raise BadAccount(f"{path.name}: a JSON list of accounts")
    return accounts


if __name__ == "__main__":
    sys.exit(main())
