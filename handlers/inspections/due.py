"""The day of inspection (半月检查, T8): the supervision group hears what is worth a look."""

from __future__ import annotations

from handlers.schedule.desk import Desk
from handlers.words import inspections as words
from supervision.cycles import Moment
from supervision.inspections import to_inspect
from supervision.people import Group
from supervision.times import local_date


def name_what_to_inspect(desk: Desk, moment: Moment) -> None:
    """One line for the supervision group; nothing for a day that a downtime has swallowed."""
    if moment.day != local_date(desk.now):
        return
    found = to_inspect(desk.office.store.ledger.open_entries(), moment.at)
    if found:
        desk.for_office.append((Group.SUPERVISION, words.to_inspect(found)))
