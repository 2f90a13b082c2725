"""The case file (专案卷宗) in words: claimed and verified apart, every date with its source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Protocol

from documents.paper import Paper, Part
from handlers.words import case_tables as tables
from handlers.words.forms import divided, state_name
from supervision.acceptance.case import Step
from supervision.documents import Document
from supervision.evidence import Evidence
from supervision.inspections import Inspection
from supervision.progress import Entry, Progress, Report
from supervision.recorded import RecordedFact
from supervision.records import Duty, Problem
from supervision.regime import Regime
from supervision.reportable import is_problem
from supervision.requests import Request
from supervision.times import local_date

DUTIES = (
    ("牵头单位", "lead_units"),
    ("责任单位", "responsible_units"),
    ("配合单位", "cooperating_units"),
    ("督导单位", "supervising_units"),
    ("验收单位", "verifying_units"),
    ("包抓领导", "leaders"),
)


class Gathered(Protocol):
    """What a file holds."""

    @property
    def entry(self) -> Entry:
        """The measure and where it stands."""

    @property
    def problem(self) -> Problem | None:
        """The problem above it."""

    @property
    def reports(self) -> tuple[Report, ...]:
        """All reports."""

    @property
    def requests(self) -> tuple[Request, ...]:
        """All requests."""

    @property
    def documents(self) -> tuple[Document, ...]:
        """Papers that name it."""

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What was handed in."""

    @property
    def acceptance(self) -> tuple[Step, ...]:
        """The steps of its acceptance."""

    @property
    def inspections(self) -> tuple[Inspection, ...]:
        """What the office looked at itself."""

    @property
    def facts(self) -> tuple[RecordedFact, ...]:
        """What the office has recorded of it."""


def paper(file: Gathered, regime: Regime, office: str) -> Paper:
    """The whole file."""
    entry, measure = file.entry, file.entry.measure
    parts = (
        Part("一、事项", tuple(_matter(file))),
        Part("二、责任分工", tuple(_duty(measure.duty))),
        Part("三、时限", tuple(_dates(entry))),
        Part("四、现在的情况", tuple(_standing(entry.progress))),
        tables.reports_part(file.reports),
        tables.requests_part(file.requests),
        tables.acceptance_part(file.acceptance),
        tables.documents_part(file.documents, regime),
        tables.evidence_part(file.evidence),
        tables.inspections_part(file.inspections),
        tables.facts_part(file.facts),
    )
    title = f"{measure.number} {measure.title.rstrip('。')}"
    below = f"{entry.plan.title or '整改方案'}　专案卷宗　内部资料"
    return Paper(title, parts, below, (office,))


def _matter(file: Gathered) -> Iterator[str]:
    measure = file.entry.measure
    if file.problem is not None:
        yield f"问题：{file.problem.text}"
    goal = measure.goal or (file.problem.goal if file.problem else None)
    if goal:
        yield f"整改目标：{goal}"
    if not is_problem(measure.number):
        yield f"整改措施：{measure.text}"
    else:
        yield f"问题：{measure.text}"
        yield divided(measure) if measure.divided_into else "方案没有给出措施，按问题整体上报。"
    if measure.category:
        yield f"类别：{measure.category}"
    if measure.printed:
        yield f"方案编号：{measure.printed}"


def _duty(duty: Duty) -> Iterator[str]:
    named = [(name, getattr(duty, field)) for name, field in DUTIES]
    for name, who in named:
        if who:
            yield f"{name}：{'、'.join(who)}"
    if not any(who for _, who in named):
        yield "方案没有写明责任单位。"


def _dates(entry: Entry) -> Iterator[str]:
    for deadline in entry.measure.deadlines:
        due = _day(deadline.due) if deadline.due else "没有具体日期"
        what = f"，{deadline.what}" if deadline.what else ""
        yield f"{due}（方案原文「{deadline.phrase}」{what}）"
    if not entry.measure.deadlines:
        yield "方案没有写明时限。"
    progress = entry.progress
    if progress.extended_until:
        yield f"已获准延期至 {_day(progress.extended_until)}，原期限不变，列在上面。"
    if progress.proper_reason_until:
        yield f"有正当理由，{_day(progress.proper_reason_until)}前不升级。"


def _standing(progress: Progress) -> Iterator[str]:
    yield f"状态：{state_name(progress)}"
    claim, verified = progress.claim, progress.verification
    yield (
        f"单位上报：{claim.percent}%（{_moment(claim.at)}，{claim.unit}）"
        if claim
        else "单位上报：尚未上报"
    )
    yield (
        f"已核实：{verified.percent}%（{_moment(verified.at)}）" if verified else "已核实：尚未核实"
    )
    for name, at in (
        ("申请验收", progress.applied_at),
        ("退回", progress.sent_back_at),
        ("通过验收", progress.accepted_at),
        ("销号", progress.closed_at),
        ("重新纳入", progress.rebound_at),
        ("最近公开", progress.publication.at if progress.publication else None),
    ):
        if at:
            yield f"{name}：{_moment(at)}"


def _day(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"


def _moment(value: datetime) -> str:
    return _day(local_date(value))
