"""The book finds by its timelines exactly what a look at every measure would find."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from documents.facts_jsonl import Numbers, read_facts
from documents.plan import read_plans
from documents.units import level_of
from handlers.simulate_policy import reported_on
from supervision.overdue import due_date
from supervision.progress import Entry
from supervision.simulation.book import Book, Ledger
from supervision.times import overdue_from, start_of
from tests.supervision.simulation.drawn import BEGIN, END, Line, facts, ledgers, of_a_measure
from tests.supervision.stories.running import jsonl


def book_after(ledger: list[Line], happened: list[Line]) -> Book:
    (plan,) = read_plans(jsonl(ledger).encode(), name="p")
    measures = tuple(reported_on(plan))
    book = Book.of(Ledger({plan.plan.id: plan.plan}, measures, plan.units), level_of)
    for fact in read_facts(jsonl(happened), Numbers.of(measures, [plan.plan.id])):
        book.take_in(fact)
    return book


def names(pairs: list[tuple[Entry, int]]) -> list[tuple[str, int]]:
    return sorted((entry.measure.number, place) for entry, place in pairs)


@settings(max_examples=100, deadline=None)
@given(
    ledgers(),
    facts(of_a_measure),
    st.dates(BEGIN - timedelta(days=10), END + timedelta(days=10)),
    st.integers(0, 40),
)
def test_what_is_found_is_what_is_there(
    ledger: list[Line], happened: list[Line], first: date, length: int
) -> None:
    book = book_after(ledger, happened)
    start, end = start_of(first), start_of(first + timedelta(days=length))
    still_open = [
        e for e in book.entries.values() if e.measure.final_due and not e.progress.settled
    ]
    begins = [
        (entry, place, overdue_from(due))
        for entry in still_open
        for place in range(len(entry.measure.deadlines))
        if (due := due_date(entry, place)) is not None
    ]
    assert names(book.due_between(start, end)) == names(
        [(entry, place) for entry, place, at in begins if start < at <= end]
    )
    assert names(book.overdue_at(end)) == names(
        [(entry, place) for entry, place, at in begins if at <= end]
    )
    assert {e.measure.number for e in book.closed_between(start, end)} == {
        entry.measure.number
        for entry in book.entries.values()
        if entry.progress.closed_at and start < entry.progress.closed_at <= end
    }
    ended = []
    for entry in still_open:
        reason = entry.progress.proper_reason_until
        ends = (entry.progress.reopened_at, overdue_from(reason) if reason else None)
        if any(at and start < at <= end for at in ends):
            ended += [(entry, place) for place in range(len(entry.measure.deadlines))]
    assert names(book.reopened_between(start, end)) == names(ended)
    assert [e.measure.number for e in book.behind_at(end, 1)] == [
        e.measure.number for e in still_open
    ]
