"""Which measure is meant by words (事项检索): signs and pairs of signs, weighed by their rarity.

A word of the title ranks higher than one of the text; a pair that nobody writes so is looked up by
its sound, so that 葫芦和 still finds 葫芦河. A look-up costs what its rarer signs lead to, not the
ledger, and a place takes four bytes.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from language.patterns import late
from language.pinyin import sound

TITLE, TEXT = 1.0, 0.6
"""What a sign of the title, and of the text, counts for."""

SOUND = 0.8
"""What a pair of sounds counts for beside a pair of signs."""

ONE_SIGN = 0.25
"""What a single sign counts for beside a pair."""

FEW, COMMON_PART = 5, 0.12
"""A pair in more measures than these, and than this part of all, tells none from another."""

MOST_FOR_A_SIGN = 200
"""A pair that stands in more measures than this finds none by itself; it only ranks those found."""

MOST_SIGNS, MOST_SIGNS_OF_MANY, MANY = 1200, 200, 1000
"""Signs of a measure's text that are indexed; fewer where there are many measures."""

_HAN = late(r"[一-鿿a-z0-9]+")


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
    """The measures of a unit or of a region, found by words.

    ``places`` leads from a gram to the measures that hold it, in order: twice the place of the
    measure in ``items``, and one more when it stands in the title.
    """

    items: list[str] = field(default_factory=list)
    places: dict[str, array[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Iterable[tuple[str, str, str]]) -> ItemIndex:
        """An index of (item, title, text)."""
        listed = list(texts)
        most = MOST_SIGNS if len(listed) < MANY else MOST_SIGNS_OF_MANY
        places: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        for place, (_, title, text) in enumerate(listed):
            titled = grams(title)
            for gram in titled:
                places[gram].append(2 * place + 1)
            for gram in grams(text[:most]) - titled:
                places[gram].append(2 * place)
        return cls([item for item, _, _ in listed], dict(places))

    def rarity(self, gram: str) -> float:
        """How much a sign or pair says; one that nobody uses says as much as the rarest."""
        weight = math.log((len(self.items) + 1) / (len(self.places.get(gram, ())) + 0.5))
        return max(weight, 0.05) * (1.0 if len(gram) > 1 else ONE_SIGN)

    def is_common(self, words: str) -> bool:
        """True when every pair of the words stands in many measures."""
        many = max(FEW, COMMON_PART * len(self.items))
        pairs = [words[place : place + 2] for place in range(len(words) - 1)]
        return all(len(self.places.get(pair, ())) > many for pair in pairs)

    def hears(self, pair: str) -> bool:
        """True when a measure holds a pair of signs of this sound."""
        return len(pair) == 2 and f"~{sound(pair[0])}{sound(pair[1])}" in self.places

    def find(
        self, words: str, most: int = 5, joints: frozenset[int] = frozenset()
    ) -> list[Candidate]:
        """The measures that cover most of the words, the best first.

        ``joints`` are the places where one word ends and the next begins: a pair across a joint
        that no measure holds says nothing, so that two words of a title name it together.
        """
        wanted = self._wanted(words, joints)
        total = sum(weight for _, weight in wanted)
        if not total:
            return []
        scores: defaultdict[int, float] = defaultdict(float)
        covered: defaultdict[int, float] = defaultdict(float)
        common: list[tuple[array[int], float]] = []
        for gram, weight in wanted:
            found = self.places.get(gram)
            if found is None:
                continue
            share = weight / total
            if len(found) > MOST_FOR_A_SIGN:
                common.append((found, share))
                continue
            for mark in found:
                scores[mark >> 1] += share * (TITLE if mark & 1 else TEXT)
                covered[mark >> 1] += share
        for found, share in common:
            for place in scores:
                at = bisect_left(found, 2 * place)
                if at < len(found) and found[at] >> 1 == place:
                    scores[place] += share * (TITLE if found[at] & 1 else TEXT)
                    covered[place] += share
        best = sorted(scores, key=lambda place: -scores[place])[:most]
        return [Candidate(self.items[place], scores[place], covered[place]) for place in best]

    def _wanted(self, words: str, joints: frozenset[int]) -> list[tuple[str, float]]:
        """What to look up: signs and pairs; a pair that nobody writes so, by its sound."""
        wanted: dict[str, float] = {}
        for match in _HAN.finditer(words.lower()):
            run = match[0]
            for sign in run:
                wanted[sign] = self.rarity(sign)
            for place in range(len(run) - 1):
                pair = run[place : place + 2]
                heard = f"~{sound(pair[0])}{sound(pair[1])}"
                if pair not in self.places and heard in self.places:
                    wanted[heard] = self.rarity(heard) * SOUND
                elif pair in self.places or match.start() + place + 1 not in joints:
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
