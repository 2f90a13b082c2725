"""My tasks (我的任务) and what is due (到期、超期): the unit's open measures, most urgent first."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from handlers.building import build_lists
from handlers.turn import NEXT_PAGE, Option, Question, Reply, Turn
from handlers.words import tasks
from handlers.words.case_results import also_cases
from handlers.words.duties import also
from handlers.words.forms import next_due
from language.acts import Act, Intent
from supervision.overdue import any_overdue
from supervision.people import UNIT_ROLES
from supervision.progress import Entry
from supervision.times import local_date, overdue_from, start_of

PAGE = 8
"""Lines of a list that a phone shows without scrolling, with a heading and a last line."""


def my_tasks(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """One page of the open measures of the sender's units, the most urgent of all first."""
    units = turn.person.own_units or turn.person.units
    if not units:
        return Reply(tasks.no_unit())
    start = int(act.slots.get("start", 0))
    found = turn.office.store.tasks.of(units, start, PAGE)
    entries = [entry for entry, _ in found.measures]
    more = start + PAGE < found.total
    text = tasks.listed(
        entries,
        found.total,
        start,
        turn.now,
        turn.working_days(),
        more=more,
        unit=units[0],
        policy=turn.office.policy_at(turn.now),
        whose=[theirs for _, theirs in found.measures] if len(units) > 1 else (),
        units=len(units),
        reports=bool(turn.person.own_units),
    )
    text += also(found.duties if start == 0 else [], turn.now, turn.working_days())
    text += also_cases(found.complaints if turn.person.own_units else 0)
    return Reply(text, _open_list(turn, act, entries, start + PAGE if more else None))


def deadlines(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """The open measures whose next deadline falls into a window, or is past (超期)."""
    default = "overdue" if act.intent is Intent.OVERDUE_LIST else "this_month"
    window, start = act.text("window") or default, int(act.slots.get("start", 0))
    after, until = _bounds(window, turn.now)
    unit = "" if turn.person.role in UNIT_ROLES else act.text("unit")
    if unit or turn.person.role in UNIT_ROLES:
        page, total = _of_units(turn, (after, until), unit, start)
    else:
        page, total = _of_everybody(turn, after, until, start)
    more = start + PAGE < total
    text = tasks.due(page, total, window, turn.now, turn.working_days(), start=start, more=more)
    return Reply(text, _open_list(turn, act, page, start + PAGE if more else None))


def _of_everybody(
    turn: Turn, after: datetime | None, until: datetime, start: int
) -> tuple[list[Entry], int]:
    build_lists(turn.office)
    lists = turn.office.store.lists
    if after is None:
        return lists.overdue_page(until, start, PAGE)
    return lists.due_page(after, until, start, PAGE)


def _of_units(
    turn: Turn, window: tuple[datetime | None, datetime], unit: str, start: int
) -> tuple[list[Entry], int]:
    """One page of what is due to a unit, else to those of the sender; a unit has some dozens."""
    ledger, (after, until) = turn.office.store.ledger, window
    found = ledger.open_between(unit, after, until) if unit else _due_of_units(turn, after, until)
    if after is None:
        # A date that has passed is not overdue while acceptance was applied for in time.
        found = [entry for entry in found if any_overdue(entry, turn.now)]
    return found[start : start + PAGE], len(found)


def _due_of_units(turn: Turn, after: datetime | None, until: datetime) -> list[Entry]:
    """What is due to the sender's units; with several of them, the earliest of all first."""
    ledger, units = turn.office.store.ledger, turn.person.own_units
    found = [entry for unit in units for entry in ledger.open_between(unit, after, until)]
    if len(units) > 1:
        today = local_date(turn.now)
        found.sort(key=lambda entry: next_due(entry, today) or date.max)
    return list({entry.measure.id: entry for entry in found}.values())


def _open_list(turn: Turn, act: Act, shown: list[Entry], next_start: int | None) -> Question | None:
    """The list that was shown, so that a number alone opens its line and 下一页 goes on."""
    options = {
        entry.measure.number: Option(Intent.ITEM_DETAIL, {"item": entry.measure.id})
        for entry in shown
    }
    if next_start is not None:
        options[NEXT_PAGE] = Option(act.intent, {**act.slots, "start": next_start})
    return Question(options, turn.now) if options else None


def _bounds(window: str, now: datetime) -> tuple[datetime | None, datetime]:
    """The instants between which a deadline of this window begins to count as overdue."""
    today = local_date(now)
    if window == "overdue":
        return None, now
    first, last = _days(window, today)
    return start_of(first), overdue_from(last)


def _days(window: str, today: date) -> tuple[date, date]:
    month = today.replace(day=1)
    next_month = (month + timedelta(days=32)).replace(day=1)
    if window == "today":
        return today, today
    if window == "this_week":
        return today, today + timedelta(days=6 - today.weekday())
    if window == "next_month":
        return next_month, (next_month + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    if window.startswith("days:"):
        return today, today + timedelta(days=int(window.removeprefix("days:")))
    return today, next_month - timedelta(days=1)
