"""The emulated platform (平台): its accounts and state, its clock, and its ways to the product."""

from __future__ import annotations

import random
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from .accounts import Account, read_account
from .clock import VirtualClock
from .courier import Courier, Job
from .errors import ApiError, BadControl
from .faults import Faults
from .journal import Journal
from .people import Change, Person
from .postbox import Postbox, multiplied
from .quota import Quota
from .state import MEDIA_KEPT, MEDIA_LIFE, Media, Shelf, State
from .subscriptions import Notice
from .template import Template
from .tokens import Token, Tokens


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
        self.stopping = threading.Event()  # ends every wait of a fault
        self.postbox = Postbox(self.clock, self.faults, self.stopping)
        self.paths: frozenset[str] = frozenset()  # that the platform serves
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
            self.postbox.deliveries.clear()
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

    def templates(self, account: Account) -> dict[str, Template]:
        """The account's templates by id: those of its description, and those added since."""
        shelf = self.state.shelves.get(account.app_id)
        if shelf is None:
            return account.by_id
        standing = {**account.by_id, **shelf.added}
        return {name: t for name, t in standing.items() if name not in shelf.removed}

    def notices(self, account: Account) -> dict[str, Notice]:
        """The account's templates of subscription notices by id."""
        standing: dict[str, Notice | None] = {n.template.id: n for n in account.notices}
        standing |= self.state.subscriptions[account.app_id].notices
        return {name: notice for name, notice in standing.items() if notice is not None}

    def shelf(self, account: Account) -> Shelf:
        """Where added and removed templates of the account are noted."""
        return self.state.shelves[account.app_id]

    def tokens(self, account: Account) -> Tokens:
        """The account's tokens."""
        known = self.state.tokens.get(account.app_id)
        if known is None:
            known = Tokens(account.app_id, self.state.register)
            self.state.tokens[account.app_id] = known
        return known

    def quota(self, account: Account) -> Quota:
        """The account's call counts, under the limits that its console shows now."""
        quota = self.state.quotas.get(account.app_id)
        if quota is None:
            quota = self.state.quotas[account.app_id] = Quota()
        quota.test = account.kind == "test"
        quota.day_limits = account.switches.day_limits
        quota.minute_limits = account.switches.minute_limits
        return quota

    def owner(self, value: str) -> tuple[Account, Token] | None:
        """The account that a token was issued to, and the token, usable or not."""
        token = self.state.register.find(value)
        account = None if token is None else self.accounts.get(token.app_id)
        return None if token is None or account is None else (account, token)

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
        event = {"Event": "TEMPLATESENDJOBFINISH", "MsgID": msgid, "Status": status}
        self.send_event(account, openid, event)

    def send_event(self, account: Account, openid: str, event: Mapping[str, Any]) -> None:
        """Have an event about a person delivered after the account's delay, as faults allow."""
        fields: dict[str, Any] = {
            "ToUserName": account.account,
            "FromUserName": openid,
            "CreateTime": int(self.clock.seconds()),
            "MsgType": "event",
            **event,
        }
        effect = self.postbox.draw(account, fields)
        first, *more = [fields] if effect is None else multiplied(fields, effect, self.next_id)
        if effect is not None and "early" in effect:
            self.postbox.post(account, first, effect)
        else:
            self._queue(account, first, effect)
        for other in more:
            self._queue(account, other)

    def _queue(
        self, account: Account, fields: Mapping[str, Any], effect: Mapping[str, Any] | None = None
    ) -> None:
        job: Job = {"app_id": account.app_id, "fields": fields}
        if effect is not None:
            job["effect"] = effect
        self.courier.put(job, self.faults.seconds(account.switches.receipt_delay))

    def _carry(self, job: Job) -> None:
        with self.lock:
            account = self.accounts.get(job["app_id"])
        if account is not None:
            self.postbox.post(account, job["fields"], job.get("effect"))

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
        """End every wait of a fault, then the threads."""
        self.stopping.set()
        self.courier.stop()
