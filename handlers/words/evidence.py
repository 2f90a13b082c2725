"""What is said about evidence (佐证材料)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from handlers.words.forms import day_of, example_report, named, short
from supervision.evidence import Evidence, EvidenceKind, EvidenceState, Flaw
from supervision.progress import Entry
from supervision.records import Measure, Role
from supervision.times import SHANGHAI, local_date

NAMES = {
    EvidenceKind.PHOTO: ("照片", "张"),
    EvidenceKind.VIDEO: ("视频", "段"),
    EvidenceKind.VOICE: ("录音", "段"),
    EvidenceKind.FILE: ("文件", "份"),
}
"""Kind → what people call it, and how it is counted."""

VOICE_NOT_READ = "语音暂时不能转成文字，已作为录音留存；进展请用文字发一遍，例如「{example}」。"


# ---- receiving ------------------------------------------------------------------------------


def received(measure: Measure, kind: EvidenceKind, number: int) -> str:
    """One piece, and which of its item it is."""
    name, counter = NAMES[kind]
    place = f"第{number}{counter}" if kind is EvidenceKind.PHOTO else f"第{number}件"
    return f"{name}已收到，作为 {named(measure)} 的佐证（{place}）。\n发错了回复「撤回」。"


def received_several(measure: Measure, kinds: Sequence[EvidenceKind], total: int) -> str:
    """Several pieces at once, after the item was asked for."""
    return (
        f"已收到{counted(kinds)}，作为 {named(measure)} 的佐证（共{total}件）。\n"
        "发错了回复「撤回」。"
    )


def with_report(kinds: Sequence[EvidenceKind]) -> str:
    """Pieces that came before the report, behind its 已记录."""
    return f"刚才的{counted(kinds)}一并作为佐证。"


def voice(measure: Measure, example: str) -> str:
    """A recording is kept, and was not understood."""
    return f"{VOICE_NOT_READ.format(example=example)}\n录音归入 {named(measure)}。"


def which_item(kinds: Sequence[EvidenceKind], entries: Sequence[Entry]) -> str:
    """What was sent without words: which item is it about?"""
    name, counter = NAMES[kinds[-1]]
    alike = len(set(kinds)) == 1
    if len(kinds) == 1:
        lines = [f"这{counter}{name}是哪一项的？"]
    elif alike:
        lines = [f"已收到 {len(kinds)} {counter}。这些{name}是哪一项的？"]
    else:
        lines = [f"已收到 {len(kinds)} 件。这些材料是哪一项的？"]
    lines += [f"{place}. {named(entry.measure)}" for place, entry in enumerate(entries, 1)]
    lines.append("0. 都不是")
    lines.append(f"回复序号，或直接上报，例如「{example_report(entries[0])}」")
    return "\n".join(lines)


def put_aside(kind: EvidenceKind, again: str = "") -> str:
    """It came while an answer is waited for; ``again``: the question in one line."""
    name, _ = NAMES[kind]
    return f"{name}先收下了。请先回复刚才的问题：{again or '1 确认，0 取消。'}"


def none_open(unit: str, kind: EvidenceKind) -> str:
    """The unit has no open item that it could belong to."""
    name, _ = NAMES[kind]
    return f"{unit}没有未完成的事项，{name}没有保存。要补充材料请联系整改办。"


def dropped(example: str) -> str:
    """0 to the question which item."""
    return f"好的，没有保存。要作为佐证，请先上报该项，例如「{example}」，再发材料。"


def not_there(example: str) -> str:
    """An item was named for pieces, and none waits."""
    return f"没有等着归类的材料。请先发照片、视频或文件，或上报「{example}」后再发。"


def expected(measure: Measure) -> str:
    """The item of what will be sent next was named."""
    return f"好的，请发照片、视频或文件，将作为 {named(measure)} 的佐证。"


def cannot_fetch(name: str) -> str:
    """A file that the platform does not hand over."""
    told = f"文件「{short(name, 20)}」" if name else "这份文件"
    return f"{told}公众号收不到内容，没有保存。请改发照片或截图。"


def example_of(number: str) -> str:
    """A report in words."""
    return f"{number} 完成80%"


# ---- from people who hand in no evidence ----------------------------------------------------


def not_from(role: Role, kind: EvidenceKind) -> str:
    """A file of somebody who reports for no unit: what it could be used for, and nothing kept."""
    name, _ = NAMES[kind]
    if role is Role.CITIZEN:
        return (
            f"{name}没有保存。举报请发照片，或发「举报」加地点和情况。\n"
            "查整改进展请发「查」加关键词，例如「查污水」。"
        )
    return f"{name}没有保存。佐证材料由责任单位的联络员上报后发送。回复「帮助」看您能做什么。"


def a_place(role: Role) -> str:
    """A place (位置)."""
    if role in (Role.LIAISON, Role.UNIT_HEAD):
        return "位置没有记录。要证明现场情况，请发现场照片，会作为佐证保存。"
    return "位置没有记录。查身边的整改请发「查」加地名，例如「查葫芦河」。"


def a_link(role: Role) -> str:
    """A link (链接)."""
    if role in (Role.LIAISON, Role.UNIT_HEAD):
        return "链接没有记录，网页以后可能打不开。请把内容用文字发送，或发照片、文件作为佐证。"
    return "链接没有记录。请用文字发送，例如「查污水」。"


# ---- what could not be kept -----------------------------------------------------------------

CAUSES = {
    Flaw.GONE: "没能从微信取到，可能已经过期",
    Flaw.UNFETCHED: "没能从微信取到",
    Flaw.TOO_LARGE: "太大，存不下",
    Flaw.UNKNOWN_TYPE: "不是能保存的类型",
    Flaw.BROKEN_PICTURE: "已损坏，打不开",
    Flaw.TOO_MANY_PIXELS: "像素太多，打不开",
}

REMEDIES = {
    Flaw.GONE: "请重新发送一次。",
    Flaw.UNFETCHED: "请重新发送一次。",
    Flaw.TOO_LARGE: "请压缩后重发，或分几段发送。",
    Flaw.UNKNOWN_TYPE: "请发照片、视频、录音，或 PDF、Word、Excel 文件。",
    Flaw.BROKEN_PICTURE: "请重新拍照或截图后发送。",
    Flaw.TOO_MANY_PIXELS: "请用普通模式重新拍照后发送。",
}


def refused(measure: Measure, kind: EvidenceKind, flaw: Flaw) -> str:
    """A notice to the sender: the first line stands alone."""
    name, _ = NAMES[kind]
    remedy = REMEDIES[flaw]
    if kind is EvidenceKind.FILE and flaw in (Flaw.GONE, Flaw.UNFETCHED):
        remedy = "请改发照片或截图，或重新发送一次。"
    return f"【材料重发】{named(measure)} 的{name}没有存上\n原因：{CAUSES[flaw]}。\n{remedy}"


def refused_fields(measure: Measure, unit: str, now: datetime) -> dict[str, str]:
    """The short parts of the same for a template."""
    return {
        "item": short(f"{measure.number} 佐证没有存上，请重发", 20),
        "unit": unit,
        "step": "材料重发",
        "time": f"{now.astimezone(SHANGHAI):%Y-%m-%d %H:%M}",
        "number": measure.number,
    }


# ---- taking back ----------------------------------------------------------------------------


def nothing_to_withdraw() -> str:
    """撤回照片 without any that were handed in lately."""
    return "没有刚发的材料可撤回。较早的材料要撤回，请联系整改办。"


def confirm_withdraw(measure: Measure, kinds: Sequence[EvidenceKind]) -> str:
    """Names exactly what is taken back."""
    return f"将撤回您给 {named(measure)} 的{counted(kinds)}。\n回复 1 确认，0 取消。"


def withdrawn(measure: Measure, kinds: Sequence[EvidenceKind], left: int) -> str:
    """What stands now."""
    stands = f"还有 {left} 件佐证" if left else "现在没有佐证"
    return f"已撤回 {named(measure)} 的{counted(kinds)}，{stands}。"


# ---- showing --------------------------------------------------------------------------------


def counted(kinds: Iterable[EvidenceKind]) -> str:
    """3 张照片、1 段录音, in the order in which kinds are listed."""
    found = Counter(kinds)
    parts = [f" {found[kind]} {NAMES[kind][1]}{NAMES[kind][0]}" for kind in NAMES if found[kind]]
    return "、".join(part.strip() if place else part for place, part in enumerate(parts))


def summary(pieces: Sequence[Evidence]) -> str:
    """佐证：3 张照片、1 段录音（2 件正在接收）, for those who may see it; "" for none."""
    if not pieces:
        return ""
    coming = sum(one.state is EvidenceState.AWAITED for one in pieces)
    waiting = f"（{coming} 件正在接收）" if coming else ""
    return f"佐证：{counted(one.kind for one in pieces).strip()}{waiting}"


def likeness(piece: Evidence, earlier: Evidence, now: datetime) -> str:
    """A piece was handed in before, told without a judgement; for the office."""
    name, _ = NAMES[piece.kind]
    how = "相同" if piece.sha256 == earlier.sha256 else "相近"
    when = day_of(earlier.at, now).partition("（")[0]
    which = "本项" if earlier.item == piece.item else f" {earlier.measure} "
    who = "" if earlier.unit == piece.unit else f"{earlier.unit}"
    return f"{name} {piece.id[:8]} 与{which}{who}在 {when} 提交的{name}{how}"


def line(piece: Evidence, like: Sequence[Evidence]) -> str:
    """One line of ``evidence list``."""
    states = {
        EvidenceState.AWAITED: "待接收",
        EvidenceState.STORED: f"已保存 {size(piece.size)} {piece.suffix}",
        EvidenceState.REFUSED: f"未保存：{CAUSES.get(piece.flaw or Flaw.UNFETCHED)}",
        EvidenceState.WITHDRAWN: "已撤回",
    }
    at = f"{piece.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    parts = [piece.id, piece.measure, piece.unit, at, NAMES[piece.kind][0], states[piece.state]]
    for earlier in like[:1]:
        how = "相同" if piece.sha256 == earlier.sha256 else "相近"
        parts.append(f"与 {earlier.measure} {local_date(earlier.at)} 提交的{how}（{earlier.id}）")
    return "  ".join(parts)


def size(count: int) -> str:
    """A size in bytes as people read it."""
    return f"{count / 1024 / 1024:.1f}MB" if count >= 1024 * 1024 else f"{max(1, count // 1024)}KB"
