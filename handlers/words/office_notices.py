"""What the schedule tells the office and the leading group (整改办、领导小组)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from handlers.words.causes import cause, counted, named_step
from handlers.words.forms import day, short
from handlers.words.steps import STEP_NAMES, cut, joined
from supervision.documents import Document
from supervision.times import SHANGHAI, local_date

FIELD = 20
"""Signs that WeChat leaves of a template's field."""

NAMES = 8
"""How many units one notice names; all stand on the office's list."""


def behind(number: int) -> str:
    """Why units are criticised, where it is not for overdue measures."""
    return f"涉及 {number} 项进度滞后事项"


def bulletin(
    units: Sequence[str], number: int, base_url: str, name: str = "半月通报", why: str = ""
) -> str:
    """What the leading group reads of a bulletin: who is named, and how many measures.

    ``why``: where it is not for overdue measures.
    """
    page = f"{base_url}/bulletins/"
    why = why or f"涉及 {number} 项超期事项"
    return joined(
        f"【{name}】{len(units)} 家单位被通报批评，{why}",
        cut(units, "其余见全文"),
        f"全文：{page}",
    )


def to_sign(waiting: int, issue_at: datetime | None, now: datetime) -> str:
    """待签发 3 件，15:00 自动签发，回复「待签发」查看."""
    if issue_at is None or issue_at <= now:
        return f"待签发 {waiting} 件，签发时刻已过，随即补发，回复「待签发」查看"
    hour = issue_at.astimezone(SHANGHAI)
    when = f"{hour:%H:%M}"
    if local_date(issue_at) != local_date(now):
        when = f"{day(hour.date(), local_date(now))} {when}"
    return (
        f"待签发 {waiting} 件，{when} 自动签发，回复「待签发」查看；要暂缓请回复「暂缓 编号 原因」"
    )


def to_decide(documents: Sequence[Document]) -> str:
    """What is proposed and goes nowhere by itself."""
    lines = [_proposed(document) for document in documents]
    head = f"拟办 {len(documents)} 件，须由人决定，不会自动发出："
    return joined(head, cut(lines, "回复「待签发」看全部"))


def _proposed(document: Document) -> str:
    """约谈 市建设局（反馈整改情况失实）."""
    made = document.decision
    told = counted(made).rpartition("，")[2].removeprefix("本方案")
    why = told or short(cause(document), 20)
    return f"{named_step(made, STEP_NAMES[made.step])} {made.unit}（{why}）"


def for_leaders(names: Sequence[str], documents: Sequence[Document]) -> str:
    """Leaders in charge of measures (包抓领导) who are not bound and have to be told in person."""
    about = "、".join(dict.fromkeys(d.number for d in documents[:3]))
    return f"请转告包抓领导 {'、'.join(names[:4])}：{about}（没有绑定，收不到通知）"


def noted(documents: Sequence[Document]) -> str:
    """What was issued with the office among its receivers (列入督办计划、回头看)."""
    lines = [
        f"{STEP_NAMES[d.decision.step]} {d.decision.unit}"
        + (f"（{'、'.join(_measures(d)[:3])}）" if _measures(d) else "")
        for d in documents
    ]
    return joined(f"已签发 {len(documents)} 件，由整改办跟进：", cut(lines, "其余见文书"))


def _measures(document: Document) -> list[str]:
    return list(dict.fromkeys(found.measure for found in document.decision.findings))


def no_reply(documents: Sequence[Document]) -> str:
    """Units whose written reply is overdue; each is told once."""
    lines = [f"{STEP_NAMES[d.decision.step]} {d.number} {d.decision.unit}" for d in documents]
    return joined(f"{len(documents)} 件到期没有书面答复，已提醒单位：", cut(lines, "其余见文书"))


def may_lift(documents: Sequence[Document]) -> str:
    """What stands although its cause is gone, by unit."""
    theirs: dict[str, list[str]] = {}
    for document in documents:
        names = theirs.setdefault(document.decision.unit, [])
        names.append(STEP_NAMES[document.decision.step])
    lines = [f"摘牌 {unit}（{'、'.join(dict.fromkeys(names))}）" for unit, names in theirs.items()]
    head = f"{len(theirs)} 家的涉及事项已全部通过验收或销号，可以摘牌，请回复："
    return joined(head, cut(lines, "其余回复「摘牌」查看"))


def not_reached(units: Sequence[str]) -> str:
    """Units for which nobody is bound who still follows, so that a notice reached no phone."""
    if len(units) == 1:
        return f"{short(units[0], 14)}收不到通知：没有绑定的人。请电话告知，并发绑定码"
    head = f"{short(units[0], 8)}等 {len(units)} 家收不到通知"
    names = "、".join(units[:NAMES]) + ("等" if len(units) > NAMES else "")
    return f"{head}：{names}没有绑定的人。请电话告知，并发绑定码"


def undelivered(units: Sequence[str], new: int, standing: int) -> str:
    """What could not be delivered since the last working day, and what still waits for a call."""
    if not new:
        return f"还有 {standing} 件通知未送达，请电话告知"
    names = "、".join(short(unit, 8) for unit in units[:3])
    more = f"等 {len(units)} 家" if len(units) > 3 else ""
    about = f"：{names}{more}" if names else ""
    return f"新增 {new} 件未送达{about}。共 {standing} 件待电话告知，名单请看送达记录"


def to_office(parts: Sequence[str]) -> str:
    """The office's one notice of a moment; its first part is what the list of chats shows."""
    return joined(f"【整改办】{parts[0]}", *parts[1:])


def fields(parts: Sequence[str], office: str, at: datetime) -> dict[str, str]:
    """The fields of the template message of a notice that is about no single document.

    Who gets no text reads these alone, so as many parts as the field holds are named in it.
    """
    heading, *others = (_heading(part) for part in parts)
    for other in others:
        if len(heading) + 1 + len(other) <= FIELD:
            heading = f"{heading}、{other}"
    local = at.astimezone(SHANGHAI)
    return {
        "item": heading[:FIELD],
        "unit": office[:FIELD],
        "step": "办理",
        "time": f"{local:%Y-%m-%d %H:%M}",
        "number": f"{local:%Y%m%d-%H%M}",
    }


def _heading(part: str) -> str:
    """待签发 3 件: up to the first stop, since a field is cut without mercy."""
    return re.split("[，：；\n]", part.rpartition("】")[2], maxsplit=1)[0]
