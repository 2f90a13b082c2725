"""Lists of the complaint desk: a unit's own (我的举报件), the repeated ones, and the counts."""

from __future__ import annotations

from handlers.turn import NEXT_PAGE, Option, Question, Reply, Turn
from handlers.words import case_counts as count_words
from handlers.words import case_links as link_words
from handlers.words import case_results as words
from language.acts import Act, Intent
from supervision.complaints import Complaint
from supervision.times import local_date

PAGE = 8


def my_cases(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """What the sender's units have to report on, the earliest due first."""
    start = act.number("start") or 0
    found: list[tuple[Complaint, str]] = []
    total = 0
    for unit in turn.person.own_units:
        theirs, count = turn.office.store.complaints.with_unit(unit, 0, start + PAGE)
        found += [(case, unit) for case in theirs]
        total += count
    if not found:
        return Reply(words.none_assigned())
    found.sort(key=lambda pair: (_due(pair), pair[0].number))
    shown = found[start : start + PAGE]
    options = {
        str(place): Option(Intent.COMPLAINT_STATUS, {"number": case.number})
        for place, (case, _) in enumerate(shown, start + 1)
    }
    if start + PAGE < total:
        options[NEXT_PAGE] = Option(Intent.MY_CASES, {"start": start + PAGE})
    text = words.unit_list(shown, total, start, local_date(turn.now))
    return Reply(text, Question(options, turn.now))


def _due(pair: tuple[Complaint, str]) -> str:
    given = pair[0].assigned_to(pair[1])
    return given.due.isoformat() if given else ""


def repeated_cases(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """The ledger of repeated complaints (重复件一览), the most repeated first (G3)."""
    start = act.number("start") or 0
    found, total = turn.office.store.complaints.repeated(start, PAGE)
    if not found:
        return Reply(link_words.none_repeated())
    options = {
        str(place): Option(Intent.COMPLAINT_STATUS, {"number": case.number})
        for place, (case, _) in enumerate(found, start + 1)
    }
    if start + PAGE < total:
        options[NEXT_PAGE] = Option(Intent.REPEATED_CASES, {"start": start + PAGE})
    return Reply(link_words.repeated_list(found, total, start), Question(options, turn.now))


def case_counts(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """Cases, assignments and kinds, each counted by itself, with both rates of closing."""
    store = turn.office.store.complaints
    return Reply(count_words.told(store.counts(), store.overdue_count(turn.now)))
