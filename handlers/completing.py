"""Completing an act that waits (补全): what a message gives it, item or figure; pure."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.turn import Option, as_act
from language.acts import Act, Intent, SlotValue

SETTLED_BY_ITEM = frozenset(
    {"no_item", "ambiguous", "bare_number", "may_be_a_day", "several_items", "unknown_item"}
) | {"not_own", "no_sign", "unsure", "more_was_said", "common_words"}
"""Doubts that are gone when the person has picked an item beside whose name the report was said."""


_PUTS_RIGHT = re.compile(r"应该?是|改成|改为|不是|不对|更正|错了")
"""Words with which an answer replaces the figure that is being asked about."""

_VAGUE = re.compile(r"吧|好像|可能|大概|估计|左右|差不多|记得|不确定|约|[吗?？]")

_NO_DOUBT_BESIDE_IT = frozenset({"unsure", "no_sign", "more_was_said", "may_be_a_day"})
"""Doubts that such an answer settles: it can only mean this item and this figure."""

LEVELS = frozenset({"percent", "status", "no_change"})
"""Slots of which a new one takes the place of all."""


def completed(about: Option | None, given: Act, *, item_only: bool) -> Act | None:
    """The act that waited, with what was said now; None when that gives nothing to it."""
    if about is None:
        return None
    waiting = as_act(about)
    if item_only:
        return _with_item(waiting, given)
    if waiting.intent is not Intent.REPORT_PROGRESS:
        return None
    slots, doubts = _with_level(waiting, given)
    if "item" in given.slots:
        slots["item"] = given.measure or given.slots["item"]
        return _named(waiting, slots, doubts, given)
    kept = [doubt for doubt in waiting.doubts if doubt in ("no_item", "ambiguous")]
    return replace(waiting, slots=slots, doubts=tuple(dict.fromkeys([*kept, *doubts])))


def _with_item(waiting: Act, given: Act) -> Act:
    item = given.text("item") or str(given.slots.get("choice", ""))
    doubts = [doubt for doubt in waiting.doubts if doubt not in SETTLED_BY_ITEM]
    return _named(waiting, {**waiting.slots, "item": item}, doubts, given)


def _named(waiting: Act, slots: dict[str, SlotValue], doubts: list[str], given: Act) -> Act:
    return replace(
        waiting,
        slots=slots,
        doubts=tuple(doubts),
        measure=given.measure,
        candidates=given.candidates,
    )


def _with_level(waiting: Act, given: Act) -> tuple[dict[str, SlotValue], list[str]]:
    """The slots with the new ones, and the doubts of the new ones; 1 alone may have meant yes."""
    said = {name: value for name, value in given.slots.items() if name != "choice"}
    doubts = [doubt for doubt in given.doubts if doubt not in ("no_item", "done")]
    choice = given.number("choice")
    if choice is not None:
        said["percent"] = choice
        doubts += ["tiny"] if choice == 1 else []
    gone = LEVELS - set(said) if LEVELS & set(said) else frozenset()
    slots = {name: value for name, value in waiting.slots.items() if name not in gone}
    return {**slots, **said}, doubts


def put_right(about: Option | None, given: Act, words: str) -> Act | None:
    """31号的，应该是85: which item, and another figure than the one that waited; else None.

    Only where the figure that waited was in doubt for want of its item alone.
    """
    waiting = as_act(about) if about else None
    if waiting is None or "percent" not in waiting.slots or not _PUTS_RIGHT.search(words):
        return None
    if _VAGUE.search(words):
        return None
    if not set(waiting.doubts) <= {"no_item", "ambiguous"}:
        return None
    if not given.measure or "percent" not in given.slots:
        return None
    if not set(given.doubts) <= _NO_DOUBT_BESIDE_IT:
        return None
    slots = {**waiting.slots, **given.slots, "item": given.measure}
    return replace(given, slots=slots, doubts=())
