"""The outbox under every fault: nothing lost, nothing doubled, and how fast.

Two sender processes, one killed with -9 again and again, deliver to the emulator while three calls
in ten go wrong; receipts come to a real callback. Then the books are compared: what the platform
accepted, what the records of service say, what stands on the office's list. Beside it: the same
senders without faults, and a bare loop of HTTP posts to the same emulator.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import requests

from benchmarks.callback import gunicorn
from benchmarks.processes import cpu_seconds, free_port
from bot.commands import emulated_accounts
from bot.settings import Settings
from emulator.driver import Driver
from handlers.receipts import RECEIPT_WAIT, miss_receipts
from handlers.working_calendar import working_days
from storage.change import Change
from storage.connect import connect
from storage.data_folder import socket_path
from storage.embedded import EmbeddedServer
from storage.notices import OUTCOME_UNKNOWN, Notice, NoticeRecord, NoticeState, notice_id
from storage.store import Store
from supervision.people import Person
from supervision.times import at_hour, local_date

T = TypeVar("T")
ROOT = Path(__file__).resolve().parent.parent
ENDPOINT = "message/template/send"
SEND = f"/cgi-bin/{ENDPOINT}"
RUN = "from bot.settings import Settings; from bot.sending import run_sender; "
RUN += "run_sender(Settings.from_env())"

BLOCK_EVERY, SILENT_EVERY, PAIR_EVERY = 40, 70, 12
"""Every so many-th person has blocked the account, has no receipts, gets two notices at once."""

KILL_SECONDS = 3.0
WINDOWS = (0.25, 0.5, 0.75)
"""When the day's quota is used up: after these parts of the notices."""

LIMIT_SECONDS = 1800.0


def faults() -> list[dict[str, Any]]:
    """Three calls in ten go wrong; each rule strikes what those before it have left.

    The token is revoked once for each set of rules: WeChat lets a new one be forced 20 times a day,
    30 seconds apart.
    """
    effects: list[tuple[float, dict[str, Any], str]] = [
        (0.07, {"reset": True}, "before"),
        (0.08, {"reset": True}, "after"),
        (0.10, {"errcode": -1}, "before"),
        (0.04, {"half_json": True}, "after"),
        (0.03, {"http": 502}, "before"),
        (0.02, {"http": 502}, "after"),
    ]
    revoked = {"match": {"path": SEND}, "prob": 0.01, "times": 1, "effect": {"token_kill": True}}
    rules = [
        {"match": {"path": SEND}, "prob": prob, "effect": effect, "when": when}
        for prob, effect, when in effects
    ]
    return [revoked, *rules]


@dataclass
class Ground:
    """A region, its emulated platform and its callback, all running; time stands at a morning."""

    settings: Settings
    store: Store
    driver: Driver
    env: dict[str, str]
    watched: list[int]
    senders: list[subprocess.Popen[bytes]] = field(default_factory=list)
    calls: int = 0

    def now(self) -> datetime:
        """Program time."""
        return datetime.now(UTC) + timedelta(seconds=self.store.clock.offset())

    def move(self, to: datetime) -> None:
        """Move the program's clock and the platform's, as the trial's clock does."""
        self.store.clock.advance((to - self.now()).total_seconds())
        self.driver.move_to(max(self.now(), self.driver.now()))

    def next_morning(self) -> datetime:
        """Ten o'clock of the next working day."""
        day = working_days(self.store).add(local_date(self.now()), 1)
        return at_hour(day, 10, 0)

    def people(self, first: int, count: int) -> list[Person]:
        """So many followers, on the platform and in the store."""
        made = [self._person(n) for n in range(first, first + count)]
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(self._follow, enumerate(made)))
        for some in _chunks(made, 500):
            change = Change()
            for person in some:
                self.store.people.save(change, person)
            self.store.commit(change)
        return made

    def _person(self, n: int) -> Person:
        openid = f"oOutbox-{n:020d}"
        return Person(pid=self.store.people.pid(openid), openid=openid)

    def _follow(self, numbered: tuple[int, Person]) -> None:
        n, person = numbered
        outcome = "success"
        if n % BLOCK_EVERY == BLOCK_EVERY - 1:
            outcome = "failed:user block"
        elif n % SILENT_EVERY == SILENT_EVERY - 1:
            outcome = "never"
        with Driver(self.driver.base_url, self.driver.app_id) as driver:
            driver.set_user(person.openid, outcome=outcome)

    def queue(self, people: Sequence[Person], count: int, word: str) -> list[str]:
        """Queue ``count`` notices, two at once for some people; their ids."""
        names: list[str] = []
        made: list[Notice] = []
        for n, person in enumerate(people):
            for part in range(2 if n % PAIR_EVERY == PAIR_EVERY - 1 else 1):
                if len(made) < count:
                    made.append(self._notice(person, f"{word}-{n}-{part}"))
        for some in _chunks(made, 200):
            change = Change()
            for notice in some:
                self.store.outbox.enqueue(change, notice)
                names.append(notice.id)
            self.store.commit(change)
        return names

    def _notice(self, person: Person, document: str) -> Notice:
        now = self.now()
        return Notice(
            id=notice_id(document, person.pid),
            pid=person.pid,
            kind="warning",
            document=document,
            text=f"{document}：任务14-2整改逾期，请尽快上报进展。",
            fields={"item": "任务14-2整改逾期", "unit": "市建设局", "step": "预警"},
            url="http://127.0.0.1:8000/measures/14-2",
            queued_at=now,
            not_before=now,
        )

    def start_sender(self) -> None:
        """One more sender process."""
        arguments = [sys.executable, "-W", "ignore", "-c", RUN]
        self.senders.append(
            subprocess.Popen(arguments, cwd=ROOT, env=self.env, stderr=subprocess.DEVNULL)
        )

    def kill_sender(self) -> None:
        """``kill -9`` the one that has run longest, and start another in its place."""
        victim = self.senders.pop(0)
        victim.send_signal(signal.SIGKILL)
        victim.wait()
        self.start_sender()

    def stop_senders(self) -> None:
        """Stop them as ``serve`` does."""
        for sender in self.senders:
            sender.send_signal(signal.SIGTERM)
        for sender in self.senders:
            sender.wait(30)
        self.senders.clear()

    def untaken(self) -> int:
        """How many notices WeChat has neither taken nor refused."""
        return self.store.outbox.depth()

    def cpu(self) -> float:
        """Processor seconds of the senders that run now."""
        return sum(cpu_seconds(sender.pid) for sender in self.senders)


@contextmanager
def ground(folder: Path) -> Iterator[Ground]:
    """Everything but the senders, in a folder of its own."""
    ports = {"PORT": str(free_port()), "ZGT_EMULATOR_PORT": str(free_port())}
    given = {"ZGT_DATA": str(folder), "WECHAT_PACE": "100000", **ports}
    settings = Settings.from_env(given)
    env = {k: v for k, v in os.environ.items() if not k.startswith(("ZGT_", "WECHAT_"))} | given
    with EmbeddedServer(folder) as redis:
        accounts = folder / "accounts.json"
        accounts.write_text(json.dumps(emulated_accounts(settings)), encoding="utf-8")
        platform = subprocess.Popen(
            [
                *(sys.executable, "-m", "emulator", "--port", ports["ZGT_EMULATOR_PORT"]),
                *("--accounts", str(accounts), "--log-level", "warning"),
            ],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
        )
        try:
            env["REDIS_URL"] = f"unix://{socket_path(folder)}"
            # It writes a line for every receipt.
            with gunicorn("wsgi:app", int(ports["PORT"]), env, subprocess.DEVNULL) as callback:
                store = Store(connect(None, folder), settings.default_region)
                with Driver(settings.emulator_url, settings.regions[0].app_id) as driver:
                    _await(driver)
                    watched = [platform.pid, redis.pid, callback]
                    found = Ground(settings, store, driver, env, watched)
                    found.move(found.next_morning())
                    try:
                        yield found
                    finally:
                        found.stop_senders()
                store.redis.close()
        finally:
            platform.terminate()
            platform.wait(20)


def _chunks(listed: list[T], size: int) -> Iterator[list[T]]:
    for start in range(0, len(listed), size):
        yield listed[start : start + size]


def _await(driver: Driver) -> None:
    until = time.monotonic() + 20
    while True:
        try:
            driver.now()
        except requests.RequestException:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


@dataclass(frozen=True, slots=True)
class Story:
    """How a run went: seconds until WeChat had taken or refused nine in ten, and the last."""

    most: float
    seconds: float
    kills: int
    windows: int


def storm(
    at: Ground,
    count: int,
    *,
    kill: float = KILL_SECONDS,
    kills: int = 10**6,
    relents: float = 0.0,
) -> Story:
    """Deliver all that is queued under faults, kills and used-up quotas.

    ``relents``: the part of the notices at which the faults end, so that nobody waits long for
    the few that fail again and again.
    """
    at.driver.faults(faults())
    began = last_kill = time.monotonic()
    windows = [round(count * (1 - part)) for part in WINDOWS]
    for _ in range(2):
        at.start_sender()
    killed = passed = 0
    most = 0.0
    while at.untaken():
        if time.monotonic() - began > LIMIT_SECONDS:
            break
        if windows and at.untaken() <= windows[0]:
            windows.pop(0)
            passed += 1
            _window(at)
        if not most and at.untaken() <= count / 10:
            most = time.monotonic() - began
        if relents and at.untaken() <= count * relents:
            relents = 0.0
            _fault(at, [])
        if time.monotonic() - last_kill > kill and killed < kills:
            at.kill_sender()
            last_kill, killed = time.monotonic(), killed + 1
        time.sleep(0.02)
    seconds = time.monotonic() - began
    _fault(at, [])
    return Story(most, seconds, killed, passed)


def _window(at: Ground) -> None:
    """The quota of the day is used up until the next morning; nobody may go on calling."""
    _fault(at, [{"match": {"path": SEND}, "effect": {"errcode": 45009}}, *faults()])
    until = time.monotonic() + 20
    while not at.store.barred.standing([ENDPOINT]) and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(1.2)  # long enough for both processes to know
    calls = at.driver.fault_counts()[0]["met"]
    time.sleep(0.5)
    calls = at.driver.fault_counts()[0]["met"] - calls
    if calls:
        raise SystemExit(f"{calls} calls although the quota is used up")
    _fault(at, faults())
    at.move(at.next_morning())
    at.store.barred.end(ENDPOINT)  # the office has looked, instead of waiting for the next probe


def _fault(at: Ground, rules: Sequence[dict[str, Any]]) -> None:
    """Put rules in force; the calls that those before have met are counted."""
    at.calls += max([rule["met"] for rule in at.driver.fault_counts()], default=0)
    at.driver.faults(rules)


def settle(at: Ground) -> None:
    """Let the receipts come, and give up those that never will."""
    at.driver.settle(60)
    looked = at.now() + RECEIPT_WAIT + timedelta(minutes=1)
    at.move(looked)
    while miss_receipts(at.store, looked, at.now()):
        continue


@dataclass(frozen=True, slots=True)
class Books:
    """What became of the notices.

    ``lost``: neither delivered nor on the list. ``doubled``: messages that the platform accepted
    beyond those that the records know. ``in_doubt``: listed because nobody could know, although
    the platform had taken them.
    """

    notices: int
    messages: int
    once: int
    delivered: int
    refused: int
    unreachable: int
    lost: int
    doubled: int
    in_doubt: int
    calls: int

    def show(self) -> None:
        """Print them."""
        lines = {
            "notices": self.notices,
            "messages accepted by the platform": self.messages,
            "  of these exactly once by their client_msg_id": self.once,
            "notices delivered": self.delivered,
            "notices refused, on the office's list": self.refused,
            "notices unreachable, on the office's list": self.unreachable,
            "  of these accepted, but nobody could know": self.in_doubt,
            "lost": self.lost,
            "doubled": self.doubled,
            "calls of the endpoint": self.calls,
        }
        for name, number in lines.items():
            print(f"{name:<52}{number:>10,}")


def compare(at: Ground, names: Sequence[str]) -> Books:
    """Compare the platform's books with ours."""
    records = [record for name in names if (record := at.store.outbox.get(name))]
    states = Counter(record.state for record in records)
    listed = {record.notice.id for record in at.store.outbox.unreachable(len(names))}
    wanted = set(names)
    sent = [entry for entry in at.driver.sent() if entry["client_msg_id"] in wanted]
    by_id = Counter(str(entry["client_msg_id"]) for entry in sent)
    known = {record.msgid for record in records if record.msgid}
    unknown = [entry for entry in sent if str(entry["msgid"]) not in known]
    asked = {r.notice.id for r in records if r.error == OUTCOME_UNKNOWN}
    in_doubt = [entry for entry in unknown if entry["client_msg_id"] in asked]
    return Books(
        notices=len(names),
        messages=len(sent),
        once=sum(1 for times in by_id.values() if times == 1),
        delivered=states[NoticeState.DELIVERED],
        refused=states[NoticeState.REFUSED],
        unreachable=states[NoticeState.UNREACHABLE],
        lost=len(names) - sum(1 for record in records if _ended(record, listed)),
        doubled=sum(times - 1 for times in by_id.values()) + len(unknown) - len(in_doubt),
        in_doubt=len(in_doubt),
        calls=at.calls,
    )


def _ended(record: NoticeRecord, listed: set[str]) -> bool:
    return record.state is NoticeState.DELIVERED or record.notice.id in listed


# ---- without faults, and without us -------------------------------------------------------------


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
