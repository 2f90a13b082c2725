"""What the office notes about a complaint: cause, leader, listing, enterprise (G3, T13)."""

from __future__ import annotations

from handlers.words.case_lines import titled
from handlers.words.case_names import KINDS, SOURCES, kinds
from handlers.words.chat import YES_OR_NO
from handlers.words.forms import short
from supervision.complaints import Complaint

FIELD_NAMES = {
    "cause": "原因",
    "remedy": "一件一策",
    "leader": "包案",
    "star": "加星",
    "unstar": "取消加星",
    "kinds": "类型",
    "place": "地点",
    "source": "来源",
    "accounted": "责任人处理",
}


def what_to_note(number: str, field: str) -> str:
    """A note without its words."""
    if field == "kinds":
        return f"请写明污染类型：{'、'.join(KINDS.values())}，例如「类型 {number} 扬尘、噪声」。"
    if field == "source":
        return f"请写明来源：{'、'.join(SOURCES.values())}，例如「来源 {number} 来电」。"
    name = FIELD_NAMES[field]
    example = "张三" if field == "leader" else "……"
    return f"请写明{name}的内容，例如「{name} {number} {example}」。"


def noted(complaint: Complaint, field: str) -> str:
    """Recorded."""
    said = {
        "cause": complaint.cause,
        "remedy": complaint.remedy,
        "leader": complaint.leader,
        "kinds": kinds(complaint.kinds),
        "place": complaint.place,
        "accounted": complaint.accounted,
        "source": SOURCES[complaint.source],
    }.get(field, "")
    return (
        f"已记录 {complaint.number} {FIELD_NAMES[field]}{'：' + short(said, 60) if said else ''}。"
    )


def confirm_leader(complaint: Complaint, name: str, *, told: bool) -> str:
    """Names who takes the case."""
    who = "将通知本人" if told else "没有绑定同名的领导，请另行告知"
    return f"将由 {name} 包案 {titled(complaint)}\n{who}。\n{YES_OR_NO}。"


def to_leader(complaint: Complaint) -> str:
    """A leader is told of the case."""
    place = f"\n地点：{short(complaint.place, 30)}" if complaint.place else ""
    units = f"\n交办：{'、'.join(complaint.units)}" if complaint.units else ""
    return f"【领导包案】{complaint.number}：{short(complaint.what, 50)}{place}{units}"


def no_listing() -> str:
    """The policy has no such step."""
    return "本地督察制度里没有挂牌督办，没有拟制。"


def assign_first(number: str) -> str:
    """Nobody to list it with."""
    return f"请先交办单位，再挂牌：「分办 {number} 单位 类型」。"


def listed_already(complaint: Complaint) -> str:
    """It has been proposed before."""
    return f"{complaint.number} 已拟挂牌督办 {complaint.listed}，没有重复拟制。"


def confirm_listing(complaint: Complaint, clause: str) -> str:
    """Names what is proposed, to whom."""
    return (
        f"将拟挂牌督办：{titled(complaint)}\n对象：{complaint.units[0]}\n依据：{clause}\n"
        f"拟制后仍须签发，不会自动发出。\n{YES_OR_NO}。"
    )


def listing_drawn_up(complaint: Complaint) -> str:
    """Proposed."""
    number = complaint.listed
    return f"已拟挂牌督办 {number}，{complaint.number} 已加星。签发请回复「签发 {number}」。"


def prove_first(number: str) -> str:
    """Nobody is named for what has not been proved."""
    return f"{number} 还没有查实，不能列名。请先发「查实 {number} 属实 核实情况」。"


def which_enterprise(number: str) -> str:
    """The name or the facts are missing."""
    return f"请写明企业全称和公开的违法事实，例如「列名 {number} 某某有限公司 擅自倾倒建筑垃圾」。"


def enterprise_drawn_up(number: str, entry: str) -> str:
    """It has been drawn up before."""
    return f"{number} 已拟企业名单 {entry}，没有重复拟制。"
