"""What the office, verifiers and leaders read about what waits for them (待办)."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.words.duties import also_for_office

NO_EXTENSION, SENT_BACK, NO_OPINION = "不同意延期 编号 原因", "退回 编号 原因", "不同意 编号 原因"
"""How what waits is refused: an extension, an application by the office, and by who judges it."""


def listed(lines: Sequence[str], total: int, others: Sequence[str], refusals: Sequence[str]) -> str:
    """What waits, how it is done or refused, and what else is on the desk."""
    said = [f"待办 {total} 件："]
    said += [f"{place}. {line}" for place, line in enumerate(lines, 1)]
    if total > len(lines):
        said.append(f"等 {total} 件，办理后显示其余")
    ways = "或".join(f"「{one}」" for one in refusals)
    said.append("回复序号办理" + (f"；不批准请发{ways}" if ways else ""))
    return "\n".join([*said, *others])


def nothing_waits(others: Sequence[str]) -> str:
    """Nothing waits for this person."""
    return "\n".join(["没有待批的申请。", *others])


def also(requests: int) -> str:
    """The last line of the list of documents: requests wait too."""
    return f"\n另有待批申请 {requests} 件，回复「待办」查看" if requests else ""


def others(
    *, documents: int, complaints: int, objections: int, spot_checks: int, duties: int
) -> list[str]:
    """What else is on the office's desk, a line each."""
    parts = [
        f"待签发文书 {documents} 件，回复「待签发」" if documents else "",
        f"举报 {complaints} 件未办结，回复「举报列表」" if complaints else "",
        f"公示异议 {objections} 件未办结，回复「异议列表」" if objections else "",
        f"抽查 {spot_checks} 项未出结果，回复「抽查清单」" if spot_checks else "",
        also_for_office(duties).strip(),
    ]
    return [part for part in parts if part]
