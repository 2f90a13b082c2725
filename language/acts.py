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
announce           text, unit (official name, or a group as typed; absent: all)
warn, yellow_card  unit (official name), item
reply_document     number, text
document_replies   number
leave_word         text
answer_word        number, text
words_left         nothing
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
=======
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
