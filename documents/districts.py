"""The counties and districts that a plan names (县区), and the short ways it names them.

A plan writes 秦州、麦积、秦安、张家川县区政府 for four governments. Each of them must see its own
task, so such a list is written out; whether a stem is a 区 or a 县 is read from the rest of the
document, and what the document does not tell stays as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from documents.folding import fold

_STEM = "[\u4e00-\u9fff]{2,5}?"
_NOT_A_DISTRICT = re.compile(
    "(?:军分|经开|高新|开发|园|景|保护|示范|新|县城|主城|老城|建成|辖|地|社|库|矿|片|居|市|校)区$"
    "|[各两五该本全][县区]$"
)
_ORGANS = re.compile(
    rf"^(?!各)(?P<stem>{_STEM})(?P<kind>县区|区县|县|区)"
    r"(?P<organs>委和(?:县区|区县|县|区)(?:人民)?政府|(?:人民)?政府|委)$"
)
_FULL = re.compile(rf"^(?P<stem>{_STEM})(?P<kind>[县区])$")
_BARE = re.compile("^[\u4e00-\u9fff]{2,4}$")
_UNIT_END = tuple("局委办室部院会队处所站厅团社")
_STATED = re.compile(r"(?<![\d.])(\d{1,3})个(?:县区|区县|县市区|县|区)(?![域间])")


def stated_count(text: str) -> int | None:
    """How many counties and districts the document says there are."""
    match = _STATED.search(fold(text))
    return int(match[1]) if match else None


class Districts:
    """The counties and districts of one document."""

    def __init__(self, text: str) -> None:
        self._text = fold(text)
        self._known: dict[str, None] = {}

    def find(self, stem: str) -> str | None:
        """The full name of a stem, as 秦州 → 秦州区, when the document tells it beyond doubt."""
        forms = [
            stem + kind
            for kind, other in (("县", "区"), ("区", "县"))
            if re.search(f"{re.escape(stem)}{kind}(?!{other})", self._text)
        ]
        return forms[0] if len(forms) == 1 else None

    def write_out(self, names: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """(names with every short list written out, those that could not be)."""
        done: list[str] = []
        unknown: list[str] = []
        for name in names:
            match = _ORGANS.match(name)
            if not match:
                done.append(name)
                continue
            stems = [match["stem"]]
            while done and self._is_short(done[-1]):
                stems.insert(0, done.pop())
            districts = [self._full_name(stem, match["kind"]) for stem in stems]
            known = [district for district in districts if district]
            if len(known) < len(stems):
                printed = "、".join([*stems[:-1], name])
                unknown.append(printed)
                done.append(printed)
                continue
            self._known.update(dict.fromkeys(known))
            done.extend(organ for each in known for organ in _organs(each, match["organs"]))
        return tuple(dict.fromkeys(done)), tuple(unknown)

    def named(self) -> tuple[str, ...]:
        """Those of the lists above, and those that stand beside one in an enumeration."""
        known = dict(self._known)
        fresh: Iterable[str] = tuple(known)
        while fresh:
            neighbours = dict.fromkeys(near for name in fresh for near in self._neighbours(name))
            fresh = [name for name in neighbours if name not in known]
            known.update(dict.fromkeys(fresh))
        return tuple(known)

    def _neighbours(self, name: str) -> list[str]:
        follows = re.findall(rf"{re.escape(name)}、({_STEM}[县区])(?=[、,])", self._text)
        return [near for near in follows if not _NOT_A_DISTRICT.search(near)]

    def _is_short(self, name: str) -> bool:
        if _FULL.match(name):
            return not _NOT_A_DISTRICT.search(name)
        return bool(_BARE.match(name)) and not name.endswith(_UNIT_END)

    def _full_name(self, stem: str, kind: str) -> str | None:
        if _FULL.match(stem):
            return stem
        return stem + kind if len(kind) == 1 else self.find(stem)


def _organs(district: str, organs: str) -> tuple[str, ...]:
    government = district + ("人民政府" if organs.endswith("人民政府") else "政府")
    committee = district + "委"
    if organs == "委":
        return (committee,)
    return (committee, government) if organs.startswith("委和") else (government,)
