"""What is said about the public lists (企业名单、典型案例、问责结果)."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.words.binding import GROUP_NAMES
from handlers.words.forms import short
from handlers.words.steps import STEP_NAMES
from supervision.decisions import Step
from supervision.listings import Listing, ListingKind, ListingRefusal, ListingState
from supervision.people import Group

LIST_NAMES = {
    ListingKind.ENTERPRISE: "企业名单",
    ListingKind.GOOD_CASE: "典型案例",
    ListingKind.RESULT: "问责结果",
}
PAGES = {
    ListingKind.ENTERPRISE: "enterprises",
    ListingKind.GOOD_CASE: "cases",
    ListingKind.RESULT: "results",
}
STATE_NAMES = {
    ListingState.DRAFT: "待签发",
    ListingState.PUBLIC: "已公开",
    ListingState.REMOVED: "已移出",
}
HOW = {
    ListingKind.ENTERPRISE: "列入企业名单 企业全称，原因",
    ListingKind.GOOD_CASE: "典型案例 14-2 做法和成效",
    ListingKind.RESULT: "公开结果 文书编号 处理结果",
}


def result_name(step: Step, unit: str) -> str:
    """What a result is called: 约谈：市建设局."""
    return f"{STEP_NAMES[step]}：{unit}"


def listed(kind: ListingKind, entries: Sequence[Listing], base_url: str) -> str:
    """The newest entries, and how to add one."""
    name = LIST_NAMES[kind]
    if not entries:
        return f"{name}还没有内容。要增加，请发「{HOW[kind]}」。"
    lines = [f"{name}："]
    lines += [f"{one.number} {short(one.name, 14)}（{STATE_NAMES[one.state]}）" for one in entries]
    if any(one.state is ListingState.DRAFT for one in entries):
        lines.append("回复「签发 编号」公开")
    lines.append(f"增加：「{HOW[kind]}」")
    lines.append(f"公开页：{base_url}/{PAGES[kind]}/")
    return "\n".join(lines)


def drawn_up(listing: Listing) -> str:
    """An entry waits for its signature."""
    return (
        f"已拟好 {listing.number} {LIST_NAMES[listing.kind]}：{short(listing.name, 24)}。\n"
        f"还没有公开。回复「签发 {listing.number}」公开，「移出 {listing.number} 原因」作废。"
    )


def confirm(listing: Listing) -> str:
    """Exactly what everybody will read."""
    return (
        f"将在{LIST_NAMES[listing.kind]}向社会公开：\n{listing.name}\n{listing.text}\n"
        f"请核对，文字里不要有个人信息。回复 1 确认，0 取消。"
    )


def published(listing: Listing, base_url: str) -> str:
    """Done, and where it can be seen."""
    return f"已公开 {listing.number} {short(listing.name, 24)}。\n{base_url}/{PAGES[listing.kind]}/"


def confirm_removal(listing: Listing, reason: str) -> str:
    """What taking off means."""
    return (
        f"将移出{LIST_NAMES[listing.kind]}：{listing.number} {short(listing.name, 24)}。\n"
        f"原因：{reason}\n公开页不再显示，记录保留。回复 1 确认，0 取消。"
    )


def taken_off(listing: Listing) -> str:
    """Done."""
    return f"已移出 {listing.number} {short(listing.name, 24)}，记录保留。"


def why_remove(listing: Listing) -> str:
    """A reason is owed."""
    return f"移出 {listing.number} 的原因是什么？请直接回复原因，0 取消。"


def text_needed(kind: ListingKind, most: int) -> str:
    """An entry says something."""
    what = {
        ListingKind.ENTERPRISE: "列入的原因",
        ListingKind.GOOD_CASE: "做法和成效",
        ListingKind.RESULT: "处理结果",
    }[kind]
    return f"请直接回复{what}（{most} 字以内），0 取消。"


def unknown(number: str) -> str:
    """No entry of this number."""
    return f"没有编号为 {number} 的公开内容。发「企业名单」「典型案例」「问责结果」看编号。"


def another_group(group: Group) -> str:
    """Another work group signs this."""
    return f"这项由{GROUP_NAMES[group]}签发，请转给该组办理。"


def refused(refusal: ListingRefusal, listing: Listing) -> str:
    """Why it cannot be done now."""
    if refusal is ListingRefusal.REMOVED_BEFORE or listing.state is ListingState.REMOVED:
        return f"{listing.number} 已移出，没有改动。要再公开，请重新拟一条。"
    return f"{listing.number} 已经公开，没有改动。要撤下请发「移出 {listing.number} 原因」。"


def cannot_add(kind: ListingKind, refusal: ListingRefusal) -> str:
    """Why nothing was drawn up."""
    if refusal is ListingRefusal.NOT_CLOSED:
        return "这一项还没有销号，不能作为典型案例。销号以后再发。"
    if refusal is ListingRefusal.NOT_ISSUED:
        return "没有这份已签发或已决定的文书。请核对文书编号，提醒、预警不公开结果。"
    return f"没有记录。请这样发：「{HOW[kind]}」。"


def line(listing: Listing) -> str:
    """One entry in full, for the command line."""
    why = f"，移出原因：{listing.removal}" if listing.removal else ""
    state = STATE_NAMES[listing.state]
    return f"{listing.number} {state} {listing.name}：{listing.text}{why}"


def empty(kind: ListingKind) -> str:
    """Nothing was entered."""
    return f"{LIST_NAMES[kind]}还没有内容。"


def drawn_up_by_command(listing: Listing, group: str) -> str:
    """An entry waits for its signature."""
    return f"已拟好 {listing.number}，还没有公开。请核对后运行 {group} sign {listing.number}。"


def text_length(most: int) -> str:
    """The text is missing or too long."""
    return f"公开的文字要有 1 到 {most} 字。"
