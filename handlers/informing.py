"""Informing (告知): what one person is told because another has done something."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from handlers.office import Office
from handlers.office_names import office_name
from handlers.words import binding as words
from handlers.words.notice_kinds import BINDING
from storage.change import Change
from storage.outbox import Notice, notice_id
from supervision.people import Person
from supervision.quiet import not_before


def inform(
    office: Office,
    change: Change,
    people: Iterable[Person],
    text: str,
    now: datetime,
    *,
    occasion: str,
    unit: str,
    kind: str = BINDING,
    url: str = "",
) -> None:
    """Queue a notice for everybody, outside quiet hours; one occasion tells a person once.

    ``unit``: about which it is; ``kind``: by which a template may be set; ``url``: its page.
    """
    fields = words.fields(text, unit or office_name(office), now)
    hour = not_before(now, office.policy_at(now), office.working_days())
    for person in people:
        notice = Notice(
            id=notice_id(occasion, person.pid),
            pid=person.pid,
            kind=kind,
            document=occasion,
            text=text,
            fields=fields,
            url=url,
            queued_at=now,
            not_before=hour,
        )
        office.store.outbox.enqueue(change, notice)
