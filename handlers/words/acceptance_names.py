"""What the stages of an acceptance are called (验收各阶段), and the five criteria."""

from __future__ import annotations

from supervision.acceptance.table import Stage

WITH_VERIFIERS = frozenset({Stage.APPLIED, Stage.VERIFYING})
ACCEPTED_STAGES = frozenset({Stage.PASSED, Stage.AGREED, Stage.PUBLICITY, Stage.ENDED})

CHECKLIST = (
    "1. 整改措施全部完成，有自查说明",
    "2. 违法问题已处罚到位",
    "3. 效果达到法规和技术标准，有监测或验收资料",
    "4. 举一反三，同类问题一并整改",
    "5. 有长效机制，防止反弹",
)
"""The five criteria of acceptance (验收五条, J3), in short; each shown by the file (一案一档)."""

CHECKED = "1 措施完成、2 处罚到位、3 效果达标、4 举一反三、5 长效机制"
"""The same in one line, for who verifies and knows them."""


STAGES = {
    Stage.OPEN: "整改中",
    Stage.APPLIED: "已申请验收，待验收意见",
    Stage.VERIFYING: "验收中",
    Stage.PASSED: "已通过验收，待领导小组同意",
    Stage.AGREED: "已通过验收，待公示",
    Stage.PUBLICITY: "公示中",
    Stage.ENDED: "待备案销号",
    Stage.CLOSED: "已销号",
}
"""Stage → where a measure stands, in words."""


def next_of(stage: Stage) -> str:
    """What comes next, and who does it."""
    return {
        Stage.PASSED: "领导小组审定",
        Stage.AGREED: "整改办公示",
        Stage.PUBLICITY: "公示期满后销号",
        Stage.ENDED: "备案销号",
        Stage.CLOSED: "抽查和回头看",
    }.get(stage, "验收意见")
