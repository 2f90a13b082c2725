"""What is said about written replies (书面答复) and words left for the office (留言)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.words.chat import YES_OR_NO
from handlers.words.forms import ROLE_NAMES, day, day_of, short
from handlers.words.steps import STEP_NAMES
from supervision.documents import Document
from supervision.records import Role
from supervision.replies import LeftWord, WrittenReply

SHOWN = 80
"""Signs of somebody's own words that a notice shows."""


def duty(number: str, until: date, today: date) -> str:
    """The reply that is owed after 收到."""
    return f"\n请在 {day(until, today)}前书面答复原因和措施，直接发「回复 {number} 原因和措施」。"


def no_such(number: str) -> str:
    """A number that names no document of this unit that is answered in writing."""
    return f"没有编号为 {number} 的预警或通报要您单位答复。回复「我的预警」看待签收的文书。"


def what(document: Document) -> str:
    """The words are missing."""
    name = STEP_NAMES[document.decision.step]
    return f"请直接回复对{name} {document.number} 的答复：原因和整改措施。回复 0 不答复"


def confirm(document: Document, text: str) -> str:
    """Names exactly what is kept with the document."""
    name = STEP_NAMES[document.decision.step]
    return (
        f"将以{document.decision.unit}名义书面答复{name} {document.number}：\n"
        f"{short(text, 120)}\n答复随文书留存，不能撤回。\n{YES_OR_NO}。"
    )


def replied(document: Document) -> str:
    """Kept."""
    return f"已记录对 {document.number} 的书面答复，整改办能看到。"


def to_office(document: Document, text: str) -> str:
    """A unit has replied."""
    name = STEP_NAMES[document.decision.step]
    return (
        f"【书面答复】{document.decision.unit}答复{name} {document.number}\n"
        f"{short(text, SHOWN)}\n回复「答复 {document.number}」看全文"
    )


def listed(document: Document, replies: Sequence[WrittenReply]) -> str:
    """Everything that was replied to a document."""
    head = f"{document.number} {STEP_NAMES[document.decision.step]} {document.decision.unit}"
    if not replies:
        return f"{head}\n还没有书面答复。"
    return "\n".join([head, *(f"{day_of(r.at, r.at)}：{r.text}" for r in replies)])


# ---- the office's telephone, and words left for it ------------------------------------------


def contact(office: str, phone: str, *, staff: bool) -> str:
    """Where the office is reached."""
    said = f"{office}电话：{phone}。" if phone else f"这里还没有登记{office}的电话。"
    if staff:
        return f"{said}\n也可以留言，直接发「留言」加要说的话，{office}看到后在这里回复您。"
    return f"{said}\n反映环境问题请发「举报」加地点和情况；查进展请发「查」加关键词。"


def own_contact(office: str, phone: str) -> str:
    """The office asks for a telephone: what the others read, and where those of units stand."""
    said = (
        f"对外公布的{office}电话：{phone}。"
        if phone
        else f"还没有登记{office}电话，别人问时只能留言。请系统管理员用 office set 登记。"
    )
    return f"{said}\n查各单位绑定的人，请发「人员」或「人员 单位」。"


def leave_what() -> str:
    """留言 alone."""
    return "要对整改办说什么？请直接回复。回复 0 不留言"


def confirm_leave(unit: str, text: str) -> str:
    """Names exactly what the office will read."""
    return f"整改办将看到您的单位（{unit}）和这句话：\n{short(text, 120)}\n{YES_OR_NO}。"


def left(number: str) -> str:
    """With the office."""
    return f"已留言 {number}，整改办回复后会通知您。"


def left_for_office(one: LeftWord) -> str:
    """What the office reads: unit, role and words, no name."""
    return (
        f"【留言】{one.unit} {ROLE_NAMES[Role(one.role)]}：{short(one.text, SHOWN)}\n"
        f"回复「回复 {one.number} 内容」答复"
    )


def words_left(found: Sequence[LeftWord]) -> str:
    """What waits for an answer."""
    if not found:
        return "没有待回复的留言。"
    lines = [f"待回复留言 {len(found)} 条："]
    lines += [f"{one.number} {short(one.unit, 8)}：{short(one.text, 40)}" for one in found]
    lines.append(f"答复请发「回复 {found[0].number} 内容」")
    return "\n".join(lines)


def no_such_word(number: str) -> str:
    """A number that is none, or was answered before."""
    return f"没有编号为 {number} 的待回复留言。回复「留言列表」查看。"


def answer_what(number: str) -> str:
    """The answer is missing."""
    return f"要怎么回复 {number}？请直接回复内容。回复 0 不办理"


def confirm_answer(one: LeftWord, text: str) -> str:
    """Names exactly who will read what."""
    role = ROLE_NAMES[Role(one.role)]
    return f"将回复{one.unit} {role}的留言 {one.number}：\n{short(text, 120)}\n{YES_OR_NO}。"


def answered(number: str, *, told: bool) -> str:
    """Recorded."""
    return f"已回复 {number}{'，将通知留言人' if told else '；留言人已离开，收不到'}。"


def to_sender(one: LeftWord) -> str:
    """The answer on the phone of who left the words."""
    return f"【留言回复】您问：{short(one.text, 30)}\n整改办回复：{short(one.answer, 110)}"


def muted() -> str:
    """Reminders are off."""
    return (
        "已关闭到期提醒。预警、通报、黄牌等正式文书和批复仍会送达。\n"
        "要看期限请发「本月到期」；恢复请发「恢复提醒」。"
    )


def unmuted() -> str:
    """Reminders are on."""
    return "已恢复到期提醒。到期前 30、7、3、1 个工作日会提醒您。"


def nothing_to_mute() -> str:
    """A citizen gets no reminders, only what they follow."""
    return (
        "您没有订阅到期提醒。不想再收某一项的进展，请发「取消关注」加编号，例如「取消关注14-2」。"
    )
