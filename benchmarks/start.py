"""How long ``serve`` takes on an installed tree until its first answer (design §6).

The first start makes its data (sample, cut dictionary); the median of the later ones counts.
"""

from __future__ import annotations

import argparse
import http.client
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.processes import free_port

ROOT = Path(__file__).resolve().parent.parent

LONGEST_SECONDS = 60.0
FIRST_BAR, AIM = 4.0, 2.0


def start_once(data: Path) -> float:
    """Seconds from the command to the first answer; the program is stopped again."""
    port = free_port()
    ours = {"PORT": str(port), "ZGT_EMULATOR_PORT": str(free_port()), "ZGT_DATA": str(data)}
    strange = ("WECHAT_", "ZGT_", "REDIS_URL")
    env = {k: v for k, v in os.environ.items() if not k.startswith(strange)} | ours
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "serve"]
    began = time.monotonic()
    process = subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while not _answers(port):
            if process.poll() is not None or time.monotonic() - began > LONGEST_SECONDS:
                raise SystemExit("the program does not start")
            time.sleep(0.01)
        return time.monotonic() - began
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(LONGEST_SECONDS)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def main() -> None:
    """Start it once on an empty folder, then several times on what that left."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        first = start_once(Path(folder))
        later = sorted(start_once(Path(folder)) for _ in range(options.times))
    print(f"{'seconds until the first answer':<42}{'measured':>9}{'first bar':>11}{'aim':>6}")
    print(f"{'first start, empty data folder':<42}{first:>9.2f}{FIRST_BAR:>11.0f}{AIM:>6.0f}")
    label = f"later starts, median of {options.times}"
    print(f"{label:<42}{statistics.median(later):>9.2f}{FIRST_BAR:>11.0f}{AIM:>6.0f}")


if __name__ == "__main__":
    main()
