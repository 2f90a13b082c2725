"""A client of the control interface, for tests and for the phone simulator."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Any

import requests

Entry = dict[str, Any]


class DriverError(Exception):
    """The emulator refused a control request, or a wait ended in vain."""


@dataclass(frozen=True)
class Said:
    """What came of an action: the reply shown (None: nothing), attempts, and failure if any."""

    reply: str | None
    attempts: int
    failure: str | None


class Driver:
    """Steers one running emulator. Close it, or use it as a context manager.

    ``app_id`` may be left out where the emulator has one account or knows the person.
    Every method raises DriverError when the emulator refuses.
    """

    def __init__(self, base_url: str, app_id: str | None = None, timeout: float = 30) -> None:
        self.base_url = base_url.rstrip("/")
        self.app_id = app_id
        self._timeout = timeout
        self._session = requests.Session()
        self._session.trust_env = False

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def __enter__(self) -> Driver:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # What a person does.

    def say(self, openid: str, text: str) -> Said:
        """Send a text."""
        return self._act("say", openid, text=text)

    def click(self, openid: str, key: str) -> Said:
        """Tap a menu item."""
        return self._act("click", openid, key=key)

    def view(self, openid: str, url: str) -> Said:
        """Tap a menu item that opens a page."""
        return self._act("view", openid, url=url)

    def follow(self, openid: str, scene: str | None = None) -> Said:
        """Follow, with the scene of a scanned code if given."""
        return self._act("follow", openid, scene=scene)

    def unfollow(self, openid: str) -> Said:
        """Stop following."""
        return self._act("unfollow", openid)

    def scan(self, openid: str, scene: str | None = None, ticket: str | None = None) -> Said:
        """Scan a code, known by its scene or its ticket."""
        return self._act("scan", openid, scene=scene, ticket=ticket)

    def event(self, openid: str, fields: Mapping[str, Any]) -> Said:
        """Send any message or event by its elements, such as ``{"Event": "VIEW", …}``."""
        return self._act("event", openid, fields=dict(fields))

    def send(
        self,
        openid: str,
        kind: str,
        content: bytes = b"",
        *,
        filename: str = "",
        fields: Mapping[str, Any] | None = None,
    ) -> Said:
        """Send an image, voice, video, shortvideo, file, location or link from the phone."""
        encoded = base64.b64encode(content).decode()
        given = {"content": encoded, "filename": filename, "fields": dict(fields or {})}
        return self._act("send", openid, kind=kind, **given)

    # What a person sees.

    def inbox(self, openid: str, after: int = 0) -> list[Entry]:
        """The chat in order, own messages too; entries as in README.md."""
        return self._list(f"inbox/{openid}?after={after}")

    def wait_inbox(
        self, openid: str, wanted: Callable[[Entry], bool], after: int = 0, seconds: float = 10
    ) -> Entry:
        """The first entry that is wanted, as soon as it is there."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for entry in self.inbox(openid, after):
                if wanted(entry):
                    return entry
            time.sleep(0.02)
        raise DriverError(f"no such entry within {seconds} s")

    def menu(self, openid: str) -> list[Entry]:
        """The menu at the bottom of this person's chat, as ``menu/create`` took it."""
        query = f"?app_id={self.app_id}" if self.app_id else ""
        return self._list(f"menu/{openid}{query}")

    # The platform.

    def set_user(
        self, openid: str, *, outcome: str | None = None, blacklisted: bool | None = None
    ) -> None:
        """Decide what becomes of template messages to a person; makes the person when new."""
        wanted = {"app_id": self.app_id, "outcome": outcome, "blacklisted": blacklisted}
        self._post(f"users/{openid}", {k: v for k, v in wanted.items() if v is not None})

    def now(self) -> datetime:
        """The virtual instant."""
        return datetime.fromisoformat(self._get("clock")["now"])

    def advance(self, seconds: float) -> datetime:
        """Move the virtual clock forward; the new instant."""
        return datetime.fromisoformat(self._post("clock", {"advance": seconds})["now"])

    def move_to(self, at: datetime) -> datetime:
        """Move the virtual clock forward to an instant with a zone."""
        return datetime.fromisoformat(self._post("clock", {"at": at.isoformat()})["now"])

    def reset(self, at: datetime | None = None) -> None:
        """Forget everything but the accounts; the clock starts at ``at`` or real time."""
        self._post("reset", {} if at is None else {"at": at.isoformat()})

    def faults(self, rules: Sequence[Mapping[str, Any]]) -> None:
        """Put these fault rules in force, in place of the present ones."""
        self._post("faults", [dict(rule) for rule in rules])

    def fault_counts(self) -> list[Entry]:
        """The rules in force with how often each was met and done."""
        return self._list("faults")

    def add_account(self, account: Mapping[str, Any]) -> None:
        """Add or replace an account."""
        self._post("accounts", dict(account))

    def switch(self, app_id: str, **switches: Any) -> None:
        """Turn an account's switches, such as ``refuse_ip=True``."""
        self._post(f"accounts/{app_id}", switches)

    def verify(self) -> str | None:
        """Have the callback address prove itself; None, or why it failed."""
        failure: str | None = self._post("verify", {"app_id": self.app_id})["failure"]
        return failure

    def journal(self, path: str | None = None, after: int = 0) -> list[Entry]:
        """The API requests in order, of one path if given."""
        query = f"journal?after={after}"
        return self._list(query if path is None else f"{query}&path={path}")

    def sent(self) -> list[Entry]:
        """Every accepted template message, once each."""
        return self._list("sent")

    def settle(self, seconds: float = 10) -> None:
        """Wait until every receipt was delivered or given up."""
        until = time.monotonic() + seconds
        while self._get("pending")["receipts"]:
            if time.monotonic() > until:
                raise DriverError(f"receipts still on their way after {seconds} s")
            time.sleep(0.02)

    def _act(self, action: str, openid: str, **data: Any) -> Said:
        body = {"app_id": self.app_id, "openid": openid, **data}
        said = self._post(action, {k: v for k, v in body.items() if v is not None})
        return Said(said["reply"], said["attempts"], said["failure"])

    def _get(self, path: str) -> Any:
        url = f"{self.base_url}/_ctl/{path}"
        return self._read(self._session.get(url, timeout=self._timeout))

    def _list(self, path: str) -> list[Entry]:
        entries: list[Entry] = self._get(path)
        return entries

    def _post(self, path: str, data: Any) -> Any:
        url = f"{self.base_url}/_ctl/{path}"
        return self._read(self._session.post(url, json=data, timeout=self._timeout))

    @staticmethod
    def _read(answer: requests.Response) -> Any:
        if answer.status_code != 200:
            raise DriverError(f"{answer.status_code}: {answer.text[:200]}")
        return answer.json()
