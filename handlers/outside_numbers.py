"""Numbers as other programs are told them (对外编号): 3 for 问题3, unless there is a measure 3."""

from __future__ import annotations

from handlers.office import Office
from supervision.reportable import outside


class OutsideNumbers:
    """The numbers of one region's records; each problem's is looked up once."""

    def __init__(self, office: Office) -> None:
        self._ledger = office.store.ledger
        self._told: dict[str, str] = {}

    def of(self, number: str) -> str:
        """The number of a record; what is no number of a record stays as it is."""
        if number not in self._told:
            self._told[number] = outside(number, self._ledger.is_measure)
        return self._told[number]
