"""Help, welcome, contact, and what is said when words were not understood."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from supervision.records import Role

KEPT = "没看懂的话会留存 30 天用于改进，不记是谁说的。"
"""Said while the region keeps the words of what was not understood."""


BEGIN = "您可以直接发："
"""What a role can send follows; {n} is an item's number."""

OF_UNIT = (
    BEGIN,
    "「{n} 完成80%」「{n} 无变化」上报",
    "上报后发照片、视频或文件，作为佐证",
    "「撤回」撤回刚才的上报",
    "「我的任务」「应办事项」「本月到期」「超期」",
    "「看{n}」看详情，「为什么{n}」看依据",
    "「收到」签收，「回复 文书编号」书面答复",
    "「联系整改办」「留言」「退订提醒」",
    "更多写法请发「帮助 验收」「帮助 举报」",
    "「帮助 应办」「帮助 绑定」（移交、解绑）",
)

OF_OFFICE = (
    BEGIN,
    "「待办」「待签发」「总览」「超期」「看{n}」「考核」「指标」",
    "别的写法，请发：",
    "「帮助 文书」签发、暂缓、不办",
    "「帮助 督办」预警、约谈、黄牌、挂牌、摘牌",
    "「帮助 验收」延期、公示、异议、抽查",
    "「帮助 举报」分办、答复、统计、巡查",
    "「帮助 记录」反馈失实、检查、正当理由",
    "「帮助 公开」发布、通知、名单、案例",
    "「帮助 应办」线索　「帮助 人员」解绑、留言",
)

LEADING = ("「我的包抓」看您包抓的事项", "「考核」看各单位评分")
LOOKING = (
    "「超期」「本月到期」看期限",
    "「看{n}」看一项的详情",
    "「总览」看总体情况，「指标」看环境质量",
)
DECIDING = "「同意 {n}」「不同意 {n} 原因」"
AGREEING = ("「待办」看待审定的验收", DECIDING)
AGREEING_AND_EXTENDING = ("「待办」看待审定的验收、待批的延期", DECIDING)
VERIFYING = (
    "「待办」看验收申请",
    "「核实 {n} 60%」记录核实进度",
    "「现场核查 {n} 情况」再发现场照片",
    DECIDING,
)
EXTENDING = "「同意延期 {n}」「不同意延期 {n} 原因」"
TELLING = "「留言」告诉整改办，「退订提醒」"

OF_LEADERS = (BEGIN, *LEADING, *LOOKING, *AGREEING, TELLING)
OF_VERIFIERS = (BEGIN, *LOOKING, *VERIFYING, TELLING)

OF_VILLAGE = (
    BEGIN,
    "「巡查 地点：某桥下 有人倒垃圾」发现问题",
    "报了以后发照片、视频，自动附上",
    "「巡查未发现问题」「巡查 某处 正常」",
    "「巡查列表」看报过的，乡镇处理了没有",
    "「我的任务」「收到」村里有任务时用",
    "「联系整改办」「留言」「退订提醒」",
    "「帮助 绑定」（移交、解绑）",
)

OF_CITIZENS = (
    BEGIN,
    "「查污水」按关键词查整改进展",
    "「整体进度」看总体情况",
    "「看{n}」看一项的进展",
    "「关注{n}」有新进展时通知您，「我的关注」",
    "「举报」加地点和情况，可发照片",
    "「我的举报」看办理情况",
    "工作人员：直接发送绑定码即可绑定",
)

BY_ROLE: Mapping[Role, tuple[str, ...]] = MappingProxyType(
    {
        Role.LIAISON: OF_UNIT,
        Role.UNIT_HEAD: OF_UNIT,
        Role.OFFICE: OF_OFFICE,
        Role.LEADER: OF_LEADERS,
        Role.VERIFIER: OF_VERIFIERS,
    }
)
"""Who is not named here is helped as a citizen is."""

WHO_EXTENDS: Mapping[Role, tuple[str, ...]] = MappingProxyType(
    {
        Role.LEADER: (BEGIN, *LEADING, *LOOKING, *AGREEING_AND_EXTENDING, EXTENDING, TELLING),
        Role.VERIFIER: (BEGIN, *LOOKING, *VERIFYING, EXTENDING, TELLING),
    }
)
"""The same of those who decide on more time."""


def for_role(role: Role, example: str, *, kept: bool = False, extends: bool = False) -> str:
    """What this role can do, the commonest first.

    ``kept``: words that nobody read are kept. ``extends``: the role decides on more time.
    """
    lines = BY_ROLE.get(role, OF_CITIZENS)
    lines = WHO_EXTENDS.get(role, lines) if extends else lines
    return "\n".join([*(line.format(n=example) for line in lines), *([KEPT] if kept else ())])


def for_village(*, kept: bool = False) -> str:
    """What a village contact can do: patrols before anything else."""
    return "\n".join([*OF_VILLAGE, *([KEPT] if kept else ())])


def welcome(region: str, role: Role) -> str:
    """The first words after following; one line who we are, then what to type."""
    if role is not Role.CITIZEN:
        return "欢迎回来，您的绑定还有效。回复「帮助」看能做什么。"
    return "\n".join(
        (
            f"这里是{region}环保督察整改进展查询与上报平台。",
            "群众可以发：「查污水」「整体进度」「帮助」",
            "工作人员：请直接发送绑定码",
        )
    )


def thanked() -> str:
    """谢谢, answered."""
    return "不客气。"


def greeted(role: Role, example: str) -> str:
    """你好, answered, with the same two things."""
    return f"您好。\n{_hints(role, example)}"


def greeted_unit(ahead: str, example: str) -> str:
    """你好 of a unit: what it has ahead (:func:`handlers.words.tasks.first_look`), and the way."""
    way = f"上报请发「{example} 完成80%」。" if example else "看能做什么请发「帮助」。"
    return f"您好。{ahead}\n{way}"


def greeted_village() -> str:
    """你好 of a village contact."""
    return f"您好。\n{_PATROL}"


def greeted_decider(requests: int, documents: int) -> str:
    """你好 of who decides or signs: what waits."""
    waits = [f"待批申请 {requests} 件，回复「待办」"] if requests else []
    waits += [f"待签发文书 {documents} 件，回复「待签发」"] if documents else []
    if not waits:
        return "您好。现在没有等您办的；看能做什么请发「帮助」。"
    return "\n".join(["您好。等您办的：", *waits])


def not_understood(role: Role, example: str, *, kept: bool = False) -> str:
    """One honest line, then two things that this person most likely wants."""
    first = f"没看懂这句话，没有记入台账。{KEPT}" if kept else "没看懂这句话，没有记录。"
    return f"{first}\n{_hints(role, example)}"


def not_understood_in_village(*, kept: bool = False) -> str:
    """The same for a village contact, who patrols."""
    first = f"没看懂这句话，没有记入台账。{KEPT}" if kept else "没看懂这句话，没有记录。"
    return f"{first}\n{_PATROL}"


_PATROL = "发现问题请发「巡查 地点：某处 情况」；没有发现请发「巡查未发现问题」。"


def _hints(role: Role, example: str) -> str:
    if role in (Role.LIAISON, Role.UNIT_HEAD):
        return f"上报请发「{example} 完成80%」；看任务请发「我的任务」。"
    if role is Role.OFFICE:
        return "看文书请发「待签发」；看能做什么请发「帮助」。"
    if role is Role.CITIZEN:
        return "查进展请发「查」加关键词，例如「查污水」；反映问题请发「举报」加地点和情况。"
    return "看等您办的请发「待办」；看能做什么请发「帮助」。"
