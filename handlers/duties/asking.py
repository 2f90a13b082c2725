"""Asking for silent measures (本期未报) at dispatch: one question a unit, one answer."""

from __future__ import annotations

from handlers.schedule.asides import Aside
from handlers.schedule.desk import Desk
from handlers.words import asking as words
from supervision.answering import by_answerer
from supervision.cycles import Moment, last_dispatch
from supervision.progress import Entry
from supervision.terms import RHYTHMS, Review, next_of
from supervision.times import local_date, start_of
from supervision.unreported import is_silent, unreported


def ask_unreported(desk: Desk, moment: Moment) -> None:
    """Ask each unit for what nobody has reported on since the last dispatch.

    Measures without a date are asked for in their own rhythm (每季度, 长期坚持). A dispatch that is
    made up after downtime asks nothing: its day is over, and the next one asks.
    """
    office = desk.office
    policy, days, store = office.policy_at(moment.at), office.working_days(), office.store
    since = last_dispatch(moment.at, policy, days)
    if not policy.duties.ask_unreported or since is None or moment.day != local_date(desk.now):
        return
    units = store.ledger.directory()
    silent = [(entry, None) for entry in unreported(store.lists.silent_since(since), since)]
    in_rhythm = _in_rhythm(desk, moment)
    noted: list[tuple[Entry, tuple[Entry, Review | None]]] = [
        (entry, (entry, review)) for entry, review in [*silent, *in_rhythm]
    ]
    # Whoever is warned of a measure in the same digest is not asked about it as well.
    warned = {(d.decision.unit, f.measure) for d in desk.to_tell for f in d.decision.findings}
    told: dict[str, list[tuple[Entry, Review | None]]] = {}
    for answerer, found in by_answerer(noted, units).items():
        told.setdefault(answerer.unit, []).extend(found)
    for unit, found in told.items():
        asked = [one for one in found if (unit, one[0].measure.number) not in warned]
        if not asked:
            continue
        text = words.unreported(asked, local_date(since), moment.day)
        desk.asides.append(Aside(unit, text, reminder=True))


def _in_rhythm(desk: Desk, moment: Moment) -> list[tuple[Entry, Review]]:
    """Undated measures whose look comes before the next dispatch, and of which nothing was said."""
    store, terms = desk.office.store, desk.office.policy_at(moment.at).terms
    found = []
    for plan in store.ledger.plans():
        for rhythm in RHYTHMS:
            review = next_of(rhythm, plan, terms, moment.day)
            if review is None or (review.due - moment.day).days > LONGEST_MONTH:
                continue
            since = start_of(review.since)
            silent = store.lists.silent_in_rhythm(plan.id, rhythm, since)
            found += [(entry, review) for entry in silent if is_silent(entry, since)]
    return sorted(found, key=lambda pair: pair[0].measure.id)


LONGEST_MONTH = 31
"""Days until the next dispatch at most: what is due later is asked for then."""
