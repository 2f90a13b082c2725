"""What a kind of errand (差事) is: how it is done, and what follows when it is given up.

A job is run by :mod:`bot.errands`, perhaps twice for the same errand: when a process dies between
the platform's answer and the record, it is run again. So whatever it does outside Redis must be
harmless when it is done twice; everything inside Redis goes into the Change that it gives back,
which is committed in one step with the errand itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.accounts import RegionSettings
from bot.wechat.client import PlatformClient
from storage.change import Change
from storage.errands import Errand
from storage.store import Store


class GiveUp(Exception):  # it is a decision of the job, not a fault
    """The job knows that this errand can never be done; ``reason`` is a short name."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ToldToStop(Exception):  # it is an order, not a fault
    """The process is ending; the errand goes back to the queue as if it had not been begun."""


class ClaimLost(Exception):  # somebody else has it now
    """The lease had lapsed and somebody else may be at it; nothing more is to be done here."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a job works with, for one errand of one region.

    ``data``: the data folder; ``now``: program time. ``keep`` is called from time to time by a job
    that takes longer than some seconds: it renews the claim, and raises ToldToStop or ClaimLost.
    """

    store: Store
    settings: RegionSettings
    client: PlatformClient
    data: Path
    now: Callable[[], datetime]
    keep: Callable[[], None]


def nothing_follows(desk: Desk, errand: Errand, reason: str) -> Change:  # noqa: ARG001
    """What follows from giving up where nothing does: the errand is on the list all the same."""
    return Change()


@dataclass(frozen=True, slots=True)
class Job:
    """A kind of errand.

    ``do`` asks the platform and gives what follows from the answer. It may raise WeChatError,
    which decides by its class whether it is tried again, and GiveUp. ``given_up`` gives what
    follows when the errand cannot be done for the reason named.
    """

    do: Callable[[Desk, Errand], Change]
    given_up: Callable[[Desk, Errand, str], Change] = nothing_follows
