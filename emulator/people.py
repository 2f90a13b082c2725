"""The people (用户) who follow an account: what they see, and what may be sent to them."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from .errors import ApiError

INBOX_KEPT = 2000  # entries a person; the oldest go first
# Customer-service credit (客服消息) that an action of the person opens: messages, seconds.
CREDITS = {"message": (5, 48 * 3600), "touch": (3, 60), "payment": (20, 48 * 3600)}
UNLIMITED = -1  # opt-ins of a long subscription


@dataclass
class Window:
    """Messages that may still be sent, and until when (unix seconds)."""

    left: int
    until: float


@dataclass
class Person:
    """One follower of one account, with the chat as the phone shows it."""

    app_id: str
    openid: str
    subscribed: bool = True
    since: float = 0.0
    scene: str = ""
    blacklisted: bool = False
    outcome: str = "success"  # status of template receipts, or "never"
    script: list[str] = field(default_factory=list)  # statuses of the next receipts, before that
    blocked: bool = False  # the person lets no message of the account through
    credits: dict[str, int] = field(default_factory=dict)  # subscription notices, by template id
    windows: dict[str, Window] = field(default_factory=dict)
    tags: list[int] = field(default_factory=list)
    seq: int = 0
    inbox: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=INBOX_KEPT))

    def open_window(self, kind: str, now: float) -> None:
        """Open a window (anew): ``message``, ``touch`` (click, scan, follow) or ``payment``."""
        count, life = CREDITS[kind]
        self.windows[kind] = Window(count, now + life)

    def spend_window(self, now: float) -> None:
        """Take one message out of the open window that ends first.

        Raises:
            ApiError: 45015 when no window is open, 45047 when the open ones are used up.
        """
        current = [w for w in self.windows.values() if now < w.until]
        if not self.subscribed or not current:
            raise ApiError(45015)
        usable = [w for w in current if w.left > 0]
        if not usable:
            raise ApiError(45047)
        min(usable, key=lambda w: w.until).left -= 1

    def next_outcome(self) -> str:
        """What the receipt of the next template message says."""
        if self.blocked:
            return "failed:user block"
        return self.script.pop(0) if self.script else self.outcome

    def spend_credit(self, name: str) -> None:
        """Take one subscription notice out of what the person has opted into.

        Raises:
            ApiError: 43101 when that is nothing.
        """
        left = self.credits.get(name, 0)
        if left == 0:
            raise ApiError(43101)
        if left != UNLIMITED:
            self.credits[name] = left - 1

    def record(
        self,
        at: datetime,
        sender: str,
        kind: str,
        text: str,
        *,
        fields: Mapping[str, str] | None = None,
        url: str | None = None,
        template: str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Add what the person sees next; ``sender`` is user, account or system."""
        self.seq += 1
        entry = {
            "seq": self.seq,
            "at": at.isoformat(timespec="seconds"),
            "from": sender,
            "kind": kind,
            "text": text,
            "fields": dict(fields) if fields is not None else None,
            "url": url,
            "template": template,
            **(extra or {}),
        }
        self.inbox.append(entry)
        return entry

    def entries_after(self, seq: int) -> list[dict[str, Any]]:
        """What the person saw after an entry."""
        return [entry for entry in self.inbox if entry["seq"] > seq] if self.seq > seq else []

    def follow(self, now: float, scene: str) -> None:
        """Start to follow (关注)."""
        self.subscribed, self.since, self.scene = True, now, scene
        self.open_window("touch", now)

    def unfollow(self) -> None:
        """Stop following (取消关注); every window closes, every tag goes."""
        self.subscribed = False
        self.windows.clear()
        self.tags.clear()

    def to_json(self) -> dict[str, Any]:
        """All of it, for the state file."""
        windows = {kind: asdict(window) for kind, window in self.windows.items()}
        return {**vars(self), "windows": windows, "inbox": list(self.inbox)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Person:
        """The person that ``to_json`` wrote."""
        person = cls(**{**data, "inbox": deque(data["inbox"], maxlen=INBOX_KEPT)})
        person.windows = {kind: Window(**window) for kind, window in data["windows"].items()}
        return person


@dataclass(frozen=True)
class Change:
    """What an answered call has changed, beside the clock and the newest message id.

    ``client_id`` is (app id, openid, client_msg_id, msgid, seconds), ``receipt`` is (app id,
    openid, msgid, status).
    """

    person: Person
    client_id: tuple[str, str, str, int, float] | None = None
    receipt: tuple[str, str, int, str] | None = None
