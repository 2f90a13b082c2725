"""The day of inspection (半月检查, T8): the supervision group hears what is worth a look."""

from __future__ import annotations

from handlers.schedule.desk import Desk
from handlers.words import inspections as words
from supervision.cycles import Moment
from supervision.inspections import BEHIND_POINTS, to_inspect
from supervision.people import Group
from supervision.times import local_date


def name_what_to_inspect(desk: Desk, moment: Moment) -> None:
    """The list of the day, and one line for the supervision group.

    A day that a downtime has swallowed still has its list, but rings nobody.
    """
    store = desk.office.store
    found = to_inspect(store.lists.worth_a_look(moment.at, BEHIND_POINTS), moment.at)
    items = [(one.entry.measure.id, one.cause) for one in found]
    store.inspections.name(desk.change, moment.day, items)
    if found and moment.day == local_date(desk.now):
        desk.for_office.append((Group.SUPERVISION, words.to_inspect(found)))
