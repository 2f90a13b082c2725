"""What the emulated platform costs: template messages accepted in a second of processor time.

Starts ``python -m emulator`` and lets several processes send over connections that stay open.
Prints the rate by the clock, and calls a second of the emulator's own processor time: what one
core gives, whatever else the machine does.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import Process
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.processes import cpu_seconds
from emulator.driver import Driver

PEOPLE = 200
APP = {"appid": "wx_bench", "secret": "benchmark"}


def account(callback: str, outcome_delay: float) -> dict[str, object]:
    """One account in AES mode, with a template of five typed fields."""
    return {
        "app_id": APP["appid"],
        "secret": APP["secret"],
        "token": "benchmark",
        "aes_key": "a" * 43,
        "callback_url": callback,
        "templates": [{"id": "TPL", "fields": ["thing1", "thing2", "phrase3", "time4"]}],
        "switches": {
            "receipt_delay": [outcome_delay, outcome_delay],
            "day_limits": {"/cgi-bin/message/template/send": 10_000_000},
        },
    }


def send(netloc: str, token: str, first: int, count: int) -> None:
    """Send so many template messages, each with an id of its own."""
    connection = HTTPConnection(netloc, timeout=30)
    path = f"/cgi-bin/message/template/send?access_token={token}"
    for n in range(first, first + count):
        body = {
            "touser": f"o-{n % PEOPLE}",
            "template_id": "TPL",
            "client_msg_id": f"n-{n}",
            "url": "https://zgt.example/n/17",
            "data": {
                "thing1": {"value": "14-2 污泥处置项目"},
                "thing2": {"value": "市住建局"},
                "phrase3": {"value": "预警"},
                "time4": {"value": "2026-11-27 09:00"},
            },
        }
        content = json.dumps(body, ensure_ascii=False).encode()
        connection.request("POST", path, content, {"Content-Type": "application/json"})
        answer = json.loads(connection.getresponse().read())
        if answer["errcode"] != 0:
            raise SystemExit(str(answer))
    connection.close()


def measure(url: str, pid: int, count: int, senders: int, base: int) -> tuple[float, float]:
    """Calls a second by the clock, and a second of the emulator's processor time."""
    netloc = url.removeprefix("http://")
    connection = HTTPConnection(netloc, timeout=30)
    connection.request(
        "GET",
        f"/cgi-bin/token?grant_type=client_credential&appid={APP['appid']}&secret={APP['secret']}",
    )
    token = json.loads(connection.getresponse().read())["access_token"]
    connection.close()
    spent, began = cpu_seconds(pid), time.monotonic()
    each = count // senders
    crowd = [
        Process(target=send, args=(netloc, token, base + n * each, each)) for n in range(senders)
    ]
    for process in crowd:
        process.start()
    for process in crowd:
        process.join()
    took = time.monotonic() - began
    with Driver(url) as driver:
        driver.settle(120)
    return each * senders / took, each * senders / (cpu_seconds(pid) - spent)


class Receiver(BaseHTTPRequestHandler):
    """A product that takes every receipt."""

    def do_POST(self) -> None:
        """Take it."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Length", "7")
        self.end_headers()
        self.wfile.write(b"success")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - inherited name
        """Say nothing."""


def main() -> None:
    """Start the emulator, send without and with receipts, without and with a state file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="messages in one run")
    parser.add_argument("--senders", type=int, default=2, help="processes that send")
    options = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    callback = f"http://127.0.0.1:{server.server_port}/wechat"
    with tempfile.TemporaryDirectory() as folder:
        for name, outcome, more in (
            ("bare", "never", []),
            ("with a state file", "never", ["--state", f"{folder}/state.json"]),
            ("with receipts, sealed", "success", []),
        ):
            rate, on_core, memory = run(callback, outcome, more, options.count, options.senders)
            print(f"{name:24} {rate:8.0f} calls/s  {on_core:8.0f} a core  {memory:6.0f} MiB")
    server.shutdown()


def run(
    callback: str, outcome: str, more: list[str], count: int, senders: int
) -> tuple[float, float, float]:
    """One emulator of its own: rate, rate a core, and memory at the end in MiB."""
    command = [sys.executable, "-m", "emulator", "--port", "0", "--log-level", "warning", *more]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        if process.stdout is None:
            raise SystemExit("no output")
        url = process.stdout.readline().split()[2]
        with Driver(url) as driver:
            driver.add_account(account(callback, 0))
            for n in range(PEOPLE):
                driver.set_user(f"o-{n}", outcome=outcome)
        measure(url, process.pid, count // 10, senders, 10**9)
        found = measure(url, process.pid, count, senders, 0)
        pages = Path(f"/proc/{process.pid}/statm").read_text(encoding="ascii").split()[1]
        process.terminate()
        process.wait(20)
    return (*found, int(pages) * 4096 / 2**20)


if __name__ == "__main__":
    main()
