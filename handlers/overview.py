"""The four axes on one screen (总览): lifecycle, pace, steps of the ladder, publication (G2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.office import Office
from handlers.turn import Reply, Turn
from handlers.words import overview as words
from language.acts import Act
from storage.change import Change
from storage.errors import Conflict
from storage.standings import Standing
from supervision.progress import Entry
from supervision.records import Plan, Role
from supervision.times import local_date

TRIES = 5
"""How often a plan is counted anew while people go on reporting."""


@dataclass(frozen=True, slots=True)
class FourAxes:
    """What is seen of a plan; ``issued``: documents of this year by their step."""

    plan: Plan
    standing: Standing
    issued: Mapping[str, int]
    to_issue: int
    proposed: int
    public_documents: int


def four_axes(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """The overview for the office, leaders and verifiers; it reads counts and no measure."""
    seen = axes_of(turn.office, turn.now)
    if not seen:
        return Reply(words.nothing())
    office = Role.OFFICE in turn.person.roles
    return Reply(words.axes(seen, local_date(turn.now), office=office))


def axes_of(office: Office, now: datetime) -> FourAxes | None:
    """The four axes of the current plan; None while there is none."""
    store = office.store
    plan = store.ledger.current_plan()
    if plan is None:
        return None
    waiting, proposed = store.documents.waiting_counts()
    return FourAxes(
        plan=plan,
        standing=standing_of(office, plan, now),
        issued=store.documents.issued_in(local_date(now).year),
        to_issue=waiting,
        proposed=proposed,
        public_documents=store.documents.public_count(),
    )


def standing_of(office: Office, plan: Plan, now: datetime) -> Standing:
    """The counts of a plan; a ledger from before they were kept is counted once."""
    standings = office.store.standings
    if not standings.whole(plan.id):
        recount(office, plan)
    return standings.of_plan(plan.id, now)


def recount(office: Office, plan: Plan) -> None:
    """Read a plan and count it anew, with every list that an earlier version did not keep.

    Raises Conflict when others change it all the while.
    """
    store = office.store
    for attempt in range(1, TRIES + 1):
        seen = store.standings.changes(plan.id)
        change = Change()
        entries = list(store.ledger.all_entries(plan.id))
        for place, entry in enumerate(entries, 1):
            store.leaders.place(change, entry.measure.id, (), entry.measure.duty.leaders, place)
            store.ledger.enter_closed(change, entry)
        _enter_waiting(office, change, entries)
        store.standings.recount(change, plan.id, entries, store.ledger.units(), seen)
        try:
            store.commit(change)
        except Conflict:
            if attempt == TRIES:
                raise
            continue
        return


def _enter_waiting(office: Office, change: Change, entries: Sequence[Entry]) -> None:
    """What was accepted and not closed waits for its publicity, whoever accepted it and when."""
    accepted = {e.measure.id: at for e in entries if (at := e.progress.accepted_at)}
    settled = [e for e in entries if e.measure.id in accepted and e.progress.settled]
    for item, case in office.store.acceptance.cases(settled).items():
        office.store.acceptance.enter_waiting(change, case, accepted[item])
