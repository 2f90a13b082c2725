"""What the sender knows of pauses (暂停), so that it tries no way that the gate would shut.

The gate (``bot/wechat/gate.py``) keeps them: an address whose quota is used up or whose right is
missing, a template that was deleted. Each process looks once a second. 45011, too many calls in a
minute, slows all sending for a while as well.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.wechat.actions import Action
from bot.wechat.errors import WeChatError
from storage.notices import Channel
from storage.store import Store

ENDPOINTS = {
    Channel.TEXT: "message/custom/send",
    Channel.TEMPLATE: "message/template/send",
    Channel.SUBSCRIPTION: "message/subscribe/bizsend",
}


def scope_of(channel: Channel, template: str = "") -> str:
    """The name under which the gate pauses an address, or a template of it."""
    return f"{ENDPOINTS[channel]}#{template}" if template else ENDPOINTS[channel]


class Pausing:
    """The pauses of one account, as one process knows them; usable from several threads."""

    def __init__(self, store: Store, templates: Iterable[str], rate: float) -> None:
        self._store = store
        self._rate = rate
        self._scopes = [scope_of(channel) for channel in ENDPOINTS]
        self._scopes += [scope_of(Channel.TEMPLATE, one) for one in templates]
        self._known: dict[str, str] = {}

    def look(self) -> bool:
        """Learn what is paused; True when anything is. Raises ``RedisError``."""
        found = {scope: self._store.barred.standing([scope]) for scope in self._scopes}
        self._known = {scope: pause.reason for scope, pause in found.items() if pause}
        return bool(self._known)

    def shut(self, channel: Channel, template: str) -> str:
        """Why a way may not be tried now; empty when it may."""
        paused = self._known.get(scope_of(channel), "")
        return paused or (self._known.get(scope_of(channel, template), "") if template else "")

    def refused(self, exc: WeChatError, channel: Channel, template: str) -> None:
        """The platform has closed a way; the gate keeps it, and this process knows it at once."""
        if exc.action is Action.PAUSE_TEMPLATE:
            self._known[scope_of(channel, template)] = exc.reason
        elif exc.action is not Action.OPS:
            self._known[scope_of(channel)] = exc.reason
        if exc.action is Action.PAUSE_MINUTE:
            self._store.pace.slow(self._rate)
