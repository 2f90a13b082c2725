"""Steps asked about or ended by chat (摘牌、不办、为什么预警我): the whole text must fit."""

from __future__ import annotations

import re

from language.acts import Act, Intent, SlotValue
from language.formal_requests import read_item
from language.names import UnitNames
from language.patterns import late
from supervision.decisions import Step
from supervision.records import Role

UNIT = frozenset({Role.LIAISON, Role.UNIT_HEAD})
STAFF = frozenset(Role) - {Role.CITIZEN}
LONGEST = 400

_GAP = r"[\s,，:：;；。、]+"
_NUMBER = r"[a-z]{2}-\d{8}-[0-9a-f]{6,32}"
_BOARD = r"(?:挂牌督办|挂账督办|挂牌|黄牌警告|黄牌|督办计划|列入督办计划|每月督办|督办)"
_LIFT = late(
    rf"(?:摘牌|解除)(?:\s*{_BOARD})?(?:{_GAP}(?P<rest>.+))?"
    rf"|(?:解除|摘牌)(?P<close>[^\s,，:：]{{2,24}}?)(?:的)?{_BOARD}(?:{_GAP}(?P<after>.+))?"
    rf"|(?P<before>[^\s,，:：]{{2,40}})\s*摘牌(?:{_GAP}(?P<why>.+))?",
    re.IGNORECASE | re.DOTALL,
)
_ORDER = late(
    r"(?:拟办|提请|发起|开展|启动|对|给)?\s*(?P<step>约谈|挂牌督办|挂账督办|专项督查|专项督察|通报批评|通报"
    r"|移送线索|线索移送|移送|回头看)(?:给|到)?[\s:：]+(?P<whom>[^\n]{1,40})"
    r"|(?:对|给)\s*(?P<who>[^\s,，:：]{2,24}?)\s*(?P<what>约谈|挂牌督办|挂账督办|专项督查|专项督察"
    r"|通报批评|移送线索|回头看)"
)
ORDERED = {
    "约谈": Step.SUMMONS,
    "挂牌督办": Step.LISTED_SUPERVISION,
    "挂账督办": Step.LISTED_SUPERVISION,
    "专项督查": Step.SPECIAL_INSPECTION,
    "专项督察": Step.SPECIAL_INSPECTION,
    "通报批评": Step.CRITICISM,
    "通报": Step.CRITICISM,
    "移送线索": Step.REFERRAL,
    "线索移送": Step.REFERRAL,
    "移送": Step.REFERRAL,
    "回头看": Step.LOOK_BACK,
}
_DECLINE = late(
    rf"(?:不办|不予办理|不采纳)\s*(?P<number>[0-9a-z\-]{{4,50}})(?:{_GAP}(?:原因|理由)?[:：]?\s*(?P<reason>.+))?",
    re.IGNORECASE | re.DOTALL,
)

_WHY = r"(?:为什么|为啥|为何|凭什么|什么原因|怎么|咋)"
_US = r"(?:要|会|又|都|还|再|就|给|对|把|我们?|我们?单位|我们?局|单位|被|挨|受到|收到|发|了)*"
STEPS: dict[str, Step] = {
    "预警": Step.WARNING,
    "通报批评": Step.CRITICISM,
    "通报": Step.CRITICISM,
    "点名": Step.CRITICISM,
    "批评": Step.CRITICISM,
    "黄牌警告": Step.YELLOW_CARD,
    "黄牌": Step.YELLOW_CARD,
    "列入督办计划": Step.MONTHLY_SUPERVISION,
    "每月督办": Step.MONTHLY_SUPERVISION,
    "挂牌督办": Step.LISTED_SUPERVISION,
    "挂账督办": Step.LISTED_SUPERVISION,
    "挂牌": Step.LISTED_SUPERVISION,
    "督办": Step.MONTHLY_SUPERVISION,
    "约谈": Step.SUMMONS,
    "专项督查": Step.SPECIAL_INSPECTION,
    "督查": Step.SPECIAL_INSPECTION,
    "回头看": Step.LOOK_BACK,
    "一票否决": Step.VETO,
    "深刻检查": Step.SELF_CRITICISM,
}
"""What people call a step, the longer name before the shorter one."""
_STEP = "|".join(STEPS)
_WHY_STEP = late(
    rf"{_WHY}{_US}(?P<step>{_STEP})(?:我们?|单位|了|呢|啊|吗|的)*|{_US}(?P<first>{_STEP})(?:了)?(?:是)?{_WHY}"
)
_WHY_ALONE = late(r"(?:这是)?(?:为什么|为啥|为何|凭什么|什么原因)(?:呢|啊|呀)?(?:这样)?")
_WHY_NUMBER = late(rf"{_WHY}\s*(?P<number>{_NUMBER})|(?P<other>{_NUMBER})\s*{_WHY}", re.IGNORECASE)


def read_step(plain: str, role: Role, names: UnitNames) -> tuple[Act, ...]:
    """The one act that the whole text asks for; none when it is anything else."""
    plain = plain.rstrip("?？ ")
    if len(plain) > LONGEST or role not in STAFF:
        return ()
    why = _why(plain, role) or _why_of_unit(plain, names)
    if why or role is not Role.OFFICE:
        return why
    lift = _LIFT.fullmatch(plain)
    if lift:
        said = [lift[group] for group in ("rest", "close", "after", "before", "why") if lift[group]]
        slots = _aimed(" ".join(said), names)
        return (Act(Intent.LIFT_STEP, slots, "lift_step"),) if slots is not None else ()
    return _ordered(plain, names) or _declined(plain)


def _ordered(plain: str, names: UnitNames) -> tuple[Act, ...]:
    """A step of the office's menu about a unit, an item, or both, in either order."""
    order = _ORDER.fullmatch(plain)
    if not order:
        return ()
    slots: dict[str, SlotValue] = {"step": str(ORDERED[order["step"] or order["what"]])}
    for word in re.split(r"[\s,，:：、]+", (order["whom"] or order["who"]).strip()):
        unit, item = names.find_unit(word), read_item(word)
        if unit and "unit" not in slots:
            slots["unit"] = unit
        elif item and "item" not in slots:
            slots["item"] = item
        elif word:
            return ()
    return (Act(Intent.ORDER_STEP, slots, "order_step"),)


def _declined(plain: str) -> tuple[Act, ...]:
    decline = _DECLINE.fullmatch(plain)
    if decline:
        slots: dict[str, SlotValue] = {"number": decline["number"].upper()}
        if decline["reason"]:
            slots["reason"] = decline["reason"].strip(" 。")
        return (Act(Intent.DECLINE, slots, "decline"),)
    return ()


def _why(plain: str, role: Role) -> tuple[Act, ...]:
    number = _WHY_NUMBER.fullmatch(plain)
    if number:
        named = (number["number"] or number["other"]).upper()
        return (Act(Intent.WHY_STEP, {"number": named}, "why_step"),)
    if role not in UNIT:
        return ()
    about = _WHY_STEP.fullmatch(plain)
    if about:
        step = STEPS[about["step"] or about["first"]]
        return (Act(Intent.WHY_STEP, {"step": str(step)}, "why_step"),)
    return (Act(Intent.WHY_STEP, rule="why_step"),) if _WHY_ALONE.fullmatch(plain) else ()


_ASKED = late(r"为什么|为啥|为何|凭什么|什么原因|(?:怎么|咋)(?=又|被|会|还)")
"""怎么 alone asks for the way: 怎么给市水务局发黄牌."""
_NAMED_STEP = late(_STEP)
_FILLED = r"(?:[\s,，:：的了呢啊吗是给对把被又要会还再就都挨发下出]|受到|收到|单位|这次|上次|文书)*"
_AROUND = late(rf"^{_FILLED}|{_FILLED}$")


def _why_of_unit(plain: str, names: UnitNames) -> tuple[Act, ...]:
    """为什么 市水务局, 市水务局为什么被预警: beside why and step nothing but the unit is said."""
    asked = _ASKED.search(plain)
    if not asked:
        return ()
    rest = f"{plain[: asked.start()]}\n{plain[asked.end() :]}"
    found = _NAMED_STEP.search(rest)
    slots: dict[str, SlotValue] = {}
    if found:
        slots["step"] = str(STEPS[found[0]])
        rest = f"{rest[: found.start()]}\n{rest[found.end() :]}"
    parts = [part for part in (_AROUND.sub("", one) for one in rest.split("\n")) if part]
    unit = names.find_unit(parts[0]) if len(parts) == 1 else ""
    return (Act(Intent.WHY_STEP, {"unit": unit, **slots}, "why_step"),) if unit else ()


def _aimed(words: str, names: UnitNames) -> dict[str, SlotValue] | None:
    """A document or a unit, then the reason; None when neither is named first."""
    first, _, rest = words.strip().partition(" ")
    found = re.fullmatch(r"(?P<whom>[^,，:：;；。、]+)[,，:：;；。、]*(?P<more>.*)", first)
    if not words.strip():
        return {}
    if not found:
        return None
    whom = found["whom"]
    reason = f"{found['more']} {rest}".strip(" ,，:：;；。、").removeprefix("原因").strip(" ,，:：")
    slots: dict[str, SlotValue] = {"reason": reason} if reason else {}
    if re.fullmatch(r"[a-z]{2}-\d{8}-[0-9a-f]{4,32}|[0-9a-f]{4,8}", whom, re.IGNORECASE):
        return {"number": whom.upper(), **slots}
    unit = names.find_unit(whom)
    return {"unit": unit, **slots} if unit else None
