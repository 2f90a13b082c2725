"""What a step asks of its receiver (要求), and what ends it (解除): one table for all places."""

from __future__ import annotations

from supervision.decisions import Decision, Reason, Step
from supervision.documents import STANDS

MUST = {
    Step.WARNING: "抓紧整改，如实上报进展",
    Step.CRITICISM: "限期完成整改，书面报告",
    Step.YELLOW_CARD: "限期完成整改，书面报告",
    Step.MONTHLY_SUPERVISION: "每月上报整改进展，直至整改到位",
    Step.LISTED_SUPERVISION: "逐项整改到位，进展随时上报",
    Step.SUMMONS: "主要负责人按通知的时间到场，带书面说明",
    Step.SPECIAL_INSPECTION: "配合督查，备齐台账、照片和资料",
    Step.LOOK_BACK: "自查成效是否巩固，有反弹如实上报",
    Step.SELF_CRITICISM: "主要负责人作出深刻检查，书面提交",
    Step.VETO: "当年考核一票否决；有异议可书面提出",
}
"""What is issued → what the unit does now."""

RIGHTED = {
    Reason.FALSE_REPORT: "据实更正上报，说明原因",
    Reason.RESULT_NOT_REPORTED: "补报整改结果",
    Reason.NOT_PUBLISHED: "补公开整改结果，报送链接或图片",
    Reason.RANKED_LAST: "下月考核不再列入末位",
    Reason.REPEATED_COMPLAINTS: "解决举报的问题，不再反复",
    Reason.PROBLEMS_FOUND: "问题逐个整改，本年不再新增",
    Reason.TARGET_MISSED: "完成下一年度目标",
    Reason.CLOSED: "成效巩固，不再列入",
    Reason.BEHIND_PACE: "赶上序时进度，或申请验收",
    Reason.CRITICISED_BY_HIGHER_LEVEL: "整改到位并报告",
}
"""What puts the cause right; for everything that rests on overdue measures see :func:`ends`."""


def must(made: Decision) -> str:
    """What the receiver has to do."""
    return MUST.get(made.step, "")


def ends(made: Decision) -> str:
    """What would stop it, or lift it."""
    righted = RIGHTED.get(made.reason, "涉及事项通过验收、销号，或获准延期")
    return f"{righted}，由整改办摘牌" if made.step in STANDS else righted
