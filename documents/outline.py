"""The numbering of an official document as a tree: 一、 (一) 1. (1) (层次序数, GB/T 9704 7.3.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from documents.folding import fold

_NUMERAL = "一二三四五六七八九"
_CHINESE = "[一二三四五六七八九十]{1,3}"
_MARKERS = (
    (1, re.compile(rf"({_CHINESE})、")),
    (2, re.compile(rf"\(({_CHINESE})\)、?")),
    (3, re.compile(r"(\d{1,2})[.、](?!\d)")),
    (4, re.compile(r"\((\d{1,2})\)[.、]?")),
)
_PARAGRAPH_END = tuple("。;:!?)")


@dataclass
class Node:
    """One numbered item: its number as printed, its value, its lines, and what stands below it.

    ``pieces`` holds the lines of each paragraph; the first paragraph holds the heading.
    """

    level: int
    marker: str
    ordinal: int
    pieces: list[list[str]]
    children: list[Node] = field(default_factory=list)
    _open_brackets: int = 0

    @cached_property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs below the number, wrapped lines joined; read when all lines are in."""
        return tuple("".join(lines) for lines in self.pieces)

    @property
    def title(self) -> str:
        """The heading sentence, up to the first full stop, without it."""
        return self.paragraphs[0].split("。", 1)[0].strip()

    @property
    def text(self) -> str:
        """The whole text below the number; a heading on a line of its own is not repeated."""
        heading = self.paragraphs[0]
        is_bare = "。" not in heading and not heading.endswith((")", "）"))
        has_body = len(self.paragraphs) > 1
        return "\n".join(self.paragraphs[is_bare and has_body :]).strip()

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in printed order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def add_line(self, line: str) -> None:
        """A further line: the rest of a wrapped paragraph, or a paragraph of its own.

        A bracket still open, or a sentence without its end, goes on; a bare heading does not.
        """
        if not self.pieces:
            goes_on = False
        elif self._open_brackets > 0:
            goes_on = True
        else:
            last = self.pieces[-1]
            is_heading = len(self.pieces) == 1 and not any("。" in piece for piece in last)
            goes_on = not is_heading and not fold(last[-1]).endswith(_PARAGRAPH_END)
        if goes_on:
            self.pieces[-1].append(line)
        else:
            self.pieces.append([line])
            self._open_brackets = 0
        folded = fold(line)
        self._open_brackets += folded.count("(") - folded.count(")")


@dataclass(frozen=True, slots=True)
class Outline:
    """The lines before the first numbered part, and the parts (一、 二、 …)."""

    front: tuple[str, ...]
    parts: tuple[Node, ...]


def read_outline(text: str) -> Outline:
    """The tree of a document; a document without numbered parts has only a front."""
    front: list[str] = []
    parts: list[Node] = []
    open_nodes: list[Node] = []
    for raw in text.split("\n"):
        line = raw.strip()
        node = _node_of(line)
        if node is not None and (node.level == 1 or open_nodes):
            while open_nodes and open_nodes[-1].level >= node.level:
                open_nodes.pop()
            siblings = open_nodes[-1].children if open_nodes else parts
            siblings.append(node)
            open_nodes.append(node)
        elif not open_nodes:
            front.append(line)
        elif line:
            open_nodes[-1].add_line(line)
    return Outline(tuple(front), tuple(parts))


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line that opens with a number: its level, number as printed, value and words."""

    level: int
    marker: str
    ordinal: int
    rest: str


def read_numbered(line: str) -> Numbered | None:
    """The number that a line opens with, None for a line without one."""
    folded = fold(line)
    for level, marker in _MARKERS:
        match = marker.match(folded)
        if match:
            end = match.end()
            return Numbered(level, line[:end], _ordinal(match[1]), line[end:].strip())
    return None


def _node_of(line: str) -> Node | None:
    found = read_numbered(line)
    if found is None:
        return None
    node = Node(found.level, found.marker, found.ordinal, [])
    node.add_line(found.rest)
    return node


def _ordinal(numeral: str) -> int:
    """The value of 一 … 九十九 or of figures; 0 for what is no number (一二)."""
    if numeral.isdecimal():
        return int(numeral)
    tens, ten, ones = numeral.partition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return 0
    value = _NUMERAL.find(ones) + 1 if ones else 0
    if ten:
        return value + 10 * (_NUMERAL.find(tens) + 1 if tens else 1)
    return _NUMERAL.find(tens) + 1
