"""How one notice was served (送达), as a value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.notices import UNDELIVERED, NoticeRecord, Try
from supervision.documents import Document
from supervision.people import Person


@dataclass(frozen=True, slots=True)
class Service:
    """How one notice was served: to whom, by which tries, with what end, and what to do now.

    ``receiver`` is None when the person is not known any more. ``signed`` is when each document
    was signed for. ``colleagues`` are others of the unit who can be reached instead.
    """

    record: NoticeRecord
    tries: tuple[Try, ...]
    receiver: Person | None
    documents: tuple[Document, ...]
    signed: tuple[datetime | None, ...]
    colleagues: tuple[Person, ...] = ()

    @property
    def undelivered(self) -> bool:
        """True when the office has to tell it in another way."""
        return self.record.state in UNDELIVERED and not self.record.seen_to
