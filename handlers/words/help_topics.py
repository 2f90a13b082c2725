"""Help on one thing (帮助 验收): the exact forms, one screen each; {n} is an item's number."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from language import help_forms as topics

OF_OFFICE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        topics.PAPERS: (
            "文书这样办：",
            "「待签发」看清单，回复序号签发",
            "「签发 编号」「签发 全部」",
            "「暂缓 编号 原因」到时不自动签发",
            "「不办 编号 原因」拟办的不办",
        ),
        topics.STEPS: (
            "督办措施这样办，发出前会请您确认：",
            "「预警 单位」「约谈 单位」",
            "「黄牌 单位」「挂牌督办 单位」",
            "「摘牌」看督办中的单位",
            "「摘牌 单位 原因」解除",
            "「为什么 单位」看一家的文书：原因、依据、怎样解除",
            "本市制度没有的措施，会告诉您不能办。",
        ),
        topics.ACCEPTANCE: (
            "延期、验收、公示这样办：",
            "「待办」看申请，「验收进度 {n}」看还差哪一步",
            "「同意延期 {n}」「不同意延期 {n} 原因」",
            "「安排核查 {n} 日期」「现场核查 {n} 情况」",
            "「同意验收 {n}」「退回 {n} 原因」「核实 {n} 60%」",
            "「代录意见 {n} 单位 同意」「催验收 {n}」",
            "「公示 {n}」，公示到哪天看「看{n}」",
            "「异议列表」「{n} 异议不成立 答复」「备案 {n}」",
            "「抽查」「抽查清单」「抽查 {n} 合格」",
            "「重新纳入 {n} 原因」",
        ),
        topics.CASES: (
            "举报这样办，编号如 JB2026-0001：",
            "「举报列表」「重复件」「举报统计」",
            "「分办 编号 单位 类型」，几家共办就写几家",
            "「采纳 编号」用单位的结果答复，「退回 编号 原因」",
            "「办理 编号 属实 办结 处理情况」直接答复",
            "「关联 编号 编号」认定重复，「公开 编号」",
            "「登记 来电 地点 情况」代录",
            "「巡查列表」看乡镇和村的巡查",
        ),
        topics.FINDINGS: (
            "检查和发现的问题这样记：",
            "「记录」看全部写法，「记录列表」「撤回记录」",
            "「记录 单位 反馈失实」",
            "「记录 {n} 正当理由 到9月30日 原因」",
            "「检查」看该查哪些",
            "「检查 单位 {n} 现场 情况」，再发照片",
        ),
        topics.PUBLISHING: (
            "公开和通知这样办：",
            "「发布 {n}」「发布 全部」",
            "「通知各单位 内容」「通知 单位 内容」",
            "「企业名单」「列入企业名单 企业全称，原因」",
            "「典型案例」「典型案例 {n} 做法和成效」",
            "「问责结果」「公开结果 文书编号 内容」",
            "「公开排名」「撤下排名」月度排名表",
        ),
        topics.DUTIES: (
            "应办事项和线索：",
            "「应办事项」看谁还没办，「应办事项 单位」看一家",
            "「记录逾期」一次记录一批，「全部免记」一次免记",
            "「记录逾期 除某单位外」留下一家不记",
            "「移交线索 单位：内容」",
        ),
        topics.PEOPLE: (
            "人员和留言：",
            "「人员」看谁绑定了，「人员 单位」看一家",
            "「解绑 单位」解除",
            "「绑定码列表」看没用过的码，可作废",
            "「留言列表」看留言并答复",
            "「没听懂的」看哪些话没看懂",
        ),
    }
)
"""Topic → how the office writes what belongs to it."""

OF_UNIT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        topics.ACCEPTANCE: (
            "延期和验收这样办：",
            "「{n} 申请延期」，会问您到哪天、什么原因",
            "先报「{n} 已完成」，再发照片、视频或文件",
            "「{n} 申请验收」，逐条核对后回复 1",
            "「验收进度 {n}」看到哪一步",
            "「撤回申请 {n}」撤回",
        ),
        topics.CASES: (
            "交办的举报件，编号如 JB2026-0001：",
            "「我的举报件」看清单，回复序号看全文",
            "「办理 编号 属实 办结 处理情况」报结果",
            "没办完发「办理 编号 属实 办理中 进展」",
            "请保护举报人，不要打听是谁。",
            "自己巡查的写法请发「帮助 巡查」",
        ),
        topics.PATROLS: (
            "村（社区）和乡镇的巡查这样报：",
            "「巡查 地点：某桥下 情况」，再发照片",
            "没有发现：「巡查未发现问题」「巡查 某处 正常」",
            "「巡查列表」看报过的，回复序号看全文",
            "乡镇处理后：「办理 编号 处理情况」",
        ),
        topics.DUTIES: (
            "应办事项：",
            "「应办事项」看还要办什么，回复序号看一件",
            "「已公开 网址」报送公开结果",
            "「回复线索 内容」答复线索",
            "「年度报告 内容」报送",
        ),
        topics.PEOPLE: (
            "绑定这样办：",
            "「我的单位」看绑定了哪些，「换单位」换一个",
            "「移交」交给同事，会给您一个码",
            "「解绑」解除绑定",
        ),
    }
)
"""Topic → how a unit does."""


def topic(about: str, example: str, *, office: bool) -> str:
    """How the things of a topic are written; empty when this role has no such topic."""
    lines = (OF_OFFICE if office else OF_UNIT).get(about, ())
    return "\n".join(line.format(n=example) for line in lines)


def pages(address: str) -> str:
    """Where everybody reads what the office has made public."""
    return "\n".join(
        (
            "公开的内容都在网页上，点开就能看：",
            f"公示：{address}/publicity/",
            f"通报：{address}/bulletins/",
            f"排名、企业名单、典型案例、问责结果：{address}/overview/",
            f"全部整改事项：{address}/",
        )
    )
