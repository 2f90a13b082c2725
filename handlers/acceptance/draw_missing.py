"""A quarter that comes to its end without a draw (抽查): the office is reminded, nothing is drawn.

Who draws is a person of the office; the program only says that it is time (G5, J5).
"""

from __future__ import annotations

from datetime import datetime

from handlers.office import Office
from handlers.schedule.desk import Desk
from handlers.words import spot_checks as words
from handlers.words.forms import days_left
from supervision.acceptance.spot_check import quarter_ends, quarter_of, reminded_from
from supervision.cycles import Moment
from supervision.people import Group
from supervision.times import local_date


def remind_of_the_draw(desk: Desk, moment: Moment) -> None:
    """One line on the policy's days before the end of a quarter; a downtime makes none up."""
    office, today = desk.office, moment.day
    if today != local_date(desk.now):
        return
    days, ends = office.working_days(), quarter_ends(today)
    distances = office.policy_at(moment.at).acceptance.draw_reminders
    if not any(days.add(ends, -count) == today for count in distances):
        return
    text = draw_missing(office, moment.at)
    if text:
        desk.for_office.append((Group.SUPERVISION, text))


def draw_missing(office: Office, now: datetime) -> str:
    """What the office reads from the first of these days on; nothing while no draw is wanted."""
    terms, today, days = office.policy_at(now).acceptance, local_date(now), office.working_days()
    begins = reminded_from(today, terms.draw_reminders, days)
    if not terms.spot_check or begins is None or today < begins:
        return ""
    quarter, store = quarter_of(today), office.store
    closed = store.ledger.closed_count(now)
    if not closed or store.spot_checks.head(quarter):
        return ""
    ends = quarter_ends(today)
    left = "" if ends == today else days_left(ends, today, days)
    return words.none_drawn(quarter, closed, left)
