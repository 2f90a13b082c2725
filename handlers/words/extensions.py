"""What is said about more time (延期): asked for, granted, refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from handlers.words.chat import YES_OR_NO
from handlers.words.forms import ROLE_NAMES, day, named, short
from supervision.extensions import ExtensionRefusal
from supervision.progress import Entry
from supervision.records import Measure, Role
from supervision.requests import Request

LONGEST_REASON = 60
"""Signs of a reason that a notice shows; the whole of it stands on the request."""


def decided_by_others(approvers: Sequence[Role]) -> str:
    """The policy gives this to another role."""
    return f"延期由{deciders(approvers)}批复，您不能批。"


def deciders(approvers: Sequence[Role]) -> str:
    """包抓领导, 整改办: who decides, as the policy says."""
    return "、".join(ROLE_NAMES[role] for role in approvers)


def with_others(count: int, approvers: Sequence[Role]) -> str:
    """A line below the office's list: requests that it need not decide on."""
    return f"延期申请 {count} 件待{deciders(approvers)}批复，您不用办理"


def refused_at_once(
    entry: Entry, refusal: ExtensionRefusal, times: int, office: str, approvers: Sequence[Role]
) -> str:
    """Why nothing was asked for, and what to do instead."""
    measure, number = entry.measure, entry.measure.number
    said: dict[ExtensionRefusal, Callable[[], str]] = {
        ExtensionRefusal.NOT_YOURS: lambda: (
            f"{number} 由{_owners(measure)}牵头，延期由牵头单位申请。\n"
            f"要看进展请回复「看{number}」。"
        ),
        ExtensionRefusal.SETTLED: lambda: f"{named(measure)} 已验收或销号，不用延期。",
        ExtensionRefusal.UNDER_CHECK: lambda: (
            f"{named(measure)} 正在验收，结果出来前不用延期。\n请回复「看{number}」看进度。"
        ),
        ExtensionRefusal.UNDATED: lambda: f"{named(measure)} 没有到期日，不会算超期，不用延期。",
        ExtensionRefusal.TOO_LATE: lambda: (
            f"{named(measure)} 到期日已过，延期只能在到期前申请。\n"
            f"请尽快整改，回复「{number} 完成…%」上报；有特殊原因，请发「留言」告诉{office}。"
        ),
        ExtensionRefusal.WAITING: lambda: (
            f"{named(measure)} 已有一份延期申请在等{deciders(approvers)}批复，批复后会通知您。"
        ),
        ExtensionRefusal.USED_UP: lambda: (
            f"{named(measure)} 已延期 {times} 次，不能再申请。\n"
            f"有特殊原因，请发「留言」告诉{office}。"
        ),
    }
    return said[refusal]()


def not_later(measure: Measure, due: date, today: date) -> str:
    """A day that gives no more time."""
    return (
        f"{named(measure)} 现在的到期日是 {day(due, today)}，申请的日期要比它晚。\n"
        f"请重发，例如「{measure.number} 申请延期到…，原因：…」。"
    )


def until_when(measure: Measure, due: date, today: date) -> str:
    """The day is missing."""
    return (
        f"{named(measure)} 现在 {day(due, today)}到期，您要延到哪一天？\n"
        "请回复日期，例如「9月30日」。回复 0 不申请"
    )


def why(measure: Measure, until: date, today: date) -> str:
    """The reason is missing."""
    return (
        f"{named(measure)} 要延到 {day(until, today)}，原因是什么？\n"
        "请直接回复原因，一两句话即可。回复 0 不申请"
    )


def confirm(
    measure: Measure,
    span: tuple[date, date],
    reason: str,
    approvers: Sequence[Role],
    today: date,
) -> str:
    """Names exactly what will be read by who decides; ``span``: the day due, and the later one."""
    due, until = span
    return (
        f"将向{deciders(approvers)}申请 {named(measure)} 延期：\n"
        f"{day(due, today)} → {day(until, today)}\n"
        f"原因：{short(reason, LONGEST_REASON)}\n"
        f"批准前仍按原到期日。\n{YES_OR_NO}。"
    )


def asked(request: Request, measure: Measure, approvers: Sequence[Role], today: date) -> str:
    """The request is with who decides."""
    until = day(request.until, today) if request.until else ""
    return (
        f"已提交 {named(measure)} 的延期申请（延到 {until}）。\n"
        f"{deciders(approvers)}批复后会通知您；批准前仍按原到期日。"
    )


def to_deciders(request: Request, measure: Measure, today: date) -> str:
    """What who decides is told at once."""
    return (
        f"{_told(request, measure, today)}\n"
        f"回复「同意延期 {measure.number}」或「不同意延期 {measure.number} 原因」"
    )


def for_information(
    request: Request, measure: Measure, approvers: Sequence[Role], today: date
) -> str:
    """What the office is told where others decide."""
    return f"{_told(request, measure, today)}\n由{deciders(approvers)}批复，您不用办理"


def _told(request: Request, measure: Measure, today: date) -> str:
    return (
        f"【延期申请】{request.unit}申请 {named(measure)} 延期\n"
        f"{_change(request, today)}\n"
        f"原因：{short(request.reason, LONGEST_REASON)}"
    )


def line(request: Request, measure: Measure, today: date) -> str:
    """One request in the list of who decides."""
    return (
        f"延期 {named(measure)} {short(request.unit, 10)}：{_change(request, today)}，"
        f"{short(request.reason, 20)}"
    )


def none_waits(number: str) -> str:
    """No request on this measure, or none at all."""
    which = f"{number} 没有待批的延期申请" if number else "没有待批的延期申请"
    return f"{which}。回复「待办」看全部申请。"


def which_one(requests: Sequence[Request]) -> str:
    """Several requests wait and none was named."""
    numbers = "、".join(request.measure for request in requests[:6])
    first = requests[0].measure
    return f"有 {len(requests)} 份延期申请：{numbers}。请带上编号，例如「同意延期 {first}」。"


def cannot_grant(measure: Measure, until: date, today: date) -> str:
    """The day gives no more time by now."""
    return (
        f"{named(measure)} 延到 {day(until, today)} 已没有意义，没有批准。\n"
        f"请写明晚一些的日期，例如「同意延期 {measure.number} 到…」，或「不同意延期」。"
    )


def nothing_left(measure: Measure) -> str:
    """It has been applied for or accepted meanwhile."""
    return (
        f"{named(measure)} 已申请验收或已验收，不用再批延期。\n"
        f"可回复「不同意延期 {measure.number} 已申请验收」。"
    )


def confirm_grant(request: Request, measure: Measure, until: date, today: date) -> str:
    """Names exactly what will hold."""
    late = "\n注意：到期日已过，申请是在到期前提出的。" if _is_past(request, today) else ""
    return (
        f"将批准 {request.unit} {named(measure)} 延期：\n"
        f"{day(request.due, today) if request.due else ''} → {day(until, today)}\n"
        f"原因：{short(request.reason, LONGEST_REASON)}{late}\n{YES_OR_NO}。"
    )


def granted(measure: Measure, until: date, today: date, told: int) -> str:
    """Decided, and who hears of it."""
    return (
        f"已批准 {named(measure)} 延期至 {day(until, today)}，将通知 {told} 人。\n"
        "原到期日仍留在台账。"
    )


def to_unit_granted(request: Request, measure: Measure, today: date) -> str:
    """What the unit is told."""
    until = day(request.granted, today) if request.granted else ""
    return (
        f"【延期批复】{named(measure)} 获准延期至 {until}\n"
        f"提醒和超期按新日期算，原到期日仍留在台账。请按期完成，回复「{measure.number} 完成…%」上报"
    )


def why_not(number: str) -> str:
    """A refusal without a reason."""
    return f"请写明不同意 {number} 延期的原因，直接回复即可，例如「工期安排不合理」。回复 0 不办理"


def confirm_refuse(request: Request, measure: Measure, reason: str) -> str:
    """Names exactly what the unit will read."""
    return (
        f"将不同意 {request.unit} {named(measure)} 的延期申请。\n"
        f"原因：{short(reason, LONGEST_REASON)}\n{YES_OR_NO}。"
    )


def refused(measure: Measure, told: int) -> str:
    """Decided, and who hears of it."""
    return f"已答复不同意 {named(measure)} 延期，将通知 {told} 人。仍按原到期日。"


def to_unit_refused(request: Request, measure: Measure, today: date) -> str:
    """What the unit is told."""
    due = f"仍按 {day(request.due, today)}到期" if request.due else "仍按原到期日"
    return (
        f"【延期批复】{named(measure)} 延期申请没有批准\n"
        f"原因：{short(request.remark, LONGEST_REASON)}\n"
        f"{due}，请抓紧整改，回复「{measure.number} 完成…%」上报"
    )


def _change(request: Request, today: date) -> str:
    due = day(request.due, today) if request.due else "未定"
    until = day(request.until, today) if request.until else "未定"
    return f"{due} → {until}"


def _is_past(request: Request, today: date) -> bool:
    return request.due is not None and request.due < today


def _owners(measure: Measure) -> str:
    owners = measure.duty.answerable
    return "、".join(owners[:2]) + ("等" if len(owners) > 2 else "")
