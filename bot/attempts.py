"""What came of an attempt to send an envelope (尝试): taken, failed or paused, and every try."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.wechat.errors import WeChatError
from storage.notices import Channel, Outcome, Try


@dataclass(frozen=True, slots=True)
class Taken:
    """What WeChat took: only a template message has a msgid."""

    channel: Channel
    msgid: str = ""


@dataclass(slots=True)
class Attempt:
    """What came of one attempt at an envelope; ``tries`` tell of every way that was tried.

    It was taken, or it failed, or neither because every way is ``paused`` (why). ``bad_field``:
    the platform refused a field of the letter (47003). ``rest``: the account itself is refused, so
    that trying others is of no use now.
    """

    now: datetime
    taken: Taken | None = None
    failure: WeChatError | None = None
    paused: str = ""
    bad_field: str = ""
    rest: bool = False
    tries: list[Try] = field(default_factory=list)

    def note(self, outcome: Outcome, channel: Channel | None, reason: str, msgid: str = "") -> None:
        """Add a try to the record."""
        self.tries.append(Try(self.now, outcome, channel, reason, msgid))
