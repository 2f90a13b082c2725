"""Units by any of their names (单位名称、简称)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from language.normalise import normalise
from language.patterns import late
from language.pinyin import sounds
from supervision.records import Unit

SHORTER = (
    ("发展和改革", "发展改革"),
    ("发展改革", "发改"),
    ("国土资源", "国土"),
    ("自然资源", "资源"),
    ("卫生计生", "卫计"),
    ("卫生健康", "卫健"),
    ("文化旅游", "文旅"),
    ("文化和旅游", "文旅"),
    ("人力资源和社会保障", "人社"),
    ("人力资源社会保障", "人社"),
    ("住房和城乡建设", "住建"),
    ("住房城乡建设", "住建"),
    ("市场监督管理", "市场监管"),
    ("农业农村", "农业"),
    ("工业和信息化", "工信"),
    ("交通运输", "交通"),
    ("应急管理", "应急"),
    ("生态环境", "环保"),
    ("环境保护", "环保"),
    ("城市管理综合执法", "城管"),
    ("城市管理", "城管"),
    ("林业和草原", "林草"),
)
"""Long forms of departments beside the short ones that people use."""

_ENDINGS = late(r"(?:人民政府|政府|委员会|管理委员会|办公室)$")
_LEVEL = late(r"^(?:省|市|区|县|州)(?=..)")
_KIND = late(r"(?:局|厅|委|办|室|部|院|会|区|县|市|州|公司|集团|厂|政府)$")
GROUPS = ("各县区", "各区县", "各单位", "各部门", "各责任单位", "全体", "所有单位", "各市州")
"""Everybody at once: a message to them goes to all units."""
LONGEST_NAME = 24


@dataclass(frozen=True, slots=True)
class UnitNames:
    """The names of listed units; ``spelled`` leads from every spelling to the official name."""

    spelled: Mapping[str, str] = field(default_factory=dict)
    heads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by_sound: Mapping[tuple[str, ...], str] = field(default_factory=dict)

    @classmethod
    def of(cls, units: Iterable[Unit]) -> UnitNames:
        """Names, aliases and short forms; a spelling that two units share leads to neither."""
        official: dict[str, str] = {}
        given: dict[str, set[str]] = {}
        made: dict[str, set[str]] = {}
        for unit in units:
            official[_spelling(unit.name)] = unit.name
            for alias in unit.aliases:
                given.setdefault(_spelling(alias), set()).add(unit.name)
            for name in (unit.name, *unit.aliases):
                for short in _short_forms(_spelling(name)):
                    made.setdefault(short, set()).add(unit.name)
        spelled = {**_unshared(made), **_unshared(given), **official}
        heads: dict[str, list[str]] = {}
        for name in sorted(spelled, key=len, reverse=True):
            heads.setdefault(name[:2], []).append(name)
        sound = {sounds(name): unit for name, unit in spelled.items() if len(name) > 2}
        return cls(spelled, {head: tuple(names) for head, names in heads.items()}, sound)

    def find_unit(self, words: str) -> str:
        """The official name of the unit that these words name, or nothing."""
        spelling = _spelling(words)
        return self.spelled.get(spelling) or self.by_sound.get(sounds(spelling), "")

    def mentioned(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where units are named in a text: start, end, official name; the longest names first."""
        place = 0
        while place < len(text) - 1:
            for name in self.heads.get(text[place : place + 2], ()):
                if text.startswith(name, place):
                    yield place, place + len(name), self.spelled[name]
                    place += len(name) - 1
                    break
            place += 1

    def heard(self, words: str) -> str:
        """The unit whose name ends these words in other signs of the same sound (水物局)."""
        if not _KIND.search(words):
            return ""
        said = sounds(words[-LONGEST_NAME:])
        for start in range(len(said) - 2):
            unit = self.by_sound.get(said[start:])
            if unit:
                return unit
        return ""


def _unshared(owners: Mapping[str, set[str]]) -> dict[str, str]:
    return {name: next(iter(of)) for name, of in owners.items() if len(of) == 1}


def _short_forms(name: str) -> Iterator[str]:
    forms = {name, _ENDINGS.sub("", name), _LEVEL.sub("", name)}
    forms |= {_LEVEL.sub("", form) for form in forms}
    for long, short in SHORTER:
        forms |= {form.replace(long, short) for form in forms if long in form}
    if name.endswith(("建设局", "住建局")):
        forms |= {"住建局", "市住建局", "建设局"}
    for form in list(forms):
        if form.endswith("委") and len(form) == 3:
            forms.add(f"{form[:2]}局")
    yield from (form for form in forms if len(form) > 2 or form.endswith(("局", "办", "委")))


def _spelling(words: str) -> str:
    return normalise(words).replace(" ", "").casefold()
