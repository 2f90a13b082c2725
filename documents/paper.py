"""Papers of an office (公文): a title, parts with headings, tables, who issued it and when."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the heads of its columns, and its rows."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, its paragraphs, and a table below them."""

    heading: str
    lines: tuple[str, ...] = ()
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: its title, the line below it, its parts, and who issued it and when.

    ``to``: whom it is addressed to (主送), when to anybody.
    """

    title: str
    parts: tuple[Part, ...]
    below_title: str = ""
    closing: tuple[str, ...] = field(default=())
    to: str = ""
