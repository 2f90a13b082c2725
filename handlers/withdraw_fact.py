"""Taking back a record (撤回记录): within half an hour, and before anything has come of it.

What was recorded with one yes (记录逾期) is taken back with one word.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from handlers.duties.missing import reopen_withdrawn
from handlers.record_fact import entry_of, journal
from handlers.schedule.desk import Desk, Hand
from handlers.turn import QUESTION_LIFE, Reply, Turn
from handlers.words import fact_records as words
from language.acts import Act
from supervision.by_fact import criticised_by_higher_level
from supervision.documents import Document, State
from supervision.facts import Fact, FactKind
from supervision.recorded import RecordedFact
from supervision.records import Role
from supervision.times import local_date

DROPPED = "fact_withdrawn"
"""Why what was proposed because of a record is not pursued."""

LATEST = 150
"""Records among which the last ones are looked for: more than one yes can record."""


class TooLate(StrEnum):
    """Why a record cannot be taken back."""

    OLD = "old"  # longer ago than half an hour, or taken back before
    USED = "used"  # a step was drawn up or decided because of it


def withdraw_fact(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - can be said again
    """Take back the sender's last record, at once; it stays in the list, marked."""
    recent = turn.office.store.facts.records(most=LATEST)
    mine = [r for r in recent if r.by == turn.person.pid and r.withdrawn_at is None]
    together = [record for record in mine if record.by_one_yes_with(mine[0])]
    if not together:
        return Reply(words.nothing_to_withdraw())
    hand = Hand(turn.person.pid, Role.OFFICE, turn.message)
    desk = Desk(turn.office, turn.now, hand, change=turn.change)
    dropped: list[str] = []
    begun = turn.change.mark()
    for record in together:
        done = take_back(desk, record)
        if isinstance(done, TooLate):
            # All of them or none: what was taken back before this one stands again.
            turn.change.rewind(begun)
            used = done is TooLate.USED
            return Reply(words.used(record.fact) if used else words.nothing_to_withdraw())
        dropped += [document.number for document in done]
    desk.file()
    return Reply(words.withdrawn([record.fact for record in together], dropped))


def take_back(desk: Desk, record: RecordedFact) -> list[Document] | TooLate:
    """Withdraw a record on a desk; gives the proposals that are dropped with it."""
    store, now = desk.office.store, desk.now
    if record.withdrawn_at or now - record.recorded_at > QUESTION_LIFE:
        return TooLate.OLD
    drawn = _drawn_at_once(desk, record)
    if drawn is None or (not drawn and _used(record, store.clock.drawn_up())):
        return TooLate.USED
    store.clock.expect_drawn_up(desk.change, store.clock.drawn_up())
    for document in drawn:
        desk.put(replace(document, state=State.DROPPED, remark=DROPPED, by=desk.hand.pid))
    if record.of_a_measure:
        _undo(desk, record)
    if record.fact.kind is FactKind.RANKING:
        store.tables.forget(desk.change, record.id)
    reopen_withdrawn(store.duties, desk.change, record)
    store.facts.withdraw(desk.change, record, record.withdraw(now, desk.hand.pid))
    journal(desk, record, "withdraw", before={"fact": record.id, "kind": str(record.fact.kind)})
    return drawn


def _used(record: RecordedFact, drawn_up: datetime | None) -> bool:
    return drawn_up is not None and drawn_up > record.known_at


def _drawn_at_once(desk: Desk, record: RecordedFact) -> list[Document] | None:
    """What was proposed at its own time because of it; None once any of it was decided."""
    fact, period = record.fact, local_date(record.recorded_at)
    if fact.kind is not FactKind.CRITICISED_BY_HIGHER_LEVEL:
        return []
    made = criticised_by_higher_level(fact, desk.office.policy_at(record.recorded_at))
    found = [d for d in (desk.find(decision, period) for decision in made) if d is not None]
    return found if all(d.state is State.PROPOSED for d in found) else None


def _undo(desk: Desk, record: RecordedFact) -> None:
    """Let stand again what the record before it says of the measure."""
    entry = entry_of(desk.office, record.fact)
    others = desk.office.store.facts.records(record.fact.item, LATEST)
    before = next((r.fact.until for r in others if _stands(r, record.fact) and r != record), None)
    progress = replace(entry.progress, proper_reason_until=before)
    desk.office.store.ledger.save_progress(desk.change, entry, progress)


def _stands(record: RecordedFact, fact: Fact) -> bool:
    return record.withdrawn_at is None and record.fact.kind is fact.kind
