"""What a message asks for: an intent and its slots.

Intents and slots are those of the contract of ``understand``; the ones under "ours" exist because
a guided step or an office by chat needs them.

Slots by intent (a slot that was not said is absent; ``item`` is a number like ``14-2``, else the
words used; :attr:`Act.measure` is the measure that is meant, when that is certain):

bind               code, name
report_progress    item, percent, status, finish_by, problem; no_change = 1 for 无变化; change, the
                   percent by which it rose, where nothing else was said (提高了10个点);
                   unsure = 1 when the item may be a day (15号完成80%), so it is asked first
item_detail        item; what = ``why`` when the deadline's reckoning is asked for (为什么)
deadlines          window (today, this_week, this_month, next_month, overdue, days:N)
acknowledge        item
withdraw           item; what = ``evidence`` when photos and the like are meant (撤回照片)
send_evidence      item (佐证14-2); drop = 1 when what was sent belongs to none
search_public      query
public_unit        unit (official name; as typed when no unit of that name is known)
follow, unfollow   item (``1`` may mean the first hit just shown)
complaint          what (absent when only 举报 was said), place
complaint_status   number (absent: the sender's own)
complaint_list     nothing
handle_complaint   number, finding (属实 …), state (办结 …), text; all but number may be absent
request_extension  item, until (ISO date), reason
approve_extension  item, until (ISO date, when another day is granted than was asked for)
reject_extension   item, reason
apply_acceptance   item
approve_acceptance item
reject_acceptance  item, reason
to_decide          nothing
assign_case        number, units and kinds (each joined by 、), unknown, days or until, place
note_case          number, field (cause, remedy, leader, star …), text
link_cases         number, other; part = 1 for 不关联
list_case          number
list_enterprise    number, name, text
publish_case       number, text
register_case      source, text, place
report_case        number, finding, state, text
take_case          number, unit
return_case        number, unit, reason
rate_answer        number, verdict (满意 …), text
patrol             text; clear = 1 and place when nothing was found
patrol_list        number (absent: all that are open)
answer_patrol      number, text
judge_patrol       number, kind; no = 1 for 不认定
my_cases, repeated_cases, case_counts   nothing
announce           text, unit (official name, or a group as typed; absent: all)
warn, yellow_card  unit (official name), item
reply_document     number, text
document_replies   number
leave_word         text
answer_word        number, text
words_left         nothing
withdraw_application, acceptance_status, remind_opinions, close_case    item
arrange_visit      item, until (ISO date), text
site_check         item, until (ISO date), text
verify             item, percent (absent: asked for)
record_opinion     item, unit (official name), verdict (同意, 不同意), reason
let_go             item, text
open_publicity     item, text
object             item or number (of the publicity), what
objection_status   number (absent: the sender's own; of the office, what is open)
settle_objection   number, or item, or newest (absent: the only one that is open); verdict (成立,
                   不成立), reason
rebound            item, reason
spot_check, spot_check_list    nothing
spot_check_result  item, verdict (合格, 不合格), reason
duties             number (of one of them), unit
fulfil_duty        number, else what (publication, report, clue); proof
hand_over_clue     unit (official name, else as typed), item, text
record_missed      number (absent: all of a period); excuse = 1 when nothing shall follow;
                   except (official names joined by 、)
inspect            unit, item, how (open, undercover, on_site, third_party, media), text
record_fact        kind (absent: how it is written is answered), unit, item, and by kind: by, count,
                   what, target, ratio (as typed), until, reason
withdraw_fact      nothing
fact_list          unit
lift_step          number or unit, reason
decline            number, reason
order_step         step, unit (official name), item
why_step           number, or step (absent: the last one) and unit (absent: the sender's)
four_axes          nothing
led_items          nothing
assessment         year, unit (official name)
indicators         nothing
listings           kind (enterprise, good_case, result)
add_listing        kind, name (of an enterprise), item, number (of a document), text
sign_listing       number
remove_listing     number, reason
invitations        nothing (from a list: digest)
publish_ranking    off = 1 for 撤下
help               about (report, search, follow), from the menu only
confirm, cancel    choice = 1 or 0 when a digit was typed
choose             choice (2 …); without a question asked, the number of an item
issue              number, or all = 1
hold               number, reason
publish            item, or all = 1; one act for each item named
overdue_list       unit
switch_unit        unit (official name; as typed when no unit of that name is known)
hand_over          unit as above; cancel = 1 for 取消移交
unbind             unit (official name), else who (as typed)
staff_list         unit (official name), else who (as typed)
smalltalk_…        nothing; changes nothing
=================  ==========================================================================
==================  =========================================================================
bind                unit, name, code
report_progress     item, percent (only when a figure was said), status (only when words name it),
                    finish_by, problem; no_change = 1 for 无变化
request_extension   item, until, reason
apply_acceptance    item
send_evidence       item; drop = 1 when what was sent belongs to none
item_detail         item; what = ``why`` when the deadline's reckoning is asked for (为什么)
deadlines           window (today, this_week, this_month, next_month, overdue, days:N) or item
acknowledge         item
withdraw            item; what = ``evidence`` when photos and the like are meant (撤回照片)
search_public       query
public_unit         unit (official name; as typed when no unit of that name is known)
follow, unfollow    item (``1`` may mean the first hit just shown)
complaint           place, what (absent when only 举报 was said)
complaint_status    number
help                about (report, search, follow), from the menu only
confirm, cancel     choice = 1 or 0 when a digit was typed
choose              choice (2 …); without a question asked, the number of an item
issue               number, or all = 1
hold                number, reason
publish             item, unit, or all = 1; one act for each item named
announce            text, unit (absent: to all)
warn, yellow_card   item, unit
approve_acceptance  item, unit
reject_acceptance   item, reason
progress_summary    window, unit
overdue_list        unit
switch_unit         unit (official name; as typed when no unit of that name is known)
hand_over           unit as above; cancel = 1 for 取消移交
unbind, staff_list  unit (official name), else who (as typed)
smalltalk_…         nothing; changes nothing
==================  =========================================================================

A percent in a report is as typed and may exceed 100. A report from somebody who makes none is
smalltalk_or_unknown with the rule ``report_by_other_role``, so that the person can be told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Intent(StrEnum):
    """What a person wants (意图)."""

    BIND = "bind"
    REPORT_PROGRESS = "report_progress"
    MY_TASKS = "my_tasks"
    MY_WARNINGS = "my_warnings"
    CONTACT_OFFICE = "contact_office"
    HELP = "help"
    UNSUBSCRIBE_NOTICES = "unsubscribe_notices"
    DEADLINES = "deadlines"
    ITEM_DETAIL = "item_detail"
    APPLY_ACCEPTANCE = "apply_acceptance"
    REQUEST_EXTENSION = "request_extension"
    ACKNOWLEDGE = "acknowledge"
    SEND_EVIDENCE = "send_evidence"
    WITHDRAW = "withdraw"
    SEARCH_PUBLIC = "search_public"
    PUBLIC_OVERVIEW = "public_overview"
    PUBLIC_UNIT = "public_unit"
    FOLLOW = "follow"
    COMPLAINT = "complaint"
    COMPLAINT_STATUS = "complaint_status"
    CONFIRM = "confirm"
    CANCEL = "cancel"
    ANNOUNCE = "announce"
    WARN = "warn"
    YELLOW_CARD = "yellow_card"
    PROGRESS_SUMMARY = "progress_summary"
    OVERDUE_LIST = "overdue_list"
    APPROVE_ACCEPTANCE = "approve_acceptance"
    REJECT_ACCEPTANCE = "reject_acceptance"
    PUBLISH = "publish"
    SMALLTALK_OR_UNKNOWN = "smalltalk_or_unknown"
    # ours
    CHOOSE = "choose"  # a digit that answers a list just shown
    NEXT_PAGE = "next_page"  # 下一页
    UNFOLLOW = "unfollow"  # 取消关注
    MY_FOLLOWS = "my_follows"  # 我的关注
    TO_ISSUE = "to_issue"  # 待签发
    ISSUE = "issue"  # 签发
    HOLD = "hold"  # 暂缓
    MY_UNITS = "my_units"  # 我的单位
    SWITCH_UNIT = "switch_unit"  # 换单位
    HAND_OVER = "hand_over"  # 移交
    UNBIND = "unbind"  # 解绑
    STAFF_LIST = "staff_list"  # 人员
    APPROVE_EXTENSION = "approve_extension"  # 同意延期
    REJECT_EXTENSION = "reject_extension"  # 不同意延期
    TO_DECIDE = "to_decide"  # 待办
    COMPLAINT_LIST = "complaint_list"  # 举报列表
    HANDLE_COMPLAINT = "handle_complaint"  # 办理 JB…
    REPLY_DOCUMENT = "reply_document"  # 回复 YJ-…
    DOCUMENT_REPLIES = "document_replies"  # 答复 YJ-…
    LEAVE_WORD = "leave_word"  # 留言
    ANSWER_WORD = "answer_word"  # 回复 LY…
    WORDS_LEFT = "words_left"  # 留言列表
    UNKNOWN_LIST = "unknown_list"  # 没看懂的
    RESUME_NOTICES = "resume_notices"  # 恢复提醒
    WITHDRAW_APPLICATION = "withdraw_application"  # 撤回申请
    ACCEPTANCE_STATUS = "acceptance_status"  # 验收进度
    ARRANGE_VISIT = "arrange_visit"  # 安排核查
    SITE_CHECK = "site_check"  # 现场核查
    VERIFY = "verify"  # 核实 14-2 60%
    RECORD_OPINION = "record_opinion"  # 代录意见
    REMIND_OPINIONS = "remind_opinions"  # 催验收
    LET_GO = "let_go"  # 不放过
    OPEN_PUBLICITY = "open_publicity"  # 公示
    OBJECT = "object"  # 有异议
    OBJECTION_STATUS = "objection_status"  # YY…、异议列表
    SETTLE_OBJECTION = "settle_objection"  # 异议成立、异议不成立
    CLOSE_CASE = "close_case"  # 备案销号
    REBOUND = "rebound"  # 重新纳入
    SPOT_CHECK = "spot_check"  # 抽查
    SPOT_CHECK_LIST = "spot_check_list"  # 抽查清单
    SPOT_CHECK_RESULT = "spot_check_result"  # 抽查 14-2 合格
    DUTIES = "duties"  # 应办事项
    FULFIL_DUTY = "fulfil_duty"  # 已公开, 回复 XS-…, 年度报告
    HAND_OVER_CLUE = "hand_over_clue"  # 移交线索
    RECORD_MISSED = "record_missed"  # 记为未办
    INSPECT = "inspect"  # 检查
    ASSIGN_CASE = "assign_case"  # 分办 JB…
    NOTE_CASE = "note_case"  # 原因、一件一策、包案、加星、类型、地点、来源 JB…
    LINK_CASES = "link_cases"  # 关联、不关联 JB… JB…
    LIST_CASE = "list_case"  # 挂牌 JB…
    LIST_ENTERPRISE = "list_enterprise"  # 列名 JB… 企业 事实
    PUBLISH_CASE = "publish_case"  # 公开 JB…
    REGISTER_CASE = "register_case"  # 登记 来电 …
    REPORT_CASE = "report_case"  # 办理 JB…, said by a unit
    TAKE_CASE = "take_case"  # 采纳 JB…
    RETURN_CASE = "return_case"  # 退回 JB…
    MY_CASES = "my_cases"  # 我的举报件
    REPEATED_CASES = "repeated_cases"  # 重复件
    CASE_COUNTS = "case_counts"  # 举报统计
    RATE_ANSWER = "rate_answer"  # 满意、基本满意、不满意
    PATROL = "patrol"  # 巡查 …
    PATROL_LIST = "patrol_list"  # 巡查列表
    ANSWER_PATROL = "answer_patrol"  # 办理 XC…
    JUDGE_PATROL = "judge_patrol"  # 认定、不认定 XC…
    RECORD_FACT = "record_fact"  # 记录 市建设局 14-2 反馈失实
    WITHDRAW_FACT = "withdraw_fact"  # 撤回记录
    FACT_LIST = "fact_list"  # 记录列表
    LIFT_STEP = "lift_step"  # 摘牌
    DECLINE = "decline"  # 不办 YT-…
    ORDER_STEP = "order_step"  # 约谈 市建设局
    WHY_STEP = "why_step"  # 为什么预警我
    FOUR_AXES = "four_axes"  # 总览
    LED_ITEMS = "led_items"  # 我的包抓
    ASSESSMENT = "assessment"  # 考核
    INDICATORS = "indicators"  # 指标
    LISTINGS = "listings"  # 企业名单、典型案例、问责结果
    ADD_LISTING = "add_listing"  # 列入企业名单
    SIGN_LISTING = "sign_listing"  # 签发 QY…
    REMOVE_LISTING = "remove_listing"  # 移出 QY…
    INVITATIONS = "invitations"  # 未用绑定码
    PUBLISH_RANKING = "publish_ranking"  # 公开排名、撤下排名


SlotValue = str | int


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that a message asks for; ``rule`` names the rule that read it so.

    ``measure`` is the id (``plan:number``) of the measure meant, when the ledger makes it certain;
    ``candidates`` are the ids of those that may be meant, the likeliest first, with their scores.
    ``doubts`` say why the program asks before it stores anything; without one it need not ask.
    """

    intent: Intent
    slots: Mapping[str, SlotValue] = field(default_factory=dict)
    rule: str = ""
    measure: str = ""
    candidates: tuple[tuple[str, float], ...] = ()
    doubts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "slots", MappingProxyType(dict(self.slots)))

    def text(self, slot: str) -> str:
        """The words of a slot, empty when it was not said."""
        return str(self.slots.get(slot, ""))

    def number(self, slot: str) -> int | None:
        """The number in a slot (percent, choice), or None when it was not said."""
        value = self.slots.get(slot)
        return value if isinstance(value, int) else None

    def flag(self, slot: str) -> bool:
        """Whether a slot that is only said or not (all, no_change) was said."""
        return bool(self.slots.get(slot))


UNKNOWN = Act(Intent.SMALLTALK_OR_UNKNOWN, rule="nothing_matched")
"""The act of a message that must change nothing."""
