"""The outbox under every fault: nothing lost, nothing doubled, and how fast.

Two sender processes, one killed with -9 again and again, deliver to the emulator while three calls
in ten go wrong; receipts come to a real callback. Then the books are compared: what the platform
accepted, what the records of service say, what stands on the office's list. Beside it: the same
senders without faults, and a bare loop of HTTP posts to the same emulator.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import requests

from benchmarks.outbox_books import compare
from benchmarks.outbox_ground import Ground, ground
from benchmarks.outbox_storm import SEND, settle, storm
from supervision.people import Person


def calm(at: Ground, people: Sequence[Person], processes: int) -> tuple[float, float]:
    """Messages a second without faults, and processor milliseconds of the senders for each."""
    at.driver.faults([])
    at.queue(people, len(people), f"calm{processes}")
    messages = len({one.pid for one in people})
    for _ in range(processes):
        at.start_sender()
    while (left := at.untaken()) > messages * 0.9:
        time.sleep(0.005)
    began, spent = time.monotonic(), at.cpu()  # starting the processes is not what is measured
    while at.untaken():
        time.sleep(0.005)
    seconds, cpu = time.monotonic() - began, at.cpu() - spent
    at.stop_senders()
    at.driver.settle(60)
    return left / seconds, cpu / left * 1000


def bare(at: Ground, people: Sequence[Person], threads: int) -> tuple[float, float]:
    """The same of a loop of posts that does nothing else: no record, no second try."""
    region, base = at.settings.regions[0], at.settings.emulator_url
    asked = {"grant_type": "client_credential", "appid": region.app_id, "secret": region.secret}
    token = requests.post(f"{base}/cgi-bin/stable_token", json=asked, timeout=10).json()
    address = f"{base}{SEND}?access_token={token['access_token']}"
    template = region.templates["notice"]
    values = {"item": "整改逾期", "unit": "市建设局", "step": "预警", "time": "10:00"}
    data = {f: {"value": values.get(ours, "-")} for ours, f in template.fields.items()}

    def post(some: Sequence[Person]) -> None:
        with requests.Session() as session:
            for person in some:
                body = {"touser": person.openid, "template_id": template.id, "data": data}
                answer = session.post(address, json=body, timeout=10).json()
                if answer["errcode"] != 0:
                    raise SystemExit(f"the platform answers {answer}")

    began, spent = time.monotonic(), time.process_time()
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(post, [people[n::threads] for n in range(threads)]))
    seconds, cpu = time.monotonic() - began, time.process_time() - spent
    at.driver.settle(60)
    return len(people) / seconds, cpu / len(people) * 1000


def main() -> None:
    """Run, compare, print; exit code 1 when something was lost or doubled."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="notices under faults")
    parser.add_argument("--calm", type=int, default=2_000, help="messages of each calm run")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ground(Path(folder)) as at:
        some = at.people(10**6, options.calm)
        rates = {
            "bare loop of posts, one thread": bare(at, some, 1),
            "bare loop of posts, eight threads": bare(at, some, 8),
            "one sender process": calm(at, some, 1),
            "two sender processes": calm(at, some, 2),
        }
        names = at.queue(at.people(0, options.count), options.count, "storm")
        story = storm(at, options.count)
        settle(at)
        books = compare(at, names)
    print(f"{'without faults':<52}{'msgs/s':>10}{'CPU ms each':>14}")
    for name, (rate, cpu) in rates.items():
        print(f"{name:<52}{rate:>10.0f}{cpu:>14.2f}")
    print()
    print(f"three calls in ten go wrong, {story.kills} kills -9, {story.windows} used-up quotas")
    books.show()
    print(f"{'seconds until nine in ten were taken or refused':<52}{story.most:>10.1f}")
    print(f"{'seconds until the last was':<52}{story.seconds:>10.1f}")
    print(f"{'notices a second, all that included':<52}{books.notices / story.seconds:>10.0f}")
    print(f"{'the same for the first nine in ten':<52}{books.notices * 0.9 / story.most:>10.0f}")
    if books.lost or books.doubled:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
