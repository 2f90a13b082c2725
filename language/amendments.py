"""Amendments (更正): a message that puts right what was said before (不是3号，是5号; 不对，85%)."""

from __future__ import annotations

import re
from datetime import datetime

from language.acts import Act, Intent
from language.amendment import Amendment
from language.lexicon import Lexicon
from language.normalise import normalise
from language.patterns import late
from language.understanding import understand
from supervision.records import Role

_OPENING = (
    r"(?:(?:哦|噢|啊|呃|哎呀?|诶|嗯|额|不好意思|抱歉|对不起)[，,\s]*)*"
    r"(?:我)?(?:刚才|刚刚|上面|前面)?(?:的)?"
)
_WRONG = (
    r"(?:不对(?:不对)?|不不|错了(?:错了)?|(?:说|写|发|记|报|填)[高低多少大小]了|(?:说|打|写|发|搞|弄|记|报|填|看|选)错了?|口误|更正(?:一下|为)?"
    r"|纠正(?:一下)?|改(?:一下|成|为)|换成|应该?是?|我?(?:说|指|讲)的是)"
)
_SLIP = (
    r"(?:(?:说|打|写|发|搞|弄|记|报|填|输)(?:错|[高低多少大小])了?|(?<=[\s，,])不对|口误"
    r"|(?:更正|改|纠正|订正)(?:一下)?(?:为|成|到)"
    r"|不是[^，,。；;\n]{1,10}?[，,\s]*(?:而|应该?|改成)?(?=是))"
)
_OF_ITEM = late(
    rf"{_OPENING}(?:(?:更正|纠正|改)(?:一下)?[，,。:：、\s]*)?(?P<of>[^，,。；;\n]{{1,16}}?)的?(?:(?:那|这)?[个项])?的?"
    rf"(?:进度|数据?|数字)?(?:我|是|刚才|刚刚|上面|前面|[，,\s])*{_SLIP}[，,。:：、\s]*(?:应该)?(?:是|为)?(?P<right>.+)"
)
"""14-2报错了，应该是75%: the report on the item that is named."""
_NOT_BUT = late(
    rf"{_OPENING}(?:{_WRONG}[，,。\s]*)?(?:不是|别是)(?P<wrong>.{{1,24}}?)[，,。、\s]*(?:而|应该?|改成)?是"
    r"(?P<right>.+)"
)
_BUT_NOT = late(
    rf"{_OPENING}(?:{_WRONG}[，,。\s]*)?(?:应该)?是(?P<right>.+?)[，,。、\s]*而?不是(?P<wrong>.{{1,24}})"
)
_HEAD = late(
    rf"{_OPENING}(?P<how>{_WRONG})[，,。:：、\s]*(?:应该)?(?:是|为|改成|改为)?(?P<right>.+)"
)
_TAIL = late(r"(?P<right>.+?)才(?:对|是)(?:的)?")
_HEDGED = late(r"应该?是?$")
_OF_IT = late(r"(?<=[\d号项])的$")
_LAST_SIGNS = " 。.!！~～,，、;；…"
_SAYS = frozenset({Intent.REPORT_PROGRESS, Intent.ITEM_DETAIL})
_NAMES = frozenset({Intent.ITEM_DETAIL})
LONGEST = 120


def right_side(text: str) -> str:
    """What a message puts in the place of something (不是建设局，是水务局), or nothing."""
    plain = normalise(text).strip(_LAST_SIGNS)
    if len(plain) > LONGEST:
        return ""
    patterns = (_NOT_BUT, _BUT_NOT, _HEAD, _TAIL)
    match = next((m for p in patterns if (m := p.fullmatch(plain))), None)
    return match["right"].strip(_LAST_SIGNS) if match else ""


def read_amendment(
    text: str, role: Role, now: datetime, lexicon: Lexicon, *, unit: str = ""
) -> Amendment | None:
    """What a message puts right, or None when it is no correction of anything."""
    plain = normalise(text).strip(_LAST_SIGNS)
    if len(plain) > LONGEST:
        return None
    match = next((m for p in (_NOT_BUT, _BUT_NOT, _HEAD, _TAIL) if (m := p.fullmatch(plain))), None)
    if match is None:
        return _of_item(plain, role, now, lexicon, unit)
    right = _OF_IT.sub("", match["right"].strip(_LAST_SIGNS))
    hedged = "how" in match.re.groupindex and bool(_HEDGED.fullmatch(match["how"]))
    wrong = (match.groupdict().get("wrong") or "").strip()
    act = _bare(right, wrong, lexicon, unit) or _said(right, role, now, lexicon, unit)
    if act is None:
        return None
    doubts = tuple(d for d in act.doubts if d not in ("no_item", "may_be_a_day", "not_own"))
    doubts = (*doubts, "unsure") if hedged and "percent" in act.slots else doubts
    return Amendment(
        Act(Intent.REPORT_PROGRESS, act.slots, "amends", act.measure, act.candidates, doubts)
    )


def _of_item(
    plain: str, role: Role, now: datetime, lexicon: Lexicon, unit: str
) -> Amendment | None:
    """14-2报错了，应该是75%: what holds instead of the last report on that item."""
    match = _OF_ITEM.fullmatch(plain)
    meant = _said(match["of"], role, now, lexicon, unit) if match else None
    if match is None or meant is None or not meant.measure or meant.intent not in _NAMES:
        return None
    right = match["right"].strip(_LAST_SIGNS)
    act = _bare(right, match["of"], lexicon, unit) or _said(right, role, now, lexicon, unit)
    if act is None or act.intent is not Intent.REPORT_PROGRESS:
        return None
    named = act if "item" in act.slots else meant
    doubts = tuple(doubt for doubt in act.doubts if doubt != "no_item")
    slots = {**named.slots, **act.slots}
    instead = Act(Intent.REPORT_PROGRESS, slots, "amends", named.measure, doubts=doubts)
    return Amendment(instead, meant.measure)


def _bare(right: str, wrong: str, lexicon: Lexicon, unit: str) -> Act | None:
    """17 alone: an item beside an item, a level beside a level; else an item if it is theirs."""
    if not re.fullmatch(r"\d{1,3}", right):
        return None
    known = lexicon.measure(right, unit)
    own = known is not None and unit in known.units
    beside_item = re.search(r"[号项]|\d-\d", wrong) or lexicon.known(wrong)
    if known is not None and not re.search(r"[%成]|百分", wrong) and (own or beside_item):
        return Act(Intent.REPORT_PROGRESS, {"item": right}, measure=known.id)
    if beside_item or int(right) > 100:
        return None
    return Act(Intent.REPORT_PROGRESS, {"percent": int(right)})


def _said(right: str, role: Role, now: datetime, lexicon: Lexicon, unit: str) -> Act | None:
    acts = understand(right, role, now, lexicon, unit=unit)
    if len(acts) != 1 or acts[0].intent not in _SAYS or "what" in acts[0].slots:
        return None
    if acts[0].intent is Intent.ITEM_DETAIL and not (acts[0].measure or acts[0].candidates):
        return None
    return acts[0]
