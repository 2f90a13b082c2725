"""The documents as they stand, and the commands that they must name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click

from bot import cli

ROOT = Path(__file__).parent.parent


@cache
def text_of(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


@cache
def prose_of(document: str) -> str:
    """The text without its blocks of code."""
    return re.sub(r"^ *```.*?^ *```", "", text_of(document), flags=re.DOTALL | re.MULTILINE)


def headings(document: str) -> list[int]:
    """The level of every heading, in order."""
    return [len(found) for found in re.findall(r"^(#+) ", prose_of(document), re.MULTILINE)]


def code_of(document: str) -> list[str]:
    """The blocks of code, each without what a person would translate."""
    blocks = re.findall(r"^ *```\w*\n(.*?)^ *```", text_of(document), re.DOTALL | re.MULTILINE)
    return [re.sub(r"#.*|<[^>]*>|id = .*", "", block) for block in blocks]


def commands() -> dict[str, click.Command]:
    """Every command of ours by its words: ``plan import``."""
    group = click.Group()
    cli.register(group)
    return dict(_flat(group, ""))


def _flat(group: click.Group, before: str) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from _flat(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command
