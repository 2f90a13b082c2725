"""What the office and verifiers read about requests that wait (待办)."""

from __future__ import annotations

from collections.abc import Sequence


def listed(lines: Sequence[str], total: int, documents: int, complaints: int) -> str:
    """The requests, and what else is on the desk."""
    said = [f"待批申请 {total} 件："]
    said += [f"{place}. {line}" for place, line in enumerate(lines, 1)]
    if total > len(lines):
        said.append(f"等 {total} 件，批复后显示其余")
    said.append("回复序号批准；不批准请发「不同意延期 编号 原因」或「退回 编号 原因」")
    return "\n".join(said) + _others(documents, complaints)


def nothing_waits(documents: int, complaints: int) -> str:
    """No request."""
    return "没有待批的申请。" + _others(documents, complaints)


def also(requests: int) -> str:
    """The last line of the list of documents: requests wait too."""
    return f"\n另有待批申请 {requests} 件，回复「待办」查看" if requests else ""


def _others(documents: int, complaints: int) -> str:
    parts = [
        f"待签发文书 {documents} 件，回复「待签发」" if documents else "",
        f"举报 {complaints} 件未办结，回复「举报列表」" if complaints else "",
    ]
    return "".join(f"\n{part}" for part in parts if part)
