"""What the office must hear of one step of the schedule, each with the work group it concerns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handlers.schedule.desk import Desk
from handlers.words import office_notices as words
from supervision.decisions import Recipient
from supervision.documents import Document, State
from supervision.people import Group

OFFICE = "office"
"""The kind of what the office is told."""

UNDELIVERED_AT_ONCE = 500

Part = tuple[Group, str]


def office_parts(
    desk: Desk, missed: Sequence[str], leaders: Sequence[tuple[str, Document]], *, daily: bool
) -> list[Part]:
    """The parts in the order in which they are read.

    ``missed``: units that nobody could be told for; ``leaders``: names of leaders in charge who
    are not bound, with the document; ``daily``: what could not be delivered is told too.
    """
    parts = [*_on_the_desk(desk), *_followed_up(desk), *desk.for_office]
    if leaders:
        names = list(dict.fromkeys(name for name, _ in leaders))
        told = words.for_leaders(names, [document for _, document in leaders])
        parts.append((Group.COORDINATION, told))
    if missed:
        parts.append((Group.COORDINATION, words.not_reached(missed)))
    if daily:
        parts += [(Group.COORDINATION, told) for told in _undelivered(desk)]
    return parts


def _on_the_desk(desk: Desk) -> Iterator[Part]:
    """What waits to be issued or decided."""
    drawn = [desk.document(document.number) for document in desk.drawn]
    waiting = [d for d in drawn if d is not None and d.state is State.DRAWN_UP]
    proposed = [d for d in drawn if d is not None and d.state is State.PROPOSED]
    if waiting:
        hour = min((d.issue_at for d in waiting if d.issue_at), default=None)
        yield Group.SUPERVISION, words.to_sign(len(waiting), hour, desk.now)
    if proposed:
        yield Group.ACCOUNTABILITY, words.to_decide(proposed)


def _followed_up(desk: Desk) -> Iterator[Part]:
    """What was issued for the office too, is not answered, or may be lifted."""
    noted = [d for d in desk.to_tell if Recipient.OFFICE in d.decision.to]
    if noted:
        yield Group.SUPERVISION, words.noted(noted)
    if desk.unanswered:
        yield Group.SUPERVISION, words.no_reply(desk.unanswered)
    if desk.liftable:
        yield Group.SUPERVISION, words.may_lift(desk.liftable)


def _undelivered(desk: Desk) -> list[str]:
    """What stands on the list, but for what the office itself could not be told."""
    store = desk.office.store
    since = store.clock.drawn_up()
    listed = store.outbox.unreachable(UNDELIVERED_AT_ONCE)
    standing = [one for one in listed if one.notice.kind != OFFICE]
    new = [one for one in standing if since is None or (one.settled_at or since) > since]
    units = dict.fromkeys(one.notice.fields.get("unit", "") for one in new)
    named = [unit for unit in units if unit]
    return [words.undelivered(named, len(new), len(standing))] if standing else []
