"""Sentences of a part (句子): which tell how far, which ask, and which tell what comes next."""

from __future__ import annotations

import re

from language.marks import AMOUNT, ITEM, PERCENT, Frame
from language.moods import QUESTION, TAG
from language.patterns import late
from language.states import state_of

_SENTENCES = late(r"[^，,。；;！!？?\n]+[，,。；;！!？?\n]*")
_TO_COME = late(r"(?=[下接后])(?<![一-鿿])(?:下一?步|接下来|下(?:一)?阶段|后续|后期)[^。；;\n]*")
"""What will be done next, told behind a level: it is no part of how it stands."""


def as_it_stands(text: str) -> str:
    """The text without what comes next, where a level stands beside it."""
    if PERCENT not in text or not _TO_COME.search(text):
        return text
    told = _TO_COME.sub("", text)
    return told if PERCENT in told else text


def figures_sentence(frame: Frame) -> str:
    """The sentences that hold a figure or a state."""
    return "".join(
        match[0]
        for match in _SENTENCES.finditer(as_it_stands(frame.text))
        if PERCENT in match[0] or AMOUNT in match[0] or ITEM in match[0] or state_of(match[0])
    )


def asks_of_a_figure(frame: Frame) -> bool:
    """A question about the figure itself, or a tag behind it; another sentence may ask freely."""
    for match in _SENTENCES.finditer(frame.text):
        sentence = match[0]
        if not QUESTION.search(sentence):
            continue
        if TAG.match(sentence.strip(" ，,。")) or re.search(rf"[{PERCENT}{AMOUNT}]", sentence):
            return True
        if state_of(sentence) is not None or not re.search(
            r"怎么|咋|什么时候|哪|谁|电话", sentence
        ):
            return True
        if PERCENT not in frame.text:
            return True
    return False
