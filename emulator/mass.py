"""Mass messages (群发): who has had how many this month, and what became of each."""

from __future__ import annotations

from dataclasses import dataclass, field

A_MONTH = 4  # that a follower of a service account receives in a calendar month
A_DAY = 1  # … and a follower of a subscription account in a day
REMEMBERED = 86400  # seconds that a clientmsgid is remembered
KEPT = 1000  # messages of an account; the oldest go first


@dataclass
class Mass:
    """One mass message."""

    msg_id: int
    status: str
    at: float


@dataclass
class Masses:
    """Those of one account; ``had`` counts by openid and period."""

    sent: dict[int, Mass] = field(default_factory=dict)
    client_ids: dict[str, tuple[int, float]] = field(default_factory=dict)
    had: dict[tuple[str, str], int] = field(default_factory=dict)

    def keep(self, mass: Mass) -> None:
        """Add a message."""
        while len(self.sent) >= KEPT:
            self.sent.pop(next(iter(self.sent)))
        self.sent[mass.msg_id] = mass
