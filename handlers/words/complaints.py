"""What is said about complaints (群众举报): to their sender, and to the office."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.words.case_lines import described, marks_of, why
from handlers.words.case_names import FINDINGS, STATES
from handlers.words.chat import YES_OR_NO
from handlers.words.forms import day, day_of, short
from supervision.complaints import Complaint, Handling, HandlingRefusal, Step
from supervision.repeats import Likeness
from supervision.times import local_date

PROTECTED = "您的身份不会公开，也不转给被举报单位；退出关注即删除。"

HOW_WAS_IT = "您对结果满意吗？请回复「满意」「基本满意」或「不满意」。"
"""Asked once, with the answer that closes a case."""


# ---- to the sender --------------------------------------------------------------------------


def what_happened() -> str:
    """举报 alone."""
    return (
        "您要举报什么？请回复地点和情况，例如「葫芦河大桥下有人倒建筑垃圾」。\n"
        "可以先发照片。回复 0 不举报"
    )


def photo_first() -> str:
    """A photo before a word."""
    return "照片已收到。要举报的话，请回复地点和情况，30 分钟内有效；不举报请回复 0"


def confirm(what: str) -> str:
    """Words that may be a complaint and may be something else."""
    return f"您是要举报吗？将登记：{short(what, 60)}\n{YES_OR_NO}。"


def received(complaint: Complaint, today: date, link: str) -> str:
    """What was understood, the number to keep, when an answer is due, and the protection."""
    place = f"\n地点：{short(complaint.place, 30)}" if complaint.place else ""
    photos = f"\n照片 {complaint.photos} 张已收到" if complaint.photos else ""
    return (
        f"已登记举报 {complaint.number}：{short(complaint.what, 40)}{place}{photos}\n"
        f"{day(complaint.due, today)}前答复您。查进度请发「{complaint.number}」或看 {link}\n"
        f"{PROTECTED}"
    )


def where() -> str:
    """The place is missing."""
    return "在什么地方？请回复路名、村名或单位名；有照片可直接发来"


def place_added(complaint: Complaint) -> str:
    """The place is known now."""
    return f"{complaint.number} 已补充地点：{short(complaint.place, 40)}。"


def photo_added(complaint: Complaint) -> str:
    """One more photo."""
    return f"照片已附到举报 {complaint.number}，共 {complaint.photos} 张。"


def too_many(most: int) -> str:
    """More in a day than anybody has to say."""
    return f"您今天已登记 {most} 件举报，请明天再发；急事请拨打 12345。这一条没有记录。"


def only_the_sender(number: str) -> str:
    """Somebody else's number, or one that is none: both read alike."""
    return (
        f"{number} 只有举报人本人能在这里查询。编号不对的，请核对后重发；查自己的请发「我的举报」。"
    )


def none_yet() -> str:
    """我的举报 without any."""
    return "您还没有举报过。要举报请发「举报」加地点和情况。"


def mine(complaints: Sequence[Complaint]) -> str:
    """A person's own complaints."""
    lines = ["您的举报："]
    lines += [f"{c.number} {standing(c)}：{short(c.what, 14)}" for c in complaints]
    lines.append("回复编号看详情")
    return "\n".join(lines)


def status(complaint: Complaint, today: date) -> str:
    """How far it is, for its sender."""
    lines = [f"{complaint.number}：{standing(complaint)}", f"举报内容：{short(complaint.what, 40)}"]
    answer = next((step for step in reversed(complaint.steps) if step.answer), None)
    if answer:
        lines.append(f"{day_of(answer.at, answer.at)}答复：{answer.answer}")
    if complaint.open:
        lines.append(_due(complaint, today))
    elif complaint.verdict is None:
        lines.append(HOW_WAS_IT)
    return "\n".join(lines)


def to_sender(complaint: Complaint, step: Step) -> str:
    """The push when something was decided."""
    answer = f"\n{short(step.answer, 110)}" if step.answer else ""
    number = complaint.number
    asks = step.state is Handling.CLOSED and complaint.verdict is None
    last = HOW_WAS_IT if asks else f"查详情请回复「{number}」"
    return f"【举报答复】{number}：{standing(complaint)}{answer}\n{last}"


# ---- to the office --------------------------------------------------------------------------


def to_office(complaint: Complaint, likes: Sequence[Likeness], today: date) -> str:
    """A complaint has come in; the likeliest earlier one is named with the reasons."""
    place = f"\n地点：{short(complaint.place, 30)}" if complaint.place else ""
    like = f"\n疑似重复：{likes[0].number}（{why(likes[0])}）" if likes else ""
    return (
        f"【群众举报】{complaint.number}：{short(complaint.what, 50)}{place}{like}\n"
        f"{day(complaint.due, today)}前答复。回复「{complaint.number}」看全文，"
        f"「分办 {complaint.number} 单位 类型」交办"
    )


def nothing_open() -> str:
    """The list is empty."""
    return "没有未办结的举报。"


def listed(complaints: Sequence[Complaint], total: int, start: int, today: date) -> str:
    """One page, the earliest due first."""
    more = start + len(complaints) < total
    part = f"（第 {start + 1}–{start + len(complaints)} 件）" if start or more else ""
    lines = [f"未办结举报 {total} 件{part}："]
    for place, c in enumerate(complaints, start + 1):
        marks = "，".join((standing(c), _left(c, today), *marks_of(c)))
        lines.append(
            f"{place}. {'★' if c.starred else ''}{c.number} {short(c.what, 12)}（{marks}）"
        )
    lines.append("回复序号看全文" + ("，「下一页」看更多" if more else ""))
    return "\n".join(lines)


def in_full(
    complaint: Complaint, likes: Sequence[Likeness], today: date, *, acts: bool = True
) -> str:
    """Everything that the office may know: not who sent it. ``acts``: what it can do now."""
    star = "★" if complaint.starred else ""
    lines = [
        f"{star}{complaint.number}：{standing(complaint)}",
        f"{day_of(complaint.at, complaint.at)}登记，{_due(complaint, today)}",
        complaint.what,
        f"地点：{complaint.place}" if complaint.place else "没有写明地点",
    ]
    if complaint.photos:
        lines.append(f"照片 {complaint.photos} 张")
    lines += described(complaint, today)
    lines += [f"疑似重复：{like.number}（{why(like)}）" for like in likes]
    lines += [f"{day_of(s.at, s.at)} {_step(s)}" for s in complaint.steps]
    number = complaint.number
    if likes:
        lines.append(
            f"是同一件请发「关联 {number} {likes[0].number}」，不是请发「不关联 {number}」"
        )
    if not acts:
        return "\n".join(lines)
    if complaint.open and not complaint.assignments:
        lines.append(f"交办请发「分办 {number} 单位 类型」")
    elif complaint.open:
        lines.append(f"答复请发「办理 {number} 属实 办结 处理情况」")
    return "\n".join(lines)


def no_such(number: str) -> str:
    """The office asked for a number that is none."""
    return f"没有编号为 {number} 的举报。回复「举报列表」看全部未办结的。"


def cannot_handle(number: str, refusal: HandlingRefusal) -> str:
    """What is missing."""
    example = f"「办理 {number} 部分属实 阶段性办结 已责令停工清理」"
    if refusal is HandlingRefusal.NO_STATE:
        return f"请写明办理情况：办理中、阶段性办结或办结，例如{example}。"
    if refusal is HandlingRefusal.NO_FINDING:
        return f"办结前请写明查实情况：属实、基本属实、部分属实或不属实，例如{example}。"
    return f"办结要有答复举报人的话，例如{example}。"


def confirm_handling(complaint: Complaint, step: Step, *, told: bool) -> str:
    """Names exactly what will be recorded, and who reads it."""
    who = "举报人会收到：" if told else "举报人已退出，收不到答复。答复记录为："
    return (
        f"将记录 {complaint.number}：{_step(step)}\n"
        f"{who}{step.answer or '办理情况，没有附言'}\n"
        f"请勿写入举报人或他人的身份信息。\n{YES_OR_NO}。"
    )


def handled(complaint: Complaint, *, told: bool) -> str:
    """Recorded."""
    return f"已记录 {complaint.number}：{standing(complaint)}{'，将告知举报人' if told else ''}。"


def closed_already(complaint: Complaint) -> str:
    """It is done."""
    return f"{complaint.number} 已办结，没有改动。"


def standing(complaint: Complaint) -> str:
    """部分属实，阶段性办结; before a check only how far it is."""
    finding = f"{FINDINGS[complaint.finding]}，" if complaint.finding else ""
    return f"{finding}{STATES[complaint.state]}"


def _step(step: Step) -> str:
    finding = f"{FINDINGS[step.finding]}，" if step.finding else ""
    facts = f"（{step.facts}）" if step.facts else ""
    return f"{finding}{facts}{STATES[step.state]}{'：' + step.answer if step.answer else ''}"


def _due(complaint: Complaint, today: date) -> str:
    return f"{day(complaint.due, today)}前答复"


def _left(complaint: Complaint, today: date) -> str:
    left = (complaint.due - today).days
    return f"超期 {-left} 天" if left < 0 else ("今天到期" if left == 0 else f"还剩 {left} 天")


def answered_on(complaint: Complaint) -> date | None:
    """The day of the last answer that ended or staged it."""
    ends = (Handling.STAGED, Handling.CLOSED)
    return next((local_date(s.at) for s in reversed(complaint.steps) if s.state in ends), None)
