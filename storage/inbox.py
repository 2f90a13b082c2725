"""Incoming messages (消息去重): each is worked on once, and every attempt gets the same reply.

A message is claimed before the work (a lease with a token, in memory only), and its reply is
stored in the same step as what the work changed. So a second attempt finds the reply, or waits for
it, or takes the work over when the first attempt died; and a first attempt that wakes up late can
store nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from typing import cast

from redis import Redis

from storage.change import Change
from storage.keys import Keys

CLAIM_MILLISECONDS = 3_000
"""A hundred times what a message takes, and short enough that an attempt which waits 4.5 s can take
over from one whose process was killed. One that is slower than its claim is refused at its end."""

REPLY_SECONDS = 24 * 3600
NONCE_SECONDS = 20 * 60
"""Twice the default freshness window, so that a nonce outlives every timestamp it came with."""


class Admission(StrEnum):
    """What may be done with an attempt."""

    YOURS = "yours"  # claimed: do the work
    ANSWERED = "answered"  # the reply is there
    BUSY = "busy"  # another attempt is at work
    FORGED = "forged"  # this timestamp and nonce came with another body before


@dataclass(frozen=True, slots=True)
class Claim:
    """One attempt at a message.

    ``message`` names the message over all its attempts; ``token`` is this attempt's own; ``nonce``
    is the timestamp and nonce it came with, ``body`` the digest of its bytes.
    """

    message: str
    token: str
    nonce: tuple[str, str]
    body: str


@dataclass(frozen=True, slots=True)
class Admitted:
    """The verdict, with the reply when answered.

    When the work is ours: the sender's record, and the revision of the working-day table
    (:mod:`storage.calendar`), so that most messages need not ask for it.
    """

    verdict: Admission
    reply: str = ""
    calendar: str = ""
    person: dict[str, str] | None = None


class Inbox:
    """Claims messages and keeps their replies."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys
        script = resources.files("storage").joinpath("admit.lua").read_text(encoding="utf-8")
        self._admit = redis.register_script(script)

    def admit(self, claim: Claim, pid: str) -> Admitted:
        """Check the nonce, look for a reply, claim the work; one step, one round trip."""
        keys = [
            self._keys.nonce(*claim.nonce),
            self._keys.reply(claim.message),
            self._keys.claim(claim.message),
            self._keys.person(pid),
            self._keys.region_info(),
        ]
        verdict, reply, calendar, fields = cast(
            "tuple[str, str, str, list[str]]",
            self._admit(
                keys=keys, args=[claim.body, claim.token, CLAIM_MILLISECONDS, NONCE_SECONDS]
            ),
        )
        person = dict(zip(fields[::2], fields[1::2], strict=True))
        return Admitted(Admission(verdict), reply, calendar, person)

    def first_use(self, nonce: tuple[str, str], body: str) -> bool:
        """False when this timestamp and nonce came with another body before."""
        key = self._keys.nonce(*nonce)
        if self._redis.set(key, body, nx=True, ex=NONCE_SECONDS):
            return True
        return self._redis.get(key) in (None, body)

    def reply_of(self, message: str) -> str | None:
        """The reply already stored, or None."""
        return cast("str | None", self._redis.get(self._keys.reply(message)))

    def answer(self, change: Change, claim: Claim, words: str) -> None:
        """Store the reply with the change, on condition that the work is still ours."""
        change.expect_value(self._keys.claim(claim.message), claim.token)
        change.set(self._keys.reply(claim.message), words, seconds=REPLY_SECONDS)
        change.set(self._keys.nonce(*claim.nonce), claim.body, seconds=NONCE_SECONDS)
        change.delete(self._keys.claim(claim.message))
