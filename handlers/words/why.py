"""Why a unit got a step (为什么): with figures, the clause in its words, and every deadline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from handlers.words.causes import cause, counted
from handlers.words.cycles import bulletin_name
from handlers.words.demands import ends
from handlers.words.forms import day, short
from handlers.words.notice_setting import page
from handlers.words.steps import STEP_NAMES, basis, behind, cut, item, overdue
from supervision.decisions import Decision, Finding, Reason, Step
from supervision.documents import Document, State
from supervision.policy import Policy
from supervision.replies import REPLIED_TO, reply_by
from supervision.rules import Rule, Trigger
from supervision.times import local_date
from supervision.working_days import WorkingDays

QUOTED = 60
"""Signs of a clause that are quoted; the page has all of it."""

ITEMS = 3


def none(step: Step | None) -> str:
    """Nothing of the kind was served on the sender's units."""
    if step is None:
        return "您的单位没有收到过预警、通报或督办。要看到期日的依据，请发「为什么」加编号。"
    return f"您的单位没有收到过{STEP_NAMES[step]}。回复「我的预警」看待签收的文书。"


def no_such(number: str) -> str:
    """A number that the sender may not read, or that is none."""
    return f"没有编号为 {number} 的文书，或者不是发给您单位的。"


STATES = {
    State.DRAWN_UP: "待签发",
    State.HELD: "已暂缓",
    State.PROPOSED: "拟办，待决定",
    State.DECIDED: "已决定",
    State.DROPPED: "不再办理",
}
"""Where a document stands that was not issued."""


def only_own(unit: str) -> str:
    """A unit asks about another one."""
    return f"{unit}不是您的单位，看不到它的文书。要看自己单位的，请发「为什么」。"


def none_of(unit: str, step: Step | None) -> str:
    """Nothing of the kind was drawn up for a unit that the office asks about."""
    what = STEP_NAMES[step] if step else "预警、通报或督办文书"
    return f"{unit}没有{what}。要看它的事项，请发「{unit}超期」。"


def choose(unit: str, documents: Sequence[Document], total: int, now: datetime) -> str:
    """Several documents of one unit, the newest first."""
    lines = [f"{unit}的文书 {total} 件："]
    for place, document in enumerate(documents, 1):
        made, today = document.decision, local_date(now)
        when = day(local_date(document.issued_at or document.drawn_at), today)
        count = f"第 {made.count} 次" if made.count else ""
        stands = STATES.get(document.state, "已解除" if document.lifted_at else "")
        more = "，".join(part for part in (count, stands) if part)
        lines.append(f"{place}. {when} {STEP_NAMES[made.step]}" + (f"（{more}）" if more else ""))
    older = "，更早的请发「为什么」加编号" if total > len(documents) else ""
    return "\n".join([*lines, f"回复序号看原因和依据{older}"])


def explained(
    document: Document,
    policy: Policy,
    days: WorkingDays,
    now: datetime,
    *,
    replied: bool,
    link: str,
) -> str:
    """Everything that a receiver asks of a step."""
    made, today = document.decision, local_date(now)
    issued = local_date(document.issued_at or document.drawn_at)
    stands = f"，{STATES[document.state]}" if document.state in STATES else ""
    lines = [
        f"{made.unit} {day(issued, today)} {STEP_NAMES[made.step]}（{document.number}）{stands}",
        f"原因：{cause(document)}",
        cut([_line(made, found, issued) for found in made.findings], "其余见全文", ITEMS),
        f"依据：{basis(policy, made.clause)}{_quoted(policy, made.clause)}",
    ]
    told = counted(made)
    lines += [f"次数：{told}{_next(made, policy)}" if told else ""]
    lines += _deadlines(document, policy, days, issued, replied=replied)
    lines.append(_stops(document, policy, today))
    return "\n".join(line for line in (*lines, page(link)) if line)


def _line(made: Decision, found: Finding, issued: date) -> str:
    if made.reason is Reason.CLOSED or (found.due is None and not found.days):
        return item(found)
    return behind(found) if found.expected is not None else overdue(found, issued)


def _quoted(policy: Policy, name: str) -> str:
    found = policy.clauses.get(name)
    return f"：“{short(found.text, QUOTED)}”" if found else ""


def _next(made: Decision, policy: Policy) -> str:
    """；第 2 次：诫勉谈话: what the next rung of the same count is."""
    if made.reason in (Reason.PROBLEMS_FOUND, Reason.REPEATED_COMPLAINTS) or made.count is None:
        return ""
    rules = [r for r in policy.rules_for(Trigger.CRITICISMS) if (r.count or 0) > made.count]
    coming = min((r.count or 0 for r in rules), default=0)
    steps = "、".join(dict.fromkeys(STEP_NAMES[r.step] for r in rules if r.count == coming))
    return f"；第 {coming} 次：{steps}" if steps else ""


def _deadlines(
    document: Document, policy: Policy, days: WorkingDays, issued: date, *, replied: bool
) -> Iterator[str]:
    """书面答复、申辩期限 9月22日（周五）：9月15日签发后第 5 个工作日; one line for each day."""
    if not document.issued_at:
        return
    by_day: dict[tuple[date, int], list[str]] = {}
    if document.decision.step in REPLIED_TO:
        within = policy.limits.reply_days
        name = "书面答复（已答复）" if replied else "书面答复"
        by_day.setdefault((reply_by(issued, within, days), within), []).append(name)
    for name, until, within in _of_rule(policy.rule_of(document.decision), issued, days):
        by_day.setdefault((until, within), []).append(name)
    for (until, within), names in by_day.items():
        yield _until("、".join(names), until, issued, within, days)


def _of_rule(rule: Rule | None, issued: date, days: WorkingDays) -> Iterator[tuple[str, date, int]]:
    rectify = rule.rectify_by(issued, days) if rule else None
    if rule and rectify and rule.rectify_within:
        yield "整改期限", rectify, rule.rectify_within
    objection = rule.object_by(issued, days) if rule else None
    if rule and objection and rule.object_within:
        yield "申辩期限", objection, rule.object_within


def _until(name: str, until: date, issued: date, within: int, days: WorkingDays) -> str:
    guess = "（按周一至周五推算）" if days.guessed(until) else ""
    since = f"{issued.month}月{issued.day}日"
    return f"{name} {day(until, issued)}：{since}签发后第 {within} 个工作日{guess}"


def _stops(document: Document, policy: Policy, today: date) -> str:
    if document.lifted_at:
        return f"已于 {day(local_date(document.lifted_at), today)}解除：{document.lifted_why}"
    said = f"怎样解除：{ends(document.decision)}"
    overdue_ = document.decision.reason in (Reason.BECAME_OVERDUE, Reason.OVERDUE_AT_BULLETIN)
    if overdue_ and policy.rules_for(Trigger.OVERDUE_AT_BULLETIN):
        return f"{said}；下次{bulletin_name(policy)}前仍超期的，予以通报批评"
    return said
