"""Complaints as rows of the office's table (一览表), and as records for other programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from handlers.office import Office
from handlers.words.case_lines import result_of
from handlers.words.case_names import (
    FINDINGS,
    KINDS,
    PROGRESSED,
    SOURCES,
    STATES,
    VERDICTS,
    kinds,
)
from supervision.complaints import Complaint, without_numbers
from supervision.records import Level, Unit
from supervision.times import SHANGHAI
from supervision.unit_tree import above


def rows(office: Office, found: Iterable[Complaint], *, public: bool) -> Iterator[list[str]]:
    """The rows of the table; for everybody only the office's own summary of what is published."""
    units = {unit.name: unit for unit in office.store.ledger.units()}
    shown = (case for case in found if case.published or not public)
    for place, case in enumerate(shown, 1):
        yield [
            str(place),
            case.number,
            case.summary if public else case.what,
            area(case, units),
            kinds(case.kinds),
            without_numbers(case.facts) if public else case.facts,
            FINDINGS[case.finding] if case.finding else "",
            without_numbers(case.answer) if public else case.answer,
            STATES[case.state],
            case.accounted,
        ]


def area(case: Complaint, units: dict[str, Unit]) -> str:
    """The districts of the assigned units, else those that the place names (行政区域)."""
    lines = (above(unit, units.get) for unit in case.units)
    found = [one.name for line in lines for one in line if one.level is Level.DISTRICT]
    if not found:
        districts = (unit for unit in units.values() if unit.level is Level.DISTRICT)
        found = [
            unit.name
            for unit in districts
            if any(name in case.place for name in (unit.name, *unit.aliases))
        ]
    return "、".join(dict.fromkeys(found))


def as_record(case: Complaint) -> dict[str, Any]:
    """One complaint for another program; nothing tells who sent it."""
    return {
        "number": case.number,
        "at": case.at.astimezone(SHANGHAI).isoformat(timespec="seconds"),
        "due": case.due.isoformat(),
        "source": SOURCES[case.source],
        "what": case.what,
        "place": case.place,
        "kinds": [KINDS[kind] for kind in case.kinds],
        "assignments": [
            {
                "unit": one.unit,
                "due": one.due.isoformat(),
                "stands": PROGRESSED[one.stands],
                "result": result_of(one),
            }
            for one in case.assignments
        ],
        "finding": FINDINGS[case.finding] if case.finding else None,
        "state": STATES[case.state],
        "answer": case.answer,
        "first": case.first or None,
        "like": list(case.like),
        "cause": case.cause,
        "remedy": case.remedy,
        "leader_case": bool(case.leader),
        "starred": case.starred,
        "listed": case.listed or None,
        "published": bool(case.published),
        "verdict": VERDICTS[case.verdict] if case.verdict else None,
    }
