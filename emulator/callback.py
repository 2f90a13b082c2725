"""Delivery of a message to the product (推送), with the platform's patience and retries."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping
from typing import Any

from .accounts import Account
from .clock import VirtualClock
from .deliveries import SILENT_EVENTS, Attempt, Delivery
from .errors import BadReply
from .messages import Reply, check_reply
from .poster import BODY_BYTES, Unanswered, send
from .seal import open_reply, seal_message, signed_query

logger = logging.getLogger("zgt.emulator")


def deliver(
    account: Account,
    clock: VirtualClock,
    fields: Mapping[str, Any],
    stopping: threading.Event,
    lost: int = 0,
) -> Delivery:
    """Send one message until it is answered, at most ``switches.retries`` times more.

    Every attempt has the same message and a new timestamp, nonce and ciphertext. The answers to
    the first ``lost`` attempts do not reach the platform.
    """
    silent = str(fields.get("Event")) in SILENT_EVENTS
    tries: list[Attempt] = []
    failure = ""
    for attempt in range(1 + account.switches.retries):
        if attempt and stopping.wait(account.switches.retry_pause):
            break
        began = time.monotonic()
        try:
            body = _attempt(account, clock, fields, lost=attempt < lost)
            tries.append(Attempt(time.monotonic() - began, "answered"))
            return Delivery(_reply(account, fields, body), tuple(tries), None, silent)
        except Unanswered as exc:
            failure = str(exc)
            tries.append(Attempt(time.monotonic() - began, failure))
        except BadReply as exc:
            failure = str(exc)
            if not tries or tries[-1].outcome != "answered":
                tries.append(Attempt(time.monotonic() - began, failure))
            break
    logger.info("callback_failed", extra={"reason": failure, "attempts": len(tries)})
    return Delivery(None, tuple(tries), failure, silent)


def _reply(account: Account, fields: Mapping[str, Any], body: bytes) -> Reply | None:
    document = open_reply(account, body)
    return None if document is None else check_reply(account, fields, document)


def _attempt(
    account: Account, clock: VirtualClock, fields: Mapping[str, Any], *, lost: bool
) -> bytes:
    sealed = seal_message(account, fields, int(clock.seconds()))
    answer = send(
        "POST",
        account.callback_url,
        sealed.query,
        account.switches.timeout,
        body=sealed.body,
        content_type=sealed.content_type,
    )
    if lost:
        raise Unanswered("lost")
    if answer.status >= 500:
        raise Unanswered(f"http {answer.status}")
    if answer.status != 200:
        raise BadReply(f"http {answer.status}")
    if len(answer.body) > BODY_BYTES:
        raise BadReply("reply larger than 64 KB")
    return answer.body


def verify(account: Account, clock: VirtualClock, echo: str) -> str | None:
    """Ask the callback address to prove itself (服务器配置验证); None, or why it failed."""
    query = {**signed_query(account, int(clock.seconds())), "echostr": echo}
    try:
        answer = send("GET", account.callback_url, query, account.switches.timeout)
    except Unanswered as exc:
        return str(exc)
    if answer.status != 200:
        return f"http {answer.status}"
    return None if answer.body == echo.encode() else "echostr not returned"
