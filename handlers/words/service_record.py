"""The proof of service (送达记录) in plain words, and what the office does where it failed."""

from __future__ import annotations

from datetime import datetime

from handlers.service import Service
from handlers.words.forms import ROLE_NAMES, masked, unit_and_role
from handlers.words.steps import STEP_NAMES
from storage.notices import (
    NO_RECEIPT,
    OUTCOME_UNKNOWN,
    Channel,
    NoticeRecord,
    NoticeState,
    Outcome,
    Try,
)
from supervision.people import Person
from supervision.times import SHANGHAI

KINDS = {
    "bulletin": "半月通报",
    "office": "整改办待办",
    "publication": "公开进展",
}
CHANNELS = {
    Channel.TEXT: "客服消息",
    Channel.TEMPLATE: "模板消息",
    Channel.SUBSCRIPTION: "订阅通知",
}
STATES = {
    NoticeState.QUEUED: "等待发出",
    NoticeState.CLAIMED: "正在发出",
    NoticeState.SENT: "已发出，等微信回执",
    NoticeState.DELIVERED: "已送达",
    NoticeState.REFUSED: "被拒收",
    NoticeState.UNREACHABLE: "未送达",
}
REASONS = {
    "-1": "微信系统忙",
    "40003": "收件人不属于这个公众号",
    "40036": "模板不能用",
    "40037": "模板不能用",
    "40164": "服务器地址不在微信白名单里",
    "43004": "对方没有关注公众号",
    "43019": "对方在公众号的黑名单里",
    "43101": "对方没有同意接收订阅通知",
    "45009": "当天的发送额度用完了",
    "45011": "发得太快，微信要求慢下来",
    "45015": "对方近 48 小时没有来消息，不能直接写",
    "45047": "能直接写的条数用完了",
    "47003": "模板的一个字段不合要求",
    "48001": "公众号没有这个权限",
    "unsubscribed": "对方已取消关注",
    "unknown_person": "收件人的绑定已不存在",
    "no_template": "没有可用的消息模板",
    "changed_meanwhile": "对方的情况刚好变了",
    "program_fault": "程序出错，已记入日志",
    "receipt_awaited": "没有收到微信的答复，等它的回执",
    "receipt_came": "没有收到微信的答复，但回执到了",
    "failed:user block": "对方屏蔽了公众号的消息",
    "failed: system failed": "微信没有送出，可能是内容被过滤",
    "failed:system failed": "微信没有送出，可能是内容被过滤",
    NO_RECEIPT: "微信一直没有回执，不知道送到没有",
    OUTCOME_UNKNOWN: "没有收到微信的答复，不知道送到没有；为免重复，没有再发",
}
"""By the first word of a reason, or by the whole of a receipt's status."""


def nobody_told(number: str) -> str:
    """A document of which no notice tells."""
    return f"{number} 还没有通知过任何人：可能尚未签发，或者该单位没有绑定的人。"


def no_such_notice(name: str) -> str:
    """Neither a notice nor a document is called so."""
    return f"没有通知或文书 {name}。请核对编号，或用 notice list 查看。"


def not_on_the_list(name: str) -> str:
    """The office has nothing to do about it."""
    return f"通知 {name} 不在未送达名单上，不用办理。"


def nothing_undelivered() -> str:
    """The list is empty."""
    return "没有未送达的通知。"


def nothing_waits() -> str:
    """The outbox is empty."""
    return "发件箱里没有等待发出的通知。"


def seen_to(service: Service) -> str:
    """It is off the list."""
    return f"已记下：{receiver(service.receiver)}，{service.record.seen_to}。已移出未送达名单。"


def proof(service: Service) -> str:
    """The whole record of one notice."""
    record, notice = service.record, service.record.notice
    lines = [f"通知 {notice.id}（{kind(notice.kind)}）：{_state(record)}"]
    lines += [
        f"文书：{one.number}（{STEP_NAMES[one.decision.step]}，{one.decision.unit}）"
        for one in service.documents
    ]
    lines.append(f"收件人：{receiver(service.receiver)}")
    lines.append(f"排入发件箱：{moment(notice.queued_at)}")
    if notice.not_before > notice.queued_at:
        lines.append(f"避开休息时间，最早发出：{moment(notice.not_before)}")
    lines += [f"第 {n} 次：{attempt(one)}" for n, one in enumerate(service.tries, 1)]
    if record.sent_at and record.channel:
        number = f"，消息号 {record.msgid}" if record.msgid else ""
        lines.append(f"发出：{moment(record.sent_at)}，{CHANNELS[record.channel]}{number}")
    lines.append(f"回执：{receipt(service)}")
    signed = zip(service.documents, service.signed, strict=True)
    lines += [f"签收 {one.number}：{moment(at) if at else '尚未签收'}" for one, at in signed]
    if record.seen_to and record.seen_to_at:
        lines.append(f"另行告知：{moment(record.seen_to_at)}，{record.seen_to}")
    if service.undelivered:
        lines.append(f"怎么办：{advice(service)}")
    return "\n".join(lines)


def _state(record: NoticeRecord) -> str:
    """The state in words; a notice that WeChat never confirms waits for no receipt."""
    if record.state is NoticeState.SENT and record.channel is not Channel.TEMPLATE:
        return "已发出"
    return STATES[record.state]


def receipt(service: Service) -> str:
    """What WeChat has said about it in the end."""
    record = service.record
    at = f"{moment(record.settled_at)} " if record.settled_at else ""
    if record.state is NoticeState.DELIVERED:
        return f"{at}已送达"
    if record.state in (NoticeState.REFUSED, NoticeState.UNREACHABLE):
        return f"{at}{STATES[record.state]}，{reason(record.error)}"
    if record.state is NoticeState.SENT:
        without = record.channel is not Channel.TEMPLATE
        return "这种消息微信没有回执，已交给微信" if without else "还没有到"
    return "还没有发出"


def attempt(one: Try) -> str:
    """One try: when, by which way, what came of it."""
    way = f"，{CHANNELS[one.channel]}" if one.channel else ""
    why = reason(one.reason) if one.reason else ""
    told = {
        Outcome.SENT: why or "微信已接收",
        Outcome.LATER: f"{why}，稍后再发",
        Outcome.UNKNOWN: f"{why}，按同一编号再发",
        Outcome.CUT_OFF: "发送中断，按同一编号再发",
        Outcome.OTHERWISE: f"{why}，换一种方式",
        Outcome.GIVEN_UP: f"{why}，不再发",
    }[one.outcome]
    return f"{moment(one.at)}{way}，{told}"


def listed(service: Service) -> str:
    """One line of the office's list, and what to do below it."""
    record = service.record
    about = "、".join(one.number for one in service.documents) or kind(record.notice.kind)
    at = moment(record.settled_at) if record.settled_at else ""
    return (
        f"{record.notice.id} {about}\n"
        f"  {receiver(service.receiver)}：{at} {STATES[record.state]}，{reason(record.error)}\n"
        f"  {advice(service)}"
    )


def waits(service: Service) -> str:
    """One line of what has not gone out yet."""
    record = service.record
    why = f"，{reason(record.error)}" if record.error else ""
    hour = moment(record.notice.not_before)
    return (
        f"{record.notice.id} {kind(record.notice.kind)} {receiver(service.receiver)}："
        f"{STATES[record.state]}，{hour} 起可发，已试 {record.attempts} 次{why}"
    )


def advice(service: Service) -> str:
    """Whom to call: the person, else others of the unit."""
    others = "、".join(
        f"{masked(p.name) or '未留姓名'}（{ROLE_NAMES[p.role]}{_dial(p)}）"
        for p in service.colleagues
    )
    told = f"或请同单位的 {others} 转告" if others else "该单位没有别的绑定的人"
    done = f"告知后请用 notice done {service.record.notice.id} 记下"
    return f"请电话告知本人{_own_number(service.receiver)}，{told}；{done}"


def _own_number(person: Person | None) -> str:
    if person is None or not person.openid:
        return ""
    return f"（{person.phone}）" if person.phone else "（未留电话）"


def _dial(person: Person) -> str:
    return f" {person.phone}" if person.phone else ""


def receiver(person: Person | None) -> str:
    """张*（市建设局 联络员）."""
    if person is None:
        return "收件人的绑定已不存在"
    return f"{masked(person.name) or '未留姓名'}（{unit_and_role(person.unit, person.role)}）"


def kind(name: str) -> str:
    """预警, 半月通报 …"""
    known = {str(step): words for step, words in STEP_NAMES.items()}
    return KINDS.get(name) or known.get(name, "通知")


def reason(text: str) -> str:
    """What went wrong, without codes."""
    first = text.split(" ", 1)[0]
    found = REASONS.get(text) or REASONS.get(first)
    if found:
        field = text.partition("field=")[2].split(" ")[0]
        return f"{found}（{field}）" if field else found
    if text.startswith("failed"):
        return "微信没有送出"
    if first.lstrip("-").isdigit():
        return "微信没有接收"
    return "网络中断，没有收到微信的答复"


def moment(instant: datetime) -> str:
    """2017-08-31 15:00:09, as people live it."""
    return f"{instant.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}"
