"""A client of the control interface, for tests and for the phone simulator."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from .control_client import DriverError, Entry, Said
from .driver_people import People

__all__ = ["Driver", "DriverError", "Entry", "Said"]


class Driver(People):
    """Steers one running emulator. Close it, or use it as a context manager.

    ``app_id`` may be left out where the emulator has one account or knows the person.
    Every method raises DriverError when the emulator refuses.
    """

    def set_user(
        self, openid: str, *, outcome: str | Sequence[str] | None = None, **settings: Any
    ) -> Entry:
        """Decide what becomes of messages to a person; makes the person when new.

        ``outcome`` is the status of receipts, or a list of them for the next messages, the last
        of which stays; other settings are ``blacklisted``, ``blocked`` and ``credits``.
        """
        status = outcome if outcome is None or isinstance(outcome, str) else list(outcome)
        wanted = {"app_id": self.app_id, "outcome": status, **settings}
        user: Entry = self._post(
            f"users/{openid}", {k: v for k, v in wanted.items() if v is not None}
        )
        return user

    def user(self, openid: str) -> Entry:
        """A person's settings, and the customer-service windows that are open now."""
        user: Entry = self._get(f"users/{openid}")
        return user

    def now(self) -> datetime:
        """The virtual instant."""
        return datetime.fromisoformat(self._get("clock")["now"])

    def advance(self, seconds: float) -> datetime:
        """Move the virtual clock forward; the new instant."""
        return datetime.fromisoformat(self._post("clock", {"advance": seconds})["now"])

    def move_to(self, at: datetime) -> datetime:
        """Move the virtual clock forward to an instant with a zone."""
        return datetime.fromisoformat(self._post("clock", {"at": at.isoformat()})["now"])

    def reset(self, at: datetime | None = None) -> None:
        """Forget everything but the accounts; the clock starts at ``at`` or real time."""
        self._post("reset", {} if at is None else {"at": at.isoformat()})

    def faults(self, rules: Sequence[Mapping[str, Any]]) -> None:
        """Put these fault rules in force, in place of the present ones."""
        self._post("faults", [dict(rule) for rule in rules])

    def fault_counts(self) -> list[Entry]:
        """The rules in force with how often each was met and done."""
        return self._list("faults")

    def add_account(self, account: Mapping[str, Any]) -> None:
        """Add or replace an account."""
        self._post("accounts", dict(account))

    def switch(self, app_id: str, **switches: Any) -> None:
        """Turn an account's switches, such as ``refuse_ip=True``."""
        self._post(f"accounts/{app_id}", switches)

    def verify(self) -> str | None:
        """Have the callback address prove itself; None, or why it failed."""
        failure: str | None = self._post("verify", {"app_id": self.app_id})["failure"]
        return failure

    def journal(self, path: str | None = None, after: int = 0) -> list[Entry]:
        """The API requests in order, of one path if given."""
        query = f"journal?after={after}"
        return self._list(query if path is None else f"{query}&path={path}")

    def sent(self) -> list[Entry]:
        """Every accepted template message, once each."""
        return self._list("sent")

    def deliveries(self, openid: str | None = None, after: int = 0) -> list[Entry]:
        """Every callback in order, of one person if given: attempts, failure, what was shown."""
        query = f"deliveries?after={after}"
        return self._list(query if openid is None else f"{query}&openid={openid}")

    def counts(self) -> Entry:
        """Calls by path and answer, messages accepted, receipts still on their way."""
        counts: Entry = self._get("counts")
        return counts

    def settle(self, seconds: float = 10) -> None:
        """Wait until every receipt was delivered or given up."""
        until = time.monotonic() + seconds
        while self._get("pending")["receipts"]:
            if time.monotonic() > until:
                raise DriverError(f"receipts still on their way after {seconds} s")
            time.sleep(0.02)

    # Trials of the product's door.

    def forge(self, openid: str, **forgery: Any) -> list[Entry]:
        """Send a callback as nobody should, once; what each copy was answered.

        ``fields`` (elements), ``text`` (in their place), ``body`` (as it is), ``age`` (seconds),
        ``spoil`` and ``leave_out`` (parameters of the query), ``app_id_inside``, ``copies``.
        """
        outcomes: list[Entry] = self._posted("forge", {"openid": openid, **forgery})
        return outcomes

    def scenarios(self) -> dict[str, Entry]:
        """The catalogue of callbacks by name: what it is, and what a careful product does."""
        found: dict[str, Entry] = self._get("scenarios")
        return found

    def play(self, name: str, openid: str = "o-scenario") -> list[list[Entry]]:
        """Play a scenario; for each step what its copies were answered."""
        steps: list[list[Entry]] = self._posted(f"scenarios/{name}", {"openid": openid})["steps"]
        return steps

    def volley(
        self,
        messages: Sequence[Mapping[str, Any]],
        copies: tuple[int, int] = (1, 4),
        workers: int = 16,
    ) -> list[Entry]:
        """Deliver each message so many times, all in random order and several at once.

        A message is ``{"openid", "text"}`` or ``{"openid", "fields"}``; given back are its id and
        the answers to its copies.
        """
        given = {"messages": [dict(m) for m in messages], "copies": [*copies], "workers": workers}
        salvos: list[Entry] = self._posted("volley", given, patience=600)
        return salvos

    def storm(
        self,
        receipts: int,
        per_second: float = 200,
        *,
        status: str = "success",
        known: bool = False,
    ) -> None:
        """Have receipts delivered at a rate: of unheard-of messages, or of accepted ones."""
        given = {"receipts": receipts, "per_second": per_second, "status": status, "known": known}
        self._posted("storm", given)

    def _posted(self, path: str, data: Mapping[str, Any], patience: float | None = None) -> Any:
        given = dict(data) if self.app_id is None else {"app_id": self.app_id, **data}
        return self._post(path, given, patience)
