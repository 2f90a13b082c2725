"""Who speaks to the program (人员)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from supervision.records import Role


@dataclass(frozen=True, slots=True)
class Person:
    """A person behind an openid; ``pid`` is the pseudonym that indexes and the journal use.

    ``pending`` is the question that the program has asked and not yet had answered, as JSON.
    ``subscribed_at`` is the last second of which it is known whether they followed the account.
    ``credit_left`` customer-service messages may be sent until ``credit_until`` (platform rule).
    """

    pid: str
    openid: str
    role: Role = Role.CITIZEN
    units: tuple[str, ...] = ()
    name: str = ""
    subscribed: bool = True
    subscribed_at: int = 0
    bound_at: datetime | None = None
    pending: str = ""
    version: int = 0
    credit_until: int = 0
    credit_left: int = 0

    def outdates(self, second: int) -> bool:
        """True when more recent things are known than what happened in this second (0: unknown).

        What happened in the same second counts: the platform tells no finer order.
        """
        return 0 < second < self.subscribed_at

    @property
    def unit(self) -> str:
        """The unit this person speaks for, or nothing."""
        return self.units[0] if self.units else ""
