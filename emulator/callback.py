"""Delivery of a message to the product (推送), with the platform's patience and retries."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import requests

from .accounts import Account
from .clock import VirtualClock
from .errors import BadReply
from .messages import BODY_BYTES, Reply, check_reply
from .seal import open_reply, seal_message, signed_query

logger = logging.getLogger("zgt.emulator")

APOLOGY = "该公众号暂时无法提供服务，请稍后再试"  # the platform's own words
RETRY_PAUSE = 0.1  # real seconds between two attempts


@dataclass(frozen=True)
class Delivery:
    """What came of one message: the reply (None: nothing to show), attempts made, failure."""

    reply: Reply | None
    attempts: int
    failure: str | None

    def to_json(self) -> dict[str, Any]:
        """The answer of the control interface."""
        text = self.reply.text if self.reply else None
        return {"reply": text, "attempts": self.attempts, "failure": self.failure}


class _Unanswered(Exception):
    """One attempt got no answer; the message is sent again."""


def deliver(
    account: Account, clock: VirtualClock, session: requests.Session, fields: Mapping[str, Any]
) -> Delivery:
    """Send one message until it is answered, at most ``switches.retries`` times more.

    Every attempt has the same message and a new timestamp, nonce and ciphertext.
    """
    attempts = 1 + account.switches.retries
    failure = ""
    for attempt in range(1, attempts + 1):
        if attempt > 1:
            time.sleep(RETRY_PAUSE)
        try:
            body = _attempt(account, clock, session, fields)
            document = open_reply(account, body)
            if document is None:
                return Delivery(None, attempt, None)
            openid = str(fields.get("FromUserName", ""))
            return Delivery(check_reply(account, openid, document), attempt, None)
        except _Unanswered as exc:
            failure = str(exc)
        except BadReply as exc:
            failure, attempts = str(exc), attempt
            break
    logger.info("callback_failed", extra={"reason": failure, "attempts": attempts})
    return Delivery(None, attempts, failure)


def _attempt(
    account: Account, clock: VirtualClock, session: requests.Session, fields: Mapping[str, Any]
) -> bytes:
    sealed = seal_message(account, fields, int(clock.seconds()))
    try:
        with session.post(
            account.callback_url,
            params=sealed.query,
            data=sealed.body,
            headers={"Content-Type": "text/xml", "Connection": "close"},
            timeout=account.switches.timeout,
            allow_redirects=False,
        ) as answer:
            body = answer.content
    except requests.Timeout as exc:
        raise _Unanswered("timeout") from exc
    except requests.RequestException as exc:
        raise _Unanswered("connection") from exc
    if answer.status_code >= 500:
        raise _Unanswered(f"http {answer.status_code}")
    if answer.status_code != 200:
        raise BadReply(f"http {answer.status_code}")
    if len(body) > BODY_BYTES:
        raise BadReply("reply larger than 64 KB")
    return body


def verify(
    account: Account, clock: VirtualClock, session: requests.Session, echo: str
) -> str | None:
    """Ask the callback address to prove itself (服务器配置验证); None, or why it failed."""
    query = {**signed_query(account, int(clock.seconds())), "echostr": echo}
    try:
        with session.get(
            account.callback_url,
            params=query,
            timeout=account.switches.timeout,
            allow_redirects=False,
        ) as answer:
            if answer.status_code != 200:
                return f"http {answer.status_code}"
            return None if answer.text == echo else "echostr not returned"
    except requests.RequestException:
        return "connection"
