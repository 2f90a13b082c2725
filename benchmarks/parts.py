"""What a message costs, part by part: why the ratios of callback.py are what they are.

In one process, without a web server: the processor time of the echo, of opening and sealing, of a
question to Redis, and of a whole message; how often a message asks Redis; what it leaves for the
disk, and how long the disk takes. The lowest tenth of many short runs counts, because neighbours on
the machine only ever add.
"""

from __future__ import annotations

import argparse
import io
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from redis.connection import AbstractConnection

from benchmarks.callback import echoes, fill_ledger, reports, tasks
from benchmarks.load import Request
from benchmarks.messages import AES_KEY, APP_ID, TOKEN
from benchmarks.processes import cpu_seconds
from benchmarks.rivals import make_app
from bot.accounts import Mode
from bot.app import create_app
from bot.incoming import incoming_of
from bot.replying import render
from bot.sealing import Seal
from bot.settings import Settings
from bot.wiring import Wiring
from storage.data_folder import socket_path
from storage.embedded import EmbeddedServer

AT_ONCE = 20
"""Messages of one short run."""

App = Callable[..., Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Cost:
    """Of a message: milliseconds of processor time here and in Redis, questions, bytes to disk."""

    here: float
    redis: float = 0.0
    questions: float = 0.0
    written: float = 0.0


def environ(request: Request) -> dict[str, Any]:
    """A request as a web server hands it over."""
    address = urlsplit(request.path)
    return {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": address.path,
        "QUERY_STRING": address.query,
        "CONTENT_LENGTH": str(len(request.body)),
        "CONTENT_TYPE": "text/xml",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(request.body),
        "wsgi.errors": sys.stderr,
    }


def call(app: App, request: dict[str, Any]) -> None:
    """Have one request answered."""
    status: list[str] = []
    body = b"".join(app(request, lambda line, *_: status.append(line)))
    if not status[0].startswith("200") or b"Encrypt" not in body:
        raise SystemExit(f"a wrong answer: {status[0]}")


def lowest(work: Callable[[int], None], count: int) -> float:
    """Milliseconds of processor time for one of ``count``, by the lowest tenth of short runs."""
    found = []
    for start in range(0, count, AT_ONCE):
        began = time.process_time()
        for n in range(start, start + AT_ONCE):
            work(n)
        found.append((time.process_time() - began) / AT_ONCE * 1000)
    return statistics.quantiles(found, n=10)[0]


def of_app(app: App, requests: list[Request], server: EmbeddedServer | None = None) -> Cost:
    """What an application spends on these requests."""
    ready = [environ(request) for request in requests]
    if server is None:
        return Cost(lowest(lambda n: call(app, ready[n]), len(ready)))
    with server.client() as client:
        sent, spent = _Sent.count, cpu_seconds(server.pid)
        size = client.info("persistence")["aof_current_size"]
        here = lowest(lambda n: call(app, ready[n]), len(ready))
        sent, spent = _Sent.count - sent, cpu_seconds(server.pid) - spent
        size = client.info("persistence")["aof_current_size"] - size
    each = len(ready)
    return Cost(here, spent / each * 1000, sent / each, size / each)


class _Sent:
    """Counts what is sent to Redis by this process."""

    count = 0

    @classmethod
    def watch(cls) -> None:
        send = AbstractConnection.send_packed_command

        def counted(self: Any, command: Any, check_health: bool = True) -> Any:
            cls.count += 1
            return send(self, command, check_health)

        AbstractConnection.send_packed_command = counted  # type: ignore[method-assign]


def of_sealing(requests: list[Request], settings: Settings) -> Cost:
    """Opening a message, and sealing a short reply to it."""
    region = settings.regions[0]
    seal = Seal(token=TOKEN, aes_key=AES_KEY, app_id=APP_ID, mode=Mode.AES, freshness=10**6)
    wiring = Wiring(settings)
    now = wiring.clock_of(region.region).now()

    def both(n: int) -> None:
        query = dict(parse_qsl(urlsplit(requests[n].path).query))
        opened = seal.open(query, requests[n].body, now)
        seal.seal(render("收到", incoming_of(opened.fields), now), now)

    return Cost(lowest(both, len(requests)))


def of_question(wiring: Wiring, count: int) -> Cost:
    """One small question to Redis."""
    store = wiring.store()
    return Cost(lowest(lambda _: store.ledger.revision() and None, count))


def disk(folder: Path, tries: int = 100) -> tuple[float, float]:
    """Milliseconds until a kilobyte is on disk: the median, and what nine in ten stay under."""
    found = []
    with (folder / "probe").open("ab", buffering=0) as file:
        for _ in range(tries):
            file.write(b"x" * 1024)
            began = time.perf_counter()
            os.fdatasync(file.fileno())
            found.append((time.perf_counter() - began) * 1000)
    return statistics.median(found), statistics.quantiles(found, n=10)[-1]


def main() -> None:
    """Measure each part and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=600, help="messages of each kind")
    count = parser.parse_args().count // AT_ONCE * AT_ONCE
    with tempfile.TemporaryDirectory() as folder, EmbeddedServer(Path(folder)) as server:
        fill_ledger(Path(folder))
        os.environ |= {
            "ZGT_DATA": folder,
            "REDIS_URL": f"unix://{socket_path(Path(folder))}",
            "WECHAT_APP_ID": APP_ID,
            "WECHAT_APP_SECRET": "benchmark",
            "WECHAT_TOKEN": TOKEN,
            "WECHAT_AES_KEY": AES_KEY,
            "WECHAT_API_BASE": "http://127.0.0.1:9",
        }
        settings = Settings.from_env()
        app = create_app(settings)
        wiring: Wiring = app.extensions["zgt"]
        _ = app.url_map
        wiring.warm()
        wiring.office().warm_words()
        _Sent.watch()
        for warm in (tasks, reports):
            of_app(app.wsgi_app, warm(2 * AT_ONCE))
        found = {
            "echo on WeRoBot, whole": of_app(make_app(), echoes(count)),
            "opening and sealing": of_sealing(tasks(count), settings),
            "one small question to Redis": of_question(wiring, count),
            "我的任务, whole": of_app(app.wsgi_app, tasks(count), server),
            "progress report, whole": of_app(app.wsgi_app, reports(count), server),
        }
        waits = disk(Path(folder))
        wiring.close()
    head = ("ms here", "ms in Redis", "questions", "bytes to disk")
    print(f"{'part':<32}" + "".join(f"{name:>15}" for name in head))
    for name, cost in found.items():
        columns = (
            f"{cost.here:>15.3f}{cost.redis:>15.2f}{cost.questions:>15.1f}{cost.written:>15.0f}"
        )
        print(f"{name:<32}{columns}")
    print(f"\na kilobyte on disk, ms: median {waits[0]:.1f}, nine in ten under {waits[1]:.1f}")


if __name__ == "__main__":
    main()
