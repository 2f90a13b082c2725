"""What is said about binding (绑定): codes, units, hand-over, and taking leave."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers.words.chat import YES_OR_NO
from handlers.words.forms import ROLE_NAMES, day_of, masked, short, unit_and_role
from storage.invitations import Invitation
from supervision.people import UNIT_ROLES, Binding, Group, Person
from supervision.records import Role
from supervision.times import SHANGHAI

FIELD = 20
"""Signs that WeChat leaves of a template's field."""

NAMED = 4
"""So many units are named in a notice; a screen holds no more of long names."""

GROUP_NAMES = {
    Group.COORDINATION: "综合协调组",
    Group.SUPERVISION: "督查督办组",
    Group.PUBLICITY: "宣传报道组",
    Group.ACCOUNTABILITY: "责任追究组",
}
"""The work groups of the office, as its documents call them."""


def held(unit: str, role: Role, group: Group | None = None) -> str:
    """市建设局 联络员; 市整改办 督查督办组."""
    return f"{unit_and_role(unit, role)}{f' {GROUP_NAMES[group]}' if group else ''}"


# ---- codes ----------------------------------------------------------------------------------


def send_a_code() -> str:
    """绑定 without a code."""
    return "请发送绑定码，例如「绑定 7KQ2M9XA」。没有绑定码请向整改办索取。"


def wrong_code(left: int) -> str:
    """A code that never was; how many tries are left is said before it hurts."""
    warning = f"（还可以试 {left} 次）" if left <= 3 else ""
    return f"绑定码不对或已过期{warning}。请核对后重发，或向整改办索取新的绑定码。"


def too_many_codes(hours: int) -> str:
    """So many wrong codes that even a right one is not looked at."""
    return f"输错的绑定码太多，{hours} 小时内不再受理。请向整改办核对绑定码，稍后再发。"


def used_code() -> str:
    """A code that has bound somebody already."""
    return "这个绑定码已经用过了，一个码只能绑定一人。请向整改办索取新的绑定码。"


def ended_code(end: datetime, now: datetime) -> str:
    """A code whose days are over."""
    return f"这个绑定码已于{day_of(end, now)}过期。请向整改办索取新的绑定码。"


def used_scene() -> str:
    """A QR code that has bound somebody already."""
    return "这个二维码已经用过了，一个码只能绑定一人。请向整改办索取新的二维码。"


def ended_scene(end: datetime, now: datetime) -> str:
    """A QR code whose days are over."""
    return f"这个二维码已于{day_of(end, now)}过期。请向整改办索取新的二维码。"


def unknown_scene() -> str:
    """A QR code that is not, or no longer, one of ours."""
    return "这个二维码已失效。请向整改办索取新的二维码或绑定码。"


def handed_back() -> str:
    """A hand-over that was taken back, or whose giver no longer holds the office."""
    return "这次移交已经取消，没有绑定。请向原来的联络员或整改办索取新的绑定码。"


def hand_on() -> str:
    """The giver has sent the successor's code."""
    return "这是给接替您的人用的绑定码。请转给对方，由对方本人发送。"


# ---- binding --------------------------------------------------------------------------------


def confirm(invitation: Invitation, name: str, person: Person, giver: Person | None) -> str:
    """Names exactly what will be bound and what that changes; a name is asked for, not demanded."""
    who = f" {masked(name)}" if name else ""
    lines = [f"您将绑定：{held(invitation.unit, invitation.role, invitation.group)}{who}。"]
    before = person.at(invitation.unit)
    if giver is not None:
        lines.append(f"您将接替{_one(giver.name)}，对方的绑定随即解除。")
    if before is not None and before.role is not invitation.role:
        lines.append(
            f"您在该单位的身份由{ROLE_NAMES[before.role]}改为{ROLE_NAMES[invitation.role]}。"
        )
    elif before is None and person.units:
        lines.append(f"已绑定的{'、'.join(person.units)}不变。")
    lines.append(f"{YES_OR_NO}。" if name else f"{YES_OR_NO}；直接回复您的姓名也算确认。")
    return "\n".join(lines)


def already_bound(binding: Binding) -> str:
    """The same office once more; the code stays good."""
    return (
        f"您已经是 {held(binding.unit, binding.role, binding.group)}，不用再绑定。"
        "这个码还没有用掉，可以转给同事。"
    )


def bound(invitation: Invitation, person: Person) -> str:
    """The first lines after binding."""
    lines = [f"已绑定：{held(invitation.unit, invitation.role, invitation.group)}。"]
    if len(person.units) > 1:
        lines.append(f"您现在绑定 {len(person.units)} 个单位，回复「我的单位」查看。")
    if invitation.role not in UNIT_ROLES:
        lines.append("回复「帮助」看能做什么。")
    return "\n".join(lines)


def taken_over(giver: Person, served: int, notices: int, unanswered: str) -> str:
    """What goes over to the successor with the office."""
    lines = [f"{_one(giver.name)}的绑定已解除，已告知对方。"]
    if served:
        lines.append(f"有 {served} 件文书等签收，回复「我的预警」查看。")
    if notices:
        lines.append(f"待发的 {notices} 条通知改发给您。")
    if unanswered:
        lines.append(f"前任还有一项没有确认：{unanswered}。请回复「看{unanswered}」。")
    return "\n".join(lines)


# ---- one's own bindings ---------------------------------------------------------------------


def not_bound() -> str:
    """There is nothing to hand over or to end."""
    return "您没有绑定单位。有绑定码请直接发送；查整改进展请发「查」加关键词。"


def my_units(person: Person, now: datetime) -> str:
    """Every binding, the leading one marked where there are several."""
    several = len(person.bindings) > 1
    lines = [f"您绑定了 {len(person.bindings)} 个单位：" if several else "您绑定的单位："]
    for place, binding in enumerate(person.bindings, 1):
        mark = "（当前）" if several and binding == person.leading else ""
        since = f"，{day_of(binding.since, now)}起" if binding.since else ""
        number = f"{place}. " if several else ""
        lines.append(f"{number}{held(binding.unit, binding.role, binding.group)}{since}{mark}")
    if several:
        lines.append("事项按负责单位上报，分不清的按当前单位。回复序号换当前单位")
    lines.append("回复「移交」交给同事，「解绑」解除绑定")
    return "\n".join(lines)


def switched(unit: str) -> str:
    """The chosen unit speaks from now on."""
    return f"当前单位：{unit}。您的其他单位仍然有效。"


def only_unit(unit: str) -> str:
    """There is nothing to choose."""
    return f"您只绑定了{unit}，不用换。要加一个单位，请直接发送那个单位的绑定码。"


def not_your_unit(unit: str) -> str:
    """A unit to which this person is not bound."""
    return f"您没有绑定{unit}。回复「我的单位」看绑定了哪些。"


def which_binding(person: Person, verb: str) -> str:
    """Several bindings, one to be named."""
    lines = [f"{verb}哪一个？"]
    lines += [f"{n}. {held(b.unit, b.role, b.group)}" for n, b in enumerate(person.bindings, 1)]
    lines.append("回复序号选择，0 都不")
    return "\n".join(lines)


# ---- hand-over ------------------------------------------------------------------------------


def handing_over(binding: Binding, code: str, until: datetime, now: datetime) -> str:
    """The successor's code, and what will happen when it is used."""
    return (
        f"请把这个绑定码转给接替您的人：{code}\n"
        f"对方在公众号里发送它并确认后，您对 {held(binding.unit, binding.role, binding.group)}"
        f" 的绑定自动解除，未办的事一并转过去。\n"
        f"{day_of(until, now)}前有效，只能用一次。不移交了请回复「取消移交」。"
    )


def hand_over_cancelled(codes: int) -> str:
    """取消移交."""
    return "已取消移交，绑定码作废，您的绑定不变。" if codes else "现在没有进行中的移交。"


def you_were_succeeded(binding: Binding, name: str) -> str:
    """What the giver reads when the successor has bound."""
    return (
        f"【移交完成】{held(binding.unit, binding.role)} 已由{_one(name, '接替的人')}绑定，"
        "您的绑定已解除，今后的通知发给对方。\n不是您安排的，请马上联系整改办。"
    )


# ---- ending ---------------------------------------------------------------------------------


def confirm_unbind(binding: Binding, *, last: bool, office: bool) -> str:
    """What ends, and what that leaves."""
    lines = [f"将解除您的绑定：{held(binding.unit, binding.role, binding.group)}。"]
    if last and office:
        lines.append("您是整改办最后一个绑定的人，解除后只能在服务器上用命令重新邀请。")
    elif last:
        lines.append("您是本单位最后一个绑定的人，解除后本单位收不到预警。要换人请回复「移交」。")
    lines.append(f"{YES_OR_NO}。")
    return "\n".join(lines)


def unbound(binding: Binding, person: Person) -> str:
    """Ended; what is still there."""
    rest = (
        f"您还绑定{'、'.join(person.units)}。"
        if person.bindings
        else "您仍可查询公开的整改进展；再绑定请向整改办索取绑定码。"
    )
    return f"已解除：{held(binding.unit, binding.role)}。{rest}"


def you_were_unbound(binding: Binding, office: str) -> str:
    """What a person reads whose binding the office has ended."""
    return (
        f"【绑定解除】您对 {held(binding.unit, binding.role)} 的绑定已由{office}解除，"
        f"不再接收该单位的通知。\n有疑问请联系{office}。"
    )


def welcome_back() -> str:
    """Somebody who held an office has left and follows again."""
    return (
        "欢迎回来。您取消关注时，绑定和个人信息已按规定删除。\n"
        "要继续上报，请向整改办索取新的绑定码，直接发送即可。\n"
        "查整改进展请发「查」加关键词，例如「查污水」。"
    )


def alone(units: Sequence[str]) -> str:
    """What the office reads when the last person of a unit has gone."""
    if len(units) == 1:
        return (
            f"【无人接收】{units[0]}最后一名绑定的人已离开\n"
            "今后的预警和通报送不到该单位。请电话联系，并发新的绑定码"
        )
    named = "、".join(short(unit, 14) for unit in units[:NAMED])
    etc = "等，全部请回复「人员」" if len(units) > NAMED else ""
    return (
        f"【无人接收】{short(units[0], 14)}等 {len(units)} 家单位最后一名绑定的人已离开\n"
        f"{named}{etc}\n今后的预警和通报送不到。请电话联系，并发新的绑定码"
    )


def fields(text: str, unit: str, at: datetime) -> dict[str, str]:
    """What a template message shows of a notice about a binding; its heading names it."""
    local = at.astimezone(SHANGHAI)
    return {
        "item": text[1:].partition("】")[0][:FIELD],
        "unit": unit[:FIELD],
        "step": "办理",
        "time": f"{local:%Y-%m-%d %H:%M}",
        "number": f"{local:%Y%m%d-%H%M}",
    }


def _one(name: str, otherwise: str = "原来的人") -> str:
    return masked(name) or otherwise
