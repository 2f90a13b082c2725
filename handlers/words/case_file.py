"""The case file (专案卷宗) in words: claimed and verified apart, every date with its source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Protocol

from documents.paper import Grid, Paper, Part
from handlers.words.documents import STATE_NAMES
from handlers.words.evidence import NAMES
from handlers.words.facts import what
from handlers.words.forms import state_name
from handlers.words.inspections import NAMES as KINDS
from handlers.words.steps import STEP_NAMES
from supervision.documents import Document
from supervision.evidence import Evidence, EvidenceState
from supervision.inspections import Inspection
from supervision.policy import Policy
from supervision.progress import Entry, Progress, Report
from supervision.recorded import RecordedFact
from supervision.records import Duty, Problem
from supervision.regime import Regime
from supervision.requests import Request, RequestKind, RequestState
from supervision.times import local_date

DUTIES = (
    ("牵头单位", "lead_units"),
    ("责任单位", "responsible_units"),
    ("配合单位", "cooperating_units"),
    ("督导单位", "supervising_units"),
    ("验收单位", "verifying_units"),
    ("包抓领导", "leaders"),
)
REQUEST_NAMES = {RequestKind.EXTENSION: "申请延期", RequestKind.ACCEPTANCE: "申请验收"}
DECISION_NAMES = {
    RequestState.WAITING: "待批",
    RequestState.GRANTED: "同意",
    RequestState.REFUSED: "不同意",
}
PIECES = {
    EvidenceState.STORED: "已存",
    EvidenceState.AWAITED: "正在取",
    EvidenceState.REFUSED: "未能保存",
    EvidenceState.WITHDRAWN: "已撤回",
}


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
        _reports(file.reports),
        _requests(file.requests),
        _documents(file.documents, regime),
        _evidence(file.evidence),
        _inspections(file.inspections),
        _facts(file.facts),
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
    yield f"整改措施：{measure.text}"
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


def _reports(reports: Sequence[Report]) -> Part:
    rows = tuple(
        (
            _on(r.at),
            r.unit,
            f"{r.percent}%",
            "；".join(filter(None, (r.problem, f"佐证 {r.evidence} 份" if r.evidence else ""))),
            "已撤回" if r.withdrawn else "有效",
        )
        for r in reports
    )
    heads = ("时间", "单位", "上报进度", "存在问题", "效力")
    return _part("五、上报记录（未经核实）", heads, rows, "还没有上报。")


def _requests(requests: Sequence[Request]) -> Part:
    rows = tuple(
        (
            _on(r.at),
            r.unit,
            REQUEST_NAMES[r.kind] + (f"至 {_short(r.until)}" if r.until else ""),
            r.reason,
            DECISION_NAMES[r.state]
            + (f"，{_on(r.decided_at)}" if r.decided_at else "")
            + (f"，至 {_short(r.granted)}" if r.granted else "")
            + (f"，{r.remark}" if r.remark else ""),
        )
        for r in requests
    )
    return _part("六、申请与批复", ("时间", "单位", "申请", "理由", "批复"), rows, "没有申请。")


def _documents(documents: Sequence[Document], regime: Regime) -> Part:
    rows = tuple(
        (
            _on(d.issued_at or d.drawn_at),
            d.number,
            STEP_NAMES[d.decision.step],
            d.decision.unit,
            _clause(regime.at(d.drawn_at), d.decision.clause),
            STATE_NAMES[d.state],
        )
        for d in documents
    )
    heads = ("时间", "编号", "文书", "受文单位", "依据", "状态")
    return _part("七、督察文书", heads, rows, "没有涉及本事项的文书。")


def _evidence(pieces: Sequence[Evidence]) -> Part:
    rows = tuple(
        (_on(p.at), p.unit, NAMES[p.kind][0], p.name, PIECES[p.state], p.id[:8]) for p in pieces
    )
    heads = ("时间", "单位", "种类", "名称", "状态", "编号")
    return _part("八、佐证材料", heads, rows, "没有佐证材料。")


def _inspections(made: Sequence[Inspection]) -> Part:
    rows = tuple(
        (_on(i.at), KINDS[i.kind], i.unit, i.result, f"{i.photos} 张" if i.photos else "")
        for i in made
    )
    heads = ("时间", "方式", "单位", "发现的情况", "照片")
    return _part("九、督导检查", heads, rows, "没有检查记录。")


def _facts(records: Sequence[RecordedFact]) -> Part:
    rows = tuple(
        (_on(r.recorded_at), what(r.fact, r.remark), "已撤回" if r.withdrawn_at else "有效")
        for r in records
    )
    return _part("十、记录的事实", ("时间", "事实", "效力"), rows, "没有记录。")


def _part(
    heading: str, heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...], none: str
) -> Part:
    return Part(heading, (), Grid(heads, rows)) if rows else Part(heading, (none,))


def _clause(policy: Policy, clause: str) -> str:
    found = policy.clauses.get(clause)
    return f"{found.where}（{clause}）" if found else clause


def _day(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"


def _moment(value: datetime) -> str:
    return _day(local_date(value))


def _short(value: date) -> str:
    """2017-08-31, for the narrow columns of a table."""
    return value.isoformat()


def _on(value: datetime) -> str:
    return _short(local_date(value))
