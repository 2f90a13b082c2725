"""Specimens (样张) of what people are told about their requests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from handlers.words import (
    acceptance,
    announcing,
    applying,
    binding,
    case_assigning,
    case_notes,
    case_rating,
    case_reminders,
    case_results,
    complaints,
    extensions,
    objections,
    patrols,
)
from handlers.words.notice_kinds import ANNOUNCEMENT, COMPLAINT, OBJECTION, OFFICE, REQUEST
from supervision.acceptance.objection import Objection
from supervision.acceptance.table import Stage
from supervision.assignments import Assignment
from supervision.complaints import Complaint, Finding, Handling, Pollution, Step
from supervision.patrols import Patrol
from supervision.records import Duty, Measure
from supervision.repeats import Likeness
from supervision.requests import Request, RequestKind
from supervision.times import local_date

CASES = (
    ("市水务局", "污水处理厂提标改造及配套管网工程。", "设备未到货"),
    (
        "天水经济技术开发区管理委员会",
        "城区生活污水处理厂提标改造及污泥无害化处置和配套管网雨污分流工程。",
        "汛期连续降雨，施工便道冲毁，主体设备运不进场" * 4,
    ),
)
"""The ordinary case and the longest: unit, title, reason."""

Sample = tuple[str, str, dict[str, str]]
"""Kind, text and short form of a notice."""


def more_samples(now: datetime) -> Iterator[Sample]:
    """Every notice about a request, each in both cases."""
    for unit, title, reason in CASES:
        for kind, text in _of_requests(now, unit, title, reason):
            yield kind, text, binding.fields(text, unit, now)
        announced = announcing.to_liaison(f"请于月底前报送整改材料。{reason}", "整改办")
        yield ANNOUNCEMENT, announced, binding.fields(announced, "整改办", now)
        for kind, text in _of_complaints(now, unit, reason):
            yield kind, text, binding.fields(text, "整改办", now)


def _of_complaints(now: datetime, unit: str, reason: str) -> Iterator[tuple[str, str]]:
    step = Step(now, Handling.STAGED, Finding.PARTLY_TRUE, reason)
    made = Complaint("JB2017-0001", now, local_date(now), reason, "葫芦河大桥下", ("JB2017-0002",))
    likes = [Likeness("JB2017-0002", ("葫芦河大桥", "葫芦河"), 82, 12)]
    yield OFFICE, complaints.to_office(made, likes, local_date(now))
    yield COMPLAINT, complaints.to_sender(made.handled(step), step)
    objected = Objection("YY2017-0001", now, "GS2017-0001", "specimen:14-2", reason)
    yield OBJECTION, objections.to_sender(objected, reason, upheld=True)
    closed = Step(now, Handling.CLOSED, Finding.PARTLY_TRUE, reason)
    yield COMPLAINT, complaints.to_sender(made.handled(closed), closed)
    yield from _of_cases(made, unit, now, reason)


def _of_cases(made: Complaint, unit: str, now: datetime, reason: str) -> Iterator[tuple[str, str]]:
    today = local_date(now)
    given = Assignment(unit, now, today)
    case = replace(made, kinds=(Pollution.DUST, Pollution.NOISE)).with_assignment(given)
    yield COMPLAINT, case_assigning.to_unit(case, unit, [unit, unit], today)
    yield COMPLAINT, case_reminders.to_unit([(case, today)] * 4, [(case, today)] * 3, today)
    yield OFFICE, case_reminders.to_office({unit: [(case, today)] * 7}, [case] * 7, [case] * 7)
    result = given.reported(now, Finding.PARTLY_TRUE, Handling.STAGED, reason)
    yield OFFICE, case_results.result_to_office(case.with_assignment(result), result)
    back = case.with_assignment(given.returned(reason, today))
    yield COMPLAINT, case_results.sent_back_to_unit(back, unit, today)
    yield COMPLAINT, case_notes.to_leader(case)
    yield OFFICE, case_rating.not_satisfied(replace(case, wish=reason))
    found = Patrol("XC2017-0001", now, unit, unit, reason, place="葫芦河大桥下")
    yield COMPLAINT, patrols.to_township(found)
    yield COMPLAINT, patrols.to_village(found.answered(reason, now))


def _of_requests(now: datetime, unit: str, title: str, reason: str) -> Iterator[tuple[str, str]]:
    duty = Duty(lead_units=(unit,))
    measure = Measure(
        plan="specimen", number="14-2", printed="", title=title, text=title, duty=duty
    )
    today = local_date(now)
    until = today + timedelta(days=60)
    asked = Request(
        id="specimen",
        kind=RequestKind.EXTENSION,
        at=now,
        unit=unit,
        plan="specimen",
        measure="14-2",
        reason=reason,
        due=today + timedelta(days=3),
        until=until,
    )
    applied = replace(asked, kind=RequestKind.ACCEPTANCE)
    refused = asked.refuse(now, "", reason)
    yield OFFICE, extensions.to_deciders(asked, measure, today)
    yield OFFICE, acceptance.to_office(applied, measure, 12)
    yield REQUEST, extensions.to_unit_granted(asked.grant(now, ""), measure, today)
    yield REQUEST, extensions.to_unit_refused(refused, measure, today)
    yield REQUEST, applying.to_unit_accepted(measure, Stage.AGREED)
    yield REQUEST, applying.to_unit_sent_back(measure, reason, unit)
