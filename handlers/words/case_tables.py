"""The tables of a case file (专案卷宗): what was reported, asked, decided, issued and found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from documents.paper import Grid, Part
from handlers.words.acceptance_stages import STEPS
from handlers.words.documents import STATE_NAMES
from handlers.words.evidence import NAMES
from handlers.words.fact_names import what
from handlers.words.inspections import NAMES as KINDS
from handlers.words.steps import STEP_NAMES
from supervision.acceptance.case import Step
from supervision.documents import Document
from supervision.evidence import Evidence, EvidenceState
from supervision.inspections import Inspection
from supervision.policy import Policy
from supervision.progress import Report
from supervision.recorded import RecordedFact
from supervision.regime import Regime
from supervision.requests import Request, RequestKind, RequestState
from supervision.times import local_date

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


def reports_part(reports: Sequence[Report]) -> Part:
    """Reports as the unit made them, those taken back marked."""
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


def requests_part(requests: Sequence[Request]) -> Part:
    """Requests and what was decided."""
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


def acceptance_part(steps: Sequence[Step]) -> Part:
    """Every step of the acceptance: opinions, publicity, objections, closing, spot checks."""
    rows = tuple(
        (
            _on(step.at),
            STEPS[step.event] + ("（整改办代录）" if step.recorded else ""),
            step.unit or "、".join(step.units),
            step.text,
            step.number,
            f"{_short(step.first)} 至 {_short(step.last)}" if step.first and step.last else "",
        )
        for step in steps
    )
    heads = ("时间", "环节", "单位", "意见", "编号", "期限")
    return _part("七、验收销号", heads, rows, "还没有申请验收。")


def documents_part(documents: Sequence[Document], regime: Regime) -> Part:
    """Papers that name the measure, each by the policy of its time."""
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
    return _part("八、督察文书", heads, rows, "没有涉及本事项的文书。")


def evidence_part(pieces: Sequence[Evidence]) -> Part:
    """What was handed in."""
    rows = tuple(
        (_on(p.at), p.unit, NAMES[p.kind][0], p.name, PIECES[p.state], p.id[:8]) for p in pieces
    )
    heads = ("时间", "单位", "种类", "名称", "状态", "编号")
    return _part("九、佐证材料", heads, rows, "没有佐证材料。")


def inspections_part(made: Sequence[Inspection]) -> Part:
    """What the office looked at itself."""
    rows = tuple(
        (_on(i.at), KINDS[i.kind], i.unit, i.result, f"{i.photos} 张" if i.photos else "")
        for i in made
    )
    heads = ("时间", "方式", "单位", "发现的情况", "照片")
    return _part("十、督导检查", heads, rows, "没有检查记录。")


def facts_part(records: Sequence[RecordedFact]) -> Part:
    """What the office has recorded."""
    rows = tuple(
        (_on(r.recorded_at), what(r.fact, r.remark), "已撤回" if r.withdrawn_at else "有效")
        for r in records
    )
    return _part("十一、记录的事实", ("时间", "事实", "效力"), rows, "没有记录。")


def _part(
    heading: str, heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...], none: str
) -> Part:
    return Part(heading, (), Grid(heads, rows)) if rows else Part(heading, (none,))


def _clause(policy: Policy, clause: str) -> str:
    found = policy.clauses.get(clause)
    return f"{found.where}（{clause}）" if found else clause


def _short(value: date) -> str:
    """2017-08-31, for the narrow columns of a table."""
    return value.isoformat()


def _on(value: datetime) -> str:
    return _short(local_date(value))
