"""What is said about complaints and patrols in their plain form: the whole text must fit.

``分办 JB2017-0003 市建设局、麦积区政府 扬尘 10天`` · ``原因 JB2017-0003 …`` ·
``包案 JB2017-0003 张三`` · ``关联 JB2017-0003 JB2017-0001`` ·
``采纳 JB2017-0003`` · ``不满意`` · ``巡查 河边偷排污水``.
"""

from __future__ import annotations

import re
from datetime import date

from language.acts import Act, Intent, SlotValue
from language.case_kinds import kind_of
from language.case_numbers import JB, XC, case_number
from language.dates import read_date
from language.formal_requests import FINDINGS, HANDLING
from language.names import UnitNames as Names
from language.patrol_forms import CLEAR, FOUND
from language.patterns import late
from language.plain_forms import Form, Make, read_form
from supervision.records import Role

ALL = frozenset(Role)
UNIT = frozenset({Role.LIAISON, Role.UNIT_HEAD})
OFFICE = frozenset({Role.OFFICE})

SOURCES = ("来电", "来信", "微信", "网络", "省转", "其他")

SHORTEST_RESULT = 4
"""Signs of words behind a number that tell what was done."""

_GAP = r"[\s,，:：;；。、]*"
_SPLIT = late(r"[\s,，、;；]+|(?<!地点)[:：]+")
_DAYS = late(r"(\d{1,2})(?:天|日)(?:内|之内)?")
_NAMED = late(r"jb|xc|举报|重复|信访|满意|巡[查河护逻]|登记|交办件|认定", re.IGNORECASE)
_FINDING = rf"(?P<finding>{'|'.join(FINDINGS)})"
_STATE = rf"(?P<state>{'|'.join(HANDLING)})"
_TEXT = r"(?:(?:答复|情况)?[:：\s]*)(?P<text>.{1,500})"
_OTHER = r"(?P<other>jb\s?\d{4}\s?-?\s?\d{1,6})"


def read_case(plain: str, role: Role, today: date, names: Names) -> tuple[Act, ...]:
    """The one act about a complaint or a patrol; none when the text is anything else."""
    if not _NAMED.search(plain):
        return ()
    return read_form(CASE_FORMS, plain, role, today, names)


def _simple(intent: Intent, **fixed: SlotValue) -> Make:
    """An act whose slots are the groups of the match that said something."""

    def make(match: re.Match[str], _today: date, _names: Names) -> Act:
        slots = dict(fixed)
        for name, words in match.groupdict().items():
            if words and words.strip(" ,，。:：;；\n"):
                slots[name] = _slot(name, words)
        return Act(intent, slots)

    return make


def _slot(name: str, words: str) -> str:
    if name in ("number", "other"):
        return case_number(words)
    return words.strip(" ,，:：;；\n")


def _assign(match: re.Match[str], today: date, names: Names) -> Act:
    """The words behind the number, each a unit, a kind, a limit or the place, in any order."""
    units: list[str] = []
    kinds: list[str] = []
    unknown: list[str] = []
    slots: dict[str, SlotValue] = {"number": case_number(match["number"])}
    for word in _SPLIT.split(match["rest"] or ""):
        days = _DAYS.fullmatch(word)
        unit, kind, day = names.find_unit(word), kind_of(word), _day(word, today)
        if days:
            slots["days"] = int(days[1])
        elif unit:
            units.append(unit)
        elif kind:
            kinds.append(kind)
        elif re.match(r"地点[:：]?.", word):
            slots["place"] = re.sub(r"^地点[:：]?", "", word)
        elif day:
            slots["until"] = day
        elif word:
            unknown.append(word)
    for name, found in (("units", units), ("kinds", kinds), ("unknown", unknown)):
        if found:
            slots[name] = "、".join(dict.fromkeys(found))
    return Act(Intent.ASSIGN_CASE, slots)


def _day(word: str, today: date) -> str:
    found = read_date(re.sub(r"^(?:到|至|限)", "", word), today) if re.search(r"\d", word) else None
    return found.isoformat() if found else ""


def _for_unit(intent: Intent, rest: str) -> Make:
    """An order about a unit's part of a case: the unit may be named first, else ``rest`` is all."""

    def make(match: re.Match[str], _today: date, names: Names) -> Act:
        slots: dict[str, SlotValue] = {"number": case_number(match["number"])}
        said = (match["rest"] or "").strip(" ,，:：;；\n")
        first = re.split(r"[\s,，:：;；]", said, maxsplit=1)[0]
        unit = names.find_unit(first) if first else ""
        if unit:
            slots["unit"] = unit
            said = said[len(first) :]
        said = re.sub(r"^(?:原因|理由|因为)(?:是|为)?[\s,，:：]*", "", said.strip(" ,，:：;；\n"))
        if said and rest:
            slots[rest] = said
        return Act(intent, slots)

    return make


def _report(match: re.Match[str], today: date, names: Names) -> Act | None:
    """A unit's result: without a verb it says what was found, how far it is, or what was done."""
    act = _simple(Intent.REPORT_CASE)(match, today, names)
    text = act.text("text") if act else ""
    says = act is not None and {"finding", "state"} & set(act.slots)
    verb = not re.match("jb", match.string, re.IGNORECASE)
    told = len(text) >= SHORTEST_RESULT and not re.search(r"[吗呢?？]|怎么|进度|结果", text)
    return act if says or told or (verb and text) else None


def _register(match: re.Match[str], _today: date, _names: Names) -> Act | None:
    text = match["text"].strip()
    place = re.search(r"地点[:：]?\s*([^\s,，;；。]+)[\s,，;；。]*", text)
    slots: dict[str, SlotValue] = {"source": match["source"]}
    if place:
        slots["place"] = place[1]
        text = (text[: place.start()] + text[place.end() :]).strip()
    return Act(Intent.REGISTER_CASE, {**slots, "text": text}) if len(text) > 3 else None


def _note(field: str) -> Make:
    return _simple(Intent.NOTE_CASE, field=field)


def _forms(roles: frozenset[Role], make: Make, *patterns: str) -> tuple[Form, ...]:
    compiled = (late(pattern, re.IGNORECASE | re.DOTALL) for pattern in patterns)
    return tuple(Form("", roles, pattern, make) for pattern in compiled)


_REST = r"(?:[\s,，:：;；]+(?P<rest>.{1,300}))?"
_SAID = rf"(?:{_GAP}(?P<text>.{{1,500}}))?"
_LIST = r"(?:一览表?|列表|清单|台账)?"

CASE_FORMS: tuple[Form, ...] = (
    *_forms(OFFICE, _assign, rf"(?:分办|交办|转办)\s*{JB}{_REST}"),
    *_forms(OFFICE, _note("cause"), rf"(?:原因|成因)\s*{JB}{_SAID}"),
    *_forms(OFFICE, _note("remedy"), rf"(?:一件一策|对策)\s*{JB}{_SAID}"),
    *_forms(OFFICE, _note("leader"), rf"(?:领导)?包案\s*{JB}{_SAID}"),
    *_forms(OFFICE, _note("accounted"), rf"(?:责任人(?:被)?处理|追责)\s*{JB}{_SAID}"),
    *_forms(OFFICE, _note("star"), rf"(?:加星|标星|重点件?)\s*{JB}"),
    *_forms(OFFICE, _note("unstar"), rf"取消(?:加星|标星|重点件?)\s*{JB}"),
    *_forms(OFFICE, _note("kinds"), rf"(?:污染)?类型\s*{JB}{_SAID}"),
    *_forms(OFFICE, _note("place"), rf"地点\s*{JB}{_SAID}"),
    *_forms(OFFICE, _note("source"), rf"来源\s*{JB}{_GAP}(?P<text>{'|'.join(SOURCES)})?"),
    *_forms(
        OFFICE,
        _simple(Intent.HANDLE_COMPLAINT, state="办理中"),
        rf"(?:查实|核实)\s*{JB}{_GAP}{_FINDING}(?:{_GAP}(?P<facts>.{{1,500}}))?",
    ),
    *_forms(
        OFFICE,
        _simple(Intent.HANDLE_COMPLAINT),
        rf"{_STATE}\s*{JB}(?:{_GAP}{_FINDING})?(?:{_GAP}{_TEXT})?",
    ),
    *_forms(OFFICE, _simple(Intent.LIST_CASE), rf"挂牌(?:督办)?\s*{JB}"),
    *_forms(
        OFFICE,
        _simple(Intent.LIST_ENTERPRISE),
        rf"(?:列名|企业|企业列名|列入企业名单)\s*{JB}"
        r"(?:[\s,，:：]+(?P<name>[^\s,，:：]{2,40})(?:[\s,，:：]+(?P<text>.{1,400}))?)?",
    ),
    *_forms(OFFICE, _simple(Intent.LINK_CASES), rf"关联\s*{JB}[\s,，、和与]*{_OTHER}"),
    *_forms(
        OFFICE,
        _simple(Intent.LINK_CASES, part=1),
        rf"(?:不关联|取消关联)\s*{JB}(?:[\s,，、和与]*{_OTHER})?",
    ),
    *_forms(OFFICE, _simple(Intent.PUBLISH_CASE), rf"(?:公开|发布)\s*{JB}{_SAID}"),
    *_forms(
        OFFICE,
        _register,
        rf"登记(?:群众)?(?:举报)?(?:件)?[\s:：]*(?P<source>{'|'.join(SOURCES)})(?:件|举报)?"
        r"[\s,，:：]+(?P<text>.{4,600})",
    ),
    *_forms(OFFICE, _for_unit(Intent.TAKE_CASE, ""), rf"采纳\s*{JB}{_REST}"),
    *_forms(OFFICE, _for_unit(Intent.RETURN_CASE, "reason"), rf"(?:退回|驳回)\s*{JB}{_REST}"),
    *_forms(
        UNIT,
        _report,
        rf"(?:办理|处理|答复|回复|上报|报结果|结果)?\s*{JB}{_GAP}{_FINDING}?{_GAP}{_STATE}?{_SAID}",
    ),
    *_forms(UNIT, _report, rf"{_STATE}\s*{JB}{_GAP}{_FINDING}?{_SAID}"),
    *_forms(
        UNIT,
        _simple(Intent.MY_CASES),
        r"(?:查?看)?(?:我的|我们的|本单位的?)(?:举报|信访|交办)件"
        + _LIST
        + rf"|(?:举报|信访|交办)件{_LIST}"
        + r"|(?:举报|信访|交办)件?(?:都|已经?|全部?)*(?:办|处理)?(?:完|结|好)了?[吗没]?[?？]?",
    ),
    *_forms(OFFICE, _simple(Intent.REPEATED_CASES), rf"(?:查?看)?重复(?:举报|信访)?件?{_LIST}"),
    *_forms(OFFICE, _simple(Intent.CASE_COUNTS), r"(?:查?看)?(?:群众)?举报(?:件)?(?:统计|汇总)"),
    *_forms(
        ALL,
        _simple(Intent.RATE_ANSWER),
        rf"(?:{JB}{_GAP})?(?P<verdict>基本满意|不满意|满意)(?:[\s,，:：;；。]+(?P<text>.{{1,300}}))?",
    ),
    *_forms(
        ALL,
        _simple(Intent.RATE_ANSWER, verdict="不满意"),
        rf"(?:{JB}{_GAP})?(?:很|非常|十分|太)?不(?:太|大|怎么|是很|够)?满意(?:{_GAP}(?P<text>.{{1,300}}))?",
    ),
    *_forms(
        UNIT | OFFICE,
        _simple(Intent.PATROL_LIST),
        rf"(?:查?看)?巡查(?:上报|问题|情况)?(?:列表|清单|台账)|(?:查?看)?{XC}",
    ),
    *_forms(UNIT, _simple(Intent.PATROL, clear=1), *CLEAR),
    *_forms(UNIT, _simple(Intent.PATROL), *FOUND),
    *_forms(
        UNIT,
        _simple(Intent.ANSWER_PATROL),
        rf"(?:办理|处理|答复|回复)\s*{XC}{_SAID}",
    ),
    *_forms(OFFICE, _simple(Intent.JUDGE_PATROL, no=1), rf"不(?:予)?认定\s*{XC}"),
    *_forms(OFFICE, _simple(Intent.JUDGE_PATROL), rf"认定\s*{XC}(?:{_GAP}(?P<kind>\S{{1,8}}))?"),
)
"""In the order in which they are tried."""

CASE_INTENTS = frozenset(
    {
        *(Intent.ASSIGN_CASE, Intent.NOTE_CASE, Intent.LINK_CASES, Intent.LIST_CASE),
        *(Intent.LIST_ENTERPRISE,),
        *(Intent.PUBLISH_CASE, Intent.REGISTER_CASE, Intent.REPORT_CASE, Intent.TAKE_CASE),
        *(Intent.RETURN_CASE, Intent.MY_CASES, Intent.REPEATED_CASES, Intent.CASE_COUNTS),
        *(Intent.RATE_ANSWER, Intent.PATROL, Intent.PATROL_LIST, Intent.ANSWER_PATROL),
        Intent.JUDGE_PATROL,
    }
)
"""Intents that only the complaint desk and the patrols know."""
