"""An envelope (信封): what goes to one person as one message, as it is claimed."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from storage.notices import Channel, Notice, NoticeRecord, to_record
from storage.people import to_person
from supervision.people import Person

logger = logging.getLogger("zgt.sender")


@dataclass(frozen=True, slots=True)
class Envelope:
    """One message to one person, ours to send while its claim lasts.

    ``began`` is the instant of its first claim in program time, ``age`` the seconds since then by
    whichever clock has moved further, ``real_age`` by the server's. ``doubt``: a try may have had
    its effect. ``tried``: a way without ``client_msg_id`` that was tried already. The attempts of
    its records count this one.
    """

    person: Person
    fence: int
    records: tuple[NoticeRecord, ...]
    began: datetime
    age: float
    real_age: float
    doubt: bool = False
    tried: Channel | None = None

    @property
    def id(self) -> str:
        """Its name towards WeChat."""
        return self.records[0].notice.id

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What is to be sent, in the order in which it was queued."""
        return tuple(record.notice for record in self.records)

    @property
    def attempts(self) -> int:
        """How often the one that was tried least was tried, this time included."""
        return min(record.attempts for record in self.records)


def readable(answers: Sequence[Sequence[object]], now: datetime) -> list[Envelope]:
    """The envelopes that a claim at ``now`` has answered.

    One with a notice that another version of the program wrote, or that was damaged, is left to
    its claim, so that it does not end those that were claimed with it.
    """
    envelopes = []
    for told in answers:
        try:
            envelopes.append(to_envelope(told, now))
        except (ValueError, LookupError, TypeError) as exc:
            _unreadable(told, exc)
    return envelopes


def _unreadable(told: Sequence[object], exc: Exception) -> None:
    first = cast("list[object]", told[-1])[0]
    extra = {"notice": first, "reason": type(exc).__name__}
    logger.error("envelope_unreadable", extra=extra)


def to_envelope(told: Sequence[object], now: datetime) -> Envelope:
    """The envelope that a claim at ``now`` has answered."""
    pid, fence, server, began, began_at, doubt, tried, person, notices = told
    flat = cast("list[object]", notices)
    started, real_age = int(str(began_at)) / 1000, (int(str(server)) - int(str(began))) / 1000
    return Envelope(
        person=to_person(str(pid), _fields(person)),
        fence=int(str(fence)),
        records=tuple(
            to_record(str(name), _fields(found))
            for name, found in zip(flat[::2], flat[1::2], strict=True)
        ),
        began=datetime.fromtimestamp(started, now.tzinfo),
        age=max(real_age, now.timestamp() - started),
        real_age=real_age,
        doubt=doubt == "1",
        tried=Channel(str(tried)) if tried else None,
    )


def _fields(flat: object) -> Mapping[str, str]:
    listed = cast("list[str]", flat)
    return dict(zip(listed[::2], listed[1::2], strict=True))
