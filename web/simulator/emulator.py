"""The emulated platform, as the simulator drives it: over HTTP, like a finger on a phone."""

from __future__ import annotations

import json
from datetime import datetime
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import quote, urlsplit

from web.simulator.sending import Sent

TIMEOUT = 25.0
"""Seconds: a message may be delivered three times, five seconds each, before it is given up."""


class EmulatorAway(Exception):
    """The emulator does not answer, or refused; the message says which."""


class Emulator:
    """A client of the emulator's control interface ``/_ctl``."""

    def __init__(self, url: str, app_id: str) -> None:
        self._netloc = urlsplit(url).netloc
        self._app_id = app_id

    def say(self, openid: str, text: str) -> str | None:
        """Send a text through the callback; gives the failure, None when it was answered."""
        answer = self._ask("POST", "/_ctl/say", {**self._who(openid), "text": text})
        failure = answer.get("failure")
        return str(failure) if failure else None

    def send(self, openid: str, file: Sent) -> str | None:
        """Send a file through the callback; gives the failure, None when it was answered."""
        given = {"kind": file.kind, "content": file.content, "filename": file.filename}
        answer = self._ask("POST", "/_ctl/send", {**self._who(openid), **given})
        failure = answer.get("failure")
        return str(failure) if failure else None

    def menu(self, openid: str) -> list[dict[str, Any]]:
        """The menu at the bottom of this person's chat."""
        path = f"/_ctl/menu/{quote(openid, safe='')}?app_id={quote(self._app_id, safe='')}"
        return list(self._ask("GET", path))

    def click(self, openid: str, key: str) -> str | None:
        """Tap a menu item that asks us; gives the failure, None when it was answered."""
        answer = self._ask("POST", "/_ctl/click", {**self._who(openid), "key": key})
        failure = answer.get("failure")
        return str(failure) if failure else None

    def view(self, openid: str, url: str) -> None:
        """Tap a menu item that opens a page."""
        self._ask("POST", "/_ctl/view", {**self._who(openid), "url": url})

    def follow(self, openid: str) -> None:
        """Let a person follow the account; nothing happens when they do already."""
        self._ask("POST", "/_ctl/follow", self._who(openid))

    def scan(self, openid: str, scene: str) -> str | None:
        """Scan a code; gives the failure, None when it was answered."""
        answer = self._ask("POST", "/_ctl/scan", {**self._who(openid), "scene": scene})
        failure = answer.get("failure")
        return str(failure) if failure else None

    def inbox(self, openid: str, after: int) -> list[dict[str, Any]]:
        """What this person sees in the chat after a sequence number, oldest first."""
        found = self._ask("GET", f"/_ctl/inbox/{quote(openid, safe='')}?after={after}")
        return list(found)

    def now(self) -> datetime:
        """The emulator's clock."""
        return datetime.fromisoformat(str(self._ask("GET", "/_ctl/clock")["now"]))

    def catch_up(self, at: datetime) -> None:
        """Move the emulator's clock forward to an instant, unless it is there already."""
        seconds = (at - self.now()).total_seconds()
        if seconds > 1:
            self._ask("POST", "/_ctl/clock", {"advance": seconds})

    def _who(self, openid: str) -> dict[str, str]:
        return {"app_id": self._app_id, "openid": openid}

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        connection = HTTPConnection(self._netloc, timeout=TIMEOUT)
        try:
            content = None if body is None else json.dumps(body).encode()
            connection.request(method, path, content, {"Content-Type": "application/json"})
            response = connection.getresponse()
            answer = json.loads(response.read())
        except (OSError, HTTPException, ValueError) as exc:
            raise EmulatorAway(type(exc).__name__) from exc
        finally:
            connection.close()
        if response.status != 200:
            raise EmulatorAway(f"status {response.status}")
        return answer
