"""Requests and orders in their plain form (规范说法): the whole text must fit, nothing is guessed.

``14-2 申请延期到9月30日，原因：雨季`` · ``同意延期 14-2`` · ``退回 14-2 材料不全`` ·
``办理 JB2017-0001 属实 办结 已清理`` · ``通知各单位：…`` · ``预警 市水务局 14-2``.
"""

from __future__ import annotations

import re
from datetime import date

from language.acts import Act, Intent, SlotValue
from language.case_numbers import case_number
from language.dates import read_date
from language.names import UnitNames as Names
from language.numerals import HAN_NUMBER, read_number
from language.patterns import late
from language.plain_forms import ITEM, LONGEST, Form, Make, read_form
from supervision.records import Role
from supervision.reportable import WORD, number_of

ALL = frozenset(Role)
UNIT = frozenset({Role.LIAISON, Role.UNIT_HEAD})
OFFICE = frozenset({Role.OFFICE})
DECIDERS = OFFICE | {Role.VERIFIER}

_GAP = r"[\s,，:：;；。、]*"
_ITEM = r"(?P<item>(?:第|#|编号|事项)?\s?[\w\-]{1,12}?)"
_UNTIL = rf"(?:(?:延?到|至|为){_GAP}(?P<until>[^,，:：;；。\n]{{1,14}}?))?"
_WHY = rf"(?:{_GAP}(?:原因|理由|因为|由于)(?:是|为)?{_GAP}(?P<reason>.{{1,300}}))?"
_REST = rf"(?:{_GAP}(?:原因|理由|因为|由于)?(?:是|为)?{_GAP}(?P<reason>.{{1,300}}))?"
_JB = r"(?P<number>jb\s?\d{4}\s?-?\s?\d{1,6})"
_LY = r"(?P<number>ly\s?\d{4}\s?-?\s?\d{1,6})"
_DOCUMENT = r"(?P<number>[a-z]{2}-\d{8}-[0-9a-f]{6,32})"
_EVERY_UNIT = r"(?:各|全部|所有|全市各?)(?:个)?(?:单位|部门)(?:的?联络员)?|大家|全体联络员"
_MORE_TIME = r"(?:延期|延长)"
_CHECK = r"(?:验收|销号)"

FINDINGS = ("基本属实", "部分属实", "不属实", "属实")
HANDLING = ("阶段性办结", "办结", "办理中", "正在办理")

_NAMED = late(
    "延期|延长|验收|销号|退回|驳回|待办|待批|待审|待核实|申请|通知|告知|转告|预警|黄牌|超期|逾期|进度|进展"
    "|汇总|小结|统计|举报|投诉|回复|答复|办理|办结|办完|处理|留言|提醒|推送|懂的|jb",
    re.IGNORECASE,
)
"""Without one of these words no form fits."""


def read_requests(plain: str, role: Role, today: date, names: Names) -> tuple[Act, ...]:
    """The one act that the whole text asks for in a plain form; none when it is anything else."""
    if len(plain) > LONGEST or not _NAMED.search(plain):
        return ()
    return read_form(FORMS, plain, role, today, names)


_PART = rf"(?:\d{{1,4}}|{HAN_NUMBER})"
_ITEM_TYPED = late(
    rf"(?P<of>{WORD})?(?:第|#|编号|事项)?\s?(?P<a>{_PART})(?:\s?(?:-|_|之|项第?|号第?)\s?(?P<b>{_PART}))?(?:项|号)?"
)


def read_item(words: str) -> str:
    """The number of a measure that the words are, as 14-2, or 问题3; nothing when they are none."""
    match = _ITEM_TYPED.fullmatch(words.strip())
    if not match:
        return ""
    numbers = [read_number(part) for part in (match["a"], match["b"]) if part]
    if not all(numbers):
        return ""
    number = "-".join(map(str, numbers))
    return number_of(number) if match["of"] else number


def read_complaint(plain: str) -> tuple[Act, ...]:
    """What begins with 举报 is a complaint, whatever else its words could mean; else nothing."""
    match = re.fullmatch(r"(?:我?要|我想)?(?:举报|投诉)[\s,，:：]+(.{4,})", plain, re.DOTALL)
    return (Act(Intent.COMPLAINT, {"what": match[1]}, "complaint"),) if match else ()


def find_date(words: str, today: date) -> date | None:
    """The day that a short answer names (到9月底、9月30日前), or None."""
    return read_date(
        re.sub(r"^(?:申请)?(?:延期|延长|延)?(?:到|至|为)?|吧$|[。.]$", "", words), today
    )


def _form(name: str, roles: frozenset[Role], make: Make, *patterns: str) -> tuple[Form, ...]:
    compiled = (late(pattern, re.IGNORECASE | re.DOTALL) for pattern in patterns)
    return tuple(Form(name, roles, pattern, make) for pattern in compiled)


def _slots(match: re.Match[str], today: date) -> dict[str, SlotValue] | None:
    """The slots that the groups of a match fill; None when an item or a day is none."""
    found: dict[str, SlotValue] = {}
    groups = match.groupdict()
    if groups.get("item"):
        item = read_item(groups["item"])
        if not item:
            return None
        found["item"] = item
    if groups.get("until"):
        until = find_date(groups["until"], today)
        if until is None:
            return None
        found["until"] = until.isoformat()
    for name in ("reason", "text", "what"):
        words = (groups.get(name) or "").strip(" ,，。:：;；\n")
        if words:
            found[name] = words
    if groups.get("number"):
        found["number"] = case_number(groups["number"])
    return found


def _of(intent: Intent) -> Make:
    def make(match: re.Match[str], today: date, _names: Names) -> Act | None:
        slots = _slots(match, today)
        return None if slots is None else Act(intent, slots)

    return make


def _to_unit(intent: Intent) -> Make:
    """An order about a unit, an item, or both, in either order."""

    def make(match: re.Match[str], _today: date, names: Names) -> Act | None:
        slots: dict[str, SlotValue] = {}
        for word in re.split(r"[\s,，:：、]+", match["whom"].strip()):
            unit, item = names.find_unit(word), read_item(word)
            if unit and "unit" not in slots:
                slots["unit"] = unit
            elif item and "item" not in slots:
                slots["item"] = item
            elif word:
                return None
        return Act(intent, slots)

    return make


def _announce(match: re.Match[str], _today: date, names: Names) -> Act | None:
    text = (match["text"] or "").strip()
    slots: dict[str, SlotValue] = {"text": text} if text else {}
    whom = match["whom"]
    if re.fullmatch(_EVERY_UNIT, whom):
        return Act(Intent.ANNOUNCE, slots)
    unit = names.find_unit(whom)
    if not unit and not re.match(r"各(?:县|区|乡|镇|街)", whom):
        return None
    return Act(Intent.ANNOUNCE, {**slots, "unit": unit or whom})


def _handle(match: re.Match[str], today: date, _names: Names) -> Act | None:
    slots = _slots(match, today)
    if slots is None:
        return None
    for name in ("finding", "state"):
        if match[name]:
            slots[name] = match[name]
    return Act(Intent.HANDLE_COMPLAINT, slots)


FORMS: tuple[Form, ...] = (
    *_form(
        "request_extension",
        UNIT,
        _of(Intent.REQUEST_EXTENSION),
        rf"{_ITEM}\s*(?:申请|要求|想|需要)?{_MORE_TIME}{_UNTIL}{_WHY}",
        rf"(?:申请|要求)?{_MORE_TIME}\s*{_ITEM}?{_GAP}{_UNTIL}{_WHY}",
    ),
    *_form(
        "approve_extension",
        ALL,
        _of(Intent.APPROVE_EXTENSION),
        rf"(?:同意|批准|准予){_ITEM}?\s*的?(?:申请)?{_MORE_TIME}{_GAP}{_UNTIL}",
        rf"(?:同意|批准|准予){_MORE_TIME}(?:申请)?\s*{_ITEM}?{_GAP}{_UNTIL}",
    ),
    *_form(
        "reject_extension",
        ALL,
        _of(Intent.REJECT_EXTENSION),
        rf"(?:不同意|不批准|不予|不准)(?:申请)?{_MORE_TIME}(?:申请)?\s*{ITEM}?{_REST}",
        rf"(?:不同意|不批准|不予|不准)\s*{ITEM}\s*的?(?:申请)?{_MORE_TIME}(?:申请)?{_REST}",
    ),
    *_form(
        "approve_acceptance",
        ALL,
        _of(Intent.APPROVE_ACCEPTANCE),
        rf"(?:同意|批准|通过){_CHECK}(?:申请)?\s*{_ITEM}?",
        rf"(?:同意|批准|通过)\s*{_ITEM}\s*的?{_CHECK}(?:申请)?",
        rf"{_ITEM}\s*(?:通过{_CHECK}|{_CHECK}通过|同意{_CHECK})",
    ),
    *_form(
        "reject_acceptance",
        ALL,
        _of(Intent.REJECT_ACCEPTANCE),
        rf"(?:不同意|不通过|不予){_CHECK}(?:申请)?\s*{ITEM}?{_REST}",
        rf"(?:退回|驳回)(?:{_CHECK}(?:申请)?)?\s*{ITEM}{_REST}",
        rf"{ITEM}\s*(?:退回|驳回|{_CHECK}不通过|不同意{_CHECK}){_REST}",
    ),
    *_form(
        "to_decide",
        DECIDERS | {Role.LEADER},
        _of(Intent.TO_DECIDE),
        r"(?:查?看)?(?:待办|待批|待审批?|待核实|申请)(?:事项)?(?:列表|清单)?",
    ),
    *_form(
        "announce",
        OFFICE,
        _announce,
        rf"(?:通知|告知|转告)\s*(?P<whom>{_EVERY_UNIT}){_GAP}(?P<text>.{{1,600}})?",
        r"(?:通知|告知|转告)\s*(?P<whom>[^\s,，:：]{2,30})[\s,，:：]+(?P<text>.{1,600})",
    ),
    *_form(
        "warn",
        OFFICE,
        _to_unit(Intent.WARN),
        r"(?:发|下发|给)?预警(?:给|到)?[\s:：]*(?P<whom>[^\n]{1,40})",
    ),
    *_form(
        "yellow_card",
        OFFICE,
        _to_unit(Intent.YELLOW_CARD),
        r"(?:发|下发|给)?黄牌(?:警告)?(?:给|到)?[\s:：]*(?P<whom>[^\n]{1,40})",
    ),
    *_form(
        "overdue_of_unit",
        DECIDERS | {Role.LEADER},
        _to_unit(Intent.OVERDUE_LIST),
        r"(?P<whom>\S{2,30}?)(?:的)?(?:超期|逾期)(?:事项|任务)?(?:清单)?",
    ),
    *_form(
        "progress_summary",
        OFFICE,
        _of(Intent.PROGRESS_SUMMARY),
        r"(?:进度|进展|整改)?(?:汇总|小结|统计)|(?:查?看)?(?:全市)?(?:整体|总体|整改)?(?:进度|进展)(?:情况)?",
    ),
    *_form(
        "complaint_list",
        OFFICE,
        _of(Intent.COMPLAINT_LIST),
        r"(?:查?看)?(?:群众)?(?:举报|投诉)(?:件)?(?:列表|清单|台账)|待办举报"
        r"|(?:举报|投诉|信访)?件?(?:都|已经?|全部?)*(?:办结|办完)了?(?:吗|没有?)[?？]?",
    ),
    *_form(
        "handle_complaint",
        OFFICE,
        _handle,
        rf"(?:办理|处理|答复)\s*{_JB}{_GAP}(?P<finding>{'|'.join(FINDINGS)})?"
        rf"{_GAP}(?P<state>{'|'.join(HANDLING)})?{_GAP}(?P<text>.{{1,500}})?",
    ),
    *_form(
        "complaint_status",
        ALL,
        _of(Intent.COMPLAINT_STATUS),
        rf"(?:查?看|查询?)?(?:举报|投诉)?(?:件)?[\s:：]*{_JB}(?:的?(?:进度|结果|办理情况))?",
        r"(?:查?看|查询?)?(?:我的)(?:举报|投诉)(?:件)?|(?:举报|投诉)(?:件)?(?:进度|结果|办理情况)",
    ),
    *_form(
        "reply_document",
        UNIT,
        _of(Intent.REPLY_DOCUMENT),
        rf"(?:书面)?(?:回复|答复)\s*{_DOCUMENT}(?:{_GAP}(?P<text>.{{1,600}}))?",
    ),
    *_form(
        "document_replies",
        OFFICE,
        _of(Intent.DOCUMENT_REPLIES),
        rf"(?:查?看)?(?:书面)?(?:答复|回复)\s*{_DOCUMENT}",
    ),
    *_form(
        "words_left",
        OFFICE,
        _of(Intent.WORDS_LEFT),
        r"(?:查?看)?留言(?:列表|清单)",
    ),
    *_form(
        "unknown_list",
        OFFICE,
        _of(Intent.UNKNOWN_LIST),
        r"(?:查?看)?(?:没有?|未)(?:看|听|读)懂的(?:话|消息|有哪些|列表)?",
    ),
    *_form(
        "leave_word",
        ALL,
        _of(Intent.LEAVE_WORD),
        r"(?:给整改办)?留言(?:给整改办)?(?:[\s,，:：]*(?P<text>.{1,500}))?",
    ),
    *_form(
        "answer_word",
        OFFICE,
        _of(Intent.ANSWER_WORD),
        rf"(?:回复|答复)\s*{_LY}(?:{_GAP}(?P<text>.{{1,500}}))?",
    ),
    *_form(
        "resume_notices",
        ALL,
        _of(Intent.RESUME_NOTICES),
        r"(?:恢复|重新订阅|打开|开启|订阅)(?:提醒|通知|推送)",
    ),
    *_form(
        "unsubscribe_notices",
        ALL,
        _of(Intent.UNSUBSCRIBE_NOTICES),
        r"退订(?:提醒|通知)?|(?:取消|关闭|停止|不要)(?:提醒|通知)",
    ),
)
"""In the order in which they are tried."""
