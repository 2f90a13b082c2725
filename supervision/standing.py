"""Where measures stand, so that they can be counted without reading them (总览).

Lifecycle and publication of a measure change only when somebody does something: :func:`marks` says
what it adds to the sums. Pace changes by itself, but on days that are known beforehand:
:func:`late_from` and :func:`behind_spans` name them, and a count at any instant is a count of those
that have come. They say what :mod:`supervision.overdue` and :mod:`supervision.pace` say day by day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from supervision.overdue import applied_and_waiting, due_date, overdue_since
from supervision.progress import Entry, Lifecycle, Progress
from supervision.records import Plan
from supervision.times import start_of

ALL, CLAIMED, VERIFIED, PUBLISHED, WAITING, UNDATED = (
    "measures",
    "claimed_done",
    "verified_done",
    "published",
    "waiting",
    "undated",
)
"""Names of the sums beside those of the lifecycle."""


NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""Before anything that a unit can have said."""

FAR = 15
"""Points from which a measure is on the list of those far behind: what the presets warn at."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days on which a measure is behind its pace (滞后): [begin, end), without an end for good."""

    begin: datetime
    end: datetime | None


def in_lifecycle(lifecycle: Lifecycle) -> str:
    """The name of the sum of one state."""
    return f"in:{lifecycle}"


def marks(entry: Entry) -> dict[str, int]:
    """What one measure adds to the sums of its plan.

    ``verified_done``: verified at 100 %, accepted or closed; ``waiting``: applied for and not yet
    decided; ``undated``: open, and no date to measure it by.
    """
    progress = entry.progress
    found = {
        ALL: 1,
        in_lifecycle(progress.lifecycle): 1,
        CLAIMED: int(progress.claimed_percent >= 100),
        VERIFIED: int(progress.settled),
        PUBLISHED: int(progress.publication is not None),
        WAITING: int(_waits(progress)),
        UNDATED: int(not progress.settled and not _waits(progress) and not _dated(entry)),
    }
    return {name: count for name, count in found.items() if count}


def late_from(entry: Entry) -> datetime | None:
    """From when the measure counts as overdue as things stand, past or future."""
    since = (overdue_since(entry, index) for index in range(len(entry.measure.deadlines)))
    return min((at for at in since if at is not None), default=None)


def behind_spans(entry: Entry) -> tuple[Span, ...]:
    """When the pace asks for more than was reported and nothing is overdue yet, stage by stage."""
    return () if _waits(entry.progress) else spans_behind_by(entry, 1)


def spans_behind_by(entry: Entry, points: int) -> tuple[Span, ...]:
    """The same by at least so many points, what was applied for included."""
    plan, progress = entry.plan, entry.progress
    if plan.issued is None or progress.settled:
        return ()
    late = late_from(entry)
    found = []
    for begin, end in _stages(entry, plan, progress.claimed_percent + points):
        until = min((at for at in (end, late) if at is not None), default=None)
        if until is None or begin < until:
            found.append(Span(begin, until))
    return tuple(found)


def silent_since(entry: Entry) -> datetime | None:
    """When the unit last said anything of a measure that it still reports on.

    :data:`NEVER` when it has not; None when nobody is asked for a report.
    """
    progress = entry.progress
    if progress.lifecycle is not Lifecycle.OPEN or progress.settled:
        return None
    return progress.claim.at if progress.claim else NEVER


def unverified_since(entry: Entry) -> datetime | None:
    """When a measure that has a date was reported as done, while nobody has verified it."""
    progress = entry.progress
    claim = progress.claim
    if claim is None or progress.settled or entry.measure.final_due is None:
        return None
    return claim.at if claim.percent >= 100 > progress.verified_percent else None


def _stages(entry: Entry, plan: Plan, percent: int) -> list[tuple[datetime, datetime | None]]:
    """Each stage from the day on which it asks for ``percent`` to its last day."""
    if plan.issued is None or percent > 100:
        return []
    dues = sorted({due for n in range(len(entry.measure.deadlines)) if (due := due_date(entry, n))})
    found = []
    for place, due in enumerate(dues):
        before = dues[place - 1] if place else None
        first = _first_at(max(plan.issued, before or plan.issued), due, percent)
        if before is not None:
            first = max(first, before + timedelta(days=1))
        is_last = place == len(dues) - 1
        found.append((start_of(first), None if is_last else start_of(due + timedelta(days=1))))
    return found


def _first_at(start: date, due: date, percent: int) -> date:
    """The first day on which the whole percent expected is as much as this."""
    length = (due - start).days
    if length <= 0:
        return due
    return start + timedelta(days=-(-percent * length // 100))


def _waits(progress: Progress) -> bool:
    return not progress.settled and applied_and_waiting(progress)


def _dated(entry: Entry) -> bool:
    dated = any(deadline.due for deadline in entry.measure.deadlines)
    return dated and entry.plan.issued is not None
