"""Recording facts (记录事实): what the office has found, kept with who recorded it and when.

The schedule draws up the steps that follow at the next draw-up hour; criticism by a higher level
is answered at once (T10). Every door calls :func:`record`: the office's chat, ``facts record``,
and whoever finds out in another way that something has happened (a complaint assigned to a unit).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from handlers.office import Office
from handlers.schedule.desk import Desk, Hand
from handlers.schedule.sign import clear
from storage.change import Change
from supervision.by_fact import criticised_by_higher_level
from supervision.effects import after
from supervision.facts import Fact, FactKind
from supervision.progress import Entry
from supervision.recorded import RecordedFact
from supervision.times import local_date, to_iso


@dataclass(frozen=True, slots=True)
class Record:
    """What is to be recorded: the fact, and what the record says beside it.

    ``name`` is the id: the same in every attempt, so that nothing is recorded twice. ``remark``:
    the office's own words. ``counts_only``: it has had its steps elsewhere, and only adds up.
    """

    name: str
    fact: Fact
    remark: str = ""
    counts_only: bool = False


def record(
    change: Change, office: Office, fact: Fact, *, name: str, hand: Hand, now: datetime
) -> RecordedFact:
    """Add one fact and what follows from it at once to a change; the caller commits.

    The commit is refused when ``name`` is known. Raises KeyError for a proper reason on a measure
    that the ledger does not have.
    """
    desk = Desk(office, now, hand, change=change)
    found = record_on(desk, Record(name, fact))
    if desk.drawn:
        clear(desk)
    return found


def record_on(desk: Desk, what: Record) -> RecordedFact:
    """The same on a desk that somebody else clears, so that several facts tell the office once."""
    fact, now, store = what.fact, desk.now, desk.office.store
    known_at = fact.at if what.counts_only else _known_at(desk, fact)
    made = RecordedFact(what.name, fact, now, known_at, desk.hand.pid, what.remark)
    store.facts.add(desk.change, what.name, fact, made)
    if fact.kind is FactKind.RANKING:
        store.tables.wait(desk.change, made.id, now)
    if made.of_a_measure:
        _let_stand(desk, fact)
    elif fact.kind is FactKind.CRITICISED_BY_HIGHER_LEVEL and not what.counts_only:
        for decision in criticised_by_higher_level(fact, desk.office.policy_at(now)):
            desk.draw_up(decision, local_date(now), now)
    journal(desk, made, fact.kind, after=_shown(made))
    return made


def journal(
    desk: Desk,
    made: RecordedFact,
    act: str,
    *,
    before: dict[str, object] | None = None,
    after: dict[str, object] | None = None,
) -> None:
    """One entry about a record; the office's own words stay with the record."""
    desk.change.journal(
        {
            "at": to_iso(desk.now),
            "pid": desk.hand.pid,
            "role": desk.hand.role,
            "unit": made.fact.unit,
            "act": act,
            "measure": made.fact.measure,
            "before": before,
            "after": after,
            "source": desk.hand.source,
        }
    )


def entry_of(office: Office, fact: Fact) -> Entry:
    """The measure that a fact is about. Raises KeyError when the ledger does not have it."""
    found = office.store.ledger.entry(fact.item)
    if found is None:
        raise KeyError(fact.item)
    return found


def _known_at(desk: Desk, fact: Fact) -> datetime:
    """From when a fact counts: what is found out late has missed the draw-up hours before."""
    clock = desk.office.store.clock
    done = clock.drawn_up()
    # A draw-up hour that is done while this is being recorded would pass over it in silence.
    clock.expect_drawn_up(desk.change, done)
    return max(fact.at, desk.now, done or fact.at)


def _let_stand(desk: Desk, fact: Fact) -> None:
    entry = entry_of(desk.office, fact)
    desk.office.store.ledger.save_progress(desk.change, entry, after(entry.progress, fact))


def _shown(made: RecordedFact) -> dict[str, object]:
    """What the journal says of a fact: its own fields, without empty ones."""
    fact = made.fact
    found: dict[str, object] = {
        "fact": made.id,
        "at": to_iso(fact.at),
        "by": fact.by,
        "until": fact.until.isoformat() if fact.until else "",
        "table": fact.table,
        "month": fact.month,
        "units": list(fact.units),
        "count": fact.count if fact.kind is FactKind.PROBLEM_FOUND else "",
        "kind": fact.matter,
        "target": fact.target,
        "ratio": fact.ratio,
        "counts_only": made.known_at < made.recorded_at,
        "with_reason": bool(made.remark),
    }
    return {name: value for name, value in found.items() if value}
