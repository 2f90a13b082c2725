"""Indicators (指标): the values that people enter, and how each stands against its target."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from handlers.office import Office
from handlers.turn import Reply, Turn
from handlers.words import indicators as words
from language.acts import Act
from storage.change import Change
from supervision.indicators import Assessed, Indicator, Value, assess
from supervision.times import local_date, to_iso


def indicators(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """Every indicator in a line, with the target and the newest value."""
    found = assessed(turn.office, local_date(turn.now))
    return Reply(words.listed(found, turn.office.base_url))


def assessed(office: Office, today: date) -> list[Assessed]:
    """How every indicator of the policy stands."""
    known = office.regime().on(today).indicators
    values = office.store.indicators.values(one.name for one in known)
    return [assess(one, values[one.name], today) for one in known]


def named(office: Office, words_: str, today: date) -> list[Indicator]:
    """The indicators that these words name: the whole name, else a part of it."""
    known = office.regime().on(today).indicators
    exact = [one for one in known if one.name == words_]
    wanted = words_.strip()
    return exact or [one for one in known if wanted and wanted in one.name]


def enter(
    office: Office, given: Sequence[tuple[Indicator, str, date, str]], now: datetime
) -> list[Assessed]:
    """Keep values (indicator, value, day, source), all or none; gives how each then stands."""
    change, store = Change(), office.store
    for one, value, day, source in given:
        store.indicators.add(change, one.name, Value(value, day, source, now))
        change.journal(
            {
                "at": to_iso(now),
                "pid": "",
                "role": "office",
                "unit": "",
                "act": "enter_indicator",
                "measure": "",
                "before": None,
                "after": {"indicator": one.name, "value": value, "day": day.isoformat()},
                "source": "cli",
            }
        )
    store.commit(change)
    touched = {one.name for one, *_ in given}
    return [one for one in assessed(office, local_date(now)) if one.indicator.name in touched]
