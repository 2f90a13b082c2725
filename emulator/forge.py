"""Single callbacks as nobody should send them (伪造推送), and what the product answered.

Each is sent once and never again, changes nothing that the platform knows, and shows nothing on a
phone: it tests the door of the product, not the story of a person.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from .accounts import Account
from .errors import BadControl, BadReply
from .messages import build_json, build_xml, check_reply
from .poster import Unanswered, send
from .seal import Sealed, open_reply, seal_text
from .world import World

MOST_COPIES = 1000
_WRONG = {"signature": "0" * 40, "msg_signature": "0" * 40, "nonce": "", "timestamp": "soon"}


@dataclass(frozen=True)
class Forgery:
    """What is sent: the elements of a message, or a text in its place, or a body in their place."""

    openid: str
    fields: Mapping[str, Any] | None = None  # common elements are added
    text: str | None = None  # sealed as it is
    body: bytes | None = None  # not sealed, as it is
    age: float = 0.0  # seconds that its timestamp lies back
    spoil: tuple[str, ...] = ()  # parameters of the query that are wrong
    leave_out: tuple[str, ...] = ()  # parameters of the query that are missing
    app_id: str | None = None  # sealed for this account
    copies: int = 1  # at the same moment, each with a nonce of its own


@dataclass(frozen=True)
class Outcome:
    """What one copy was answered: ``reply`` as a phone would show it, or why there is none."""

    status: int | None
    reply: str | None
    failure: str | None
    seconds: float

    def to_json(self) -> dict[str, Any]:
        """The answer of the control interface."""
        return {**vars(self), "seconds": round(self.seconds, 3)}


def read_forgery(data: Mapping[str, Any]) -> Forgery:
    """Read one from JSON.

    Raises:
        BadControl: naming what is wrong.
    """
    known = {*Forgery.__dataclass_fields__, "app_id_inside"}
    unknown = set(data) - known - {"app_id"}
    if unknown:
        raise BadControl(f"forge: there is no {min(unknown)}")
    copies, age = data.get("copies", 1), data.get("age", 0)
    if type(copies) is not int or not 1 <= copies <= MOST_COPIES:
        raise BadControl(f"copies: a number from 1 to {MOST_COPIES}")
    if type(age) not in (int, float):
        raise BadControl("age: seconds")
    fields = data.get("fields")
    if fields is not None and not isinstance(fields, dict):
        raise BadControl("fields: an object")
    body = data.get("body")
    return Forgery(
        openid=str(data.get("openid") or ""),
        fields=fields,
        text=None if data.get("text") is None else str(data["text"]),
        body=None if body is None else str(body).encode(),
        age=float(age),
        spoil=_names(data, "spoil"),
        leave_out=_names(data, "leave_out"),
        app_id=data.get("app_id_inside"),
        copies=copies,
    )


def _names(data: Mapping[str, Any], what: str) -> tuple[str, ...]:
    names = data.get(what, [])
    if not isinstance(names, list) or not set(map(str, names)) <= set(_WRONG):
        raise BadControl(f"{what}: a list of {', '.join(_WRONG)}")
    return tuple(map(str, names))


def forge(world: World, account: Account, forgery: Forgery) -> list[Outcome]:
    """Send it, all copies at once."""
    message = complete(world, account, forgery.openid, forgery.fields or {})
    if forgery.copies == 1:
        return [_send(world, account, forgery, message)]
    with ThreadPoolExecutor(min(forgery.copies, 64)) as pool:
        jobs = [pool.submit(_send, world, account, forgery, message) for _ in range(forgery.copies)]
        return [job.result() for job in jobs]


def complete(
    world: World, account: Account, openid: str, fields: Mapping[str, Any]
) -> dict[str, Any]:
    """A message with the elements that all have; None takes one out."""
    message: dict[str, Any] = {
        "ToUserName": account.account,
        "FromUserName": openid,
        "CreateTime": int(world.clock.seconds()),
        **({} if "Event" in fields else {"MsgId": world.next_id()}),
        **fields,
    }
    return {name: value for name, value in message.items() if value is not None}


def _send(world: World, account: Account, forgery: Forgery, message: Mapping[str, Any]) -> Outcome:
    build = build_json if account.switches.format == "json" else build_xml
    text = build(message) if forgery.text is None else forgery.text
    stamp = int(world.clock.seconds() - forgery.age)
    sealed = seal_text(account, text, forgery.openid, stamp, shown=message, app_id=forgery.app_id)
    return post(account, message, _spoiled(sealed, forgery))


def _spoiled(sealed: Sealed, forgery: Forgery) -> Sealed:
    query = {
        name: _WRONG[name] if name in forgery.spoil else value
        for name, value in sealed.query.items()
        if name not in forgery.leave_out
    }
    body = sealed.body if forgery.body is None else forgery.body
    return Sealed(query, body, sealed.content_type)


def post(account: Account, message: Mapping[str, Any], sealed: Sealed) -> Outcome:
    """Give one callback to the product, once, and read what it answers."""
    began = time.monotonic()
    try:
        answer = send(
            "POST",
            account.callback_url,
            sealed.query,
            account.switches.timeout,
            body=sealed.body,
            content_type=sealed.content_type,
        )
    except Unanswered as exc:
        return Outcome(None, None, str(exc), time.monotonic() - began)
    seconds = time.monotonic() - began
    if answer.status != 200:
        return Outcome(answer.status, None, f"http {answer.status}", seconds)
    try:
        document = open_reply(account, answer.body)
        reply = None if document is None else check_reply(account, message, document).text
    except BadReply as exc:
        return Outcome(answer.status, None, str(exc), seconds)
    return Outcome(answer.status, reply, None, seconds)
