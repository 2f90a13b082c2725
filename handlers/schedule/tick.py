"""A tick of the clock (时钟): every moment that has come since the last one, in order.

A moment's documents, notices, counts and journal entries, and the cursor that marks it as done,
are one atomic step. So a moment happens once however often, by however many clocks and after
however long a downtime it is run.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from handlers.building import build_lists, build_standing
from handlers.duties.rounds import attend
from handlers.led_items import tell_leaders_in_charge
from handlers.office import Office
from handlers.schedule.complaints import look_after_complaints
from handlers.schedule.desk import Desk
from handlers.schedule.issuing import issue_due
from handlers.schedule.morning import draw_up
from handlers.schedule.telling import Round
from storage.change import Change
from storage.errors import Conflict
from supervision.cycles import Moment, Work

logger = logging.getLogger("zgt.handlers")

AT_MOST = 10
"""Moments of one tick; a long downtime takes several, and the lease is renewed between them."""

TRIES = 5
"""How often a moment is decided anew when people change the same documents meanwhile."""


@dataclass(frozen=True, slots=True)
class TickResult:
    """What a tick did. ``behind``: moments are left; tick again at once.

    ``superseded``: another clock moved on or took the lease; nothing of this moment was done here.
    """

    moments: int = 0
    documents: int = 0
    notices: int = 0
    behind: bool = False
    superseded: bool = False


def tick(office: Office, now: datetime, fence: int | None = None) -> TickResult:
    """Run every moment in (cursor, now]; the first tick of a region only sets the cursor.

    A region that starts in the middle of a period has nothing made up for the part before
    (reading 10). ``fence``: the token of the clock's lease, None for a caller without one.
    Raises Conflict when people change the same documents at every try.
    """
    store = office.store
    cursor = store.clock.cursor()
    if cursor is not None and now <= cursor:
        return TickResult()
    result = TickResult()
    if cursor is not None:
        build_lists(office)
        build_standing(office)
        coming = office.regime().moments(cursor, now, office.working_days())
        # A digest tells of the present: of several that were missed only the newest is told.
        newest = max((m.at for m in coming if Work.DISPATCH in m.works), default=None)
        for moment in coming[:AT_MOST]:
            done = _run(office, moment, cursor, now, fence, digest=moment.at == newest)
            if done is None:
                return _plus(result, TickResult(superseded=True))
            cursor, result = moment.at, _plus(result, done)
        if len(coming) > AT_MOST:
            return _plus(result, TickResult(behind=True))
    return (
        result if _rest(office, cursor, now, fence) else _plus(result, TickResult(superseded=True))
    )


def _run(
    office: Office,
    moment: Moment,
    cursor: datetime,
    now: datetime,
    fence: int | None,
    *,
    digest: bool,
) -> TickResult | None:
    """Do one moment; None when another clock has. ``digest``: leaders are told how theirs stand."""
    for attempt in range(1, TRIES + 1):
        desk = Desk(office, now)
        if Work.ISSUE in moment.works:
            issue_due(desk, moment.at)
        else:
            look_after_complaints(desk, moment)
            draw_up(desk, moment)
        attend(desk, moment)
        round_ = Round(desk, moment.at, daily=Work.ISSUE not in moment.works)
        round_.tell()
        led = tell_leaders_in_charge(office, desk.change, moment.at, now) if digest else 0
        change = desk.file()
        office.store.clock.move_cursor(change, cursor, moment.at, fence)
        try:
            office.store.commit(change)
        except Conflict as conflict:
            if conflict.what in ("clock", "lease"):
                return None
            if attempt == TRIES:
                raise
            continue
        done = TickResult(1, len(desk.drawn), round_.notices + led)
        _log(moment, done)
        return done
    return None


def _rest(office: Office, cursor: datetime | None, now: datetime, fence: int | None) -> bool:
    """Move the cursor to ``now`` when no moment is left before it; False: another clock did."""
    change = Change()
    office.store.clock.move_cursor(change, cursor, now, fence)
    try:
        office.store.commit(change)
    except Conflict:
        return False
    return True


def _log(moment: Moment, done: TickResult) -> None:
    if done.documents or done.notices:
        logger.info(
            "moment_done",
            extra={
                "at": moment.at.isoformat(),
                "works": "+".join(moment.works),
                "documents": done.documents,
                "notices": done.notices,
            },
        )


def _plus(one: TickResult, other: TickResult) -> TickResult:
    return TickResult(
        one.moments + other.moments,
        one.documents + other.documents,
        one.notices + other.notices,
        one.behind or other.behind,
        one.superseded or other.superseded,
    )
