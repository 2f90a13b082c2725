"""What a part of a message is about (指哪一项): a number, or words matched with the ledger."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from language.acts import SlotValue
from language.empty_words import EMPTY_WORDS
from language.lexicon import CERTAIN, SHORTEST_NAME, Lexicon
from language.lists import BARE, DOUBTFUL_DAY, NO_DAY
from language.marks import ITEM, PERCENT, SIGNS, UNIT, Frame
from language.patterns import late
from language.states import state_of
from supervision.records import Role

_SOFT = frozenset(
    ["项目", "工程", "工作", "任务", "问题", "整改", "治理", "件", "的", "和", "与", "之"]
)
"""Words that belong to a name only between its other words."""

_TAIL = late(
    r"(?:(?:这|那)?(?:个|项|块|件)?(?:的)?(?:整改)?(?:项目|工程|工作|任务|事项|事情?|问题|活儿?|那边|这边)|的|之|和|与)+$"
)
_HEAD = late(r"^(?:的|和|与|之)+")
_DONE_TO_IT = late(r"(?<=..)[拆建修清铺装挖种栽改盖砌埋换搬关停退]$")
"""What was done to it behind its name (小锅炉拆), unless the ledger writes both signs so."""
_LOOKED_THROUGH = late("[排调检核督巡普]查")
_BREAKS = late(rf"[^一-鿿0-9A-Za-z{SIGNS}]+|[{SIGNS}]")
_CLAUSES = late(r"[，,。；;！!？?\n]+")
LONGEST_RUN = 40
MOST_COMMON_WORDS = 2
"""基础设施, 系统升级: so few words of any dictionary, found in a text alone, name none surely."""
NEAR_DAYS = 3
"""15号 may be meant as a day when that day was or will be within so many days."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is meant: the slot's words, the measure when certain, else who may be meant."""

    item: str = ""
    measure: str = ""
    candidates: tuple[tuple[str, float], ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def slots(self) -> dict[str, SlotValue]:
        """The slot, when anything was said."""
        return {"item": self.item} if self.item else {}


@dataclass(frozen=True)
class Said:
    """A part of a message with who says it, when, and the ledger's words."""

    frame: Frame
    role: Role
    unit: str
    lexicon: Lexicon
    today: date

    @cached_property
    def compact(self) -> str:
        """The frame's text without spaces, for rules."""
        return re.sub(r"\s+", "", self.frame.text)

    @cached_property
    def unit_named(self) -> str:
        """The official name of the first unit that is named."""
        mention = self.frame.first(UNIT)
        return mention.value if mention else ""

    @cached_property
    def subject(self) -> Subject:
        """The item of this part."""
        mention = self.frame.first(ITEM)
        if mention is None:
            return self._by_words()
        return self.numbered(mention.value, mention.note)

    def numbered(self, number: str, note: str = "") -> Subject:
        """The item of a number; doubtful when no measure has it or it may be a day."""
        known = self.lexicon.measure(number, self.unit)
        own = known is not None and self.unit in known.units
        near = number.isdigit() and abs(int(number) - self.today.day) <= NEAR_DAYS
        asked = not own or (note == DOUBTFUL_DAY and near)
        if note == NO_DAY and not own:
            note = DOUBTFUL_DAY  # no day by the words beside it, but no item of theirs either
        doubts = [note] if note in (DOUBTFUL_DAY, BARE) and asked else []
        if known is None:
            doubts += ["unknown_item"] if self.lexicon.own(self.unit) else []
            parts = tuple((item, 1.0) for item in self.lexicon.children(number, self.unit))
            return Subject(number, "", parts, tuple(doubts))
        if not own and self.unit:
            doubts.append("not_own")
        return Subject(number, known.id, (), tuple(doubts))

    @cached_property
    def meant(self) -> frozenset[str]:
        """The measures of the unit that this part may mean by its words."""
        if not self.subject.item or (not self.names and not self.subject.measure):
            return frozenset()
        own = set(self.lexicon.own(self.unit))
        named = {self.subject.measure} if self.subject.measure else set()
        return frozenset(own & (named or {item for item, _ in self.subject.candidates}))

    @cached_property
    def is_named(self) -> bool:
        """True when a number, or words of its title, name the measure that is meant."""
        if not self.subject.measure:
            return False
        title = self.lexicon.by_id(self.subject.measure).title
        return ITEM in self.frame.text or self.subject.item in title

    @cached_property
    def content(self) -> str:
        """The longest run of words that say something."""
        return max(self._runs(), key=len, default="")

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The words that name what is meant, the longest first."""
        found: set[str] = set()
        for run in self._runs():
            parts = self._known_parts(run)
            words = "".join(parts)
            if words and (
                self._names_what_is_meant(words)
                or (words != run and self._names_what_is_meant(run))
            ):
                found.update(
                    parts
                )  # 污水处理能力优惠80%: what the ledger does not write is no name
        item = self.subject.item
        if self.subject.measure and f"的{item}" in self.frame.text and self.lexicon.writes(item):
            found.add(item)  # 武威的祁连山
        return tuple(sorted(found, key=len, reverse=True))

    def _names_what_is_meant(self, run: str) -> bool:
        found = [
            c
            for c in self.lexicon.candidates(run, self.unit)
            if c.covered >= CERTAIN and (self.lexicon.is_name(run, c) or run == self.subject.item)
        ]
        meant = self.subject.measure
        return any(c.item == meant for c in found) if meant else bool(found)

    def _by_words(self) -> Subject:
        best = Subject()
        top = 0.0
        for run in self._runs():
            found = self.lexicon.candidates(run, self.unit or "")
            if found and found[0].score > top:
                top = found[0].score
                pairs = tuple((c.item, round(c.score, 3)) for c in found)
                if self.lexicon.is_certain(run, found):
                    best = Subject(run, found[0].item, pairs)
                else:
                    best = Subject(run, "", pairs, ("ambiguous",))
        if best.candidates and not best.measure:
            best = self._told_apart(best)
        if not best.measure:
            best = self._by_known_words() or best
        return self._with_doubts(self._beside_the_figure(best))

    def _by_known_words(self) -> Subject | None:
        """农药瓶子回收: what the ledger writes of the words names it, what it does not is asked."""
        if PERCENT not in self.frame.text and state_of(self.frame.text):
            return None  # 尾矿库那条路正在修: the words are all that tells what it is about
        for run in self._runs():
            words = "".join(self._known_parts(run))
            if "的" in run:
                words = run.rpartition("的")[2]  # 武威的祁连山: whose it is, and its name
            if len(words) < SHORTEST_NAME or words == run:
                continue
            found = self.lexicon.candidates(words, self.unit)
            if self.lexicon.is_certain(words, found):
                pairs = tuple((c.item, round(c.score, 3)) for c in found)
                return Subject(words if words in run else run, found[0].item, pairs)
        return None

    def _known_parts(self, run: str) -> list[str]:
        """The words of a run that the ledger writes or says, those side by side joined."""
        parts, words = [""], self.lexicon.cut(run)
        for word in words:
            slip = not self.lexicon.is_word(word) and self._is_heard(word)
            known = len(word) == 1 or self.lexicon.writes(word) or slip
            parts = [*parts[:-1], parts[-1] + word] if known else [*parts, ""]
        while len(words) > 1 and len(words[-1]) == 1 and not self._is_heard(run[-2:]):
            words, run, parts[-1] = words[:-1], run[:-1], parts[-1][:-1]  # 该 of 雨污分流该
        return [part for part in parts if len(part) > 1]

    def _is_heard(self, word: str) -> bool:
        """True when every pair of the word sounds like one of the ledger's (尾矿裤)."""
        pairs = (word[place : place + 2] for place in range(len(word) - 1))
        return all(self.lexicon.holds(pair, self.unit) for pair in pairs)

    def _with_doubts(self, found: Subject) -> Subject:
        """Words may lead to somebody else's item, or only to common words of a text."""
        if not found.measure or found.doubts:
            return found
        known = self.lexicon.by_id(found.measure)
        if self.unit and self.lexicon.is_of_others(known, self.unit):
            return replace(found, doubts=("not_own",))
        if found.item in known.title:
            return found
        words = self.lexicon.cut(found.item)
        if len(words) > MOST_COMMON_WORDS or any(word in known.title for word in words):
            return found
        plain = all(len(word) > 1 and self.lexicon.is_word(word) for word in words)
        plain = plain and (len(words) == 1 or not self.lexicon.writes(found.item))
        return replace(found, doubts=("common_words",)) if plain else found

    def _beside_the_figure(self, best: Subject) -> Subject:
        """Where the clause of the figure names another measure than the best words, that one."""
        own = self.lexicon.own(self.unit)
        for clause in _CLAUSES.split(self.frame.text):
            if PERCENT not in clause or best.item in self._runs_of(clause):
                continue
            for run in self._runs_of(clause):
                found = self.lexicon.candidates(run, self.unit)
                if self.lexicon.is_certain(run, found) and found[0].item in own:
                    if found[0].item == best.measure:
                        return best
                    return Subject(run, found[0].item, best.candidates, ("several_items",))
        return best

    def _told_apart(self, best: Subject) -> Subject:
        """Words that may mean several, with what else is said (污水处理那个提升能力的)."""
        possible = {item for item, _ in best.candidates}
        for clause in _CLAUSES.split(self.frame.text):
            runs = self._runs_of(clause)
            if best.item not in runs:
                continue
            for other in runs:
                if other == best.item or not self.lexicon.names_an_item(other, self.unit):
                    continue
                found = self.lexicon.candidates(best.item + other, self.unit)
                if self.lexicon.is_certain(best.item, found) and found[0].item in possible:
                    return Subject(best.item, found[0].item, best.candidates)
        return best

    def _carries(self, word: str, part: str, run: str) -> bool:
        """True when a word belongs to a name; 报 of 报子沟 does, because 豹子 is in the ledger."""
        if word in _SOFT:
            return bool(run) or word == "治理"
        if word not in EMPTY_WORDS:
            return True
        if len(word) > 1:
            return False
        if run:
            return self._goes_on(word, part, run)
        place = part.find(word)
        if self.lexicon.is_word(part[place + 1 : place + 3]):
            return False  # 报 of 报污水 stands for itself
        return self.lexicon.holds(part[place : place + 2], self.unit)

    def _goes_on(self, word: str, part: str, run: str) -> bool:
        """True when a sign that names nothing by itself stands inside a name."""
        if _LOOKED_THROUGH.fullmatch(run[-1] + word):
            return True
        place = part.find(run[-1] + word) + 1  # 污水处里能力: both pairs sound like the ledger's
        pairs = part[place - 1 : place + 1], part[place : place + 2]
        if place > 0 and all(map(self.lexicon.writes, pairs)) and len(run) == 1:
            return True  # 里 of 七里湾
        return place > 0 and all(
            self.lexicon.holds(pair, self.unit) and not self.lexicon.writes(pair) for pair in pairs
        )

    def masked(self, text: str) -> str:
        """The text without what is only the name of a measure."""
        return self.lexicon.masked(text)

    def _runs(self) -> list[str]:
        """Runs of content words, between mentions, signs and words that carry no name."""
        return self._runs_of(self.frame.text)

    def _runs_of(self, text: str) -> list[str]:
        runs: list[str] = []
        for part in _BREAKS.split(text):
            run = ""
            for word in [*self.lexicon.cut(part), ""] if part else ():
                if word and self._carries(word, part, run):
                    run += word
                    continue
                run = _HEAD.sub("", _TAIL.sub("", run))
                if _DONE_TO_IT.search(run) and not self.lexicon.writes(run[-2:]):
                    run = run[:-1]
                if len(run) > 1:
                    runs.append(run[:LONGEST_RUN])
                run = ""
        return runs
