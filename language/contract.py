"""Acts in the form of the contract of ``understand`` (对外格式)."""

from __future__ import annotations

from typing import Any

from language.acts import Act, Intent
from language.lexicon import Lexicon

OURS = {
    Intent.CHOOSE: Intent.ITEM_DETAIL,
    Intent.NEXT_PAGE: Intent.SMALLTALK_OR_UNKNOWN,
    Intent.UNFOLLOW: Intent.SMALLTALK_OR_UNKNOWN,
    Intent.MY_FOLLOWS: Intent.FOLLOW,
    Intent.TO_ISSUE: Intent.SMALLTALK_OR_UNKNOWN,
    Intent.ISSUE: Intent.SMALLTALK_OR_UNKNOWN,
    Intent.APPROVE_EXTENSION: Intent.SMALLTALK_OR_UNKNOWN,
    Intent.REJECT_EXTENSION: Intent.SMALLTALK_OR_UNKNOWN,
    Intent.TO_DECIDE: Intent.SMALLTALK_OR_UNKNOWN,
    Intent.COMPLAINT_LIST: Intent.SMALLTALK_OR_UNKNOWN,
    Intent.HANDLE_COMPLAINT: Intent.SMALLTALK_OR_UNKNOWN,
    Intent.REPLY_DOCUMENT: Intent.SMALLTALK_OR_UNKNOWN,
    Intent.DOCUMENT_REPLIES: Intent.SMALLTALK_OR_UNKNOWN,
    Intent.LEAVE_WORD: Intent.SMALLTALK_OR_UNKNOWN,
    Intent.ANSWER_WORD: Intent.SMALLTALK_OR_UNKNOWN,
    Intent.WORDS_LEFT: Intent.SMALLTALK_OR_UNKNOWN,
    Intent.UNKNOWN_LIST: Intent.SMALLTALK_OR_UNKNOWN,
    Intent.RESUME_NOTICES: Intent.SMALLTALK_OR_UNKNOWN,
    Intent.HOLD: Intent.SMALLTALK_OR_UNKNOWN,
}
"""Intents that only the conversation knows → what they are outside of it."""

SLOTS = frozenset(
    [
        "percent",
        "status",
        "finish_by",
        "until",
        "window",
        "item",
        "unit",
        "name",
        "code",
        "problem",
        "reason",
        "query",
        "place",
        "what",
        "number",
        "text",
    ]
)
OWN_WORDS = {Intent.ITEM_DETAIL: frozenset({"item"})}
"""Intents of which fewer slots are shown: 为什么 is a way of asking for the detail."""


def shown(acts: tuple[Act, ...], lexicon: Lexicon) -> dict[str, Any]:
    """One output line: the first act, all of them when there are several, and what is asked."""
    listed = [_one(act, lexicon) for act in acts]
    answer: dict[str, Any] = dict(listed[0])
    if len(listed) > 1:
        answer["acts"] = listed
    if any(act.doubts for act in acts):
        answer["asks"] = True
    return answer


def _one(act: Act, lexicon: Lexicon) -> dict[str, Any]:
    intent = OURS.get(act.intent, act.intent)
    slots = {name: value for name, value in act.slots.items() if name in SLOTS}
    if act.intent is Intent.CHOOSE:
        slots = {"item": str(act.slots["choice"])}
    elif intent is Intent.SMALLTALK_OR_UNKNOWN:
        slots = {}
    allowed = OWN_WORDS.get(intent)
    if allowed is not None:
        slots = {name: value for name, value in slots.items() if name in allowed}
    percent = slots.get("percent")
    if isinstance(percent, int) and percent > 100:
        del slots["percent"]
    answer: dict[str, Any] = {"intent": str(intent), "slots": slots}
    if act.measure:
        answer["item_id"] = lexicon.by_id(act.measure).number
    return answer
