"""The callback against a bare Flask reply and a WeRoBot echo: same run, same workers, AES messages.

Prints the ratios of the design (§6). Rates of one run are compared with each other and never with
another run: run in turn A B C A B C …, the median of the rounds counts.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.load import Request, Result, run
from benchmarks.messages import AES_KEY, APP_ID, TOKEN, sealed
from storage.change import Change
from storage.connect import connect
from storage.data_folder import socket_path
from storage.embedded import EmbeddedServer
from storage.store import Store
from supervision.people import Person
from supervision.records import Deadline, Duty, Level, Measure, Plan, Region, Role, Unit

MEASURES = 10_000
UNITS = 200
LIAISONS = 100
THREADS = 8
GUNICORN = ["--preload", "--workers", "2", "--worker-class", "gthread", "--threads", "8"]

Make = Callable[[int], list[Request]]


def fill(data: Path) -> None:
    """A ledger of 10,000 measures, and a hundred bound liaisons."""
    store = Store(connect(None, data), "default")
    plan = Plan("bench", "基准方案", date.today().replace(month=1, day=1))  # noqa: DTZ011
    units = tuple(Unit(f"第{n}局", Level.DEPARTMENT) for n in range(UNITS))
    change = Change()
    store.ledger.put_region(change, Region("基准市"), plan)
    store.ledger.put_plan(change, plan)
    for unit in units:
        store.ledger.put_unit(change, unit)
    store.commit(change)
    due = (Deadline("年底前", date(plan.issued.year, 12, 31)),) if plan.issued else ()
    for start in range(1, MEASURES + 1, 500):
        change = Change()
        for n in range(start, start + 500):
            duty = Duty((units[n % UNITS].name,))
            title = f"第{n}项污水处理厂提标改造工程"
            measure = Measure("bench", str(n), f"{n}.", title, title * 4, duty, deadlines=due)
            store.ledger.put_measure(change, measure, n, ())
        store.commit(change)
    change = Change()
    for n in range(LIAISONS):
        openid = liaison(n)
        person = Person(
            pid=store.people.pid(openid),
            openid=openid,
            role=Role.LIAISON,
            units=(units[n].name,),
            bound_at=datetime.now(UTC),
        )
        store.people.save(change, person)
        store.people.index(change, person, person)
    store.commit(change)


def liaison(n: int) -> str:
    """The openid of the n-th liaison."""
    return f"oBench{n % LIAISONS:022d}"


def tasks(count: int) -> list[Request]:
    """我的任务, each time from another liaison."""
    return sealed("/wechat", count, lambda n: (liaison(n), "我的任务"), next_ids(count))


def reports(count: int) -> list[Request]:
    """A progress report on one of the liaison's own fifty measures."""

    def said(n: int) -> tuple[str, str]:
        own = n % LIAISONS + UNITS * (1 + n // LIAISONS % 40)
        return liaison(n), f"{own} 完成{n % 99}%"

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
def server(app: str, port: int, env: dict[str, str]) -> Iterator[int]:
    """Gunicorn with the workers of the product, on a free port; gives its process id."""
    arguments = [
        *(sys.executable, "-m", "gunicorn", *GUNICORN, "--bind", f"127.0.0.1:{port}"),
        *("--no-control-socket", "--log-level", "warning", app),
    ]
    if app.startswith("wsgi"):
        arguments[-1:-1] = ["--config", "python:bot.gunicorn_hooks"]
    process = subprocess.Popen(arguments, env=os.environ | env)
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


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def worker_memory(pid: int) -> float:
    """Proportional memory of the largest worker in MiB: what it shares counts by its share."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return max(_pss(int(child)) for child in children) / 1024


def _pss(pid: int) -> int:
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    return int(next(line for line in text.splitlines() if line.startswith("Pss:")).split()[1])


def measure(ports: dict[str, int], rounds: int, count: int) -> dict[str, list[Result]]:
    """Run every load in turn, so many rounds after one that only warms up."""
    loads: list[tuple[str, Make, str]] = [
        ("bare", bare, "rivals"),
        ("echo", echoes, "rivals"),
        ("tasks", tasks, "ours"),
        ("reports", reports, "ours"),
    ]
    found: dict[str, list[Result]] = {name: [] for name, _, _ in loads}
    for turn in range(rounds + 1):
        for name, make, where in loads:
            result = run(ports[where], make(count if turn else count // 4), threads=THREADS)
            if result.wrong:
                raise SystemExit(f"{name}: {result.wrong} wrong answers; nothing to compare")
            if turn:
                found[name].append(result)
    return found


def main() -> None:
    """Start both servers, run, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--count", type=int, default=1500, help="messages in one round")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, EmbeddedServer(Path(folder)):
        fill(Path(folder))
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
            server("wsgi:app", ports["ours"], env) as pid,
            server("benchmarks.rivals:app", ports["rivals"], {}),
        ):
            found = measure(ports, options.rounds, options.count)
            half = statistics.median(r.rate for r in found["tasks"]) / 2
            calm = run(ports["ours"], tasks(options.count), threads=THREADS, rate=half)
            memory = worker_memory(pid)
    show(found, calm, half, memory)


def show(found: dict[str, list[Result]], calm: Result, half: float, memory: float) -> None:
    """Print rates and ratios; a ratio is the median of the ratios round by round."""
    print(f"{'load':<34}{'min':>8}{'median':>8}{'max':>8}  requests/s")
    names = {
        "bare": "bare Flask reply",
        "echo": "WeRoBot echo, AES",
        "tasks": f"我的任务, ledger of {MEASURES:,}",
        "reports": "progress report, durable",
    }
    for name, results in found.items():
        rates = sorted(r.rate for r in results)
        middle = statistics.median(rates)
        print(f"{names[name]:<34}{rates[0]:>8.0f}{middle:>8.0f}{rates[-1]:>8.0f}")
    print()
    print(f"{'ratio (design §6)':<44}{'measured':>9}{'first bar':>11}{'aim':>8}")
    for name, bar, aim in (("tasks", "0.6", "> 1"), ("reports", "0.4", "> 0.8")):
        for rival in ("echo", "bare"):
            ratio = statistics.median(
                ours.rate / theirs.rate
                for ours, theirs in zip(found[name], found[rival], strict=True)
            )
            bars = (bar, aim) if rival == "echo" else ("", "")
            label = f"{names[name]} ÷ {names[rival]}"
            print(f"{label:<44}{ratio:>9.2f}{bars[0]:>11}{bars[1]:>8}")
    slow = calm.percentile(0.99)
    print(
        f"{'p99 at half of saturation (' + format(half, '.0f') + '/s), ms':<44}"
        f"{slow:>9.1f}{'50':>11}{'15':>8}"
    )
    print(f"{'memory of one worker (PSS), MiB':<44}{memory:>9.0f}{'150':>11}{'90':>8}")


if __name__ == "__main__":
    main()
