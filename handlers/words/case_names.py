"""What everything about complaints and patrols is called (名称)."""

from __future__ import annotations

from supervision.assignments import Progressed
from supervision.complaints import Finding, Handling, Pollution, Source, Verdict
from supervision.patrols import Judgement

FINDINGS = {
    Finding.TRUE: "属实",
    Finding.MOSTLY_TRUE: "基本属实",
    Finding.PARTLY_TRUE: "部分属实",
    Finding.UNTRUE: "不属实",
}
STATES = {
    Handling.RECEIVED: "已受理，待核查",
    Handling.IN_HAND: "办理中",
    Handling.STAGED: "阶段性办结",
    Handling.CLOSED: "办结",
}
KINDS = {
    Pollution.WATER: "水",
    Pollution.AIR: "大气",
    Pollution.SOIL: "土壤",
    Pollution.NOISE: "噪声",
    Pollution.DUST: "扬尘",
    Pollution.WASTE: "固废",
    Pollution.ECOLOGY: "生态",
    Pollution.OTHER: "其他",
}
SOURCES = {
    Source.WECHAT: "微信",
    Source.PHONE: "来电",
    Source.LETTER: "来信",
    Source.WEB: "网络",
    Source.PROVINCE: "省转",
    Source.OTHER: "其他",
}
VERDICTS = {
    Verdict.SATISFIED: "满意",
    Verdict.MOSTLY: "基本满意",
    Verdict.NOT: "不满意",
}
PROGRESSED = {
    Progressed.WAITING: "待报结果",
    Progressed.REPORTED: "已报结果，待审核",
    Progressed.TAKEN: "结果已采纳",
}
JUDGEMENTS = {
    Judgement.OPEN: "待整改办认定",
    Judgement.PROBLEM: "已认定为问题",
    Judgement.NONE: "不认定为问题",
}

AS_TYPED = {**{name: key for key, name in STATES.items()}, "正在办理": Handling.IN_HAND}
FOUND_AS_TYPED = {name: key for key, name in FINDINGS.items()}
KINDS_AS_TYPED = {name: key for key, name in KINDS.items()}
SOURCES_AS_TYPED = {name: key for key, name in SOURCES.items()}
VERDICTS_AS_TYPED = {name: key for key, name in VERDICTS.items()}


def kinds(found: tuple[Pollution, ...]) -> str:
    """扬尘、噪声."""
    return "、".join(KINDS[kind] for kind in found)
