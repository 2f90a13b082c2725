"""What the tests of delivery share: the emulator over HTTP, and a door for its receipts."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import xmltodict

from bot.accounts import TEMPLATE_FIELDS, RegionSettings, Template
from bot.channels import Channels
from bot.delivery import Delivery
from bot.pausing import Pausing
from bot.sender import Sender
from bot.wechat.client import PlatformClient
from bot.wechat.gate import Gate
from bot.wechat.tokens import TokenKeeper
from emulator.driver import Driver
from emulator.server import start
from handlers.receipts import receipt
from storage.change import Change
from storage.outbox import Notice, NoticeRecord, notice_id
from storage.store import Store
from supervision.people import Person
from tests.waiting import PATIENCE_SECONDS

SECRET = "s3cr3t-of-the-account"
TEMPLATE_ID = "TPL-NOTICE"
SEND = "/cgi-bin/message/template/send"
CUSTOM = "/cgi-bin/message/custom/send"
TOKEN = "/cgi-bin/stable_token"
OPENID = "oABCDEFGHIJKLMNOPQRSTUVWXYZ0"


def work(sender: Sender) -> int:
    """One step of a sender, and all that it has begun; how many envelopes it claimed."""
    claimed = sender.step()
    sender.finish()
    return claimed


@dataclass
class Rig:
    """One account on the emulator and one region in Redis."""

    store: Store
    settings: RegionSettings
    driver: Driver
    callback: str = ""
    receipts: list[tuple[str, str]] = field(default_factory=list)

    def keeper(self, clock: Callable[[], float] = time.time) -> TokenKeeper:
        return TokenKeeper(self.store, self.settings, clock)

    def client(self, pause: float = 0.05) -> PlatformClient:
        """A client whose pauses last 50 ms where the program's last minutes."""
        gate = Gate(self.store, longest=pause)
        return PlatformClient(self.settings, self.keeper(), gate, wait=lambda _seconds: None)

    def sender(
        self,
        *,
        lease: float = 60.0,
        stop: threading.Event | None = None,
        look: float = 60.0,
        rate: float = 100_000.0,
        opens: Callable[[datetime], datetime] = lambda now: now,
        now: Callable[[], datetime] | None = None,
        threads: int = 8,
        pause: float = 0.05,
    ) -> Sender:
        """A sender that comes back after 20 ms where the program waits seconds."""
        templates = [one.id for one in self.settings.templates.values()]
        pausing = Pausing(self.store, templates, rate)
        channels = Channels(self.store, self.settings, self.client(pause), pausing)
        clock = now or self.now
        return Sender(
            self.store,
            Delivery(self.store, channels, clock, wait=lambda _attempt: 0.02),
            pausing,
            clock,
            rate=rate,
            opens=opens,
            stop=stop,
            lease=lease,
            look=look,
            tend=0.0,
            threads=threads,
        )

    def now(self) -> datetime:
        return datetime.now(UTC)

    def person(self, openid: str = OPENID, *, credit: int = 0, outcome: str = "success") -> Person:
        """A follower on the platform and in the store."""
        self.driver.set_user(openid, outcome=outcome)
        person = Person(
            pid=self.store.people.pid(openid),
            openid=openid,
            credit_left=credit,
            credit_until=int(time.time()) + 3600 if credit else 0,
        )
        change = Change()
        self.store.people.save(change, person)
        self.store.commit(change)
        return person

    def queue(
        self,
        person: Person,
        *documents: str,
        kind: str = "warning",
        at: datetime | None = None,
        asked: bool = False,
    ) -> list[str]:
        """Queue one notice for each document; their ids."""
        change, now = Change(), at or self.now()
        for document in documents:
            notice = Notice(
                id=notice_id(document, person.pid),
                pid=person.pid,
                kind=kind,
                document=document,
                text=f"{document}：任务14-2整改逾期，请尽快上报进展。",
                fields={
                    "item": "任务14-2整改逾期预警",
                    "unit": "市建设局",
                    "step": "预警",
                    "time": "2017年8月31日 15:00",
                    "number": document,
                },
                url="http://127.0.0.1:8000/measures/14-2",
                queued_at=now,
                not_before=now,
                asked=asked,
            )
            self.store.outbox.enqueue(change, notice)
        self.store.commit(change)
        return [notice_id(document, person.pid) for document in documents]

    def queue_each(self, count: int) -> list[str]:
        """Queue one notice each for so many people; their ids."""
        people = [self.person(f"oPerson-{n:020d}") for n in range(count)]
        return [name for n, one in enumerate(people) for name in self.queue(one, f"YJ-{n}")]

    def shown_each(self, count: int) -> list[str]:
        """What these people see of it."""
        return [text for n in range(count) for text in self.shown(f"oPerson-{n:020d}")]

    def run(self, *senders: Sender, until: Callable[[], bool] | None = None) -> None:
        """Let senders work in turn until WeChat has taken everything, or until a condition."""
        limit = time.monotonic() + PATIENCE_SECONDS
        done = until or (lambda: self.store.outbox.depth() == 0)
        while not done():
            assert time.monotonic() < limit, "not done in time"
            if not sum([work(sender) for sender in senders]):
                time.sleep(0.01)

    def record(self, name: str) -> NoticeRecord:
        found = self.store.outbox.get(name)
        assert found is not None
        return found

    def shown(self, openid: str = OPENID) -> list[str]:
        """What the account has put on the person's phone."""
        return [e["text"] for e in self.driver.inbox(openid) if e["kind"] != "event"]

    def calls(self, path: str) -> int:
        return len(self.driver.journal(path))


class Door:
    """A plain callback that does with receipts what the program does."""

    store: Store
    taken: list[tuple[str, str]]

    @contextmanager
    def open(self) -> Iterator[str]:
        """Listen; gives the address."""
        door = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                door.take(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"success")

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # base class
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/wechat"
        finally:
            server.shutdown()
            thread.join()
            server.server_close()

    def take(self, body: bytes) -> None:
        fields = xmltodict.parse(body)["xml"]
        if fields.get("Event") == "TEMPLATESENDJOBFINISH":
            now, openid = datetime.now(UTC), fields["FromUserName"]
            receipt(self.store, fields["MsgID"], fields["Status"], now, openid)
            self.taken.append((fields["MsgID"], fields["Status"]))


@dataclass
class Platform:
    """A running emulator, and the door to which it brings receipts; serves many tests."""

    url: str
    callback: str
    door: Door


@contextmanager
def open_platform() -> Iterator[Platform]:
    """Emulator and receipt door on free ports, closed at the end."""
    door = Door()
    with door.open() as callback, start() as running:
        yield Platform(running.url, callback, door)


@contextmanager
def open_rig(platform: Platform, store: Store) -> Iterator[Rig]:
    """A platform that has forgotten every earlier test, and a region in Redis."""
    settings = RegionSettings(
        region=store.region,
        app_id="wx0123456789abcdef",
        secret=SECRET,
        token="callback-token",
        api_base=platform.url,
        templates={"notice": Template(TEMPLATE_ID)},
    )
    with Driver(platform.url, settings.app_id) as driver:
        driver.reset()
        driver.faults([])
        driver.add_account(_account(platform.callback))
        platform.door.store, platform.door.taken = store, []
        yield Rig(store, settings, driver, platform.callback, platform.door.taken)
        driver.settle(PATIENCE_SECONDS)
        store.counts.flush()  # what is written later would be counted in another test


def everything_logged(records: list[logging.LogRecord]) -> str:
    """All that log records carry, tracebacks included."""
    formatter = logging.Formatter()
    return "\n".join(f"{formatter.format(record)} {vars(record)}" for record in records)


def _account(callback: str) -> dict[str, object]:
    return {
        "app_id": "wx0123456789abcdef",
        "secret": SECRET,
        "token": "callback-token",
        "callback_url": callback,
        "templates": [{"id": TEMPLATE_ID, "title": "通知", "fields": [*TEMPLATE_FIELDS.values()]}],
    }
