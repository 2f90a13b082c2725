"""Letters (告知): what one person is told because another has done something."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from handlers.office import Office
from handlers.words import office_notices
from handlers.words.notice_kinds import BINDING
from storage.change import Change
from storage.outbox import Notice, notice_id
from supervision.people import Person
from supervision.quiet import not_before


def fields_of(text: str, office: str, now: datetime) -> dict[str, str]:
    """The fields of the template message: the first line of the text, and whom it comes from."""
    heading = re.sub("【(.+?)】", r"\1：", text.partition("\n")[0])
    return office_notices.fields([heading], office, now)


def write(
    office: Office,
    change: Change,
    people: Iterable[Person],
    text: str,
    now: datetime,
    *,
    occasion: str,
) -> None:
    """Queue a notice for everybody, outside quiet hours; one occasion tells a person once."""
    region = office.store.ledger.region()
    fields = fields_of(text, region.office if region else "整改办", now)
    hour = not_before(now, office.policy, office.working_days())
    for person in people:
        notice = Notice(
            id=notice_id(occasion, person.pid),
            pid=person.pid,
            kind=BINDING,
            document=occasion,
            text=text,
            fields=fields,
            url="",
            queued_at=now,
            not_before=hour,
        )
        office.store.outbox.enqueue(change, notice)
