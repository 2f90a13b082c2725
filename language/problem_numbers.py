"""Problems by their number (问题3): what names a problem of the ledger, and not a measure."""

from __future__ import annotations

from dataclasses import replace

from language.lexicon import Lexicon
from language.marks import ITEM, NUMBER, Mention
from language.numerals import read_number
from language.patterns import late
from supervision.reportable import WORD, number_of

_IN_HAN = late(rf"{WORD}\s?([一二三四五六七八九十]{{1,3}})(?![百千万成])")
_WORD_BEFORE = late(rf"{WORD}\s?(?:第|#)?\s?\Z")


def in_figures(plain: str, lexicon: Lexicon) -> str:
    """The text with 问题二 as 问题2, where there is such a problem."""

    def figure(words: str, numeral: str) -> str:
        number = number_of(str(read_number(numeral)))
        return number if lexicon.is_problem(number) else words

    return _IN_HAN.sub(lambda match: figure(match[0], match[1]), plain)


def of_a_problem(mention: Mention, text: str, lexicon: Lexicon) -> Mention:
    """问题2 and 第2个问题 name a problem, where there is one of this number."""
    if mention.sign not in (ITEM, NUMBER):
        return mention
    number = number_of(mention.value)
    if not lexicon.is_problem(number):
        return mention
    word = _WORD_BEFORE.search(text[: mention.start])
    if word is None and not mention.words.endswith(WORD):
        return mention
    start = word.start() if word else mention.start
    words = text[start : mention.end]
    return replace(mention, sign=ITEM, start=start, words=words, value=number, note="")
