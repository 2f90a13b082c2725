"""One noun a file, one screen a function, every sentence among the words (design §2, style)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rooms import ROOMS, ROOT, modules, room_of, tree

LINES = 250
"""What a file may have: a reader keeps one noun in mind."""

LINES_OF = {"language": 320}
"""Rooms that may have more: forms are tried in one order, and an order is read in one place."""

SCREEN = 50
"""Lines that a function may have; most have twenty."""

LONGER: dict[str, str] = {
    "storage/keys.py": "every key of Redis stands in one file, chapter by chapter",
    "storage/ledger.py": "a measure and the indexes that change with it in one step",
    "storage/documents.py": "a document and every list on which it stands, likewise",
}
"""Files that are longer, each with its reason."""

WORDS_IN = (
    ("handlers/words/", "what people read"),
    ("supervision/policy_words.py", "policy check: the rules import nothing of ours"),
    ("supervision/toml_mistakes.py", "the same for a text that is no TOML"),
    ("storage/words.py", "whoever runs the program: storage imports no words"),
    ("/errors.py", "an error carries its sentence, in the tree of its room"),
    ("bot/cli/", "the help of an option stands beside the option"),
    ("web/openapi.py", "the description of the interface is a document"),
    ("handlers/specimens.py", "what a specimen's office might have typed"),
    ("handlers/more_samples.py", "the same"),
    ("language/", "what people type is what this room reads"),
    ("emulator/", "WeChat's own words"),
)
"""Where a sentence may stand, and why; a path, a folder, or how a path ends."""

SENTENCE = re.compile(r"[一-鿿].*[。？！]\s*$|[，；。（]请|^请", re.DOTALL)


def told(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def sentences(path: Path) -> Iterator[ast.Constant]:
    """Texts that ask for something or end as a sentence does; docstrings are for other readers."""
    beside = {id(node.value) for node in ast.walk(tree(path)) if isinstance(node, ast.Expr)}
    texts = (node for node in ast.walk(tree(path)) if isinstance(node, ast.Constant))
    for node in texts:
        if id(node) not in beside and SENTENCE.search(str(node.value)):
            yield node


def may_speak(path: str) -> bool:
    return any(path.startswith(place) or path.endswith(place) for place, _ in WORDS_IN)


def test_a_file_holds_one_noun_and_no_more_than_a_reader_keeps_in_mind() -> None:
    long = {
        told(path): lines
        for name, path in modules().items()
        if (lines := len(path.read_text(encoding="utf-8").splitlines()))
        > LINES_OF.get(room_of(name), LINES)
    }
    assert long.keys() == LONGER.keys(), long


@pytest.mark.parametrize("room", ROOMS)
def test_a_function_fits_a_screen(room: str) -> None:
    wrong = [
        f"{told(path)}:{node.lineno} {node.name}"
        for name, path in modules().items()
        if room_of(name) == room
        for node in functions(path)
        if (node.end_lineno or 0) - node.lineno >= SCREEN
    ]
    assert wrong == []


@pytest.mark.parametrize("room", ROOMS)
def test_what_people_read_stands_among_the_words(room: str) -> None:
    wrong = [
        f"{told(path)}:{node.lineno} {node.value}"
        for name, path in modules().items()
        if room_of(name) == room and not may_speak(told(path))
        for node in sentences(path)
    ]
    assert wrong == []


def test_every_place_of_words_has_some() -> None:
    """A place that has lost its sentences is no exception any more."""
    speaking = {told(path) for path in modules().values() if any(sentences(path))}
    silent = [
        place
        for place, _ in WORDS_IN
        if not any(path.startswith(place) or path.endswith(place) for path in speaking)
    ]
    assert silent == []


def test_the_chapters_of_the_keys_are_those_of_its_first_lines() -> None:
    text = (ROOT / "storage" / "keys.py").read_text(encoding="utf-8")
    chapters = re.findall(r"^ *# ---- (.+?) -+$", text, re.MULTILINE)
    contents = ast.get_docstring(ast.parse(text)) or ""
    listed = re.findall(r"^- (.+)$", contents, re.MULTILINE)
    assert chapters == listed
