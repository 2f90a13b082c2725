"""Many callbacks at once (齐发, 风暴): messages repeated and shuffled, receipts by the second."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from .accounts import Account
from .errors import BadControl
from .forge import Outcome, complete, post
from .people import Change
from .seal import seal_message
from .world import World

MOST_WORKERS = 64
MOST_COPIES = 16


@dataclass
class Salvo:
    """One message of a volley, and what each of its copies was answered."""

    openid: str
    message: dict[str, Any]
    outcomes: list[Outcome] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """The answer of the control interface."""
        return {
            "openid": self.openid,
            "id": self.message.get("MsgId"),
            "answers": [outcome.to_json() for outcome in self.outcomes],
        }


def volley(
    world: World,
    account: Account,
    messages: Sequence[Mapping[str, Any]],
    copies: tuple[int, int] = (1, 4),
    workers: int = 16,
) -> list[Salvo]:
    """Deliver each message so many times, all in random order, over some connections at once.

    Each of ``messages`` has an openid, and a text or fields. All copies of a message have the same
    MsgId and CreateTime, as those of the platform have, and are never sent again. The chat shows
    what the person said, and the first reply.
    """
    salvos = [_salvo(world, account, message) for message in messages]
    deck = [salvo for salvo in salvos for _ in range(world.random.randint(*copies))]
    world.random.shuffle(deck)
    with ThreadPoolExecutor(workers) as pool:
        for salvo, outcome in zip(
            deck, pool.map(lambda salvo: _deliver(world, account, salvo), deck), strict=True
        ):
            salvo.outcomes.append(outcome)
    for salvo in salvos:
        _show(world, account, salvo)
    return salvos


def _salvo(world: World, account: Account, given: Mapping[str, Any]) -> Salvo:
    openid, fields = str(given.get("openid") or ""), given.get("fields")
    if not isinstance(fields, Mapping):
        fields = {"MsgType": "text", "Content": str(given.get("text") or "")}
    person = world.person(account, openid)
    if fields.get("MsgType") != "event":
        with world.lock:
            person.open_window("message", world.clock.seconds())
            kind, text = str(fields.get("MsgType", "")), str(fields.get("Content", ""))
            person.record(world.clock.now(), "user", kind, text)
    return Salvo(openid, complete(world, account, openid, fields))


def _deliver(world: World, account: Account, salvo: Salvo) -> Outcome:
    sealed = seal_message(account, salvo.message, int(world.clock.seconds()))
    return post(account, salvo.message, sealed)


def _show(world: World, account: Account, salvo: Salvo) -> None:
    reply = next((o.reply for o in salvo.outcomes if o.reply is not None), None)
    if reply is None:
        return
    person = world.person(account, salvo.openid)
    with world.lock:
        person.record(world.clock.now(), "account", "text", reply)
    world.changed(Change(person))


def storm(
    world: World,
    account: Account,
    count: int,
    per_second: float,
    status: str = "success",
    *,
    known: bool = False,
) -> int:
    """Queue receipts at a steady rate; of accepted messages in turn, or of unheard-of ones."""
    with world.lock:
        sent = [(one.msgid, one.openid) for one in world.state.sent] if known else []
    if known and not sent:
        raise BadControl("storm: no message was accepted yet")
    for n in range(count):
        msgid, openid = sent[n % len(sent)] if sent else (world.next_id(), f"o-storm-{n}")
        fields = {
            "ToUserName": account.account,
            "FromUserName": openid,
            "CreateTime": int(world.clock.seconds()),
            "MsgType": "event",
            "Event": "TEMPLATESENDJOBFINISH",
            "MsgID": msgid,
            "Status": status,
        }
        world.courier.put({"app_id": account.app_id, "fields": fields}, n / per_second)
    return count
