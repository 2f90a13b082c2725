"""The measures in a field 整改措施: one a line, or one after another in a paragraph (1.…2.…)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from documents.folding import fold
from documents.outline import read_numbered
from documents.task_list import join

_INLINE = re.compile(
    r"(?:^|(?<=[。;:]))\s*(?:(?P<dot>\d{1,2})[.、](?!\d)|\((?P<bracket>\d{1,2})\))"
)
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_BEFORE_CIRCLED = re.compile(rf"(?<=[。;；])\s*(?=[{_CIRCLED}])")


@dataclass(frozen=True, slots=True)
class Printed:
    """A measure: its number as printed, empty for one without, and its words."""

    marker: str
    text: str


def list_measures(lines: list[str]) -> tuple[Printed, ...]:
    """The measures of a field, in order; words before the first number stay with the first."""
    level: int | None = None
    found: list[tuple[str, list[str]]] = []
    pieces = (
        piece for raw in lines for part in _BEFORE_CIRCLED.split(raw) for piece in _pieces(part)
    )
    for line in pieces:
        number = read_numbered(line)
        circled = line[:1] if line and line[0] in _CIRCLED else ""
        here = number.level if number else 5 if circled else None
        if here is not None and (level is None or here <= level):
            level = here
            words = number.rest if number else line[1:].strip()
            before = found.pop()[1] if len(found) == 1 and not found[0][0] else []
            found.append((number.marker if number else circled, [*before, words]))
        elif found:
            found[-1][1].append(line)
        else:
            found.append(("", [line]))
    return tuple(Printed(marker, join(words)) for marker, words in found if join(words))


def _pieces(line: str) -> list[str]:
    """A paragraph cut before 1. 2. 3., as long as they count on from one."""
    cuts, expected, kind = [0], 1, ""
    for match in _INLINE.finditer(fold(line)):
        if kind and match.lastgroup != kind:
            continue
        if int(match[match.lastgroup or 0]) == expected or not match.start():
            expected = int(match[match.lastgroup or 0]) + 1
            kind = match.lastgroup or ""
            cuts.append(match.start())
    places = sorted({*cuts, len(line)})
    pieces = (line[a:b].strip() for a, b in pairwise(places))
    return [piece for piece in pieces if piece]
