"""The plain commands (指令) in the order in which they are tried; the first that fits wins.

Roles say only whose words are read so (超期 from a citizen is a search word); who may do what is
decided by the use case.
"""

from __future__ import annotations

from language.acts import Intent
from language.codes import CODE
from language.numerals import HAN_NUMBER
from language.rule import (
    Rule,
    any_unit,
    binding,
    choice,
    complaint,
    complaint_status,
    hold,
    issue,
    known_unit,
    of_unit,
    on_item,
    publish,
    rule,
    says,
    search,
    within_days,
)
from supervision.records import Role

ALL = frozenset(Role)
STAFF = ALL - {Role.CITIZEN}
OFFICE = frozenset({Role.OFFICE})
CITIZEN = frozenset({Role.CITIZEN})

_ITEM = r"\s*((?:第|#|编号|事项)?\s?[\w\-]{1,12})"
_SOME_ITEM = rf"(?:{_ITEM})?"
_WHAT_DUE = r"(?:的?(?:任务|事项))?(?:有哪些|有什么)?[?？]?"
_DUE = rf"(?:要|会|将|内)?(?:到期|截止){_WHAT_DUE}"
_LATE = r"(?:已经?)?(?:超期|逾期)了?"
_MISTAKEN = r"撤[回销消]|[说报填发写]错了?"
_THINGS = r"(?:照片|图片|相片|视频|录音|语音|文件|材料|佐证(?:材料)?)"
_THESE = r"(?:刚才|刚刚|上面)?的?(?:这|那)?(?:些|几?[张个份段件])?的?"
_WHY = r"为(?:什么|啥|何)"
_PROGRESS = r"的?(?:整改)?(?:进度|进展)(?:情况|怎么样)?[?？]?"
_LOOK = r"(?:查?看|查询?)?"
_CODES = r"[a-z0-9\-]+(?:[\s,，、;；]+[a-z0-9\-]+)*"

ANSWERS: tuple[Rule, ...] = (
    rule("digit", ALL, choice, r"\d{1,3}"),
    rule(
        "yes",
        ALL,
        says(Intent.CONFIRM),
        "[是对好]的?|确认|确定|可以|行|没错|同意|ok|yes",
    ),
    rule("no", ALL, says(Intent.CANCEL), "否|不|不[是对要]|不用了?|取消|算了|都不是|no"),
    rule("next_page", ALL, says(Intent.NEXT_PAGE), "下一?页|翻页|更多|下一批"),
)

GENERAL: tuple[Rule, ...] = (
    rule(
        "my_units",
        ALL,
        says(Intent.MY_UNITS),
        "(?:查?看)?我的?(?:单位|绑定)(?:有哪些|情况|信息)?[?？]?",
        "我?绑定了(?:谁|哪个单位|哪些单位)[?？]?",
    ),
    rule(
        "switch_unit",
        ALL,
        of_unit(Intent.SWITCH_UNIT),
        r"(?:换|切换|更换)(?:当前)?单位(?:(?:到|为|成)?\s*(\S{1,30}))?",
    ),
    rule(
        "cancel_hand_over",
        ALL,
        says(Intent.HAND_OVER, {"cancel": 1}),
        "(?:取消|不)(?:移交|交接)了?",
    ),
    rule(
        "hand_over",
        ALL,
        of_unit(Intent.HAND_OVER),
        r"(?:工作)?(?:移交|交接)(?:工作)?(?:\s*(\S{1,30}))?",
        "(?:更)?换联络员|换人",
    ),
    rule(
        "unbind",
        ALL,
        of_unit(Intent.UNBIND, named="who"),
        r"(?:解除?绑定?|取消绑定)(?:\s*(\S{1,30}))?",
    ),
    rule(
        "staff_list",
        OFFICE,
        of_unit(Intent.STAFF_LIST, named="who"),
        r"人员(?:名单)?(?:\s*(\S{1,30}))?",
    ),
    rule("bind", ALL, binding, "绑定(.*)"),
    rule("code", ALL, binding, f"({CODE})"),
    rule(
        "help",
        ALL,
        says(Intent.HELP),
        "帮助|help|[?？]|菜单|(?:使用)?说明|功能|指令|命令|能做什么",
        "(?:怎么|如何)(?:用|使用|操作)[?？]?",
    ),
    rule(
        "contact_office",
        ALL,
        says(Intent.CONTACT_OFFICE),
        "(?:联系|找)(?:一下)?市?整改办(?:公室)?",
        "市?整改办(?:公室)?的?(?:电话|联系方式)",
        "联系(?:方式|人|电话)|(?:转|找)?人工(?:服务)?",
    ),
    rule(
        "unsubscribe",
        ALL,
        says(Intent.UNSUBSCRIBE_NOTICES),
        "退订|(?:取消|关闭|不要|不再)(?:提醒|通知)",
    ),
)

OFFICE_WORK: tuple[Rule, ...] = (
    rule(
        "to_issue",
        ALL,
        says(Intent.TO_ISSUE),
        "(?:查?看)?待?签发(?:的?(?:文书|清单|列表))?",
    ),
    rule("issue", ALL, issue, rf"签发\s*(全部|所有|{_CODES})"),
    rule("hold", ALL, hold, r"暂缓(?:签发)?\s*([a-z0-9\-]+)(?:[\s,，:：]*(.+))?"),
    rule("publish", ALL, publish, r"(?:发布|公开)\s*([#\w\-、,，;；\s]+)"),
    rule("overdue_list", OFFICE, says(Intent.OVERDUE_LIST), f"{_LATE}(?:清单|名单|{_WHAT_DUE})"),
)

DAILY_WORK: tuple[Rule, ...] = (
    rule(
        "my_tasks",
        ALL,
        says(Intent.MY_TASKS),
        "(?:我的|我们的|本单位的?)?(?:整改)?(?:任务|待办|事项)(?:清单|列表)?",
        "我(?:还)?有(?:什么|哪些)任务[?？]?",
    ),
    rule(
        "my_warnings",
        STAFF,
        says(Intent.MY_WARNINGS),
        "(?:我的|本单位的?)(?:预警|黄牌|通报|警告)",
    ),
    *(
        rule(
            f"due_{window}",
            STAFF,
            says(Intent.DEADLINES, {"window": window}),
            f"(?:我的?)?(?:{words}){_DUE}",
        )
        for window, words in (
            ("today", "今[天日]"),
            ("this_week", "(?:本|这|这个)(?:周|星期|礼拜)"),
            ("this_month", "本月|这个?月"),
            ("next_month", "下个?月"),
        )
    ),
    rule("due_days", STAFF, within_days, rf"(\d{{1,3}}|{HAN_NUMBER})个?[天日](?:以|之)?{_DUE}"),
    rule(
        "overdue",
        STAFF,
        says(Intent.DEADLINES, {"window": "overdue"}),
        f"(?:我的?)?{_LATE}(?:清单|{_WHAT_DUE})",
    ),
    rule(
        "withdraw_evidence",
        STAFF,
        on_item(Intent.WITHDRAW, {"what": "evidence"}),
        rf"(?:{_MISTAKEN}){_THESE}{_THINGS}",
        rf"(?:{_MISTAKEN}){_ITEM}\s*的{_THINGS}",
    ),
    rule(
        "withdraw",
        ALL,
        on_item(Intent.WITHDRAW),
        rf"(?:{_MISTAKEN}){_SOME_ITEM}",
        rf"{_ITEM}\s*(?:{_MISTAKEN})",
    ),
    rule(
        "send_evidence",
        STAFF,
        on_item(Intent.SEND_EVIDENCE),
        rf"(?:佐证|证明)(?:材料)?{_SOME_ITEM}",
        rf"([^的]{{1,14}})的{_THINGS}",
        rf"{_THESE}(?:{_THINGS})?都?(?:是|归|属于){_ITEM}\s*项?的",
    ),
    rule(
        "acknowledge",
        STAFF,
        on_item(Intent.ACKNOWLEDGE),
        f"(?:已?收到|收悉|已?知悉|已阅){_SOME_ITEM}",
        rf"{_ITEM}\s*(?:已?收到|收悉|已?知悉|已阅)",
    ),
    rule(
        "apply_acceptance",
        STAFF,
        on_item(Intent.APPLY_ACCEPTANCE),
        f"申请(?:验收|销号|核查){_SOME_ITEM}",
        rf"{_ITEM}\s*申请(?:验收|销号|核查)",
        rf"{_ITEM}\s*(?:验收|销号|核查)",
    ),
    rule(
        "request_extension",
        STAFF,
        on_item(Intent.REQUEST_EXTENSION),
        rf"(?:申请|怎么)?(?:延期|延长){_SOME_ITEM}",
        rf"{_ITEM}\s*申请(?:延期|延长)(?:到.{{1,12}})?",
        rf"{_ITEM}\s*(?:延期|延长)(?:到.{{1,12}})?",
    ),
)

ONE_ITEM: tuple[Rule, ...] = (
    rule(
        "why",
        ALL,
        on_item(Intent.ITEM_DETAIL, {"what": "why"}),
        f"{_WHY}{_ITEM}[?？]?",
        rf"{_ITEM}\s*(?:{_WHY}|(?:到期日?|时限)?依据)[?？]?",
    ),
    rule("unfollow", ALL, on_item(Intent.UNFOLLOW), f"(?:取消|不再)关注{_SOME_ITEM}"),
    rule("follow", ALL, on_item(Intent.FOLLOW), f"关注{_SOME_ITEM}"),
    rule(
        "item_detail",
        ALL,
        on_item(Intent.ITEM_DETAIL),
        rf"{_LOOK}{_ITEM}\s*的?(?:详情|进展|进度|情况|[怎咋]么?样了?|到哪一?步了?)[?？]?",
        f"{_LOOK}{_ITEM}",
    ),
)

PUBLIC: tuple[Rule, ...] = (
    rule(
        "complaint_status",
        ALL,
        complaint_status,
        r"(?:查询?)?(?:举报|投诉)件?(?:编号|进度|结果|办理情况)?[\s:：]*([a-z]{0,4}\d[a-z0-9\-]{3,20})",
    ),
    rule("complaint", ALL, complaint, r"(?:我要|我想)?(?:举报|投诉)[\s,，:：]*(.*)"),
    rule(
        "overview",
        ALL,
        says(Intent.PUBLIC_OVERVIEW),
        rf"{_LOOK}(?:全市)?(?:整体|总体)?{_PROGRESS}|(?:整体|总体)情况",
    ),
    rule("unit_progress", ALL, any_unit, rf"{_LOOK}\s*([^\s?？]{{2,30}}?){_PROGRESS}"),
    rule("unit", ALL, known_unit, r"(?:查?看|查询?|搜索?)?\s*([^\s?？]{2,30})"),
    rule("search", ALL, search, r"(?:查[询找看]?|搜索?)[\s:：]*(\S.{0,60})"),
    rule(
        "smalltalk",
        ALL,
        says(Intent.SMALLTALK_OR_UNKNOWN),
        "[您你]好|谢谢[您你]?|多谢|感谢|辛苦了|再见|在[吗不]在?|[早上中下晚]+[上午]?好|[哈嗯哦呵嘿]+",
    ),
    rule("citizen_words", CITIZEN, search, r"([^\n]{0,40}\w[^\n]{0,2}\w[^\n]{0,40})"),
)

RULES = ANSWERS + GENERAL + OFFICE_WORK + DAILY_WORK + ONE_ITEM + PUBLIC
