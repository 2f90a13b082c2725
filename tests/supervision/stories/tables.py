"""Reads the Markdown tables of a story, strictly: whatever is not understood is an error."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

NONE = "—"
"""What an empty cell holds, so that a forgotten one is seen."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "概况": ("制度", "施行日期", "方案印发", "从", "到"),
    "单位": ("单位", "层级"),
    "台账": ("编号", "事项", "牵头单位", "责任单位", "时限"),
    "发生了什么": ("时刻", "事实", "单位", "编号", "数值", "说明"),
    "应当采取的措施": (
        *("时刻", "措施", "单位", "编号", "送达", "依据", "原因", "次数", "需签发", "列明", "说明"),
    ),
    "整改办可选的措施": ("措施", "送达", "依据", "需签发", "落款"),
    "落款": ("措施", "原因", "落款", "写明的后果"),
    "期限算例": ("事项", "从", "到"),
}
"""The sections of a story and the columns of their tables; none may be missing."""


class StoryError(Exception):
    """Something in a story is not understood; the message names the file and the line."""

    def __init__(self, file: Path, line: int, what: str) -> None:
        super().__init__(f"{file.name}:{line}: {what}")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, by its columns."""

    file: Path
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """The text of a cell; empty for the sign that stands for nothing."""
        found = self.cells[column]
        return "" if found == NONE else found

    def wrong(self, what: str) -> StoryError:
        return StoryError(self.file, self.line, what)

    def word(self, column: str, words: Mapping[str, str], text: str | None = None) -> str:
        """The contract's name for the word of a cell, or for ``text``, a part of it."""
        said = self[column] if text is None else text
        if said not in words:
            raise self.wrong(f"{column}「{said}」不认识，可用：{'、'.join(words)}")
        return words[said]

    def several(self, column: str) -> list[str]:
        """The parts of a cell that are joined by 、."""
        return self[column].split("、") if self[column] else []


def read_tables(file: Path, text: str | None = None) -> dict[str, list[Row]]:
    """The rows of every section. Raises StoryError on anything that a story may not hold."""
    reader = _Reader(file)
    content = file.read_text(encoding="utf-8") if text is None else text
    for number, line in enumerate(content.splitlines(), 1):
        reader.take(number, line.strip())
    missing = [name for name in COLUMNS if name not in reader.found]
    if missing:
        raise StoryError(file, 1, f"缺少「{missing[0]}」一节")
    return reader.found


class _Reader:
    def __init__(self, file: Path) -> None:
        self.file = file
        self.found: dict[str, list[Row]] = {}
        self._section = ""
        self._columns: tuple[str, ...] | None = None
        self._ruled = False

    def take(self, number: int, line: str) -> None:
        if not line.startswith("|"):
            self._columns = None
            if line.startswith("## "):
                self._open(number, line.removeprefix("## ").strip())
            return
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if self._columns is None:
            self._head(number, cells)
        elif not self._ruled:
            if not all(re.fullmatch(r":?-+:?", cell) for cell in cells):
                raise StoryError(self.file, number, "表头下面应是 |---| 一行")
            self._ruled = True
        else:
            self._row(number, cells)

    def _open(self, number: int, name: str) -> None:
        if name not in COLUMNS or name in self.found:
            raise StoryError(self.file, number, f"「{name}」不是故事的一节，或已经写过")
        self._section = name
        self.found[name] = []

    def _head(self, number: int, cells: list[str]) -> None:
        expected = COLUMNS.get(self._section, ())
        if tuple(cells) != expected:
            raise StoryError(self.file, number, f"表头应为：{' | '.join(expected)}")
        self._columns, self._ruled = expected, False

    def _row(self, number: int, cells: list[str]) -> None:
        columns = self._columns or ()
        if len(cells) != len(columns):
            raise StoryError(self.file, number, f"应有 {len(columns)} 格，写了 {len(cells)} 格")
        if "" in cells:
            empty = columns[cells.index("")]
            raise StoryError(self.file, number, f"「{empty}」一格是空的，没有内容请写 {NONE}")
        row = Row(self.file, number, dict(zip(columns, cells, strict=True)))
        self.found[self._section].append(row)
