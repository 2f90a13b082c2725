"""What the office reads about documents that wait to be issued."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime

from handlers.schedule.sign import Outcome, Signed
from handlers.words.causes import cause, counted, named_step
from handlers.words.forms import short
from handlers.words.steps import RECIPIENT_NAMES, STEP_NAMES, clause
from supervision.decisions import Recipient
from supervision.documents import Document, State
from supervision.policy import Policy
from supervision.rules import NEVER_ISSUED
from supervision.times import SHANGHAI

ON_PAPER = (Recipient.DEPUTY_HEAD, Recipient.MAIN_HEAD, Recipient.DISCIPLINE)

LINES = 8
"""So many documents are named in a question; the rest are counted by kind."""


def nothing_waits() -> str:
    """The desk is empty."""
    return "现在没有待签发的文书。"


def only_proposed(count: int) -> str:
    """签发 全部 where everything on the desk needs a decision of its own."""
    return f"没有待签发的文书。另有 {count} 件拟办或暂缓，须逐件决定，回复「待签发」查看。"


def unserved(units: Sequence[str], count: int) -> str:
    """Documents that reached nobody, as a last line; nothing when there are none."""
    if not count:
        return ""
    named = "、".join(units[:3]) + ("等" if len(units) > 3 else "")
    return f"\n另有 {count} 件没有能送达：{named}没有绑定的人，请电话告知并发绑定码"


def listed(
    documents: Sequence[Document],
    waiting: Collection[str],
    start: int,
    total: int,
    now: datetime,
    *,
    more: bool,
) -> str:
    """One page of the desk, the earliest hour first; ``waiting``: those causes that wait too."""
    page = f"（第 {start + 1}–{start + len(documents)} 件）" if start or more else ""
    lines = [f"待办文书 {total} 件{page}："]
    lines += [f"{place}. {_line(d, now, waiting)}" for place, d in enumerate(documents, start + 1)]
    hold = "不签发请回复「暂缓 编号 原因」"
    if any(document.state is State.PROPOSED for document in documents):
        hold += "，拟办的回复「不办 编号 原因」"
    lines.append(f"回复序号签发；{hold}")
    if more:
        lines.append("回复「下一页」看更多")
    return "\n".join(lines)


def confirm_issue(
    documents: Sequence[Document], following: Sequence[Document], link: str, policy: Policy
) -> str:
    """Names exactly what will go out; ``following`` goes out with the first of the documents."""
    if len(documents) > 1:
        lines = [f"将签发 {len(documents)} 件（{_by_kind(documents)}）："]
        lines += [f"{STEP_NAMES[d.decision.step]} {d.decision.unit}" for d in documents[:LINES]]
        if len(documents) > LINES:
            lines.append(f"等 {len(documents)} 件，全部见「待签发」。已暂缓的不在内")
        lines.append("回复 1 确认，0 取消。")
        return "\n".join(lines)
    document = documents[0]
    made = document.decision
    verb = "将记录决定" if made.step in NEVER_ISSUED else "将签发"
    told = counted(made)
    items = "、".join(dict.fromkeys(f.measure for f in made.findings))
    also = "、".join(f"{STEP_NAMES[d.decision.step]} {d.number}" for d in following if d.waits)
    lines = [
        f"{verb} {document.number}：{named_step(made, STEP_NAMES[made.step])}",
        f"对象：{made.unit}（{'、'.join(RECIPIENT_NAMES[to] for to in made.to)}）",
        f"事由：{cause(document)}" + (f"，事项 {short(items, 24)}" if items else ""),
        f"依据：{f'{told}，' if told else ''}{clause(policy, made.clause)}",
        f"同时发出：{also}" if also else "",
        f"全文：{link}",
        "回复 1 确认，0 取消。",
    ]
    return "\n".join(line for line in lines if line)


def issued_together(documents: Sequence[Document], notices: int) -> str:
    """What went out at once, counted by kind."""
    return f"已签发：{_by_kind(documents) or '没有可签发的'}。将通知 {notices} 人。"


def which_number() -> str:
    """Several documents wait, and none was named."""
    return "请写明编号，例如「签发 TB-…」。回复「待签发」看编号。"


def which_one() -> str:
    """A number that names no document on the desk."""
    return "没有这个编号的待签发文书。回复「待签发」看编号。"


def why_hold(number: str) -> str:
    """暂缓 without a reason."""
    return f"请写明暂缓的原因，例如「暂缓 {number} 等待核实」。"


def outcome(signed: Signed) -> str:
    """What became of a document."""
    document = signed.document
    if document is None:
        return which_one()
    number, name = document.number, STEP_NAMES[document.decision.step]
    said = {
        Outcome.ISSUED: f"已签发 {number} {name}，将通知 {signed.notices} 人。",
        Outcome.DECIDED: f"已记录决定 {number} {name}。{_on_paper(document)}",
        Outcome.HELD: f"已暂缓 {number} {name}，到时不会自动签发。要签发请回复「签发 {number}」。",
        Outcome.RELEASED: f"已恢复 {number} {name}，到时自动签发。",
        Outcome.PAST: f"{number} {name} 已经办结，没有改动。",
        Outcome.CAUSE_WAITS: f"{number} {name} 所依据的通报还没有签发，请先签发通报。",
        Outcome.NEVER_BY_ITSELF: f"{number} {name} 是拟办事项，不会自动发出，不用暂缓。",
    }
    return said.get(signed.outcome, which_one())


def _on_paper(document: Document) -> str:
    """What is decided goes to its receivers on paper or in person; the program tells nobody."""
    to = document.decision.to
    whom = [RECIPIENT_NAMES[one] for one in to if one in ON_PAPER]
    return f"请以书面或当面方式告知{'、'.join(whom)}，这里不代送。" if whom else ""


def _by_kind(documents: Sequence[Document]) -> str:
    kinds = Counter(STEP_NAMES[document.decision.step] for document in documents)
    return "、".join(f"{name} {count} 件" for name, count in kinds.items())


def _line(document: Document, now: datetime, waiting: Collection[str]) -> str:
    made = document.decision
    when = f"拟办：{short(cause(document), 16)}" if document.state is State.PROPOSED else ""
    if document.state is State.HELD:
        when = "已暂缓"
    elif document.decision.cause in waiting and document.waits:
        when = "随通报一并发出"
    elif document.issue_at:
        hour = document.issue_at.astimezone(SHANGHAI)
        today = now.astimezone(SHANGHAI).date()
        date = "" if hour.date() == today else f"{hour.month}月{hour.day}日 "
        when = f"{date}{hour:%H:%M} 自动签发"
    name = named_step(made, STEP_NAMES[made.step])
    return f"{document.number} {name} {short(made.unit, 10)}（{when}）"
