"""Asking how one thing is written (帮助 验收): the topic that the words name, for the role.

``帮助 举报`` · ``验收怎么弄`` · ``分办`` (an order without its number asks how it is written).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from language.acts import Act, Intent
from language.patterns import late
from supervision.records import Role

UNIT = frozenset({Role.LIAISON, Role.UNIT_HEAD})

PAPERS, STEPS, ACCEPTANCE, CASES = "papers", "steps", "acceptance", "cases"
FINDINGS, PUBLISHING, DUTIES, PEOPLE = "findings", "publishing", "duties", "people"
PATROLS = "patrols"
PAGES = "pages"

_OF_OFFICE: Mapping[str, str] = MappingProxyType(
    {
        PAPERS: r"文书|签发|暂缓|不办",
        STEPS: r"督办|督察|措施|预警|约谈|黄牌(?:警告)?|挂牌(?:督办)?|摘牌",
        ACCEPTANCE: r"验收|销号|延期|核查|现场核查|公示|异议|备案|抽查|重新纳入|反弹|不放过|代录",
        CASES: r"举报件?|信访|投诉|分办|共办|交办|转办|办理|采纳|重复件?|巡查",
        FINDINGS: r"记录|事实|检查|失实|正当理由|通报批评",
        PUBLISHING: r"公开|发布|通知|名单|企业名单|典型案例|问责结果",
        DUTIES: r"应办(?:事项)?|(?:移交)?(?:问题)?线索|年度报告",
        PEOPLE: r"人员|绑定码?|解绑|留言|没听懂的?",
    }
)
_OF_UNIT: Mapping[str, str] = MappingProxyType(
    {
        ACCEPTANCE: r"验收|销号|延期|公示|异议",
        PATROLS: r"巡查|巡河|认定",
        CASES: r"举报件?|信访|投诉|交办件?",
        DUTIES: r"应办(?:事项)?|(?:问题)?线索|年度报告|公开",
        PEOPLE: r"人员|绑定|换单位|移交|交接|解绑|单位",
    }
)
_PUBLIC = late(
    r"(?:查?看|查询?)?(?:销号)?(?:公示|(?:公示|提出?)?异议|总览|半?月?通报(?:批评)?|企业名单|典型案例|问责结果|排名|督察公开|公开页|公开网页)"
    r"(?:列表|清单|情况|名单)?(?:在哪里?看?|有哪些)?[?？]?"
)
"""What everybody can read on the public pages."""

TOPICS: Mapping[Role, Mapping[str, str]] = MappingProxyType(
    {Role.OFFICE: _OF_OFFICE, **dict.fromkeys(UNIT, _OF_UNIT)}
)
"""What each role can ask help about, and the words that name it."""

_ORDERS = late(
    r"督办|文书|暂缓|不办|约谈|黄牌(?:警告)?|挂牌(?:督办)?|分办|共办|交办|转办|办理|采纳"
    r"|(?:移交)?(?:问题)?线索|移交线索|公示|备案|重新纳入|不放过|发布|代录"
    r"|(?:哪些)?(?:在|还在)?公示(?:了|中|期|到|的|什么时候|几时|哪天|有哪些|结束|期满|满)+(?:吗|没有?)?[?？]?"
    r"|重复件\s*jb\s?\d{4}\s?-?\s?\d{1,6}",
    re.IGNORECASE,
)
"""Orders of the office that say nothing without what follows them."""

_ASKS = late(
    r"(?:帮助|help|说明|怎么|如何)[\s:：,，]*(?:用|写|发|办)?(?P<after>[一-鿿]{2,6})"
    r"|(?P<before>[一-鿿]{2,6}?)(?:的?帮助|(?:的?(?:指令|命令))?(?:怎么|如何|咋)(?:写|弄|用|办|发|操作))[?？]?",
    re.IGNORECASE,
)


def read_help(plain: str, role: Role) -> tuple[Act, ...]:
    """The topic that the whole text asks about; none when it is anything else."""
    if role is Role.CITIZEN:
        if re.fullmatch(r"(?:举报|投诉)(?:怎么|如何|咋)(?:弄|办|写)[?？]?", plain):
            return (Act(Intent.COMPLAINT, {}, "help_topic"),)
        return (
            (Act(Intent.HELP, {"about": PAGES}, "help_topic"),) if _PUBLIC.fullmatch(plain) else ()
        )
    topics = TOPICS.get(role)
    if topics is None:
        return ()
    match = _ASKS.fullmatch(plain)
    said = (match["after"] or match["before"]) if match else ""
    if not said and re.fullmatch("巡查|巡河|认定", plain):
        said = "巡查"
    if not said and role in UNIT and re.fullmatch("(?:问题)?线索", plain):
        said = "线索"
    if not said and role is Role.OFFICE and plain == "延期":
        said = "延期"
    if not said and role is Role.OFFICE and _ORDERS.fullmatch(plain):
        said = "公示" if "公示" in plain else re.sub(r"\s*jb.*", "", plain, flags=re.IGNORECASE)
    about = next((t for t, words in topics.items() if said and re.fullmatch(words, said)), "")
    return (Act(Intent.HELP, {"about": about}, "help_topic"),) if about else ()
