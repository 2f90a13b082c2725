"""What the complaint desk says (举报件办理): to the office, to the units, to the sender."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from handlers.words.case_lines import assignment, left, result_of, why
from handlers.words.case_names import FINDINGS, KINDS, SOURCES, STATES, kinds
from handlers.words.chat import YES_OR_NO
from handlers.words.complaints import standing
from handlers.words.forms import day, short
from supervision.assignments import Assignment
from supervision.complaints import Complaint, Finding, Handling, HandlingRefusal, Source, Step
from supervision.repeats import Likeness

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


# ---- assigning ------------------------------------------------------------------------------


def to_whom(number: str) -> str:
    """分办 without a unit."""
    return (
        f"请写明交办给哪个单位，例如「分办 {number} 市环保局 扬尘 10天」；"
        "多家单位用顿号隔开，第一家牵头。"
    )


def not_read(number: str, words: str) -> str:
    """A word that is neither unit nor kind nor limit."""
    return (
        f"「{short(words, 20)}」没有看懂：不是台账里的单位，"
        f"也不是污染类型（{'、'.join(KINDS.values())}）或期限。"
        f"没有分办。请写成「分办 {number} 单位 类型 10天」。"
    )


def day_is_past(number: str) -> str:
    """A limit in the past."""
    return f"办理期限不能早于今天，没有分办。请重发，例如「分办 {number} 单位 10天」。"


def closed_already(complaint: Complaint) -> str:
    """It is done."""
    return f"{complaint.number} 已办结，没有改动。"


def confirm_assignment(
    complaint: Complaint, told: Mapping[str, int], due: date, today: date
) -> str:
    """Names exactly who will have to do what until when."""
    return (
        f"将分办 {_titled(complaint)}\n"
        f"{_to_units(told)}\n"
        f"{_kind_and_place(complaint)}办理期限：{day(due, today)}前"
        f"（答复举报人 {day(complaint.due, today)}前）"
        f"{_too_late(complaint, due)}\n{YES_OR_NO}。"
    )


def assigned(complaint: Complaint, told: Mapping[str, int], due: date, today: date) -> str:
    """Done."""
    nobody = [unit for unit, people in told.items() if not people]
    call = f"{'、'.join(nobody)}没有绑定的人，请电话告知并发绑定码。" if nobody else ""
    missing = [
        name for name, there in (("类型", complaint.kinds), ("地点", complaint.place)) if not there
    ]
    more = (
        f"\n还没有{'和'.join(missing)}，补充请发「{missing[0]} {complaint.number} …」。"
        if missing
        else ""
    )
    return f"已分办 {complaint.number}：{'、'.join(told)}，{day(due, today)}前报结果。{call}{more}"


def to_unit(complaint: Complaint, unit: str, others: Sequence[str], today: date) -> str:
    """A unit is assigned a complaint; nothing tells who sent it."""
    given = complaint.assigned_to(unit)
    due = given.due if given else complaint.due
    with_whom = f"\n共办：{'、'.join(others)}" if others else ""
    number = complaint.number
    return (
        f"【举报件交办】{number}：{short(complaint.what, 50)}\n"
        f"{_kind_and_place(complaint)}{day(due, today)}前报结果{with_whom}\n"
        f"请保护举报人，不要打听是谁。查全文回复「{number}」；"
        f"办好后回复「办理 {number} 属实 办结 处理情况」"
    )


def _to_units(told: Mapping[str, int]) -> str:
    several = len(told) > 1
    parts = [
        f"{unit}{'（牵头）' if several and not place else ''}"
        f"{'' if people else '（没有绑定的人，收不到通知）'}"
        for place, (unit, people) in enumerate(told.items())
    ]
    return f"交办给：{'、'.join(parts)}"


def _kind_and_place(complaint: Complaint) -> str:
    kind = f"类型：{kinds(complaint.kinds)}\n" if complaint.kinds else ""
    place = f"地点：{short(complaint.place, 30)}\n" if complaint.place else ""
    return kind + place


def _too_late(complaint: Complaint, due: date) -> str:
    return "\n注意：办理期限晚于答复举报人的期限。" if due > complaint.due else ""


# ---- a unit's part --------------------------------------------------------------------------


def none_assigned() -> str:
    """Nothing waits."""
    return "没有待报结果的举报件。"


def unit_list(found: Sequence[tuple[Complaint, str]], total: int, start: int, today: date) -> str:
    """One page of a unit's own, the earliest due first."""
    lines = [f"待报结果的举报件 {total} 件："]
    for place, (case, unit) in enumerate(found, start + 1):
        given = case.assigned_to(unit)
        back = "，已退回" if given and given.sent_back else ""
        until = left(given.due if given else case.due, today)
        lines.append(f"{place}. {case.number} {short(case.what, 12)}（{until}{back}）")
    more = "，「下一页」看更多" if start + len(found) < total else ""
    lines.append(f"回复序号看全文{more}")
    return "\n".join(lines)


def also_cases(count: int) -> str:
    """A last line under the tasks."""
    return f"\n另有举报件 {count} 件待报结果，回复「我的举报件」查看" if count else ""


def for_unit(complaint: Complaint, given: Assignment, today: date) -> str:
    """A case as an assigned unit reads it: nothing tells who sent it."""
    lines = [
        f"{complaint.number}：{standing(complaint)}",
        complaint.what,
        f"地点：{complaint.place}" if complaint.place else "没有写明地点",
    ]
    if complaint.kinds:
        lines.append(f"类型：{kinds(complaint.kinds)}")
    if complaint.remedy:
        lines.append(f"一件一策：{complaint.remedy}")
    lines.append(assignment(given, today))
    if given.sent_back and given.owed:
        lines.append(f"退回原因：{given.sent_back}")
    if complaint.open and given.owed:
        lines.append(f"报结果请发「办理 {complaint.number} 属实 办结 处理情况」")
    return "\n".join(lines)


def not_yours(number: str) -> str:
    """Another unit's, or none: both read alike."""
    return f"{number} 没有交办给您的单位，没有记录。回复「我的举报件」看您单位的。"


def cannot_report(number: str, refusal: HandlingRefusal | None) -> str:
    """What is missing in a result."""
    example = f"「办理 {number} 部分属实 阶段性办结 已责令停工清理」"
    if refusal is HandlingRefusal.NO_FINDING:
        return f"办结前请写明查实情况：属实、基本属实、部分属实或不属实，例如{example}。"
    if refusal is HandlingRefusal.NO_ANSWER:
        return f"办结要写明处理情况，例如{example}。"
    return f"请写明办理情况：办理中、阶段性办结或办结，例如{example}。"


def confirm_report(
    complaint: Complaint, unit: str, finding: Finding | None, state: Handling, text: str
) -> str:
    """Names exactly what the office will read."""
    found = f"{FINDINGS[finding]}，" if finding else ""
    return f"将报整改办 {complaint.number}（{unit}）：{found}{STATES[state]}\n{text}\n{YES_OR_NO}。"


def reported(complaint: Complaint, one: Assignment) -> str:
    """Stored, and not yet the answer."""
    return f"已报整改办 {complaint.number}：{_short_result(one)}。整改办审核后答复举报人。"


def result_to_office(complaint: Complaint, one: Assignment) -> str:
    """A unit has reported."""
    owing = [other.unit for other in complaint.assignments if other.owed]
    wait = f"\n还没有报：{'、'.join(owing)}" if owing else ""
    number = complaint.number
    return (
        f"【举报件结果】{number} {short(one.unit, 16)}：{short(result_of(one), 90)}{wait}\n"
        f"用作答复请回复「采纳 {number}」，不行请回复「退回 {number} 原因」"
    )


def nothing_reported(complaint: Complaint) -> str:
    """Nothing to take over."""
    return f"{complaint.number} 没有待审核的单位结果。回复「{complaint.number}」看办理情况。"


def findings_differ(complaint: Complaint, results: Sequence[Assignment]) -> str:
    """Units that do not agree."""
    said = "；".join(f"{one.unit}：{_short_result(one)}" for one in results)
    return (
        f"几家单位查实情况不一致（{said}），没有采纳。请写成"
        f"「办理 {complaint.number} 部分属实 办结 处理情况」，"
        f"或「退回 {complaint.number} 单位 原因」。"
    )


def confirm_taking(complaint: Complaint, step: Step, owing: Sequence[str], *, told: bool) -> str:
    """Names exactly what the sender will read, and who has not reported yet."""
    finding = f"{FINDINGS[step.finding]}，" if step.finding else ""
    wait = f"\n注意：{'、'.join(owing)}还没有报结果。" if owing else ""
    who = "举报人会收到：" if told else "没有可告知的举报人。答复记录为："
    return (
        f"将采纳 {complaint.number}：{finding}{STATES[step.state]}\n"
        f"{who}{step.answer or '办理情况，没有附言'}{wait}\n{YES_OR_NO}。"
    )


def why_return(number: str) -> str:
    """退回 without a reason."""
    return f"请写明退回 {number} 的原因，例如「没有现场照片」。回复 0 不退回"


def sent_back(number: str, units: Sequence[str]) -> str:
    """Done."""
    return f"已退回 {number}，将告知{'、'.join(units)}。"


def sent_back_to_unit(complaint: Complaint, unit: str, today: date) -> str:
    """A unit's result was not taken."""
    given = complaint.assigned_to(unit)
    due = given.due if given else complaint.due
    why_not = given.sent_back if given else ""
    number = complaint.number
    return (
        f"【举报件退回】{number}：{short(why_not, 90)}\n"
        f"请在{day(due, today)}前重报，回复「办理 {number} 属实 办结 处理情况」"
    )


def _short_result(one: Assignment) -> str:
    return result_of(one).split("：")[0]


# ---- notes, links, listing ------------------------------------------------------------------


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
    return f"将由 {name} 包案 {_titled(complaint)}\n{who}。\n{YES_OR_NO}。"


def to_leader(complaint: Complaint) -> str:
    """A leader is told of the case."""
    place = f"\n地点：{short(complaint.place, 30)}" if complaint.place else ""
    units = f"\n交办：{'、'.join(complaint.units)}" if complaint.units else ""
    return f"【领导包案】{complaint.number}：{short(complaint.what, 50)}{place}{units}"


def confirm_link(
    one: Complaint, other: Complaint, like: Likeness | None, members: int, first: str
) -> str:
    """Names both and every reason."""
    reasons = why(like) if like else "地点和内容都没有相同之处，请再核对"
    more = f"\n关联后这一组共 {members} 件，以 {first} 为首件" if members > 2 else ""
    return f"将关联\n{_titled(one)}\n{_titled(other)}\n{reasons}{more}\n{YES_OR_NO}。"


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
        f"将拟挂牌督办：{_titled(complaint)}\n对象：{complaint.units[0]}\n依据：{clause}\n"
        f"拟制后仍须签发，不会自动发出。\n{YES_OR_NO}。"
    )


def listing_drawn_up(complaint: Complaint) -> str:
    """Proposed."""
    number = complaint.listed
    return f"已拟挂牌督办 {number}，{complaint.number} 已加星。签发请回复「签发 {number}」。"


# ---- registering and publishing -------------------------------------------------------------


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


# ---- the sender's opinion -------------------------------------------------------------------


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


def _titled(complaint: Complaint) -> str:
    return f"{complaint.number} {short(complaint.place or complaint.what, 24)}"
