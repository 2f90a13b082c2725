"""What the browser's doors need of the wiring, told without knowing the wiring.

The wiring imports this room, so this room cannot import the wiring; these protocols name what
:func:`web.register` is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from handlers.office import Office


class Clock(Protocol):
    """The program's clock."""

    def now(self) -> datetime:
        """The program's instant, with a zone."""
        ...


class Region(Protocol):
    """The settings of one region (地区)."""

    @property
    def region(self) -> str:
        """Id of the region."""
        ...

    @property
    def app_id(self) -> str:
        """The official account of the region."""
        ...


class Settings(Protocol):
    """What the doors read of the settings."""

    @property
    def trial(self) -> bool:
        """True when no real account is connected."""
        ...

    @property
    def default_region(self) -> str:
        """Id of the region whose pages stand at ``/``."""
        ...

    @property
    def regions(self) -> Sequence[Region]:
        """Every region."""
        ...

    @property
    def emulator_url(self) -> str:
        """Where the emulator listens in trial mode."""
        ...

    @property
    def frozen(self) -> datetime | None:
        """The instant at which the program's clock is stopped, or None while it runs."""
        ...


class Logins(Protocol):
    """Who reads a page inside WeChat."""

    def reader(self, region: str) -> str | None:
        """The pid of whoever this browser belongs to, None when it is not known."""
        ...

    def begin(self, region: str, back: str) -> str | None:
        """Where to send the browser to learn it; None when that is no use."""
        ...


class Deps(Protocol):
    """The wiring."""

    @property
    def logins(self) -> Logins:
        """The logins of browsers inside WeChat."""
        ...

    @property
    def clock(self) -> Clock:
        """The program's clock."""
        ...

    @property
    def settings(self) -> Settings:
        """The settings."""
        ...

    def office(self, region: str) -> Office:
        """The office of a region."""
        ...
