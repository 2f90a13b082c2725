"""What an examiner lets pass: what the contract leaves open is not judged.

``open`` of a message names slots (or ``item_id``) that are not looked at, ``also`` intents that
would do as well; neither can be a report where none is expected. Free words may be a little longer
or shorter than the set's.
"""

from __future__ import annotations

from typing import Any

FREE = frozenset({"problem", "reason", "place", "what", "query", "text"})
"""Slots that hold words of the message, whose exact edge the contract does not give."""


def judged(message: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    """The answer as the scorer is to see it."""
    expected: dict[str, Any] = message["expected"]
    unjudged = frozenset(message.get("open", ()))
    wanted, given = expected.get("acts", [expected]), answer.get("acts", [answer])
    if {act["intent"] for act in given} <= frozenset(message.get("also", ())):
        return expected
    acts = [_without(act, unjudged) for act in given]
    for want, have in zip(wanted, acts, strict=False):
        _meet(want["slots"], have["slots"])
    return {**answer, **acts[0], "acts": acts}


def _without(act: dict[str, Any], unjudged: frozenset[str]) -> dict[str, Any]:
    slots = {name: value for name, value in act["slots"].items() if name not in unjudged}
    shown: dict[str, Any] = {"intent": act["intent"], "slots": slots}
    if "item_id" in act and "item_id" not in unjudged:
        shown["item_id"] = act["item_id"]
    return shown


def _meet(wanted: dict[str, Any], given: dict[str, Any]) -> None:
    """Give free words the set's edges where one of the two holds the other."""
    for name in FREE & wanted.keys() & given.keys():
        want, have = _bare(wanted[name]), _bare(given[name])
        if want and have and (want in have or have in want):
            given[name] = wanted[name]


def _bare(words: str) -> str:
    return "".join(sign for sign in words if sign.isalnum())
