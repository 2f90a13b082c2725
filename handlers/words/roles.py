"""Which intents are for some roles only (权限), so that the others are told why."""

from __future__ import annotations

from language.acts import Intent

WHO_DECIDES: dict[Intent, str] = {
    Intent.APPROVE_EXTENSION: "延期批复",
    Intent.REJECT_EXTENSION: "延期批复",
    Intent.APPROVE_ACCEPTANCE: "验收",
    Intent.REJECT_ACCEPTANCE: "验收",
    Intent.TO_DECIDE: "批复",
    Intent.ANNOUNCE: "群发通知",
    Intent.WARN: "预警",
    Intent.YELLOW_CARD: "黄牌警告",
    Intent.COMPLAINT_LIST: "举报",
    Intent.HANDLE_COMPLAINT: "举报",
    Intent.DOCUMENT_REPLIES: "书面答复",
    Intent.ANSWER_WORD: "留言",
    Intent.WORDS_LEFT: "留言",
    Intent.ARRANGE_VISIT: "核查安排",
    Intent.SITE_CHECK: "现场核查",
    Intent.VERIFY: "核实进度",
    Intent.RECORD_OPINION: "验收意见",
    Intent.REMIND_OPINIONS: "验收意见",
    Intent.LET_GO: "四个不放过",
    Intent.OPEN_PUBLICITY: "公示",
    Intent.SETTLE_OBJECTION: "异议",
    Intent.CLOSE_CASE: "销号备案",
    Intent.REBOUND: "重新纳入",
    Intent.SPOT_CHECK: "抽查",
    Intent.SPOT_CHECK_LIST: "抽查",
    Intent.SPOT_CHECK_RESULT: "抽查",
    Intent.HAND_OVER_CLUE: "线索移交",
    Intent.RECORD_MISSED: "未办记录",
    Intent.INSPECT: "检查登记",
    **dict.fromkeys(
        (
            *(Intent.ASSIGN_CASE, Intent.NOTE_CASE, Intent.LINK_CASES, Intent.LIST_CASE),
            *(Intent.PUBLISH_CASE, Intent.REGISTER_CASE, Intent.TAKE_CASE, Intent.RETURN_CASE),
            *(Intent.REPEATED_CASES, Intent.CASE_COUNTS, Intent.LIST_ENTERPRISE),
        ),
        "举报",
    ),
    Intent.JUDGE_PATROL: "巡查认定",
    Intent.RECORD_FACT: "事实记录",
    Intent.FACT_LIST: "事实记录",
    Intent.LIFT_STEP: "摘牌",
    Intent.DECLINE: "文书",
    Intent.ORDER_STEP: "督察措施",
    Intent.LISTINGS: "公开名单",
    Intent.ADD_LISTING: "公开名单",
    Intent.SIGN_LISTING: "公开名单",
    Intent.REMOVE_LISTING: "公开名单",
    Intent.INVITATIONS: "绑定码",
    Intent.PUBLISH_RANKING: "排名公开",
}
"""What is decided by the office, as a refusal names it."""

OFFICE_INTENTS = frozenset(
    {Intent.TO_ISSUE, Intent.ISSUE, Intent.HOLD, Intent.PUBLISH, *WHO_DECIDES}
)

STAFF_INTENTS = frozenset(
    {
        Intent.REPORT_PROGRESS,
        Intent.MY_TASKS,
        Intent.MY_WARNINGS,
        Intent.DEADLINES,
        Intent.OVERDUE_LIST,
        Intent.ACKNOWLEDGE,
        Intent.WITHDRAW,
        Intent.REQUEST_EXTENSION,
        Intent.APPLY_ACCEPTANCE,
        Intent.WITHDRAW_APPLICATION,
        Intent.ACCEPTANCE_STATUS,
        Intent.REPLY_DOCUMENT,
        Intent.LEAVE_WORD,
        Intent.DUTIES,
        Intent.FULFIL_DUTY,
        Intent.MY_CASES,
        Intent.REPORT_CASE,
        Intent.PATROL,
        Intent.ANSWER_PATROL,
    }
)
