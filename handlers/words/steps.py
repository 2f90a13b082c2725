"""What the steps of the ladder are called, and how one line tells what was found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.words.forms import day, short
from supervision.decisions import Finding, Recipient, Step
from supervision.documents import Document
from supervision.policy import Policy

STEP_NAMES = {
    Step.REMINDER: "提醒",
    Step.WARNING: "预警",
    Step.CRITICISM: "通报批评",
    Step.YELLOW_CARD: "黄牌警告",
    Step.MONTHLY_SUPERVISION: "列入督办计划",
    Step.LISTED_SUPERVISION: "挂牌督办",
    Step.SUMMONS: "约谈",
    Step.ADMONITION: "诫勉谈话",
    Step.ACCOUNTABILITY: "问责",
    Step.REFERRAL: "线索移送",
    Step.SPECIAL_INSPECTION: "专项督查",
    Step.LOOK_BACK: "回头看",
    Step.VETO: "一票否决",
    Step.SELF_CRITICISM: "深刻检查",
}

RECIPIENT_NAMES = {
    Recipient.LIAISON: "联络员",
    Recipient.UNIT_HEAD: "单位负责人",
    Recipient.DEPUTY_HEAD: "分管负责人",
    Recipient.MAIN_HEAD: "主要负责人",
    Recipient.LEADER: "包抓领导",
    Recipient.GROUP_LEADER: "领导小组",
    Recipient.OFFICE: "整改办",
    Recipient.DISCIPLINE: "纪检监察机关",
    Recipient.PUBLIC: "向社会公开",
}

SHORT_NAMES = {Step.MONTHLY_SUPERVISION: "列入督办"}
"""Names for the template's field, which takes five Chinese characters; the others fit."""

LINES = 5
"""How many things a notice lists before it points to its page: a phone shows twelve lines."""


def due_day(found: Finding, today: date) -> str:
    """8月31日（周四）."""
    return day(date.fromisoformat(found.due), today) if found.due else "未定日期"


def item(found: Finding) -> str:
    """14-2 污泥处置项目."""
    return f"{found.measure} {short(found.title)}"


def claimed(found: Finding) -> str:
    """上报 60%, or 尚未上报."""
    return f"上报 {found.claimed}%" if found.reported else "尚未上报"


def overdue(found: Finding, today: date) -> str:
    """14-2 污泥处置项目：8月31日（周四）到期，超期 15 天，上报 60%; counted on ``today``."""
    days = (today - date.fromisoformat(found.due)).days if found.due else found.days
    return f"{item(found)}：{due_day(found, today)}到期，超期 {days} 天，{claimed(found)}"


def behind(found: Finding) -> str:
    """14-2 污泥处置项目：应达 75%，上报 40%."""
    return f"{item(found)}：应达 {found.expected}%，{claimed(found)}"


def measures(document: Document) -> int:
    """How many measures a document names; one with two deadlines counts once."""
    return len({found.measure for found in document.decision.findings})


def basis(policy: Policy, clause: str) -> str:
    """市委发〔2017〕30号 六（四）（T10）."""
    found = policy.clauses.get(clause)
    where = f" {found.where}" if found else ""
    return f"{policy.document}{where}（{clause}）"


def clause(policy: Policy, name: str) -> str:
    """六（四）（T10）: where no room is left for the document's name."""
    found = policy.clauses.get(name)
    return f"{found.where}（{name}）" if found else name


def cut(lines: Sequence[str], where: str, most: int = LINES) -> str:
    """The first lines of a list, and how to see the rest: "回复「我的任务」看全部"."""
    shown = list(lines[:most])
    if len(lines) > most:
        shown.append(f"等 {len(lines)} 项，{where}")
    return "\n".join(shown)


def joined(*parts: str) -> str:
    """The parts that say something, each on a line of its own."""
    return "\n".join(part for part in parts if part)
