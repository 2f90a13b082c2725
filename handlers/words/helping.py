"""Help, welcome, contact, and what is said when words were not understood."""

from __future__ import annotations

from language.acts import Intent
from supervision.records import Role


def for_role(role: Role, example: str) -> str:
    """What this role can do, the commonest first."""
    if role in (Role.LIAISON, Role.UNIT_HEAD):
        return "\n".join(
            (
                "您可以直接发：",
                f"「{example} 完成80%」上报进展",
                f"「{example} 无变化」本期没有变化",
                "「我的任务」看本单位事项",
                "「本月到期」「超期」看期限",
                f"「看{example}」看一项的详情",
                f"「为什么{example}」看到期日依据",
                "「收到」签收预警和通报",
                "「撤回」撤回刚才的上报",
            )
        )
    if role is Role.OFFICE:
        return "\n".join(
            (
                "您可以直接发：",
                "「待签发」看待签发的文书",
                "「签发 编号」「暂缓 编号 原因」",
                f"「发布 {example}」公开一项的进展",
                "「发布 全部」公开全部最新进展",
                "「超期」看全部超期事项",
                f"「看{example}」看一项的详情",
                "「整体进度」看公开的总体情况",
            )
        )
    if role in (Role.LEADER, Role.VERIFIER):
        return "\n".join(
            (
                "您可以直接发：",
                "「超期」「本月到期」看期限",
                f"「看{example}」看一项的详情",
                "「整体进度」看总体情况",
                "「收到」签收送达的文书",
            )
        )
    return "\n".join(
        (
            "您可以直接发：",
            "「查污水」按关键词查整改进展",
            "「整体进度」看总体情况",
            f"「看{example}」看一项的进展",
            f"「关注{example}」有新进展时通知您",
            "工作人员：直接发送绑定码即可绑定",
        )
    )


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


def not_understood(role: Role, example: str) -> str:
    """One honest line, then two things that this person most likely wants."""
    if role in (Role.LIAISON, Role.UNIT_HEAD):
        hints = f"上报请发「{example} 完成80%」；看任务请发「我的任务」。"
    elif role is Role.OFFICE:
        hints = "看文书请发「待签发」；看能做什么请发「帮助」。"
    elif role is Role.CITIZEN:
        hints = "查进展请发「查」加关键词，例如「查污水」；看总体请发「整体进度」。"
    else:
        hints = "看期限请发「本月到期」；看能做什么请发「帮助」。"
    return f"没看懂这句话，没有记录。\n{hints}"


def contact(office: str) -> str:
    """Where the office is reached."""
    return f"这里还没有登记{office}的电话，请向本单位或上级询问。\n回复「帮助」看能做什么。"


def ask_the_office(intent: Intent, office: str) -> str:
    """A request that is understood, and is dealt with by the office and not by this chat."""
    names = {
        Intent.REQUEST_EXTENSION: "延期申请",
        Intent.APPLY_ACCEPTANCE: "验收申请",
        Intent.SEND_EVIDENCE: "现场材料",
        Intent.UNSUBSCRIBE_NOTICES: "停收通知",
        Intent.COMPLAINT: "群众举报",
        Intent.COMPLAINT_STATUS: "举报办理情况",
    }
    what = names.get(intent, "这项")
    return f"{what}暂不能在这里办理，您的话没有记录。请直接联系{office}。"
