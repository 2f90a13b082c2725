"""What has happened and what has been taken, as the rules ask it (:mod:`supervision.view`)."""

from __future__ import annotations

from datetime import datetime

from documents.units import level_of
from handlers.schedule.desk import Desk
from supervision.answering import Answerer
from supervision.facts import Fact, FactKind
from supervision.records import Level


class RecordedPast:
    """Reads facts from the store and criticisms through the desk, which sees its own step."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._store = desk.office.store

    def happened(self, start: datetime, end: datetime) -> list[Fact]:
        """Facts in [start, end) that are not about one measure."""
        return self._store.facts.between(start, end)

    def of_unit(self, kind: FactKind, unit: str, start: datetime, end: datetime) -> list[Fact]:
        """Those of a kind that concern a unit."""
        return self._store.facts.of_unit(kind, unit, start, end)

    def complaints_of(self, place: str, matter: str, start: datetime, end: datetime) -> list[Fact]:
        """Complaints about a place and kind."""
        return self._store.facts.complaints_of(place, matter, start, end)

    def criticisms(self, answerer: Answerer) -> int:
        """Criticisms issued so far."""
        return self._desk.criticisms(answerer)

    def level_of(self, unit: str) -> Level:
        """The level of a unit; of one that the ledger does not list, what its name proves."""
        listed = self._store.ledger.unit(unit)
        return listed.level if listed else level_of(unit)
