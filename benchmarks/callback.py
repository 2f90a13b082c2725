"""The callback against a bare Flask reply and a WeRoBot echo: same run, same workers, AES messages.

Prints the ratios of the design (§6). Rates of one run are compared with each other and never with
another run: run in turn A B C A B C …, the median of the rounds counts.
"""

from __future__ import annotations

import argparse
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.ledgers import Shape, bind, fill
from benchmarks.load import Request, Result, run
from benchmarks.messages import AES_KEY, APP_ID, TOKEN, sealed
from benchmarks.processes import cpu_seconds, free_port, largest_child_mib
from storage.connect import connect
from storage.data_folder import socket_path
from storage.embedded import EmbeddedServer
from storage.store import Store
from supervision.times import SHANGHAI

MEASURES = 10_000
UNITS = 200
LIAISONS = 100
CONNECTIONS = 8
GUNICORN = ["--preload", "--workers", "2", "--worker-class", "gthread", "--threads", "8"]

Make = Callable[[int], list[Request]]


def fill_ledger(data: Path) -> None:
    """A ledger of 10,000 measures, and a hundred bound liaisons."""
    store = Store(connect(None, data), "default")
    year_end = datetime.now(SHANGHAI).date().replace(month=12, day=31)
    shape = Shape(MEASURES, UNITS, year_end, a_day=MEASURES + 1)
    fill(store, shape)
    bind(store, {liaison(n): shape.unit(n) for n in range(LIAISONS)})


def liaison(n: int) -> str:
    """The openid of the n-th liaison."""
    return f"oBench{n % LIAISONS:022d}"


def tasks(count: int) -> list[Request]:
    """我的任务, each time from another liaison."""
    return sealed("/wechat", count, lambda n: (liaison(n), "我的任务"), next_ids(count))


def reports(count: int) -> list[Request]:
    """A progress report on one of the liaison's own measures, to be stored at once."""

    def said(n: int) -> tuple[str, str]:
        # A number of four digits is read as no item: plans count to some hundreds.
        own = n % LIAISONS + UNITS * (1 + n // LIAISONS % 4)
        return liaison(n), f"{own} 完成{1 + n % 98}%"

    return sealed("/wechat", count, said, next_ids(count))


def echoes(count: int) -> list[Request]:
    """The same words as 我的任务, to the echo."""
    return sealed("/echo", count, lambda n: (liaison(n), "我的任务"), next_ids(count))


def bare(count: int) -> list[Request]:
    """The same messages, to the bare reply."""
    return sealed("/bare", count, lambda n: (liaison(n), "我的任务"), next_ids(count))


_ids = [10**15]


def next_ids(count: int) -> int:
    """The first of so many message ids that nobody has used yet."""
    _ids[0] += count
    return _ids[0] - count


@contextmanager
def gunicorn(app: str, port: int, env: dict[str, str], log: int | None = None) -> Iterator[int]:
    """Gunicorn with the workers of the product, on a free port; gives its process id.

    ``log``: where its lines go, as ``subprocess`` names it; None: to the terminal.
    """
    arguments = [
        *(sys.executable, "-m", "gunicorn", *GUNICORN, "--bind", f"127.0.0.1:{port}"),
        *("--no-control-socket", "--log-level", "warning", app),
    ]
    if app.startswith("wsgi"):
        arguments[-1:-1] = ["--config", "python:bot.gunicorn_hooks"]
    process = subprocess.Popen(arguments, env=os.environ | env, stderr=log)
    try:
        _await(port)
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def _await(port: int) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2)
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server does not answer")


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its port, and the processes whose work counts as its own."""

    port: int
    pids: tuple[int, ...]

    def cpu_seconds(self) -> float:
        """Processor time spent so far, Redis included where the server needs it."""
        return sum(cpu_seconds(pid) for pid in self.pids)


@dataclass(frozen=True, slots=True)
class Round:
    """One run of one load: what came back, and what it cost the server in milliseconds each."""

    result: Result
    cpu: float


def measure(rivals: Server, ours: Server, rounds: int, count: int) -> dict[str, list[Round]]:
    """Run every load in turn, so many rounds after one that only warms up."""
    loads: list[tuple[str, Make, Server]] = [
        ("bare", bare, rivals),
        ("echo", echoes, rivals),
        ("tasks", tasks, ours),
        ("reports", reports, ours),
    ]
    found: dict[str, list[Round]] = {name: [] for name, _, _ in loads}
    for turn in range(rounds + 1):
        for name, make, server in loads:
            requests = make(count if turn else count // 4)
            spent = server.cpu_seconds()
            result = run(server.port, requests, connections=CONNECTIONS)
            if result.wrong:
                raise SystemExit(f"{name}: {result.wrong} wrong answers; nothing to compare")
            if turn:
                spent = server.cpu_seconds() - spent
                found[name].append(Round(result, spent / len(requests) * 1000))
    return found


def main() -> None:
    """Start both servers, run, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--count", type=int, default=1500, help="messages in one round")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, EmbeddedServer(Path(folder)) as redis:
        fill_ledger(Path(folder))
        env = {
            "ZGT_DATA": folder,
            "REDIS_URL": f"unix://{socket_path(Path(folder))}",
            "WECHAT_APP_ID": APP_ID,
            "WECHAT_APP_SECRET": "benchmark",
            "WECHAT_TOKEN": TOKEN,
            "WECHAT_AES_KEY": AES_KEY,
            "WECHAT_API_BASE": "http://127.0.0.1:9",
        }
        ports = {"ours": free_port(), "rivals": free_port()}
        with (
            gunicorn("wsgi:app", ports["ours"], env) as pid,
            gunicorn("benchmarks.rivals:app", ports["rivals"], {}) as rival,
        ):
            ours = Server(ports["ours"], (pid, redis.pid))
            rivals = Server(ports["rivals"], (rival,))
            found = measure(rivals, ours, options.rounds, options.count)
            half = statistics.median(r.result.rate for r in found["tasks"]) / 2
            calm = run(ours.port, tasks(options.count), connections=CONNECTIONS, rate=half)
            memory = largest_child_mib(pid)
    show(found, calm, half, memory)


NAMES = {
    "bare": "bare Flask reply",
    "echo": "WeRoBot echo, AES",
    "tasks": f"我的任务, ledger of {MEASURES:,}",
    "reports": "progress report, durable",
}


def show(found: dict[str, list[Round]], calm: Result, half: float, memory: float) -> None:
    """Print rates and ratios; a ratio is the median of the ratios round by round."""
    heads = ("min", "median", "max")
    print(f"{'load':<34}{''.join(f'{h:>8}' for h in heads)}  requests/s   CPU ms an answer")
    for name, rounds in found.items():
        rates = sorted(r.result.rate for r in rounds)
        cpu = statistics.median(r.cpu for r in rounds)
        columns = f"{rates[0]:>8.0f}{statistics.median(rates):>8.0f}{rates[-1]:>8.0f}"
        print(f"{NAMES[name]:<34}{columns}{cpu:>24.2f}")
    print()
    print(f"{'ratio (design §6)':<52}{'measured':>9}{'first bar':>11}{'aim':>8}{'by CPU':>9}")
    for name, bar, aim in (("tasks", "0.6", "> 1"), ("reports", "0.4", "> 0.8")):
        for rival in ("echo", "bare"):
            bars = (bar, aim) if rival == "echo" else ("", "")
            pairs = list(zip(found[name], found[rival], strict=True))
            rate = statistics.median(ours.result.rate / its.result.rate for ours, its in pairs)
            cpu = statistics.median(its.cpu / ours.cpu for ours, its in pairs)
            label = f"{NAMES[name]} ÷ {NAMES[rival]}"
            print(f"{label:<52}{rate:>9.2f}{bars[0]:>11}{bars[1]:>8}{cpu:>9.2f}")
    slow = calm.percentile(0.99)
    label = f"p99 at half of saturation ({half:.0f}/s), ms"
    print(f"{label:<52}{slow:>9.1f}{'50':>11}{'15':>8}")
    print(f"{'memory of one worker (PSS), MiB':<52}{memory:>9.0f}{'150':>11}{'90':>8}")


if __name__ == "__main__":
    main()
