"""What becomes public of a measure (公开快照), and under which units and words it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from handlers.office import Office
from handlers.rankings import problem_key
from storage.change import Change
from supervision.answering import answering_units
from supervision.progress import Entry, Publication
from supervision.records import Measure, Unit


def add_publication(office: Office, change: Change, entry: Entry, snapshot: Publication) -> Entry:
    """Add the publication of one entry to a change; gives the entry as it will be."""
    list_publication(office, change, entry, snapshot)
    progress = replace(entry.progress, publication=snapshot)
    after = office.store.ledger.save_progress(change, entry, progress)
    return Entry(entry.plan, entry.measure, after)


def list_publication(office: Office, change: Change, entry: Entry, snapshot: Publication) -> None:
    """List a measure with what is shown of it now; the caller saves its progress."""
    ledger, measure = office.store.ledger, entry.measure
    place = ledger.place(measure.id)
    _list(office, change, entry, measure, snapshot, units=ledger.directory(), place=place)


def list_anew(
    office: Office,
    change: Change,
    old: Entry,
    measure: Measure,
    *,
    units: Iterable[Unit],
    place: int,
) -> None:
    """List a published measure under its new record, which replaces that of ``old``."""
    shown = old.progress.publication
    if shown is not None:
        _list(office, change, old, measure, shown, units=units, place=place)


def listed_under(measure: Measure, units: Iterable[Unit]) -> tuple[str, ...]:
    """Under what a published measure stands and is counted: its units, and its problem."""
    problem = (problem_key(measure.plan, measure.problem),) if measure.problem else ()
    return (*answering_units(measure, units), *problem)


def _list(
    office: Office,
    change: Change,
    before: Entry,
    measure: Measure,
    snapshot: Publication,
    *,
    units: Iterable[Unit],
    place: int,
) -> None:
    office.store.publication.publish(
        change,
        before,
        snapshot,
        units=listed_under(measure, units),
        words=office.segmenter.words_for_index(measure.title, measure.text),
        place=place,
    )
