"""The emulated platform's state: accounts, people, tokens, media, codes. In memory only."""

from __future__ import annotations

import random
import secrets
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import requests

from .accounts import Account, read_account
from .callback import deliver
from .clock import VirtualClock
from .courier import Courier, Job
from .errors import ApiError, BadControl
from .faults import Faults
from .journal import Journal
from .menus import Menus
from .people import Change, Person
from .quota import Quota
from .tags import Tags
from .tokens import Token, Tokens

MEDIA_LIFE = 3 * 86400  # seconds
MEDIA_KEPT = 200  # files; the oldest go first
SENT_KEPT = 200_000  # accepted template messages; the oldest go first
CLIENT_ID_LIFE = 600  # seconds that a client_msg_id is remembered


@dataclass(frozen=True)
class Media:
    """A temporary file (临时素材)."""

    app_id: str
    kind: str
    content_type: str
    filename: str
    content: bytes
    created: float


@dataclass(frozen=True)
class Ticket:
    """A QR code with a scene (带参数二维码); ``expires`` None means permanent."""

    app_id: str
    scene: str
    expires: float | None
    url: str


@dataclass
class State:
    """What a reset throws away."""

    people: dict[str, Person] = field(default_factory=dict)
    tokens: dict[str, Tokens] = field(default_factory=dict)
    quotas: dict[str, Quota] = field(default_factory=dict)
    tags: dict[str, Tags] = field(default_factory=lambda: defaultdict(Tags))
    menus: dict[str, Menus] = field(default_factory=lambda: defaultdict(Menus))
    media: dict[str, Media] = field(default_factory=dict)
    tickets: dict[str, Ticket] = field(default_factory=dict)
    client_ids: dict[tuple[str, str, str], tuple[int, float]] = field(default_factory=dict)
    sent: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=SENT_KEPT))


class World:
    """All state behind one lock; the lock is never held while a callback is on its way."""

    def __init__(self, at: datetime | None = None, seed: int | None = None) -> None:
        self.lock = threading.RLock()
        self.clock = VirtualClock(at)
        self.accounts: dict[str, Account] = {}
        self.state = State()
        self.journal = Journal()
        self.random = random.Random(seed)  # noqa: S311 - delays and fault odds, no secrets
        self.faults = Faults(self.random)
        self.courier = Courier(self._carry)
        self.session = requests.Session()
        self.session.trust_env = False
        self.version = 0  # grows with what the state file keeps
        # Keeps what was just done, before it is answered; see snapshot.Keeper.
        self.keep: Callable[[Change], None] | None = None
        # Real time, so that a restart without a state file repeats no message id.
        self._last_id = time.time_ns()

    def next_id(self) -> int:
        """A 64-bit message id that was never used, beyond 2^53 as real ones are."""
        with self.lock:
            self._last_id += 1
            return self._last_id

    def restore_id(self, last: int) -> None:
        """Continue after a saved message id."""
        self._last_id = max(self._last_id, last)

    @property
    def last_id(self) -> int:
        """The newest message id."""
        return self._last_id

    def reset(self, at: datetime | None = None) -> None:
        """Forget everything but the accounts; the clock starts anew."""
        with self.lock:
            self.courier.clear()
            self.state = State()
            self.journal.clear()
            self.faults.replace([])
            self.clock.start_at(at)
            self.version += 1

    def add_account(self, data: Mapping[str, Any]) -> Account:
        """Add an account, or replace the one with the same app id.

        Raises:
            BadAccount: naming what is missing or wrong.
        """
        account = read_account(data)
        with self.lock:
            self.accounts[account.app_id] = account
        return account

    def account(self, app_id: str | None, openid: str | None = None) -> Account:
        """The account of that app id; without one, the person's, or the only one.

        Raises:
            BadControl: when that leaves none or several.
        """
        with self.lock:
            person = self.state.people.get(openid or "")
            app_id = app_id or (person.app_id if person else None)
            if app_id is None and len(self.accounts) == 1:
                return next(iter(self.accounts.values()))
            if app_id not in self.accounts:
                raise BadControl("app_id: no such account")
            return self.accounts[app_id]

    def person(self, account: Account, openid: str, *, subscribed: bool = True) -> Person:
        """The person of that openid, made when new.

        Raises:
            BadControl: when the openid is empty or belongs to another account.
        """
        if not openid:
            raise BadControl("openid is missing")
        with self.lock:
            known = self.state.people.get(openid)
            if known is None:
                known = Person(account.app_id, openid, subscribed, self.clock.seconds())
                self.state.people[openid] = known
            if known.app_id != account.app_id:
                raise BadControl("openid belongs to another account")
            return known

    def addressee(self, account: Account, openid: object) -> Person:
        """The person that an API call names.

        Raises:
            ApiError: 40003 when the account knows no such person.
        """
        with self.lock:
            known = self.state.people.get(openid) if isinstance(openid, str) else None
            if known is None or known.app_id != account.app_id:
                raise ApiError(40003)
            return known

    def tokens(self, account: Account) -> Tokens:
        """The account's tokens."""
        return self.state.tokens.setdefault(account.app_id, Tokens())

    def quota(self, account: Account) -> Quota:
        """The account's call counts."""
        return self.state.quotas.setdefault(account.app_id, Quota())

    def owner(self, value: str) -> tuple[Account, Token] | None:
        """The account that a token was issued to, and the token, usable or not."""
        with self.lock:
            for app_id, tokens in self.state.tokens.items():
                token = tokens.find(value)
                if token is not None and app_id in self.accounts:
                    return self.accounts[app_id], token
            return None

    def keep_media(self, media: Media) -> str:
        """Store a file and return its media id."""
        media_id = secrets.token_urlsafe(48)
        with self.lock:
            while len(self.state.media) >= MEDIA_KEPT:
                self.state.media.pop(next(iter(self.state.media)))
            self.state.media[media_id] = media
        return media_id

    def find_media(self, account: Account, media_id: object) -> Media:
        """A stored file.

        Raises:
            ApiError: 40007 unknown, or older than three days.
        """
        with self.lock:
            media = self.state.media.get(media_id) if isinstance(media_id, str) else None
        if media is None or media.app_id != account.app_id:
            raise ApiError(40007)
        if self.clock.seconds() >= media.created + MEDIA_LIFE:
            raise ApiError(40007)
        return media

    def send_receipt(self, account: Account, openid: str, msgid: int, status: str) -> None:
        """Have TEMPLATESENDJOBFINISH delivered after the account's delay."""
        low, high = account.switches.receipt_delay
        job: Job = {
            "app_id": account.app_id,
            "fields": {
                "ToUserName": account.account,
                "FromUserName": openid,
                "CreateTime": int(self.clock.seconds()),
                "MsgType": "event",
                "Event": "TEMPLATESENDJOBFINISH",
                "MsgID": msgid,
                "Status": status,
            },
        }
        self.courier.put(job, self.random.uniform(low, high))

    def _carry(self, job: Job) -> None:
        with self.lock:
            account = self.accounts.get(job["app_id"])
        if account is not None:
            deliver(account, self.clock, self.session, job["fields"])

    def changed(self, change: Change | None = None) -> None:
        """Note that the state file is out of date; a change given is kept at once.

        So what the platform has accepted is still there when its process was killed.
        """
        with self.lock:
            self.version += 1
            if change is not None and self.keep is not None:
                self.keep(change)

    def start(self) -> None:
        """Start the threads."""
        self.courier.start()

    def stop(self) -> None:
        """End the threads and close connections."""
        self.courier.stop()
        self.session.close()
