"""What is said of duties and inspections (应办事项、检查): the whole text must fit.

``已公开 https://…`` · ``回复 XS-20170901-3F2A9C 已查处…`` · ``年度报告 …`` · ``应办事项`` ·
``记录逾期 除市建设局外`` · ``移交线索 市建设局 14-2：…`` · ``检查 市建设局 14-2 现场 …``.
"""

from __future__ import annotations

import re

from language.acts import Act, Intent, SlotValue
from language.formal_requests import read_item
from language.names import UnitNames as Names
from language.patterns import late
from supervision.records import Role

UNIT = frozenset({Role.LIAISON, Role.UNIT_HEAD})
OFFICE = frozenset({Role.OFFICE})
_GAP = r"[\s,，:：;；。、]*"
_NUMBER = r"(?P<number>(?:gk|nb|ng|xs)-\d{4,8}-[0-9a-f]{6,32})"
_LINK = r"(?P<proof>https?://\S{4,})"

_PUBLISHED = late(
    rf"(?:整改结果)?(?:已|已经|我局已|我单位已)?(?:公开|公布|对外公开)(?:了|整改结果)*"
    rf"(?:{_GAP}{_NUMBER})?(?:(?:{_GAP}\d[\d\-]{{0,8}})?{_GAP}{_LINK}.{{0,80}})?",
    re.IGNORECASE | re.DOTALL,
)
_BARE_PUBLISHED = late(r"(?:已|已经)(?:公开|公布|对外公开)(?:了|整改结果)*")
_ANSWER = late(
    rf"(?:书面)?(?:回复|答复|反馈|报送)(?:线索)?\s*{_NUMBER}(?:{_GAP}(?P<proof>.{{1,600}}))?",
    re.IGNORECASE | re.DOTALL,
)
_CLUE_ANSWER = late(
    r"(?:书面)?(?:回复|答复|反馈)(?:问题)?线索(?:[\s,，:：]+(?P<proof>.{2,600}))?", re.DOTALL
)
_YEARLY = late(
    r"(?:报送|上报|提交)?(?:整改)?年度(?:整改)?报告(?:[\s,，:：]+(?P<proof>.{4,600}))?", re.DOTALL
)
_LIST = late(
    r"(?:查?看)?(?:我的|各单位)?(?:应办|履责)(?:事项)?(?:列表|清单)?(?:[\s:：]+(?P<whom>\S{2,30}))?"
    r"|(?:查?看)?(?:线索|未公开)(?:列表|清单)"
)
_ONE = late(rf"(?:查?看|应办)?\s*{_NUMBER}", re.IGNORECASE)
_HAND_OVER = late(
    r"(?:移交|交办|转办)(?:问题)?线索(?:给|到|至)?[\s:：]*(?P<whom>[^\s,，:：]{2,30})"
    r"(?:[\s,，:：]+(?P<text>.{2,600}))?",
    re.DOTALL,
)
_LEADING_ITEM = late(r"(?P<item>(?:问题)?\d{1,4}(?:-\d{1,4})?)[\s,，:：]+(?P<rest>.+)", re.DOTALL)
_EXCEPT = r"(?:[\s,，]*(?:除了?|不(?:含|包括))[\s:：]*(?P<spared>\S{2,80}?)(?:以外|之外|外)?)?"
_ALL_MISSED = late(
    rf"(?:(?P<excused>(?:全部|一次)免记|免记(?:全部|所有)?逾期(?:未办)?(?:的|事项)*)"
    rf"|(?:全部|一次)?(?:记录|登记)(?:全部|所有)?(?:逾期未办|逾期|未办)(?:的|应办|事项)*"
    rf"|(?:逾期未办|逾期|未办)(?:的|应办|事项)*(?:全部|都|一次)(?:记录|登记|记下)"
    rf"|(?:全部|都)记为未办){_EXCEPT}"
)
_INSPECT = late(r"(?:登记)?检查[\s:：]+(?P<rest>.{2,600})", re.DOTALL)
_WHAT_TO_INSPECT = late(r"(?:查?看)?(?:该|今日|半月)?检查(?:清单|哪些|谁|列表)?")

KINDS = (
    ("明察", "open"),
    ("暗访", "undercover"),
    ("现场督办", "on_site"),
    ("现场检查", "on_site"),
    ("现场", "on_site"),
    ("第三方评估", "third_party"),
    ("第三方", "third_party"),
    ("媒体监督", "media"),
    ("媒体", "media"),
)
"""How it was looked at, as typed; the longer words first."""


def read_duties(plain: str, role: Role, names: Names) -> tuple[Act, ...]:
    """The act of a text about duties or inspections; none when it is about something else."""
    if role in UNIT:
        return _of_unit(plain)
    return _of_office(plain, names) if role in OFFICE else ()


def _of_unit(plain: str) -> tuple[Act, ...]:
    listed = _LIST.fullmatch(plain)
    if listed and not listed["whom"]:
        return (Act(Intent.DUTIES, rule="duties"),)
    one = _ONE.fullmatch(plain)
    if one:
        return (Act(Intent.DUTIES, {"number": one["number"].upper()}, "duty"),)
    published = _PUBLISHED.fullmatch(plain)
    bare = _BARE_PUBLISHED.fullmatch(plain)
    if published and (bare or published["proof"] or published["number"]):
        return (_fulfils("publication", published["number"], published["proof"]),)
    answer = _ANSWER.fullmatch(plain)
    if answer:
        return (_fulfils("", answer["number"], answer["proof"]),)
    clue = _CLUE_ANSWER.fullmatch(plain)
    if clue:
        return (_fulfils("clue", None, clue["proof"]),)
    yearly = _YEARLY.fullmatch(plain)
    return (_fulfils("report", None, yearly["proof"]),) if yearly else ()


def _fulfils(what: str, number: str | None, proof: str | None) -> Act:
    slots: dict[str, SlotValue] = {}
    if what:
        slots["what"] = what
    if number:
        slots["number"] = number.upper()
    if proof:
        slots["proof"] = proof.strip()
    return Act(Intent.FULFIL_DUTY, slots, "fulfil_duty")


def _of_office(plain: str, names: Names) -> tuple[Act, ...]:
    listed = _LIST.fullmatch(plain)
    if listed:
        unit = names.find_unit(listed["whom"]) if listed["whom"] else ""
        named = unit or not listed["whom"]
        return (Act(Intent.DUTIES, {"unit": unit} if unit else {}, "duties"),) if named else ()
    one = _ONE.fullmatch(plain)
    if one:
        return (Act(Intent.DUTIES, {"number": one["number"].upper()}, "duty"),)
    missed = _ALL_MISSED.fullmatch(plain)
    if missed:
        return (_all_missed(missed, names),)
    if _WHAT_TO_INSPECT.fullmatch(plain):
        return (Act(Intent.INSPECT, rule="what_to_inspect"),)
    clue = _HAND_OVER.fullmatch(plain)
    if clue:
        return (_hands_over(clue, names),)
    looked = _INSPECT.fullmatch(plain)
    return _inspects(looked["rest"], names) if looked else ()


def _all_missed(match: re.Match[str], names: Names) -> Act:
    """全部: with an excuse, or as a failure; but for the units that are named."""
    slots: dict[str, SlotValue] = {"excuse": 1} if match["excused"] else {}
    spared = [word for word in re.split(r"[、,，;；和]", match["spared"] or "") if word]
    if spared:
        slots["except"] = "、".join(names.find_unit(word) or word for word in spared)
    return Act(Intent.RECORD_MISSED, slots, "all_missed")


def _hands_over(match: re.Match[str], names: Names) -> Act:
    slots: dict[str, SlotValue] = {"unit": names.find_unit(match["whom"]) or match["whom"]}
    text = (match["text"] or "").strip()
    item = _LEADING_ITEM.fullmatch(text)
    if item:
        slots["item"], text = item["item"], item["rest"].strip()
    if text:
        slots["text"] = text
    return Act(Intent.HAND_OVER_CLUE, slots, "hand_over_clue")


def _inspects(rest: str, names: Names) -> tuple[Act, ...]:
    """Unit, item, kind and finding, in any order but the last; it names a unit or an item."""
    slots: dict[str, SlotValue] = {}
    words = re.split(r"([\s,，:：、]+)", rest.strip())
    while words:
        word = words[0]
        unit, item = names.find_unit(word), read_item(word)
        kind = next((value for name, value in KINDS if word == name), "")
        if unit and "unit" not in slots:
            slots["unit"] = unit
        elif item and "item" not in slots:
            slots["item"] = item
        elif kind and "how" not in slots:
            slots["how"] = kind
        else:
            break
        words = words[2:]
    text = "".join(words).strip()
    if text:
        slots["text"] = text
    named = "unit" in slots or "item" in slots
    return (Act(Intent.INSPECT, slots, "inspect"),) if named else ()
