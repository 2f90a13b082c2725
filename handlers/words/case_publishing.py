"""What is said when a complaint is registered and made public (登记、公开)."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.words.case_lines import why
from handlers.words.case_names import SOURCES, kinds
from handlers.words.chat import YES_OR_NO
from handlers.words.complaints import standing
from handlers.words.forms import short
from supervision.complaints import Complaint, Source
from supervision.repeats import Likeness


def confirm_register(source: Source, what: str, place: str) -> str:
    """Names what is filed."""
    where = f"\n地点：{place}" if place else "\n没有写明地点，可写「地点：……」"
    return f"将登记举报（{SOURCES[source]}）：{short(what, 80)}{where}\n{YES_OR_NO}。"


def registered(complaint: Complaint, likes: Sequence[Likeness]) -> str:
    """Filed."""
    like = f"\n疑似重复：{likes[0].number}（{why(likes[0])}）" if likes else ""
    return f"已登记 {complaint.number}。{like}\n交办请发「分办 {complaint.number} 单位 类型」"


def summary_wanted(number: str) -> str:
    """公开 without a summary."""
    return (
        "请写明公开的问题概述，不要照抄举报人的话，"
        f"例如「公开 {number} 葫芦河大桥下倾倒建筑垃圾」。"
    )


def confirm_publication(complaint: Complaint) -> str:
    """Exactly what everybody will read."""
    units = "、".join(complaint.units) or "未交办"
    answer = f"\n处理：{complaint.answer}" if complaint.answer else ""
    facts = f"\n核实：{complaint.facts}" if complaint.facts else ""
    return (
        f"将公开 {complaint.number}：{complaint.summary}\n"
        f"类型：{kinds(complaint.kinds) or '未填'}，交办：{units}\n"
        f"{standing(complaint)}{facts}{answer}\n"
        f"请确认没有举报人或他人的身份信息。办理情况变化后自动更新。\n{YES_OR_NO}。"
    )


def published(complaint: Complaint, link: str) -> str:
    """Public now."""
    return f"已公开 {complaint.number}：{link}"
