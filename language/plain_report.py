"""How plainly a report is said (直说与否): what beside the figure makes it doubtful, or no report.

What the gate does not refuse may still be about something else. The item, the figure and plain
words ask nothing; any other word does.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from language.difficulties import LABEL
from language.marks import AMOUNT, DATE, ITEM, LENGTH, NUMBER, PERCENT, UNIT, Frame
from language.patterns import late
from language.plain_words import OF_A_SITE, OF_ANOTHER_MATTER, other_words, says_more
from language.promises import PROMISED
from language.shares import Share
from language.states import STEPS, state_of
from language.subjects import Said

_OTHER_SIGNS = frozenset(AMOUNT + DATE + LENGTH + UNIT + NUMBER)
"""A state with one of these beside it is of then, of a part or of somebody else."""


_BESIDE_A_LEVEL = late(
    rf"(?<={PERCENT})了?\s*(?=[^，,。；;\n的{ITEM}{PERCENT}]{{2,8}}{AMOUNT})|(?<={AMOUNT})\s*(?={ITEM})"
)
_OF_ALL = late("全[市省国]|各[市州县区地]")
_ON_CONDITION = late("除非|要不然|不然的话")
OF_A_CHANGE = late(r"[往向朝]前|比|相比|相较|较|同比|环比|进|推")
"""What a change is said with."""


_CHANGE_BESIDE = late(
    rf"(?:[和跟与同])?(?:比|较|相比|环比|同比)?(?:之前|以前|原来|上次)?{AMOUNT}?(?:相比|比)?[，,\s]*(?:又|再|还)?"
    rf"(?:增加|提高|提升|增长|增|上升|涨|多|推进|前进|往前)(?:完成|推进|推|干|做|走|赶)?了?(?:大?约)?{AMOUNT}"
)
"""比上周增加了10个点: by how much, beside how far."""
_OF_SO_MANY = late(rf"^{AMOUNT}[县市区州镇乡村](?:的)?(?=[一-鿿])")
"""86个县的…完成55%: of how many it is told, and nothing more."""
_GOVERNMENT = late(r"([一-鿿]{2,6}?)([市县区州镇乡])(?:人民)?政府")
RAISED = late(rf"(?:提高|提升|增加|增长|增|上升|涨|推进|前进|进展|多|又|再)[^，。]{{0,4}}{AMOUNT}")
"""A change upwards."""


def is_dated(frame: Frame) -> bool:
    """True when a day is named that is not this one: a change of then, or to come."""
    return any(not re.match("[本这今]", day.words) for day in frame.all(DATE))


def more_was_said(said: Said, problem: str) -> bool:
    """True when the sentence of the figure holds other words, or names another unit."""
    if any(mention.value != said.unit for mention in said.frame.all(UNIT)):
        return True
    changed = any(amount.note == Share.CHANGE for amount in said.frame.all(AMOUNT))
    # 合格率提高5个点，已达80%: whatever has changed is what the level is of.
    figures = re.compile(f"[{PERCENT}{AMOUNT}]" if changed else PERCENT)
    return _says_more(said, problem, lambda sentence: figures.search(sentence) is not None)


def is_other_matter(said: Said) -> bool:
    """电影看了一半: no item, and of something that neither the ledger nor a site has."""
    if said.frame.first(ITEM):
        return False
    other = OF_ANOTHER_MATTER.search(said.masked(said.frame.text))
    if other or said.subject.measure:
        return other is not None
    if said.subject.item:  # words that no item of theirs has: 学习强国完成80%
        own = said.lexicon.own(said.unit)
        theirs = any(item in own for item, _ in said.subject.candidates)
        return bool(own) and not theirs and more_was_said(said, "")
    beyond = any(int(mention.value) > 100 for mention in said.frame.all(PERCENT))
    if beyond or _ON_CONDITION.search(said.frame.text):
        return True  # 干到120%了: a way of speaking, where no item is named

    def tells(sentence: str) -> bool:
        return PERCENT in sentence if PERCENT in said.frame.text else state_of(sentence) is not None

    words = other_words(said.masked(said.frame.text), tells)
    known = any(OF_A_SITE.search(word) or said.lexicon.touches(word) for word in words)
    return bool(words) and (not known or any(map(_OF_ALL.search, words)))


def tells_of_something_else(said: Said) -> bool:
    """True when the sentence of a change holds other words (优良率提高了10个点)."""
    return any(
        OF_A_CHANGE.sub("", word)
        for word in other_words(said.masked(_unnamed(said)), lambda sentence: AMOUNT in sentence)
    )


def _unnamed(said: Said) -> str:
    text = said.frame.text
    for name in said.names:
        text = text.replace(name, " ")
    return text


def is_plainly_said(said: Said, problem: str) -> bool:
    """还没开工, 正在施工 of an item that is certain: the state itself is what is reported."""
    if not said.subject.measure or said.subject.doubts or set(said.frame.text) & _OTHER_SIGNS:
        return False
    told = said.frame.text.replace(problem, " ") if problem else said.frame.text
    if re.search(rf"{STEPS}|该|按说|理应|要|想", said.masked(told)):
        return False
    return not _says_more(said, problem, lambda sentence: state_of(sentence) is not None)


def _says_more(said: Said, problem: str, tells: Callable[[str], bool]) -> bool:
    """True when a sentence that tells how far holds words that neither we nor the ledger know."""
    text = LABEL.sub(",", PROMISED.sub(",", _apart(said.frame)))
    text = _OF_SO_MANY.sub("", text)
    for place in _own_places(said.unit):
        text = text.replace(place, " ")
    unnamed = text
    for mention in said.frame.mentions.values():
        problem = problem.replace(mention.words, mention.sign)
    for name in filter(None, (*said.names, problem)):
        unnamed = unnamed.replace(name, " ")
    return says_more(said.masked(text), tells) and says_more(unnamed, tells)


def _own_places(unit: str) -> tuple[str, ...]:
    """武威 of 武威市政府: their own place, said beside the item."""
    match = _GOVERNMENT.fullmatch(unit)
    return (match[1] + match[2], match[1]) if match else ()


def _apart(frame: Frame) -> str:
    """The text with a comma between a level and an indicator (14-2完成80% 优良率85%)."""
    amounts = frame.all(AMOUNT)
    if any(amount.note == Share.CHANGE for amount in amounts):
        return _CHANGE_BESIDE.sub(AMOUNT, frame.text)
    if not amounts or any(amount.note != Share.INDICATOR for amount in amounts):
        return frame.text
    return _BESIDE_A_LEVEL.sub(",", frame.text)
