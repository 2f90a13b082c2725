"""In which lists a measure stands (备查), besides those of units and dates, kept with every change.

Which they are follows from its entry alone, so a change of a measure writes the difference, and a
list that did not exist before is built by entering every measure once.
"""

from __future__ import annotations

from math import nan

from storage.change import Change
from storage.keys import UNDATED, Keys
from supervision.overdue import applied_and_waiting, due_date
from supervision.progress import Entry
from supervision.publishing import is_stale
from supervision.standing import (
    FAR,
    Span,
    behind_spans,
    late_from,
    silent_since,
    spans_behind_by,
    unverified_since,
)
from supervision.terms import rhythm_of
from supervision.times import overdue_from

Lists = dict[str, dict[str, float]]
"""Key of a sorted set → the members by which a measure stands in it, each with its score."""

BUILT = "1"
"""Stands for the lists of this version, see :meth:`storage.keys.Keys.lists_built`."""

SHELTERED = float(2**41)
"""Added to the first date of what cannot become overdue as things stand: behind all that can."""


def lists_of(keys: Keys, entry: Entry) -> Lists:
    """Every list in which a measure stands as its entry says; none for what was laid aside."""
    if entry.measure.aside:
        return {}
    found = _of_the_schedule(keys, entry)
    if entry.measure.duty.leaders:
        for name in dict.fromkeys(entry.measure.duty.leaders):
            found |= _of_a_leader(keys, name, entry)
    return found


def follow_lists(change: Change, keys: Keys, before: Entry | None, after: Entry) -> None:
    """Move a measure from the lists in which it stood to those in which it stands now."""
    follow(change, lists_of(keys, before) if before else {}, lists_of(keys, after))


def enter_anew(change: Change, keys: Keys, before: Entry | None, after: Entry) -> None:
    """The same for a record that is replaced, whatever day its plan had when it was listed."""
    if before is None:
        follow_lists(change, keys, None, after)
        return
    plan, item = before.measure.plan, before.measure.id
    spans = [keys.far_from(plan), keys.far_to(plan)]
    for name in before.measure.duty.leaders:
        spans += [keys.led_behind_from(name), keys.led_behind_to(name)]
    places = range(len(before.measure.deadlines))
    anywhere = {key: {f"{item}|{place}": nan for place in places} for key in spans}
    follow(change, lists_of(keys, before) | anywhere, lists_of(keys, after))


def follow(change: Change, old: Lists, new: Lists) -> None:
    """Write the difference between where something stood and where it stands."""
    for key in old | new:
        was, is_ = old.get(key, {}), new.get(key, {})
        change.unrank(key, *(member for member in was if member not in is_))
        for member, score in is_.items():
            if was.get(member) != score:
                change.rank(key, member, score)


def _of_the_schedule(keys: Keys, entry: Entry) -> Lists:
    plan, item, found = entry.measure.plan, entry.measure.id, Lists()
    silent = silent_since(entry)
    if silent is not None:
        rhythm = rhythm_of(entry.measure)
        if entry.measure.final_due is not None:
            found[keys.silent(plan)] = {item: silent.timestamp()}
        elif rhythm is not None:
            key = keys.silent_in_rhythm(plan, rhythm.months, rhythm.month)
            found[key] = {item: silent.timestamp()}
    done = unverified_since(entry)
    if done is not None:
        found[keys.unverified(plan)] = {item: done.timestamp()}
    if is_stale(entry.progress):
        found[keys.stale(plan)] = {item: 0.0}
    if entry.progress.settled and not entry.progress.accepted:
        found[keys.verified_due()] = _dates(entry)
    spans = spans_behind_by(entry, FAR)
    return found | _spans(keys.far_from(plan), keys.far_to(plan), item, spans)


def _dates(entry: Entry) -> dict[str, float]:
    return {
        f"{entry.measure.id}|{place}": overdue_from(due).timestamp()
        for place in range(len(entry.measure.deadlines))
        if (due := due_date(entry, place)) is not None
    }


def _of_a_leader(keys: Keys, name: str, entry: Entry) -> Lists:
    item, progress = entry.measure.id, entry.progress
    if progress.settled:
        return {}
    found = {keys.led_open(name): {item: _urgency(entry)}}
    if applied_and_waiting(progress) and progress.applied_at:
        found[keys.led_waiting(name)] = {item: progress.applied_at.timestamp()}
    begin, end = keys.led_behind_from(name), keys.led_behind_to(name)
    return found | _spans(begin, end, item, behind_spans(entry))


def _spans(begin: str, end: str, item: str, spans: tuple[Span, ...]) -> Lists:
    found: Lists = {}
    for place, span in enumerate(spans):
        member = f"{item}|{place}"
        found.setdefault(begin, {})[member] = span.begin.timestamp()
        if span.end is not None:
            found.setdefault(end, {})[member] = span.end.timestamp()
    return found


def _urgency(entry: Entry) -> float:
    """From when it is overdue; what cannot become so comes later, what has no date last."""
    late = late_from(entry)
    if late is not None:
        return late.timestamp()
    first = min((d.due for d in entry.measure.deadlines if d.due), default=None)
    return UNDATED if first is None else SHELTERED + overdue_from(first).timestamp()
