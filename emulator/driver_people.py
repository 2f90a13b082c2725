"""The part of the driver that is a person with a phone."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Mapping
from typing import Any

from .control_client import ControlClient, DriverError, Entry, Said


class People(ControlClient):
    """What people do and what they see; every method raises DriverError when it is refused."""

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

    def choose(self, openid: str, choice: str) -> Said:
        """Tap an item of the newest msgmenu by its id."""
        return self._act("choose", openid, id=choice)

    def pay(self, openid: str) -> Said:
        """Pay something, which opens the window of customer-service messages."""
        return self._act("pay", openid)

    def subscribe(self, openid: str, answers: Mapping[str, bool], where: str = "page") -> Said:
        """Answer the question for subscription notices, yes or no by template id."""
        return self._act("subscribe", openid, answers=dict(answers), where=where)

    def confirm(self, openid: str, template_id: str, scene: int) -> Said:
        """Agree to one message of the older one-time kind."""
        return self._act("subscribe", openid, template_id=template_id, scene=scene)

    def withdraw(self, openid: str, template_id: str) -> Said:
        """Take the consent to a subscription notice back."""
        return self._act("withdraw", openid, template_id=template_id)

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

    def hold_phone(self, openid: str, *, snapshot: bool = False) -> None:
        """Be the one whom login pages find; ``snapshot``: they find only a snapshot's nobody."""
        body = {"app_id": self.app_id, "openid": openid, "snapshot": snapshot}
        self._post("visitor", {k: v for k, v in body.items() if v is not None})

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
