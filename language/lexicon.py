"""The ledger's words as the engine needs them (台账词汇): a value, made once for each import.

The indexes of a unit's own measures and of the region are built when first asked and kept, so a
message loads nothing and a ledger of ten thousand measures costs nobody a wait.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from language.acts import Act
from language.again import Again
from language.amendment import Amendment
from language.item_index import Candidate, ItemIndex
from language.known import Known
from language.names import UnitNames
from language.normalise import normalise
from language.patterns import late
from language.pinyin import Typed
from language.short_forms import IN_FULL
from language.spoken_words import SPOKEN
from language.titles import LONG_NAME, masked, pairs_of
from supervision.records import Unit
from supervision.reportable import bare, is_problem, outside

CERTAIN = 0.6
"""How much of the words a measure must cover before it is meant without asking."""

APART = 0.8
"""The second best must reach less than this part of the best."""

POSSIBLE = 0.45
"""What covers less is no candidate."""

SHORTEST_NAME = 3
"""Signs of a name; a shorter one may be what any part of any work is called."""

_WORK = late(
    r"(?:整治|整改|治理|监管|管理|管控|建设|办理|处理|处置|保护|提升|改造|推进|落实|排查|修复|恢复|清理"
    r"|划定|淘汰|关停|拆除|防治|考核|宣传|工程|项目)$"
)

MOST_TYPED = 300  # measures whose words may be typed in pinyin, the sender's own first

_PLACE = late(r"(?=([一-鿿]{2,3}[河沟桥渠厂山湖库镇乡村]))")


class Lexicon:
    """Units and measures of one region; safe to share between threads."""

    def __init__(
        self,
        units: Iterable[Unit] = (),
        measures: Iterable[Known] = (),
        cut: Callable[[str], list[str]] | None = None,
        is_word: Callable[[str], bool] = lambda _: False,
        region: str = "",
    ) -> None:
        self.names = UnitNames.of(units)
        self.region = region
        self.cut = cut or list
        self.is_word = is_word
        self._measures: Mapping[str, Known] = {known.id: known for known in measures}
        self._numbers: dict[str, list[str]] = {}
        self._printed: dict[str, str] = {}
        self._of_unit: dict[str, list[str]] = {}
        for known in self._measures.values():
            # A problem is meant by its bare number, too: 2 is 问题2 where no measure is 2.
            for number in dict.fromkeys((known.number, bare(known.number))):
                self._numbers.setdefault(number, []).append(known.id)
            self._printed.setdefault(_bare(known.printed), known.number)
            for unit in known.units:
                self._of_unit.setdefault(unit, []).append(known.id)
        self._of_problem: dict[str, list[str]] = {}
        for known in self._measures.values():
            self._of_problem.setdefault(known.problem, []).append(known.id)
        self._indexes: dict[str, ItemIndex] = {}
        self._typed: dict[str, Typed] = {}
        self._titles: frozenset[str] | None = None
        self.again: Again[tuple[Act, ...]] = Again()
        self.amended_again: Again[tuple[Amendment, ...]] = Again()

    def warm(self) -> None:
        """Build what is asked of the whole region; what a unit asks is small."""
        self._index("")
        self._title_pairs()

    def unit(self, name: str) -> str:
        """The official name of the sender's unit, as far as it is known."""
        return self.names.find_unit(name) or name

    def known(self, number: str) -> bool:
        """True when a measure has this number."""
        return number in self._numbers

    def is_problem(self, number: str) -> bool:
        """True for 问题3, where there is a problem 3 with measures or without."""
        return is_problem(number) and bool(self._of_problem.get(bare(number)))

    def outside(self, number: str) -> str:
        """The number of a problem as other programs are told it; any other stays as it is."""
        return outside(
            number,
            lambda plain: any(
                self._measures[item].number == plain for item in self._numbers.get(plain, ())
            ),
        )

    def children(self, number: str, unit: str) -> list[str]:
        """The measures that a bare number may mean (23: 23-1 and 23-2), the unit's own alone.

        Those of a problem, too: 问题23 and, where no measure has it, its bare number.
        """
        found = [i for n, ids in self._numbers.items() if n.startswith(f"{number}-") for i in ids]
        found += [item for item in self._of_problem.get(bare(number), ()) if item not in found]
        own = [item for item in found if unit in self._measures[item].units]
        return own or found

    def printed(self, words: str) -> str:
        """The number of the measure that the document itself numbers so ((五)2.(2)), or nothing."""
        return self._printed.get(_bare(words), "")

    def own(self, unit: str) -> list[str]:
        """The measures that a unit reports on."""
        return self._of_unit.get(unit, [])

    def is_of_others(self, known: Known, unit: str) -> bool:
        """True when a unit does not report on it; False where somebody who does is not listed."""
        return unit not in known.units and all(map(self.names.find_unit, known.units))

    def measure(self, number: str, unit: str = "") -> Known | None:
        """The one measure of this number; where two plans use it, the one of the unit alone."""
        found = [self._measures[item] for item in self._numbers.get(number, ())]
        if len(found) > 1:
            found = [known for known in found if unit in known.units]
        return found[0] if len(found) == 1 else None

    def names_an_item(self, words: str, unit: str) -> bool:
        """True when a measure covers the words, be it one of several."""
        found = self.candidates(words, unit)
        return bool(found) and found[0].covered >= CERTAIN

    def is_certain(self, words: str, found: list[Candidate]) -> bool:
        """True when the first candidate is meant and no other may be.

        A word that half the region uses (企业) means no item, even where only one of the unit's
        own measures holds it.
        """
        if not found or found[0].covered < CERTAIN:
            return False
        if len(words) < LONG_NAME and self._index("").is_common(words):
            return False
        if not self._may_name(words, found[0]):
            return False
        return len(found) == 1 or found[1].score < APART * found[0].score

    def by_id(self, item: str) -> Known:
        """The measure of an id that :meth:`candidates` gave."""
        return self._measures[item]

    def is_unique(self, known: Known) -> bool:
        """True when the number alone names this measure."""
        return len(self._numbers[known.number]) == 1

    def candidates(self, words: str, unit: str) -> list[Candidate]:
        """The measures that the words may mean, the unit's own first."""
        found = self._found(words, unit)
        if found and found[0].covered >= CERTAIN:
            return found
        name = _WORK.sub("", words)
        if name == words or len(name) < 2 or self._index("").is_common(name):
            return found
        named = self._found(name, unit)  # 尾矿库整治, where the plan says 尾矿库管控
        if not named or named[0].covered < CERTAIN:
            return found
        return named if self._may_name(name, named[0]) else found

    def is_name(self, name: str, found: Candidate) -> bool:
        """True for a name that is long enough, or stands in the title: 设备 is part of any work."""
        return len(name) >= SHORTEST_NAME or name in self._measures[found.item].title

    def _in_full(self, words: str) -> str:
        """固废 as 固体废物, where the ledger writes only that."""
        for short, full in IN_FULL.items():
            if short in words and self.writes(full) and not self.writes(short):
                words = words.replace(short, full)
        return words

    def _may_name(self, name: str, found: Candidate) -> bool:
        """As :meth:`is_name`; 网箱, which is a word of this ledger alone, may be one as well."""
        return self.is_name(name, found) or (not self.is_word(name) and self.writes(name))

    def _found(self, words: str, unit: str) -> list[Candidate]:
        words = self._in_full(words)
        joints = self._joints(words)
        for place in (unit, "") if self.own(unit) else ("",):
            found = self._index(place).find(words, joints=joints)
            found = [c for c in found if c.covered >= POSSIBLE]
            if found and found[0].covered >= CERTAIN:
                return found
        return found

    def _joints(self, words: str) -> frozenset[int]:
        """Where a word of two signs or more ends and another such begins."""
        joints, at, before = set(), 0, ""
        for word in self.cut(words):
            if len(word) > 1 and len(before) > 1:
                joints.add(at)
            at, before = at + len(word), word
        return frozenset(joints)

    def holds(self, pair: str, unit: str) -> bool:
        """True when a measure of the unit, or of the region, has a pair of this sound."""
        return self._index(unit if self.own(unit) else "").hears(pair)

    def writes(self, words: str) -> bool:
        """True when every pair of these signs stands in some measure."""
        index = self._index("")
        return all(words[place : place + 2] in index.places for place in range(len(words) - 1))

    def touches(self, words: str) -> bool:
        """True when any pair of these signs stands in some measure."""
        places = self._index("").places
        return any(words[place : place + 2] in places for place in range(len(words) - 1))

    def masked(self, text: str) -> str:
        """The text with 〇 for what stands so in a title: 达标计划 is a name and no plan."""
        return masked(text, self._title_pairs())

    def _title_pairs(self) -> frozenset[str]:
        if self._titles is None:
            self._titles = pairs_of(known.title for known in self._measures.values())
        return self._titles

    def typed(self, unit: str) -> Typed:
        """The names that the people of a unit may type in pinyin."""
        if unit not in self._typed:
            listed = [*self.own(unit), *self._measures][:MOST_TYPED]
            texts = [f"{self._measures[i].title} {self._measures[i].text}" for i in listed]
            places = {place for text in texts for place in _PLACE.findall(text)}
            words = {w for text in texts for w in self.cut(text) if len(w) > 1 and w.isalpha()}
            self._typed[unit] = Typed(
                [*SPOKEN, *self.names.spelled, *sorted(places), *sorted(words)]
            )
        return self._typed[unit]

    def _index(self, unit: str) -> ItemIndex:
        if unit not in self._indexes:
            items = self.own(unit) if unit else self._measures
            texts = ((i, self._measures[i].title, self._measures[i].text) for i in items)
            self._indexes[unit] = ItemIndex.of(texts)
        return self._indexes[unit]


def _bare(printed: str) -> str:
    """(五)2.(2) as 五2(2): the outer brackets and dots say nothing."""
    plain = (
        normalise(printed).replace("（", "(").replace("）", ")").replace(" ", "").replace(".", "")
    )
    return re.sub(r"^\(([^()]+)\)", r"\1", plain)
