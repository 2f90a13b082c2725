"""Letters (告知): what one person is told because another has done something."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from handlers.office import Office
from handlers.words import office_notices
from storage.change import Change
from storage.outbox import Notice, notice_id
from supervision.people import Person
from supervision.quiet import not_before

KIND = "binding"
"""The kind of these notices, by which a template of its own may be set for them."""


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
    heading = re.sub("【(.+?)】", r"\1：", text.partition("\n")[0])
    fields = office_notices.fields([heading], region.office if region else "整改办", now)
    hour = not_before(now, office.policy, office.working_days())
    for person in people:
        notice = Notice(
            id=notice_id(occasion, person.pid),
            pid=person.pid,
            kind=KIND,
            document=occasion,
            text=text,
            fields=fields,
            url="",
            queued_at=now,
            not_before=hour,
        )
        office.store.outbox.enqueue(change, notice)
