"""Requests (申请): what a unit asks the office for, and what was decided on it.

A request is written once and decided once; a later one is another record, so the history of a
measure only grows and no date that was asked for or granted is ever lost.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum


class RequestKind(StrEnum):
    """What is asked for."""

    EXTENSION = "request_extension"  # 申请延期
    ACCEPTANCE = "apply_acceptance"  # 申请验收（销号）


class RequestState(StrEnum):
    """Where a request stands; all but the first are final."""

    WAITING = "waiting"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"  # taken back by the unit


@dataclass(frozen=True, slots=True)
class Request:
    """One request on one measure.

    ``due`` is the day on which the measure was due when it was asked; of an extension ``until`` is
    the day asked for, and ``granted`` the day given, which may be another. ``remark``: why it was
    refused. ``person`` and ``by`` are the pids of who asked and who decided.
    """

    id: str
    kind: RequestKind
    at: datetime
    unit: str
    plan: str
    measure: str
    person: str = ""
    reason: str = ""
    due: date | None = None
    until: date | None = None
    state: RequestState = RequestState.WAITING
    decided_at: datetime | None = None
    by: str = ""
    remark: str = ""
    granted: date | None = None

    @property
    def item(self) -> str:
        """``plan:number`` of the measure."""
        return f"{self.plan}:{self.measure}"

    def grant(self, now: datetime, by: str, until: date | None = None) -> Request:
        """The request as it is once it was granted, an extension until the day given."""
        return replace(
            self, state=RequestState.GRANTED, decided_at=now, by=by, granted=until or self.until
        )

    def refuse(self, now: datetime, by: str, remark: str) -> Request:
        """The request as it is once it was refused."""
        return replace(self, state=RequestState.REFUSED, decided_at=now, by=by, remark=remark)

    def withdraw(self, now: datetime, by: str) -> Request:
        """The request as it is once the unit has taken it back."""
        return replace(self, state=RequestState.WITHDRAWN, decided_at=now, by=by)
