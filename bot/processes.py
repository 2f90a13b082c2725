"""Child processes of the program: started, watched, started again, stopped in order."""

from __future__ import annotations

import logging
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from storage.errors import NotStarted
from storage.orphans import die_with_parent

logger = logging.getLogger("zgt.serve")

FIRST_WAIT_SECONDS = 0.5
LONGEST_WAIT_SECONDS = 30.0
STEADY_SECONDS = 30.0
"""A child that has lived so long has recovered; its next death is a first one."""


class Process(Protocol):
    """What the crew needs to know of a child."""

    @property
    def pid(self) -> int:
        """Process id, 0 when it does not run."""

    def launch(self) -> None:
        """Start it without waiting."""

    def poll(self) -> int | None:
        """Its exit code, None while it runs."""

    def stop(self) -> None:
        """Stop it and wait until it is gone."""


class Program:
    """A child that is a program of its own, in a session of its own.

    The session keeps Ctrl-C of the terminal away from it: the supervisor alone decides the order.
    """

    def __init__(
        self,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        *,
        patience: float = 10.0,
        quiet: bool = False,
        pass_fds: Sequence[int] = (),
    ) -> None:
        self._arguments = list(arguments)
        self._environment = dict(environment)
        self._patience = patience
        self._quiet = quiet
        self._pass_fds = tuple(pass_fds)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Process id, 0 when it does not run."""
        return self._process.pid if self._process else 0

    def launch(self) -> None:
        """Start it without waiting."""
        self._process = subprocess.Popen(
            self._arguments,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL if self._quiet else None,
            start_new_session=True,
            pass_fds=self._pass_fds,
            preexec_fn=die_with_parent(),  # noqa: PLW1509  # it only calls prctl and kill
        )

    def poll(self) -> int | None:
        """Its exit code, None while it runs or before its first start."""
        return self._process.poll() if self._process else None

    def stop(self) -> None:
        """Ask it to end; after ``patience`` seconds end it."""
        process, self._process = self._process, None
        if process is None or process.poll() is not None:
            return
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(self._patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@dataclass(slots=True)
class Member:
    """One child by its name, and how it has fared."""

    name: str
    process: Process
    launched_at: float = 0.0
    deaths: int = 0
    next_try: float | None = None


@dataclass(slots=True)
class Crew:
    """The children. ``order`` names them all, each after those that it needs."""

    order: Sequence[str]
    members: list[Member] = field(default_factory=list)

    def launch(self, name: str, process: Process) -> None:
        """Start a child and watch it from now on."""
        member = Member(name, process)
        self.members.append(member)
        self.members.sort(key=lambda one: self.order.index(one.name))
        _launch(member)

    def watch(self) -> None:
        """Start again what has died, each after a wait that doubles; call it a few times a second.

        A child that cannot even be started counts as one that died.
        """
        for member in self.members:
            if member.next_try is None:
                code = member.process.poll()
                if code is not None:
                    _note_death(member, str(code))
            elif time.monotonic() >= member.next_try:
                try:
                    _launch(member)
                except (NotStarted, OSError) as exc:
                    _note_death(member, type(exc).__name__)

    def stop(self) -> None:
        """Stop all, each before those that it needs; waits until each is gone."""
        for member in reversed(self.members):
            member.process.stop()
            logger.debug("child_stopped", extra={"child": member.name})
        self.members.clear()


def _launch(member: Member) -> None:
    member.process.launch()
    member.launched_at = time.monotonic()
    member.next_try = None
    # A start is what everybody expects; a new start after a death is news.
    level = logging.INFO if member.deaths else logging.DEBUG
    fields = {"child": member.name, "child_pid": member.process.pid}
    logger.log(level, "child_started", extra=fields)


def _note_death(member: Member, code: str) -> None:
    now = time.monotonic()
    if now - member.launched_at > STEADY_SECONDS:
        member.deaths = 0
    wait = min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2.0 ** min(member.deaths, 10))
    member.deaths += 1
    member.next_try = now + wait
    logger.error("child_died", extra={"child": member.name, "code": code, "again_in": wait})
