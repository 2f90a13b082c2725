"""What is said about patrols (巡查): to the village, the township, and the office."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.words.case_names import JUDGEMENTS, KINDS
from handlers.words.chat import YES_OR_NO
from handlers.words.forms import day_of, short
from supervision.patrols import Judgement, Patrol


def no_township(unit: str) -> str:
    """Who reports is of no village, or the list of units does not say whose it is."""
    return (
        f"巡查由村（社区）和乡镇（街道）上报。{unit or '您的单位'}不在其中，"
        "或单位清单没有写明所属乡镇（街道），没有记录。请联系整改办核对单位清单。"
    )


def filed(patrol: Patrol, *, told: bool) -> str:
    """Recorded, and who is to answer."""
    place = f"\n地点：{short(patrol.place, 30)}" if patrol.place else ""
    photos = f"\n照片 {patrol.photos} 张已收到" if patrol.photos else "\n有照片可直接发来"
    who = f"已告知{patrol.township}" if told else f"{patrol.township}没有绑定的人，请电话告知"
    return f"已登记巡查 {patrol.number}：{short(patrol.what, 40)}{place}{photos}\n{who}。"


def where() -> str:
    """The place is missing."""
    return "在什么地方？请回复地点；不用写回复 0"


def place_added(patrol: Patrol) -> str:
    """The place is known now."""
    return f"{patrol.number} 已补充地点：{short(patrol.place, 40)}。"


def photo_added(patrol: Patrol) -> str:
    """One more photo."""
    return f"照片已附到巡查 {patrol.number}，共 {patrol.photos} 张。"


def to_township(patrol: Patrol) -> str:
    """A township is told of a problem of its own."""
    place = f"\n地点：{short(patrol.place, 30)}" if patrol.place else ""
    return (
        f"【巡查发现】{patrol.number}：{short(patrol.what, 60)}{place}\n"
        f"{patrol.unit}上报。查全文回复「{patrol.number}」；"
        f"处理后回复「办理 {patrol.number} 处理情况」"
    )


def not_yours(number: str) -> str:
    """Another township's, or none: both read alike."""
    return f"{number} 不是您单位的巡查问题，没有改动。回复「巡查列表」看您能办的。"


def no_such(number: str) -> str:
    """The office asked for a number that is none."""
    return f"没有编号为 {number} 的巡查。回复「巡查列表」看未办的。"


def what_was_done(number: str) -> str:
    """An answer without words."""
    return f"{number} 怎么处理的？请直接回复；不答复回复 0"


def answered(patrol: Patrol, *, told: bool) -> str:
    """Recorded, and whether the village hears of it."""
    then = f"。已告知{patrol.unit}" if told else ""
    return f"已记录 {patrol.number} 的处理情况：{short(patrol.answer, 60)}{then}。"


def to_village(patrol: Patrol) -> str:
    """What the village reads of what it has reported."""
    return (
        f"【巡查办理】{patrol.number} {short(patrol.place or patrol.what, 20)}\n"
        f"{patrol.township}：{short(patrol.answer, 60)}\n"
        "还没解决的，请再发「巡查 地点：某处 情况」"
    )


def judged_already(patrol: Patrol) -> str:
    """It has been decided on."""
    return f"{patrol.number} {JUDGEMENTS[patrol.judgement]}，没有改动。"


def no_such_kind(number: str, word: str) -> str:
    """A kind that is none."""
    return (
        f"「{short(word, 10)}」不是污染类型，没有认定。请用：{'、'.join(KINDS.values())}，"
        f"例如「认定 {number} 水」。"
    )


def confirm_judgement(patrol: Patrol) -> str:
    """Names what follows."""
    if patrol.judgement is Judgement.NONE:
        return f"将记录 {_titled(patrol)} 不认定为问题，不计数。\n{YES_OR_NO}。"
    kind = f"（{patrol.kind}）" if patrol.kind else ""
    return (
        f"将认定 {_titled(patrol)} 为{patrol.township}的问题{kind}，计入发现问题数 1 个。\n"
        f"{YES_OR_NO}。"
    )


def judged(patrol: Patrol) -> str:
    """Recorded."""
    return f"已记录 {patrol.number}：{JUDGEMENTS[patrol.judgement]}。"


def clear(patrol: Patrol) -> str:
    """Recorded that nothing was found."""
    where_ = f"（{short(patrol.place, 30)}）" if patrol.place else ""
    return (
        f"已记录 {patrol.number}：{patrol.unit}巡查{where_}未发现问题。有照片可直接发来。\n"
        "再发现问题，请发「巡查 地点：某处 情况」。"
    )


def clear_already(patrol: Patrol) -> str:
    """The same was reported today."""
    return (
        f"今天已记录过巡查未发现问题（{patrol.number}），不用重复报。\n"
        "巡查别处，请写明地点，例如「巡查 某桥 未发现问题」。"
    )


def found_nothing(patrol: Patrol) -> str:
    """There is nothing to answer or to judge."""
    return f"{patrol.number} 是未发现问题的巡查，不用办理，也不用认定。"


def _clear_count(clear_: int) -> str:
    return f"本月巡查未发现问题 {clear_} 次" if clear_ else ""


def nothing_open(clear_: int) -> str:
    """The list is empty; how often nothing was found this month."""
    also = f"{_clear_count(clear_)}。" if clear_ else ""
    return f"没有未办的巡查问题。{also}"


def listed(patrols: Sequence[Patrol], total: int, start: int, clear_: int) -> str:
    """One page, the oldest first; how often nothing was found this month."""
    lines = [f"未办巡查问题 {total} 件："]
    for place, one in enumerate(patrols, start + 1):
        where_ = short(one.place or one.what, 12)
        lines.append(f"{place}. {one.number} {short(one.township, 8)} {where_}（{_stands(one)}）")
    more = "，「下一页」看更多" if start + len(patrols) < total else ""
    counted = _clear_count(clear_)
    return "\n".join([*lines, *([counted] if counted else []), f"回复序号看全文{more}"])


def in_full(patrol: Patrol, *, office: bool, mine: bool) -> str:
    """One report, and what the reader can do about it."""
    lines = [
        f"{patrol.number}：{_stands(patrol)}",
        f"{day_of(patrol.at, patrol.at)}，{patrol.unit}上报，{patrol.township}负责",
        patrol.what,
        f"地点：{patrol.place}" if patrol.place else "没有写明地点",
    ]
    if patrol.photos:
        lines.append(f"照片 {patrol.photos} 张")
    if patrol.answer and patrol.answered_at:
        lines.append(f"{day_of(patrol.answered_at, patrol.answered_at)}处理：{patrol.answer}")
    if patrol.clear:
        return "\n".join(lines)
    if office and patrol.judgement is Judgement.OPEN:
        lines.append(f"认定请发「认定 {patrol.number} 类型」，不认定请发「不认定 {patrol.number}」")
    if mine and not patrol.answer:
        lines.append(f"处理后请发「办理 {patrol.number} 处理情况」")
    return "\n".join(lines)


def _stands(patrol: Patrol) -> str:
    if patrol.clear:
        return "未发现问题"
    answer = "已处理" if patrol.answer else "待处理"
    return f"{answer}，{JUDGEMENTS[patrol.judgement]}"


def _titled(patrol: Patrol) -> str:
    return f"{patrol.number} {short(patrol.place or patrol.what, 24)}"
