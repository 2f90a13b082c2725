"""Loose answers (随口答): an offered line by its number or a word of its title; a level."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from handlers.turn import Asks, Question, Turn
from language.acts import Act, Intent
from language.empty_words import EMPTY_WORDS
from language.item_index import ItemIndex
from language.lexicon import APART, CERTAIN
from language.loose_words import level_in, number_in, place_in_list, unwrapped
from supervision.progress import Entry
from supervision.reportable import names

MAY_BE_LOOSE = frozenset(
    {
        *(Intent.SMALLTALK_OR_UNKNOWN, Intent.ITEM_DETAIL, Intent.SEARCH_PUBLIC, Intent.CHOOSE),
        *(Intent.SEND_EVIDENCE, Intent.CONFIRM),
    }
)
"""What loose words may have been read as; with any other act they are that act."""


def loosely_picked(turn: Turn, asked: Question | None, words: str, act: Act) -> str:
    """The typed answer that the words stand for among those offered, or nothing.

    Only what names one of the offered lines and no other is an answer.
    """
    if asked is None or act.intent not in MAY_BE_LOOSE or act.flag("what"):
        return ""
    offered = {
        str(option.slots["item"]): typed
        for typed, option in reversed(asked.options.items())
        if option.intent and option.slots.get("item")
    }
    if offered and (place := place_in_list(words)):
        return _at(place, offered.values())
    name = unwrapped(words) if offered else ""
    if not name:
        return ""
    number = number_in(name)
    if number:
        return next((offered[i] for i in offered if names(number, i)), "")
    if asked.confirms:
        return ""  # words that stand in the text of the item are no yes
    entries = turn.office.store.ledger.entries([item for item in offered if ":" in item])
    meant = _meant(turn, name, [entry for entry in entries if entry.measure.id in offered])
    return offered.get(meant, "")


def _at(place: int, typed: Iterable[str]) -> str:
    """The answer of this place in the list; of the last for -1."""
    listed = sorted((digits for digits in typed if digits.isdigit()), key=int)
    if place > len(listed) or not listed:
        return ""
    return listed[place if place < 0 else place - 1]


def as_level(asked: Question | None, words: str, act: Act) -> Act:
    """The act, or the level that the words are where how far was asked (到三十了; 刚起步，5%)."""
    if asked is None or asked.asks is not Asks.PERCENT:
        return act
    if act.intent is Intent.REPORT_PROGRESS and "percent" in act.slots:
        item = act.text("item")
        if not item:  # 到三十了: where how far was asked, a bare number is the level
            doubts = tuple(doubt for doubt in act.doubts if doubt != "no_sign")
            return replace(act, doubts=doubts)
        if act.measure or number_in(item):
            return act
        slots = {name: value for name, value in act.slots.items() if name != "item"}
        doubts = tuple(doubt for doubt in act.doubts if doubt != "ambiguous")
        return Act(act.intent, slots, act.rule, doubts=doubts)
    found = None if act.number("choice") is not None else level_in(words)
    if found is None:
        return act
    level, vague = found
    doubts = ("unsure",) if vague else ()
    return Act(Intent.REPORT_PROGRESS, {"percent": level}, "level", doubts=doubts)


def _meant(turn: Turn, name: str, entries: list[Entry]) -> str:
    """The one measure whose title, else whose text, holds the words."""
    cut = turn.office.lexicon().cut(name)
    said = " ".join(word for word in cut if word not in EMPTY_WORDS)
    for with_text in (False, True):
        texts = ((e.measure.id, e.measure.title, e.measure.text * with_text) for e in entries)
        found = ItemIndex.of(texts).find(said)
        sure = len(found) == 1 or (len(found) > 1 and found[1].score < APART * found[0].score)
        if found and found[0].covered >= CERTAIN and sure:
            return found[0].item
    return ""
