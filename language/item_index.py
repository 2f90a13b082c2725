"""Which measure is meant by words (事项检索): signs and pairs of signs, weighed by their rarity.

A word of the title counts for more than one of the text; what sounds alike counts a little, so
that 葫芦和 still finds 葫芦河. A look-up costs what its rarer signs lead to, not the ledger.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from language.pinyin import sound

TITLE, TEXT = 1.0, 0.6
"""What a sign of the title, and of the text, counts for."""

SOUND = 0.8
"""What a pair of sounds counts for beside a pair of signs."""

ONE_SIGN = 0.25
"""What a single sign counts for beside a pair."""

MOST_FOR_A_SIGN = 400
"""A pair that stands in more measures than this finds none by itself; it only ranks those found."""

MOST_SIGNS = 1200
"""Signs of a measure's text that are indexed."""

_HAN = re.compile(r"[一-鿿a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A measure that may be meant: how much of the words it covers (0 to 1), and its rank by that.

    What stands in the title ranks higher than what stands in the text, but covers as much.
    """

    item: str
    score: float
    covered: float


@dataclass(slots=True)
class ItemIndex:
    """The measures of a unit or of a region, found by words."""

    places: dict[str, dict[str, float]] = field(default_factory=dict)
    size: int = 0

    @classmethod
    def of(cls, texts: Iterable[tuple[str, str, str]]) -> ItemIndex:
        """An index of (item, title, text)."""
        places: defaultdict[str, dict[str, float]] = defaultdict(dict)
        size = 0
        for item, title, text in texts:
            size += 1
            for gram in grams(text[:MOST_SIGNS]):
                places[gram][item] = TEXT
            for gram in grams(title):
                places[gram][item] = TITLE
        return cls(dict(places), size)

    def rarity(self, gram: str) -> float:
        """How much a sign or pair says; one that nobody uses says as much as the rarest."""
        weight = math.log((self.size + 1) / (len(self.places.get(gram, ())) + 0.5))
        return max(weight, 0.05) * (1.0 if len(gram) > 1 else ONE_SIGN)

    def hears(self, pair: str) -> bool:
        """True when a measure holds a pair of signs of this sound."""
        return len(pair) == 2 and f"~{sound(pair[0])}{sound(pair[1])}" in self.places

    def find(self, words: str, most: int = 5) -> list[Candidate]:
        """The measures that cover most of the words, the best first."""
        wanted = self._wanted(words)
        total = sum(weight for _, weight in wanted)
        if not total:
            return []
        scores: defaultdict[str, float] = defaultdict(float)
        common: list[tuple[dict[str, float], float]] = []
        for gram, weight in wanted:
            found = self.places.get(gram, {})
            share = weight / total
            if len(found) > MOST_FOR_A_SIGN:
                common.append((found, share))
                continue
            for item, where in found.items():
                scores[item] += share * where
        for found, share in common:
            for item in scores:
                scores[item] += share * found.get(item, 0.0)
        best = sorted(scores.items(), key=lambda pair: -pair[1])[:most]
        return [
            Candidate(
                item,
                score,
                sum(weight for gram, weight in wanted if item in self.places.get(gram, ())) / total,
            )
            for item, score in best
        ]

    def _wanted(self, words: str) -> list[tuple[str, float]]:
        """What to look up: signs and pairs; a pair that nobody writes so, by its sound."""
        wanted: dict[str, float] = {}
        for run in _HAN.findall(words.lower()):
            for sign in run:
                wanted[sign] = self.rarity(sign)
            for place in range(len(run) - 1):
                pair = run[place : place + 2]
                heard = f"~{sound(pair[0])}{sound(pair[1])}"
                if pair not in self.places and heard in self.places:
                    wanted[heard] = self.rarity(heard) * SOUND
                else:
                    wanted[pair] = self.rarity(pair)
        return list(wanted.items())


def grams(text: str) -> set[str]:
    """Signs, pairs of signs and (marked ~) pairs of sounds of a text."""
    found: set[str] = set()
    for run in _HAN.findall(text.lower()):
        found.update(run)
        heard = [sound(sign) for sign in run]
        for place in range(len(run) - 1):
            found.add(run[place : place + 2])
            found.add(f"~{heard[place]}{heard[place + 1]}")
    return found
