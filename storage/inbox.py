"""Incoming messages (消息去重): each is worked on once, in its turn, and answered the same always.

A person's messages are worked on one after another. Before the work a message takes its sender's
turn (a lease with a token, in memory only); its reply is stored in the same step as what the work
changed. So a second attempt finds the reply, or waits for it, or takes the work over when the
first attempt died; and a first attempt that wakes up late can store nothing. Messages that wait
for their turn get it in the order in which they were said.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import cast

from redis import Redis

from storage.change import Change
from storage.keys import Keys
from storage.revisions import Revisions
from storage.scripts import Lines, script

CLAIM_MILLISECONDS = 3_000
"""A hundred times what a message takes, and short enough that an attempt which waits 4.5 s can take
over from one whose process was killed. Work that is slower renews it; else it is refused."""

REPLY_SECONDS = 3600
"""The platform repeats a message for 15 seconds, and what is older than the freshness window is
refused; so an hour is enough, and no words outlive for long whoever has left."""

NONCE_SECONDS = 20 * 60
"""Twice the default freshness window, so that a nonce outlives every timestamp it came with."""

REPEATS_SECONDS = 60
"""Longer than the platform goes on repeating a message."""

# KEYS: turn. ARGV: message and token, milliseconds. Answers 1 when it was still ours.
RENEW = """
redis.replicate_commands()
redis.set_repl(redis.REPL_NONE)
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1
"""


class Admission(StrEnum):
    """What may be done with an attempt."""

    YOURS = "yours"  # it is this message's turn: do the work
    ANSWERED = "answered"  # the reply is there
    BUSY = "busy"  # another attempt is at work on it
    WAITING = "waiting"  # another message of the same person comes first
    FORGED = "forged"  # this timestamp and nonce came with another body before


@dataclass(frozen=True, slots=True)
class Claim:
    """One attempt at a message of the person ``pid``.

    ``message`` names the message over all its attempts; ``token`` is this attempt's own; ``nonce``
    is the timestamp and nonce it came with, ``body`` the digest of its bytes. ``order`` sorts a
    person's messages as they were said.
    """

    message: str
    token: str
    nonce: tuple[str, str]
    body: str
    pid: str
    order: str = ""

    @property
    def holder(self) -> str:
        """What stands in the sender's turn while this attempt has it."""
        return f"{self.message} {self.token}"


@dataclass(frozen=True, slots=True)
class Admitted:
    """The verdict, with the reply when answered.

    ``attempt`` counts the attempts at the message, 0 when this one has asked before. When the work
    is ours: the sender's record, the revisions of what this process keeps, the words kept for the
    sender (:mod:`storage.kept`) and the evidence of theirs that waits for its item
    (:mod:`storage.handed_in`), so that no message need ask for them.
    """

    verdict: Admission
    reply: str = ""
    attempt: int = 0
    revisions: Revisions | None = None
    person: dict[str, str] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)
    unplaced: list[str] = field(default_factory=list)


class Inbox:
    """Gives messages their turn and keeps their replies."""

    def __init__(self, redis: Redis, keys: Keys, lines: Lines) -> None:
        self._redis = redis
        self._keys = keys
        self._admit = lines.register(script("turn", "admit"))
        self._renew = redis.register_script(RENEW)

    def admit(self, claim: Claim) -> Admitted:
        """Check the nonce, look for a reply, take the turn; one step, one round trip."""
        keys = [
            self._keys.nonce(*claim.nonce),
            self._keys.reply(claim.message),
            self._keys.turn(claim.pid),
            self._keys.line(claim.pid),
            self._keys.person(claim.pid),
            self._keys.region_info(),
            self._keys.kept(claim.pid),
            self._keys.repeats(claim.message),
            self._keys.unplaced(claim.pid),
        ]
        args: list[str | int] = [
            *(claim.body, NONCE_SECONDS, claim.message, claim.token, claim.order),
            *(CLAIM_MILLISECONDS, REPEATS_SECONDS),
        ]
        verdict, reply, attempt, revisions, person, kept, unplaced = cast(
            "tuple[str, str, int, list[str | None], list[str], list[str], list[str]]",
            self._admit(keys=keys, args=args),
        )
        return Admitted(
            Admission(verdict),
            reply,
            attempt,
            Revisions.of(revisions) if revisions else None,
            flat_dict(person),
            flat_dict(kept),
            unplaced,
        )

    def renew(self, claim: Claim) -> bool:
        """Keep the turn for its full time from now; False when it was lost."""
        keys = [self._keys.turn(claim.pid)]
        return bool(self._renew(keys=keys, args=[claim.holder, CLAIM_MILLISECONDS]))

    def first_use(self, nonce: tuple[str, str], body: str) -> bool:
        """False when this timestamp and nonce came with another body before."""
        key = self._keys.nonce(*nonce)
        if self._redis.set(key, body, nx=True, ex=NONCE_SECONDS):
            return True
        return self._redis.get(key) in (None, body)

    def reply_of(self, message: str) -> str | None:
        """The reply already stored, or None."""
        return cast("str | None", self._redis.get(self._keys.reply(message)))

    def reply(self, change: Change, claim: Claim, words: str) -> None:
        """Store the reply, on condition that there is none yet."""
        change.expect_value(self._keys.reply(claim.message), None)
        change.set(self._keys.reply(claim.message), words, seconds=REPLY_SECONDS)
        change.set(self._keys.nonce(*claim.nonce), claim.body, seconds=NONCE_SECONDS)

    def hold(self, change: Change, claim: Claim) -> None:
        """Apply the change only while the turn is ours; it stays ours."""
        change.expect_value(self._keys.turn(claim.pid), claim.holder)

    def finish(self, change: Change, claim: Claim) -> None:
        """End the turn with the change, on condition that it is still ours."""
        self.hold(change, claim)
        change.delete(self._keys.turn(claim.pid))


def flat_dict(flat: list[str]) -> dict[str, str]:
    """Fields and values as a script answers them."""
    return dict(zip(flat[::2], flat[1::2], strict=True))
