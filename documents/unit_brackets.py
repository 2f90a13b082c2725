"""The bracket that says who is responsible: (牵头单位:…;责任单位:…) (责任分工).

Only a bracket that opens with a duty and a colon counts; (试行), (PM10) and the like do not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.folding import flat, fold

_LABEL = re.compile(
    r"(?P<duty>牵头|主要责任|责任|配合|协助|参与|督导|督办|监督|指导|验收|核查|包抓|分管)"
    r"(?P<who>单位|部门|领导)\s*:"
)
_BRACKET = re.compile(r"\(\s*(?=" + _LABEL.pattern + ")")
_ANY_BRACKET = re.compile(r"\(([^()]{1,240})\)")
_LOOKS_LIKE_UNITS = re.compile(r"(?:单位|部门|领导)\s*:|(?:局|委|政府|办公室)(?:[、;]|$)")
_FIELD_OF_DUTY = {
    "牵头": "lead_units",
    "主要责任": "responsible_units",
    "责任": "responsible_units",
    "配合": "cooperating_units",
    "协助": "cooperating_units",
    "参与": "cooperating_units",
    "督导": "supervising_units",
    "督办": "supervising_units",
    "监督": "supervising_units",
    "指导": "supervising_units",
    "验收": "verifying_units",
    "核查": "verifying_units",
    # 包抓单位, 分管单位: units in charge of an area; a record has no list of its own for them.
    "包抓": "responsible_units",
    "分管": "responsible_units",
}
_LIST_SIGNS = "、,;"


@dataclass(frozen=True, slots=True)
class UnitBracket:
    """A bracket of units: its place in the text, its words, and whether it is closed."""

    start: int
    end: int
    content: str
    closed: bool


def find_brackets(text: str) -> tuple[UnitBracket, ...]:
    """Every bracket of units in a text, in order; an unclosed one reaches to the end."""
    folded = fold(text)
    found: list[UnitBracket] = []
    for match in _BRACKET.finditer(folded):
        if found and match.start() < found[-1].end:
            continue
        end = _closing(folded, match.start())
        inner = text[match.start() + 1 : (end - 1) if end else len(text)]
        found.append(UnitBracket(match.start(), end or len(text), inner, bool(end)))
    return tuple(found)


def count_openings(text: str) -> int:
    """How many brackets of units a raw text opens, whatever its structure."""
    return len(_BRACKET.findall(fold(text)))


def find_lookalikes(text: str) -> tuple[str, ...]:
    """Brackets that seem to name units but open with no known duty."""
    folded = fold(text)
    return tuple(
        text[match.start() : match.end()]
        for match in _ANY_BRACKET.finditer(folded)
        if _LOOKS_LIKE_UNITS.search(match[1]) and not _BRACKET.match(folded, match.start())
    )


def without_brackets(text: str, brackets: tuple[UnitBracket, ...]) -> str:
    """The text with its brackets of units taken out, and the full stop that follows one."""
    kept, position = "", 0
    for bracket in brackets:
        kept += text[position : bracket.start].rstrip()
        position = bracket.end
        if text[position : position + 1] == "。" and kept.endswith("。"):
            position += 1
    return (kept + text[position:]).strip()


def read_duty(content: str) -> dict[str, tuple[str, ...]]:
    """The names in a bracket, by the field of :class:`supervision.records.Duty` they belong to."""
    folded = fold(content)
    labels = list(_LABEL.finditer(folded))
    duty: dict[str, tuple[str, ...]] = {}
    for index, label in enumerate(labels):
        end = labels[index + 1].start() if index + 1 < len(labels) else len(content)
        field = "leaders" if label["who"] == "领导" else _FIELD_OF_DUTY[label["duty"]]
        names = split_names(content[label.end() : end])
        duty[field] = tuple(dict.fromkeys((*duty.get(field, ()), *names)))
    return duty


def split_names(text: str) -> tuple[str, ...]:
    """The names of a list; signs inside 《…》 belong to the name, white space to no name."""
    names, name, depth = [], "", 0
    for char in flat(text):
        depth += (char == "《") - (char == "》")
        if depth <= 0 and fold(char) in _LIST_SIGNS:
            names.append(name)
            name = ""
        else:
            name += char
    names.append(name)
    return tuple(filter(None, (name.strip("。. ") for name in names)))


def _closing(folded: str, start: int) -> int:
    """The position after the bracket that closes the one at ``start``; 0 when none does."""
    depth = 0
    for position in range(start, len(folded)):
        depth += (folded[position] == "(") - (folded[position] == ")")
        if depth == 0:
            return position + 1
    return 0
