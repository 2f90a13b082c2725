"""What the sender of a complaint is asked and told about the result (满意度)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.words.forms import day, short
from supervision.complaints import Complaint


def nothing_to_rate() -> str:
    """Nothing was closed, or it has been rated."""
    return "没有待您评价的举报。查自己的举报请发「我的举报」。"


def which_to_rate(found: Sequence[Complaint]) -> str:
    """Several wait."""
    lines = ["您评价的是哪一件？"]
    lines += [f"{n}. {case.number} {short(case.what, 14)}" for n, case in enumerate(found, 1)]
    return "\n".join([*lines, "回复序号选择"])


def thanked(complaint: Complaint) -> str:
    """Recorded without a name."""
    return f"已记录您对 {complaint.number} 的评价，不记姓名。"


def taken_up_again(complaint: Complaint, today: date) -> str:
    """Who is not satisfied brings it back."""
    return (
        f"已记录您对 {complaint.number} 不满意，不记姓名。这件举报重新办理，"
        f"{day(complaint.due, today)}前再答复您。"
    )


def what_is_missing() -> str:
    """The one question that follows."""
    return "哪里没有解决？请直接回复；不想说回复 0"


def wish_noted(complaint: Complaint) -> str:
    """What is missing was said."""
    return f"已补充到 {complaint.number}，整改办能看到。"


def not_satisfied(complaint: Complaint) -> str:
    """The office hears that it is open again."""
    wish = f"\n举报人说：{short(complaint.wish, 80)}" if complaint.wish else ""
    number = complaint.number
    return (
        f"【举报人不满意】{number}：{short(complaint.what, 40)}{wish}\n"
        f"已重新列入未办结。回复「{number}」看全文，再交办请发「分办 {number} 单位」"
    )
