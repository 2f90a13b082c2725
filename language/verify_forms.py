"""A verified percent (核实进度) in its plain forms: the whole text must fit, nothing is guessed.

``核实 14-2 60%`` · ``14-2 核实完成 60%`` · ``14-2 60% 已核实`` ·
``核实 14-2 到位`` · ``核实 14-2``.
"""

from __future__ import annotations

import re

from language.acts import Act, Intent, SlotValue
from language.formal_requests import read_item
from language.numerals import PERCENT, read_percent
from language.patterns import late
from language.plain_forms import ITEM
from supervision.records import Role

OVERSEERS = frozenset({Role.OFFICE, Role.VERIFIER, Role.LEADER})
"""From a unit most of these words tell of its own work."""

STAFF = frozenset(Role) - {Role.CITIZEN}

LONGEST = 60

_GAP = r"[\s,，:：;；。、]*"
_VERIFIED = r"(?:经|已经?|现场)*核实(?:了)?"
_WORK = (
    r"(?:整改|工程|实际|当前)?(?:的)?(?:进度|进展|完成率|完成)?(?:情况)?"
    r"(?:已)?(?:为|是|到|达到?|完成)?"
)
_LEVEL = (
    rf"(?:(?P<percent>{PERCENT}|\d{{1,3}})|(?P<done>(?:已经?)?(?:全部|整改)?(?:完成|到位)(?:了)?))"
)
_ORDER = late(rf"核实{_GAP}{ITEM}(?:的)?{_GAP}{_WORK}{_GAP}{_LEVEL}")
"""Asks for a record whoever says it: a unit is told who may, and reports nothing by it."""

_FORMS = tuple(
    late(form)
    for form in (
        rf"{_VERIFIED}{_GAP}{ITEM}(?:的)?{_GAP}{_WORK}{_GAP}{_LEVEL}",
        rf"{ITEM}{_GAP}{_VERIFIED}{_GAP}{_WORK}{_GAP}{_LEVEL}",
        rf"{ITEM}{_GAP}{_WORK}{_GAP}{_LEVEL}{_GAP}{_VERIFIED}(?:无误|属实)?",
        rf"核实(?:进度)?{_GAP}{ITEM}",
    )
)


def read_verified(plain: str, role: Role) -> tuple[Act, ...]:
    """The act of these words when they confirm a percent; none when they are anything else.

    A figure above 100 is left in the act, so that whoever typed it is told.
    """
    if role not in STAFF or len(plain) > LONGEST or "核实" not in plain:
        return ()
    for form in _FORMS if role in OVERSEERS else (_ORDER,):
        match = form.fullmatch(plain)
        slots = _slots(match.groupdict()) if match else None
        if slots:
            return (Act(Intent.VERIFY, slots, "verify"),)
    return ()


def level_of(words: str) -> int | None:
    """The percent that these words mean as an answer: 60%, 60, 六成, 到位; None for others."""
    match = re.fullmatch(rf"{_WORK}{_GAP}{_LEVEL}", words.strip(" 。.,，"))
    return _level(match.groupdict()) if match else None


def _slots(said: dict[str, str | None]) -> dict[str, SlotValue] | None:
    item = read_item(said["item"] or "")
    if not item:
        return None
    level = _level(said)
    return {"item": item} if level is None else {"item": item, "percent": level}


def _level(said: dict[str, str | None]) -> int | None:
    if said.get("done"):
        return 100
    words = said.get("percent") or ""
    return int(words) if words.isdecimal() else read_percent(words) if words else None
