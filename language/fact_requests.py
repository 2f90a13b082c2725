"""Facts that the office records by chat (记录事实), in plain forms: the whole text must fit.

``记录 市建设局 14-2 反馈失实`` · ``记录 市建设局 被省级通报批评`` ·
``记录 XX镇 发现问题 3 个 扬尘`` · ``记录 14-2 正当理由 到9月30日 汛期停工`` ·
``记录 XX区 年度空气目标未完成 12%`` · ``撤回记录``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from language.acts import Act, Intent, SlotValue
from language.formal_requests import find_date, read_item
from language.names import UnitNames
from language.numerals import HAN_NUMBER, read_number
from language.patterns import late
from supervision.facts import FactKind
from supervision.records import Role

LONGEST = 400
"""Signs; what is longer is no plain form."""

_GAP = r"[\s,，:：;；。、]*"
_TO_RECORD = late(
    rf"(?:记录|登记|录入|记)(?:一下|一条|事实|在案)?(?P<gap>{_GAP})(?P<body>.+)"
    rf"|(?P<said>.+?){_GAP}(?:记录|登记|记)(?:一下|在案|下来)",
    re.DOTALL,
)
_BARE = late(r"(?:记录|登记|录入)(?:一下|一条|事实)?")
_TAKE_BACK = late(
    r"(?:撤回|撤销|收回)(?:(?:刚才|刚刚|上一条|最近一条)的?)?(?:事实)?(?:记录)?"
    r"|(?:刚才|刚刚|上一条)的?(?:事实)?记录(?:错了|撤回|撤销)"
)
_LIST = late(r"(?:查?看)?(?P<whom>\S{2,30}?)?(?:的)?(?:事实)?记录(?:列表|清单)")
_ITEM = late(r"(?:问题|第|#|编号|事项)?\d{1,4}(?:\s?(?:-|_|之|项第?|号第?)\s?\d{1,3})?(?:项|号)?")
_UNIT_LIKE = late(r"[^\d\s]{1,20}(?:局|厅|委|办|院|会|镇|乡|街道|区|县|市|州|公司|集团|厂|政府)")

_N = rf"(?:\d{{1,5}}|{HAN_NUMBER})"
_EACH = r"(?:个|处|件|起|项|条|宗)"
_NOT_IN_TIME = r"(?:未|没有?|逾期未?|不)(?:能)?(?:按照?时限?|按期|及时|如期)?"

FALSE = late(
    r"(?:(?:反馈|上报|报告|填报|整改)(?:的)?(?:整改)?(?:情况|进展|进度|结果)?(?:失实|不实|不属实|虚假|造假)"
    r"|(?:虚假|表面|假装|敷衍)(?:式)?整改|弄虚作假|虚报(?:进展|进度)?|谎报)"
)
NOT_REPORTED = late(rf"{_NOT_IN_TIME}(?:报送|上报|报告|报)(?:整改)?(?:结果|情况|材料)?")
NOT_PUBLISHED = late(
    rf"(?:整改)?(?:结果|情况)?{_NOT_IN_TIME}(?:对外)?(?:公开|公布)(?:整改)?(?:结果|情况)?"
)
CRITICISED = late(
    r"(?:因[^\s,，]{1,20})?(?:被|受到?|遭)\s*(?P<by>[^\s,，被]{0,14}?)(?:有关(?:单位|部门))?\s*"
    r"(?:通报批评|点名批评|点名通报|通报|批评)(?:了)?"
)
PROBLEMS = late(
    rf"(?:[^\s,，\d]{{0,6}}(?:检查|督察|督查|巡查|执法|抽查|暗访)(?:中|时)?)?(?:又|再)?(?:发现|查出|查实)\s*"
    rf"(?:(?P<n1>{_N})\s*{_EACH}\s*(?P<k1>[^\s\d]{{0,12}}?)(?:类|的)?问题"
    rf"|(?P<k2>[^\s\d]{{0,12}}?)(?:类|的)?问题\s*(?P<n2>{_N})\s*{_EACH}?"
    rf"|(?P<k4>[^\s\d]{{0,12}}?)(?:类|的)?问题)"
    rf"(?:[\s,，(（:：]*(?:类型|类别|种类)?[:：]?\s*(?P<k3>[^\s\d()（）]{{1,12}})[)）]?)?$"
)
TARGET = late(
    r"(?:全年|年度|本年度|今年|\d{4}年(?:度)?)?\s*(?P<t1>空气|大气|水)?(?:环境|质量|改善)*(?:年度)?"
    r"目标(?:任务)?\s*(?:未|没有?|不)(?:能)?(?:完成|达标|达到|实现)"
    r"[\s,，]*(?P<t2>空气|大气|水)?(?:环境|质量)*[\s,，]*(?:比例|差距|差了?|缺|短)?\s*"
    r"(?P<ratio>\d{1,3}(?:\.\d{1,2})?\s*%)?"
)
PROPER = late(
    rf"(?:有|属于?)?正当理由{_GAP}(?:(?:延?到|至|截至|截止到?)\s*(?P<until>[^\s,，:：;；。]{{1,14}}))?"
    rf"{_GAP}(?:原因|理由|因为|由于)?(?:是|为)?{_GAP}(?P<reason>.{{1,300}})?$",
    re.DOTALL,
)
RANKED = late(r"^.*排名.*$", re.DOTALL)

STATE = late(r"国家|中央|国务院|部委?$|部里|环境部")
PROVINCE = late(r"省|自治区|直辖")

Slots = dict[str, SlotValue]


def read_fact(plain: str, role: Role, today: date, names: UnitNames) -> tuple[Act, ...]:
    """The one act of these words when the office says them; none when they are anything else."""
    if role is not Role.OFFICE or len(plain) > LONGEST:
        return ()
    if _TAKE_BACK.fullmatch(plain):
        return (Act(Intent.WITHDRAW_FACT, rule="withdraw_fact"),)
    listed = _LIST.fullmatch(plain)
    if listed:
        whom = listed["whom"] or ""
        unit = names.find_unit(whom) or whom
        return (Act(Intent.FACT_LIST, {"unit": unit} if unit else {}, "fact_list"),)
    slots = _recorded(plain, today, names)
    return () if slots is None else (Act(Intent.RECORD_FACT, slots, "record_fact"),)


def _recorded(plain: str, today: date, names: UnitNames) -> Slots | None:
    """What is to be recorded; nothing of it when only 记录 is clear, None when not even that."""
    if _BARE.fullmatch(plain):
        return {}
    match = _TO_RECORD.fullmatch(plain)
    if not match:
        return None
    slots = _read(match["body"] or match["said"], today, names)
    # 记录 and a gap: it is clear what is wanted, and the answer says how it is written.
    written = plain.startswith(("记录", "登记", "录入")) and bool(match["gap"])
    return {} if slots is None and written else slots


def read_ratio(words: str) -> float | None:
    """The share that 12%, 12 or 差 12% says; None when there is no such figure."""
    found = re.fullmatch(r"\D{0,6}(\d{1,3}(?:\.\d{1,2})?)\s*[%％]?", words.strip())
    return round(float(found[1]) / 100, 6) if found else None


def _read(body: str, today: date, names: UnitNames) -> Slots | None:
    """The kind, what it says, and whom it is about; None when words are left over."""
    if RANKED.search(body):
        return {"kind": str(FactKind.RANKING)}
    for kind, pattern, say in KINDS:
        match = pattern.search(body)
        if match is None:
            continue
        slots = say(match, today, names)
        left = f"{body[: match.start()]} {body[match.end() :]}"
        whom = _whom(left, names)
        if slots is not None and whom is not None:
            return {"kind": str(kind), **slots, **whom}
    return None


def _whom(words: str, names: UnitNames) -> Slots | None:
    """The unit and the item in what is left; None when it holds anything else."""
    found: Slots = {}
    left = words
    numbers = list(_ITEM.finditer(words))
    if numbers:
        item = read_item(numbers[0].group())
        if not item:
            return None
        found["item"] = item
        left = words[: numbers[0].start()] + " " + words[numbers[0].end() :]
    name = re.sub(rf"^{_GAP}|{_GAP}$|的$", "", left).strip(" ,，:：的")
    if not name:
        return found
    unit = names.find_unit(name)
    if unit or _UNIT_LIKE.fullmatch(name):
        return {**found, "unit": unit or name}
    return None


def _nothing(_match: re.Match[str], _today: date, _names: UnitNames) -> Slots:
    return {}


def _by(match: re.Match[str], _today: date, _names: UnitNames) -> Slots:
    said = match["by"] or ""
    if STATE.search(said):
        return {"by": "state"}
    return {"by": "province"} if PROVINCE.search(said) else {}


def _problems(match: re.Match[str], _today: date, names: UnitNames) -> Slots | None:
    words = match["n1"] or match["n2"]
    count = read_number(words) if words else 1
    if not count:
        return None
    slots: Slots = {"count": count}
    last = match["k3"] or ""
    unit = names.find_unit(last) if last else ""
    matter = match["k1"] or match["k2"] or match["k4"] or ("" if unit else last)
    matter = re.sub(r"^(?:环境|生态环境|违法|违规)$", "", matter).removesuffix("类")
    return {**slots, **({"what": matter} if matter else {}), **({"unit": unit} if unit else {})}


def _target(match: re.Match[str], _today: date, _names: UnitNames) -> Slots:
    said = match["t1"] or match["t2"] or ""
    slots: Slots = {"target": "water" if said == "水" else "air"} if said else {}
    if match["ratio"]:
        slots["ratio"] = match["ratio"].replace(" ", "")
    return slots


def _proper(match: re.Match[str], today: date, _names: UnitNames) -> Slots:
    slots: Slots = {}
    until = find_date(match["until"], today) if match["until"] else None
    if until:
        slots["until"] = until.isoformat()
    reason = (match["reason"] or "").strip(" ,，。:：;；")
    return {**slots, **({"reason": reason} if reason else {})}


Say = Callable[[re.Match[str], date, UnitNames], "Slots | None"]

KINDS: tuple[tuple[FactKind, re.Pattern[str], Say], ...] = (
    (FactKind.PROPER_REASON, PROPER, _proper),
    (FactKind.ANNUAL_TARGET_MISSED, TARGET, _target),
    (FactKind.PROBLEM_FOUND, PROBLEMS, _problems),
    (FactKind.CRITICISED_BY_HIGHER_LEVEL, CRITICISED, _by),
    (FactKind.FALSE_REPORT, FALSE, _nothing),
    (FactKind.NOT_PUBLISHED, NOT_PUBLISHED, _nothing),
    (FactKind.RESULT_NOT_REPORTED, NOT_REPORTED, _nothing),
)
"""In the order in which they are looked for."""
