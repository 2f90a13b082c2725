"""The rooms of the house, and the text of their files."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]


ROOMS: dict[str, set[str]] = {
    "supervision": set(),
    "language": {"supervision"},
    "documents": {"supervision"},
    "storage": {"supervision"},
    "handlers": {"language", "storage", "supervision", "documents"},
    "web": {"handlers", "storage", "language", "documents", "supervision"},
    "bot": {"web", "handlers", "storage", "language", "documents", "supervision"},
    "emulator": set(),
    "wsgi": {"bot"},
}
"""Room → the rooms of ours that it may import."""


@cache
def modules() -> dict[str, Path]:
    """Every module of ours by its name."""
    found = {"wsgi": ROOT / "wsgi.py"}
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            found[name] = path
    return found


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def room_of(name: str) -> str:
    return name.partition(".")[0]
