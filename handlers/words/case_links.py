"""What is said about repeated complaints (关联、不关联、重复件)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from handlers.words.case_lines import titled, why
from handlers.words.case_names import STATES
from handlers.words.chat import YES_OR_NO
from handlers.words.forms import short
from supervision.complaints import Complaint
from supervision.repeats import Likeness


def confirm_link(
    one: Complaint, other: Complaint, like: Likeness | None, members: int, first: str
) -> str:
    """Names both and every reason."""
    reasons = why(like) if like else "地点和内容都没有相同之处，请再核对"
    more = f"\n关联后这一组共 {members} 件，以 {first} 为首件" if members > 2 else ""
    return f"将关联\n{titled(one)}\n{titled(other)}\n{reasons}{more}\n{YES_OR_NO}。"


def linked(members: Collection[str], first: str) -> str:
    """Done."""
    return f"已关联 {len(members)} 件，首件 {first}。各件仍分别答复。回复「重复件」看一览。"


def linked_already(one: Complaint, other: Complaint) -> str:
    """Nothing to do."""
    return f"{one.number} 和 {other.number} 已经是同一组，没有改动。"


def nothing_to_part(number: str) -> str:
    """Nothing is linked or hinted."""
    return f"{number} 没有关联也没有疑似重复，没有改动。"


def confirm_part(one: Complaint, others: Sequence[str], *, leaves: bool) -> str:
    """Names what it is not about."""
    out = "，并移出重复件一览" if leaves else ""
    return f"将记录 {one.number} 与 {'、'.join(others)} 不是同一件{out}。\n{YES_OR_NO}。"


def parted(number: str, *, leaves: bool) -> str:
    """Done."""
    return f"已记录 {number} 不是同一件{'，已取消关联' if leaves else '，不再提示'}。"


def none_repeated() -> str:
    """No group yet."""
    return "还没有确认的重复件。疑似重复的，请在举报全文里看提示，用「关联」确认。"


def repeated_list(found: Sequence[tuple[Complaint, int]], total: int, start: int) -> str:
    """The ledger of repeated ones."""
    lines = [f"重复件 {total} 组，按件数排列："]
    for place, (case, count) in enumerate(found, start + 1):
        missing = "，缺原因" if not case.cause else ("，缺一件一策" if not case.remedy else "")
        where = short(case.place or case.what, 14)
        lines.append(f"{place}. {case.number} {where}（{count} 件，{STATES[case.state]}{missing}）")
    more = "，「下一页」看更多" if start + len(found) < total else ""
    lines.append(f"回复序号看全文{more}")
    return "\n".join(lines)
