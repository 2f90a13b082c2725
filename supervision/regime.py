"""The regime (现行制度): which policy is in force at which time.

A change of policy begins at 00:00 of its day. What is made up after downtime goes by the policy
that was in force at its own time, and so does a document by the day on which it was drawn up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from supervision import cycles
from supervision.cycles import Moment
from supervision.policy import Policy
from supervision.times import local_date, start_of
from supervision.working_days import WorkingDays

INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a policy file as it was set (制度版本).

    ``since``: its first day; None for the one that was in force before any was set. ``id`` and
    ``text`` are the policy's; ``digest`` is the SHA-256 of the text.
    """

    number: int
    id: str
    text: str
    digest: str
    since: date | None
    set_at: datetime
    reason: str = ""

    @property
    def place(self) -> tuple[date, int]:
        """Its place in time: of two that begin on one day the later one counts."""
        return self.since or date.min, self.number


def in_force(versions: Iterable[Version], day: date) -> Version | None:
    """The version in force on a day; None before the first."""
    begun = [one for one in versions if one.since is None or one.since <= day]
    return max(begun, key=lambda one: one.place, default=None)


@dataclass(frozen=True, slots=True)
class Regime:
    """Policies by the days on which they begin, the oldest first; the first began before all."""

    policies: tuple[tuple[date, Policy], ...]

    @classmethod
    def always(cls, policy: Policy) -> Regime:
        """One policy that has never changed."""
        return cls(((date.min, policy),))

    def at(self, when: datetime) -> Policy:
        """The policy in force at an instant."""
        return self.on(local_date(when))

    def on(self, day: date) -> Policy:
        """The policy in force on a day."""
        return next(policy for since, policy in reversed(self.policies) if since <= day)

    def moments(self, after: datetime, until: datetime, days: WorkingDays) -> list[Moment]:
        """Every moment in (after, until], oldest first, each by the policy of its own day."""
        found: list[Moment] = []
        while after < until:
            change = self._change(after)
            end = min(until, change - INSTANT) if change else until
            found += cycles.moments(after, end, self.at(after + INSTANT), days)
            after = end
        return found

    def next_bulletin(self, after: datetime, days: WorkingDays) -> datetime | None:
        """The draw-up hour of the first bulletin strictly after this instant; None: none comes."""
        while True:
            found = cycles.next_bulletin(after, self.at(after + INSTANT), days)
            change = self._change(after)
            if change is None or (found is not None and found < change):
                return found
            after = change - INSTANT

    def changed_since(self, day: date, until: date) -> bool:
        """Whether another policy began after ``day`` and no later than ``until``."""
        return any(day < since <= until for since, _ in self.policies)

    def _change(self, after: datetime) -> datetime | None:
        """When the policy of the instant just after this one ends; None: it has no end yet."""
        begun = local_date(after + INSTANT)
        return next((start_of(since) for since, _ in self.policies if since > begun), None)


def regime_of(versions: Iterable[Version], base: Policy) -> Regime:
    """The regime of stored versions; ``base`` is in force where none is stored."""
    last: dict[date, Version] = {}
    for version in sorted(versions, key=lambda one: one.number):
        last[version.since or date.min] = version
    found = [(since, Policy.parse(last[since].text)) for since in sorted(last)]
    if not found or found[0][0] != date.min:
        found.insert(0, (date.min, base))
    return Regime(tuple(found))
