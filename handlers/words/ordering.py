"""What the office reads when it orders a step itself (预警、黄牌警告)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers.words.chat import YES_OR_NO
from handlers.words.forms import day, named
from handlers.words.steps import (
    RECIPIENT_NAMES,
    STEP_NAMES,
    basis,
    behind,
    cut,
    item,
    overdue,
)
from language.acts import Intent
from supervision.decisions import Decision, Finding, Step
from supervision.documents import Document, State
from supervision.policy import Policy
from supervision.records import Measure
from supervision.times import SHANGHAI, local_date

VERBS = {Intent.WARN: "预警", Intent.YELLOW_CARD: "黄牌"}
SHOWN = 4


def not_in_policy(step: Step) -> str:
    """The city's system knows no such step."""
    return f"本市督察制度没有{STEP_NAMES[step]}这一措施，没有办理。"


def not_on_the_menu(step: Step, menu: Sequence[Step]) -> str:
    """The city's office may choose other steps, or none."""
    said = f"本市督察制度没有由整改办选用的{STEP_NAMES[step]}，没有办理。"
    listed = "、".join(STEP_NAMES[one] for one in menu)
    return f"{said}可选用：{listed}。" if listed else said


def name_a_unit(intent: Intent) -> str:
    """Neither a unit nor a measure."""
    verb = VERBS.get(intent, "预警")
    return f"请写明单位全称，例如「{verb} 市水务局」，或加上事项「{verb} 市水务局 14-2」。"


def which_unit(measure: Measure, units: Sequence[str], intent: Intent) -> str:
    """Several units answer for it."""
    listed = "、".join(units[:5]) + ("等" if len(units) > 5 else "")
    verb = VERBS.get(intent, "预警")
    return (
        f"{named(measure)} 由{listed}负责，请写明单位，例如「{verb} {units[0]} {measure.number}」。"
    )


def another_answers(measure: Measure, unit: str) -> str:
    """The unit does not answer for it."""
    owners = "、".join(measure.duty.answerable[:3])
    return f"{named(measure)} 由{owners}负责，不由{unit}负责，没有办理。"


def no_cause(unit: str, step: Step) -> str:
    """Nothing to rest it on."""
    cause = "超期事项" if step is Step.YELLOW_CARD else "超期或进度滞后的事项"
    return f"{unit}现在没有{cause}，没有{STEP_NAMES[step]}的事由，没有办理。"


def confirm(decision: Decision, policy: Policy, now: datetime) -> str:
    """Names exactly to whom, for what, by which clause, and when it goes."""
    whom = "、".join(RECIPIENT_NAMES[to] for to in decision.to)
    lines = [f"将{_verb(decision, now)}{STEP_NAMES[decision.step]}：{decision.unit}（{whom}）"]
    lines.append(cut([line(found, now) for found in decision.findings], "全部列入文书", SHOWN))
    lines.append(f"依据：{basis(policy, decision.clause)}")
    if decision.step is Step.YELLOW_CARD:
        count = decision.count
        said = f"该单位已被通报批评 {count} 次" if count else "注意：该单位还没有被通报批评过"
        lines.append(said)
    lines.append(f"{YES_OR_NO}。")
    return "\n".join(lines)


def ordered(document: Document, notices: int, now: datetime) -> str:
    """Drawn up or issued."""
    name = STEP_NAMES[document.decision.step]
    if document.state is State.ISSUED:
        return f"已签发 {document.number} {name}，将通知 {notices} 人。"
    if document.state is State.PROPOSED:
        return (
            f"已拟办 {document.number} {name}，在待签发中。\n"
            f"要签发请回复「签发 {document.number}」，不办请回复「不办 {document.number} 原因」。"
        )
    hour = _hour(document.issue_at, now)
    return (
        f"已拟制 {document.number} {name}，{hour}自动签发。\n"
        f"要立即发出请回复「签发 {document.number}」，不发请回复「暂缓 {document.number} 原因」。"
    )


def drawn_up_before(decision: Decision) -> str:
    """The very same message."""
    return f"{decision.unit}的{STEP_NAMES[decision.step]}刚才已办理，没有重复。"


def line(found: Finding, now: datetime) -> str:
    """What is wrong with one measure."""
    if found.due is None and not found.days:
        return item(found)
    return behind(found) if found.expected is not None else overdue(found, local_date(now))


def _verb(decision: Decision, now: datetime) -> str:
    if decision.needs_signature:
        return "拟办"
    return "立即签发" if decision.at <= now else f"拟制（{_hour(decision.at, now)}签发）"


def _hour(at: datetime | None, now: datetime) -> str:
    if at is None:
        return ""
    local = at.astimezone(SHANGHAI)
    date = "今天" if local.date() == local_date(now) else day(local.date(), local_date(now))
    return f"{date} {local:%H:%M} "
