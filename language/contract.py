"""Acts in the form of the contract of ``understand`` (对外格式)."""

from __future__ import annotations

from typing import Any

from language.acts import Act, Intent
from language.case_forms import CASE_INTENTS
from language.lexicon import Lexicon

OF_ACCEPTANCE = (
    Intent.WITHDRAW_APPLICATION,
    Intent.ACCEPTANCE_STATUS,
    Intent.ARRANGE_VISIT,
    Intent.SITE_CHECK,
    Intent.VERIFY,
    Intent.RECORD_OPINION,
    Intent.REMIND_OPINIONS,
    Intent.LET_GO,
    Intent.OPEN_PUBLICITY,
    Intent.OBJECT,
    Intent.OBJECTION_STATUS,
    Intent.SETTLE_OBJECTION,
    Intent.CLOSE_CASE,
    Intent.REBOUND,
    Intent.SPOT_CHECK,
    Intent.SPOT_CHECK_LIST,
    Intent.SPOT_CHECK_RESULT,
)
"""What belongs to acceptance beside applying and deciding."""

OURS: dict[Intent, Intent] = {
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
    **dict.fromkeys(OF_ACCEPTANCE, Intent.SMALLTALK_OR_UNKNOWN),
    Intent.DUTIES: Intent.MY_TASKS,
    Intent.FULFIL_DUTY: Intent.SMALLTALK_OR_UNKNOWN,
    Intent.HAND_OVER_CLUE: Intent.SMALLTALK_OR_UNKNOWN,
    Intent.RECORD_MISSED: Intent.SMALLTALK_OR_UNKNOWN,
    Intent.INSPECT: Intent.SMALLTALK_OR_UNKNOWN,
    **dict.fromkeys(CASE_INTENTS, Intent.SMALLTALK_OR_UNKNOWN),
    Intent.RECORD_FACT: Intent.SMALLTALK_OR_UNKNOWN,
    Intent.WITHDRAW_FACT: Intent.SMALLTALK_OR_UNKNOWN,
    Intent.FACT_LIST: Intent.SMALLTALK_OR_UNKNOWN,
    Intent.LIFT_STEP: Intent.SMALLTALK_OR_UNKNOWN,
    Intent.DECLINE: Intent.SMALLTALK_OR_UNKNOWN,
    Intent.ORDER_STEP: Intent.SMALLTALK_OR_UNKNOWN,
    Intent.WHY_STEP: Intent.ITEM_DETAIL,
    Intent.FOUR_AXES: Intent.PROGRESS_SUMMARY,
    Intent.LED_ITEMS: Intent.MY_TASKS,
    Intent.ASSESSMENT: Intent.SMALLTALK_OR_UNKNOWN,
    Intent.INDICATORS: Intent.SMALLTALK_OR_UNKNOWN,
    Intent.LISTINGS: Intent.SMALLTALK_OR_UNKNOWN,
    Intent.ADD_LISTING: Intent.SMALLTALK_OR_UNKNOWN,
    Intent.SIGN_LISTING: Intent.SMALLTALK_OR_UNKNOWN,
    Intent.REMOVE_LISTING: Intent.SMALLTALK_OR_UNKNOWN,
    Intent.INVITATIONS: Intent.SMALLTALK_OR_UNKNOWN,
    Intent.PUBLISH_RANKING: Intent.SMALLTALK_OR_UNKNOWN,
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
    if isinstance(item := slots.get("item"), str):
        slots["item"] = lexicon.outside(item)
    answer: dict[str, Any] = {"intent": str(intent), "slots": slots}
    if act.measure:
        answer["item_id"] = lexicon.outside(lexicon.by_id(act.measure).number)
    return answer
