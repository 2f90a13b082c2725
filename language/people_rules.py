"""What people say of bindings (绑定的事): my units, another unit, hand-over, ending, who is bound.

The whole text must fit, so that a report which names a hand-over of works is none of these.
"""

from __future__ import annotations

from language.acts import Act, Intent, SlotValue
from language.names import UnitNames
from language.patterns import late
from supervision.records import Role

_MY_UNITS = late(
    r"(?:查?看)?我的?(?:单位|绑定)(?:有哪些|情况|信息)?[?？]?"
    r"|我?绑定了(?:谁|哪个单位|哪些单位)[?？]?"
)
_SWITCH = late(r"(?:换|切换|更换)(?:当前)?单位(?:(?:到|为|成)?\s*(?P<who>\S{1,30}))?")
_KEEP = late(r"(?:取消|不)(?:移交|交接)了?")
_HAND_OVER = late(r"(?:工作)?(?:移交|交接)(?:工作)?(?:\s*(?P<who>\S{1,30}))?|(?:更)?换联络员|换人")
_UNBIND = late(r"(?:解除?绑定?|取消绑定)(?:\s*(?P<who>\S{1,30}))?")
_INVITATIONS = late(
    r"(?:查?看)?(?:未用的?|没用的|没用过的)?(?:绑定码|邀请码?)(?:列表|清单)|(?:查?看)?(?:未用|没用过?)的?绑定码"
)
_STAFF_LIST = late(r"人员(?:名单)?(?:\s*(?P<who>\S{1,30}))?")


def read_people(whole: str, role: Role, names: UnitNames) -> tuple[Act, ...]:
    """The act of a text about bindings; none when it is about something else."""
    if _MY_UNITS.fullmatch(whole):
        return (Act(Intent.MY_UNITS, rule="my_units"),)
    if _KEEP.fullmatch(whole):
        return (Act(Intent.HAND_OVER, {"cancel": 1}, "keep"),)
    if role is Role.OFFICE and _INVITATIONS.fullmatch(whole):
        return (Act(Intent.INVITATIONS, rule="invitations"),)
    for intent, pattern, named in (
        (Intent.SWITCH_UNIT, _SWITCH, "unit"),
        (Intent.HAND_OVER, _HAND_OVER, "unit"),
        (Intent.UNBIND, _UNBIND, "who"),
        (Intent.STAFF_LIST, _STAFF_LIST, "who"),
    ):
        match = pattern.fullmatch(whole)
        if match and (intent is not Intent.STAFF_LIST or role is Role.OFFICE):
            return (Act(intent, _of_unit(match["who"] or "", names, named), str(intent)),)
    return ()


def _of_unit(words: str, names: UnitNames, named: str) -> dict[str, SlotValue]:
    """The unit's official name; words that name no known unit go as typed into ``named``."""
    unit = names.find_unit(words) if words else ""
    if unit:
        return {"unit": unit}
    return {named: words} if words else {}
