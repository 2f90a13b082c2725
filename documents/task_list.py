"""The rows of a task list (任务清单): headings, problems, and the labelled fields of each.

Problems and measures are both numbered, often alike, so a number alone tells nothing. The label
that comes first in the list (整改目标, say) comes first in every row: the numbered line that leads
to it opens a row. A numbered line among the measures is a measure; elsewhere, at the problems'
level, it is a row that lacks its fields, so that no row gets lost.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from documents.folding import flat, fold
from documents.outline import Numbered, read_numbered
from documents.task_fields import Kind, Labelled, read_labelled, split_fields

_TITLE = re.compile(r"^[^。;:]{2,60}(?:清单|台账)(?:\([^()]{1,10}\))?$")
_AFTER_THE_LIST = re.compile("保障|组织实施|组织领导|工作要求")
_ENDS = tuple("。;:!?")


@dataclass(slots=True)
class Field:
    """A labelled field and its lines."""

    kind: Kind
    label: str
    lines: list[str]

    @property
    def text(self) -> str:
        """Its words as one text."""
        return join(self.lines)


@dataclass(slots=True)
class Row:
    """A problem as printed: number, headings above it, its own lines, its fields in order."""

    printed: str
    ordinal: int
    headings: tuple[str, ...]
    lines: list[str]
    fields: list[Field] = field(default_factory=list)

    def text_of(self, kind: Kind) -> str:
        """The words of all fields of a kind."""
        return join([line for each in self.fields if each.kind is kind for line in each.lines])


@dataclass(frozen=True, slots=True)
class TaskList:
    """A task list: its title, empty when none is printed, its headings and rows in order.

    ``categories`` and ``aspects`` are the headings of its top level and of those below; ``loose``
    are headings that hold no row, and lines below a heading that belong to none, each with the
    heading's number.
    """

    title: str
    categories: tuple[str, ...]
    aspects: tuple[str, ...]
    rows: tuple[Row, ...]
    loose: tuple[tuple[str, str], ...] = ()


def join(lines: list[str]) -> str:
    """Lines as one text: a wrapped sentence goes on, a finished one ends its paragraph."""
    text = ""
    for line in filter(None, lines):
        text += "\n" + line if fold(text).endswith(_ENDS) else line
    return text.strip()


def read_task_list(text: str) -> TaskList | None:
    """The task list of a document; None for a document that holds none."""
    lines = [
        piece for raw in text.split("\n") if raw.strip() for piece in split_fields(raw.strip())
    ]
    labels = [read_labelled(line) for line in lines]
    first = next((i for i, found in enumerate(labels) if _opens_a_list(found)), None)
    if first is None:
        return None
    title, start = _beginning(lines, first)
    reading = _Reading(lines[start:], labels[start:])
    reading.read()
    return TaskList(
        title,
        tuple(reading.categories),
        tuple(reading.aspects),
        tuple(reading.rows),
        tuple(reading.loose),
    )


def _opens_a_list(found: Labelled | None) -> bool:
    """备注 and 牵头单位 stand in other texts too; a goal or measures with a colon do not."""
    return found is not None and found.kind in (Kind.GOAL, Kind.MEASURES)


def _beginning(lines: list[str], first: int) -> tuple[str, int]:
    """(title, place of the first line behind it); without a title the last 一、 before a field."""
    for place in range(first - 1, -1, -1):
        if _TITLE.match(fold(flat(lines[place]))) and not read_numbered(lines[place]):
            return flat(lines[place]), place + 1
    for place in range(first - 1, -1, -1):
        found = read_numbered(lines[place])
        if found and (found.level, found.ordinal) == (1, 1):
            return "", place
    return "", 0


class _Reading:
    """One pass over the lines of a list."""

    def __init__(self, lines: list[str], labels: list[Labelled | None]) -> None:
        self._lines = lines
        self._labels = labels
        self._numbers = [
            None if label else read_numbered(line)
            for line, label in zip(lines, labels, strict=True)
        ]
        self._starts, self._level = self._find_starts()
        self._headings: dict[int, Numbered] = {}
        self._last_measure = 0
        self.rows: list[Row] = []
        self.categories: list[str] = []
        self.aspects: list[str] = []
        self.loose: list[tuple[str, str]] = []
        self._below = ""
        self._empty: list[Numbered] = []

    def read(self) -> None:
        """Read every line, and tell of the headings that hold no row."""
        self._read_lines()
        self.loose += [(each.marker, each.rest) for each in self._empty]

    def _read_lines(self) -> None:
        """Stops at the part on safeguards behind the last row."""
        last = max(self._starts, default=0)
        for place, line in enumerate(self._lines):
            label, number = self._labels[place], self._numbers[place]
            if label:
                self._open_field(label)
            elif number is None:
                self._go_on(line)
            elif place in self._starts or self._is_a_row(place, number):
                if place > last and _AFTER_THE_LIST.search(number.rest):
                    return
                self._open_row(number)
            elif number.level < self._level:
                if place > last and _AFTER_THE_LIST.search(number.rest):
                    return
                self._open_heading(number)
            else:
                self._last_measure = number.ordinal
                self._go_on(line)

    def _find_starts(self) -> tuple[set[int], int]:
        """The lines that open rows, and the level of their numbers."""
        opening = next(
            label.label for label in self._labels if label and label.kind is not Kind.OTHER
        )
        led = [
            self._walk_back(place, 4)
            for place, label in enumerate(self._labels)
            if label and label.label == opening
        ]
        levels = Counter(n.level for i in led if i is not None and (n := self._numbers[i]))
        if not levels:
            return set(), 1
        level = levels.most_common(1)[0][0]
        places = [i for i, label in enumerate(self._labels) if label and label.label == opening]
        found = {self._walk_back(place, level) for place in places}
        return {place for place in found if place is not None}, level

    def _walk_back(self, place: int, level: int) -> int | None:
        """The nearest numbered line above a label, of this level or a higher one."""
        for above in range(place - 1, -1, -1):
            number = self._numbers[above]
            if self._labels[above]:
                return None
            if number and number.level <= level:
                return above
        return None

    def _is_a_row(self, place: int, number: Numbered) -> bool:
        """Whether a numbered line that leads to no opening label is a row all the same."""
        if number.level != self._level:
            return False
        row = self.rows[-1] if self.rows else None
        if row is None or not row.fields or row.fields[-1].kind is not Kind.MEASURES:
            return True
        follows = place + 1 < len(self._lines) and self._labels[place + 1] is not None
        is_next_row = number.ordinal == row.ordinal + 1
        return follows and is_next_row and number.ordinal != self._last_measure + 1

    def _open_heading(self, number: Numbered) -> None:
        kept = {level: each for level, each in self._headings.items() if level < number.level}
        self._headings = kept | {number.level: number}
        self._below = number.marker
        self._empty.append(number)
        (self.aspects if kept else self.categories).append(number.rest.rstrip("。"))

    def _open_row(self, number: Numbered) -> None:
        above = [each for level, each in self._headings.items() if level < number.level]
        printed = "".join(each.marker for each in above) + number.marker
        headings = tuple(each.rest.rstrip("。") for each in above)
        self._below = ""
        self._empty = [each for each in self._empty if each not in above]
        self.rows.append(Row(printed, number.ordinal, headings, [number.rest]))
        self._last_measure = 0

    def _open_field(self, label: Labelled) -> None:
        is_unnumbered = label.kind is Kind.PROBLEM and (not self.rows or self.rows[-1].fields)
        if not self.rows or is_unnumbered:
            self.rows.append(Row("", len(self.rows) + 1, self._titles(), []))
            self._empty = [each for each in self._empty if each not in self._headings.values()]
        self._below = ""
        if label.kind is Kind.PROBLEM:
            self.rows[-1].lines.append(label.words)
            return
        self.rows[-1].fields.append(Field(label.kind, label.label, [label.words]))
        self._last_measure = 0
        opening = read_numbered(label.words)
        if label.kind is Kind.MEASURES and opening:
            self._last_measure = opening.ordinal

    def _titles(self) -> tuple[str, ...]:
        return tuple(each.rest.rstrip("。") for each in self._headings.values())

    def _go_on(self, line: str) -> None:
        if self._below:
            self.loose.append((self._below, line))
        elif self.rows:
            row = self.rows[-1]
            (row.fields[-1].lines if row.fields else row.lines).append(line)
