"""Several acts of one message (几件事): what is kept, and what of a list is asked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from language.acts import UNKNOWN, Act, Intent, SlotValue
from language.marks import ITEM
from language.states import state_of
from language.subjects import Said
from supervision.records import Role

THE_REST, LEFT_OPEN = "the_rest", "left_open"
"""The rules of 剩下的没动 and of a line of a list that says nothing we understand."""

_ASKED_FOR = frozenset({Intent.APPLY_ACCEPTANCE, Intent.REQUEST_EXTENSION})
_REPORTERS = frozenset({Role.LIAISON, Role.UNIT_HEAD})


def told_of_several(acts: Sequence[Act]) -> bool:
    """True when a list of reports has begun."""
    return sum(act.intent is Intent.REPORT_PROGRESS for act in acts) > 1


def of_the_rest(said: Said) -> tuple[Act, ...]:
    """剩下的没动 behind several reports: a state, and the question for which of the others."""
    state = state_of(said.frame.text)
    if said.role not in _REPORTERS or state is None:
        return (UNKNOWN,)
    slots: dict[str, SlotValue] = {} if state == "unchanged" else {"status": str(state)}
    return (Act(Intent.REPORT_PROGRESS, slots, THE_REST, doubts=("no_item", "no_percent")),)


def left_open(said: Said, read: tuple[Act, ...]) -> tuple[Act, ...]:
    """The line of a list that names an item of theirs and says nothing: how far is asked."""
    subject = said.subject
    if said.role not in _REPORTERS or not said.compact.startswith(ITEM) or subject.doubts:
        return ()
    if len(read) != 1 or read[0].rule != "nothing_matched" or not subject.measure:
        return ()
    doubts = ("no_percent",)
    return (Act(Intent.REPORT_PROGRESS, subject.slots, LEFT_OPEN, subject.measure, doubts=doubts),)


def kept(acts: list[Act]) -> tuple[Act, ...]:
    """Real acts without the chatter; a figure without an item makes the one before doubtful."""
    if len(acts) > 1:
        # A number beside a report, of which nothing is said, may belong to it or not.
        reports = any(act.rule in ("report", "report_by_other_role") for act in acts)
        loose = [act for act in acts if act.rule == "bare_item"] if reports else []
        acts = [act for act in acts if act not in loose]
        doubt = ("several_items",) if loose else ()
        acts = [replace(a, doubts=(*a.doubts, *doubt)) if a.slots else a for a in acts]
    found: list[Act] = []
    for act in acts:
        if act.intent is Intent.SMALLTALK_OR_UNKNOWN:
            continue
        report = act.intent is Intent.REPORT_PROGRESS and act.rule != THE_REST
        if report and "item" not in act.slots and found and found[-1].intent is act.intent:
            found = _doubted(found)
            continue
        found.append(_of_the_same(act, found))
    return tuple(found) or (acts[0] if acts else UNKNOWN,)


def _of_the_same(act: Act, before: Sequence[Act]) -> Act:
    """完成100%，申请验收: what is asked for without an item is asked for the one just reported."""
    reported = before[-1] if before and before[-1].intent is Intent.REPORT_PROGRESS else None
    if act.intent not in _ASKED_FOR or "item" in act.slots or not (reported and reported.measure):
        return act
    return replace(
        act,
        slots={"item": reported.slots["item"], **act.slots},
        measure=reported.measure,
        doubts=tuple(doubt for doubt in act.doubts if doubt != "no_item"),
    )


def _doubted(found: list[Act]) -> list[Act]:
    """The last report, and those before it that were told with it, may have the other figure."""
    level = _level(found[-1])
    return [
        replace(act, doubts=tuple(dict.fromkeys((*act.doubts, "several_figures"))))
        if act.intent is found[-1].intent and _level(act) == level
        else act
        for act in found
    ]


def _level(act: Act) -> tuple[SlotValue | None, SlotValue | None]:
    return act.slots.get("percent"), act.slots.get("status")
