"""In which line of a policy file something stands."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.toml_lines import Lines
from tests.supervision.builders import POLICIES

TEXT = """\
# a comment with [brackets] and a "quote
top = 1

[policy]
id = "x" # the id
title = "a [title] # that = is no comment"
"quoted key" = 'one \\ two'
long = \"\"\"
[not a table]
key = "no"
\"\"\"\"

[cycles.bulletin]
days = [
  15, # half, "time"
  "last",
]
clause = "T8"

[[rules]]
step = "reminder"
days_before = [30,
  7]

  [[rules]]
  step = "warning"
  note = {inner = [1, 2], other = "}"}
  "to" = ["liaison"]
dotted.inner.key = true

[[rules.parts]]
name = "a"
[[rules.parts]]
name = "b"
[last]
items = [
  {name = "x]", points = 1}, # {
  {of = {a = "}"}, b = ["[", "{"]},
  {name = "z"},
]
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("top",), 2),
        (("policy",), 4),
        (("policy", "id"), 5),
        (("policy", "title"), 6),
        (("policy", "quoted key"), 7),
        (("policy", "long"), 8),
        # a table that is only named through its part
        (("cycles",), 13),
        (("cycles", "bulletin", "days"), 14),
        # the key after a list of several lines with comments in it
        (("cycles", "bulletin", "clause"), 18),
        (("rules", 0), 20),
        (("rules", 0, "days_before"), 22),
        (("rules", 1), 25),
        (("rules", 1, "to"), 28),
        # inside a table of one line
        (("rules", 1, "note", "inner"), 27),
        # a member of a list of several lines
        (("cycles", "bulletin", "days", 1), 16),
        (("last", "items", 0, "name"), 37),
        (("last", "items", 1, "of", "a"), 38),
        (("last", "items", 2), 39),
        (("rules", 1, "dotted", "inner", "key"), 29),
        (("rules", 1, "parts", 1, "name"), 34),
        (("last",), 35),
        # a key that is missing: the table that lacks it
        (("policy", "missing"), 4),
        (("rules", 1, "missing"), 25),
        (("unheard of",), None),
        ((), None),
    ],
)
def test_everything_is_found_in_its_line(path, line):
    assert Lines.of(TEXT).line(path) == line


def test_the_text_of_the_test_is_what_the_reader_reads():
    values = tomllib.loads(TEXT)
    assert values["rules"][1]["parts"] == [{"name": "a"}, {"name": "b"}]
    assert values["policy"]["long"].endswith('"')


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("preset", sorted(file.name for file in POLICIES.glob("*.toml")))
def test_every_key_of_the_presets_is_found_where_it_is_written(preset, ends):
    text = (POLICIES / preset).read_text(encoding="utf-8").replace("\n", ends)
    lines, written = Lines.of(text), text.splitlines()
    for path in _paths(tomllib.loads(text)):
        if isinstance(path[-1], str):
            line = written[lines.places[path] - 1]
            assert line.lstrip().startswith(
                (f"{path[-1]} =", f"[{path[0]}", f"[[{path[0]}", "{ ", "{")
            ), path
            assert path[-1] in line
    tables = [n for n, line in enumerate(written, 1) if line == "[[rules]]"]
    assert tables == [lines.places[("rules", n)] for n in range(len(tables))]


STRINGS = st.text("ab[]{}#=,'. 　“”", max_size=8)
VALUES = st.one_of(
    st.integers(0, 99).map(str),
    STRINGS.map(lambda text: f'"{text}"'),
    STRINGS.filter(lambda text: "'" not in text).map(lambda text: f"'{text}'"),
    st.lists(STRINGS, max_size=3).map(
        lambda many: "[\n" + "".join(f'  "{one}", # ] "{one}\n' for one in many) + "]"
    ),
    st.lists(st.integers(0, 9), max_size=3).map(str),
)


@given(st.lists(st.tuples(st.sampled_from(["[a.t%d]", "[[r]]"]), st.lists(VALUES)), max_size=5))
def test_whatever_the_values_are_the_lines_are_those_of_the_keys(tables):
    text, wanted, many = "", {}, 0
    for number, (header, values) in enumerate(tables):
        path: tuple[str | int, ...] = ("a", f"t{number}")
        if header == "[[r]]":
            path, many = ("r", many), many + 1
        text += (header % number if "%" in header else header) + "\n"
        for place, value in enumerate(values):
            wanted[(*path, f"k{place}")] = text.count("\n") + 1
            text += f"k{place} = {value}\n"
    tomllib.loads(text)
    found = Lines.of(text)
    assert {path: found.line(path) for path in wanted} == wanted


def _paths(values: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every table and key; what stands inside a list of values has none."""
    for name, value in values.items() if isinstance(values, dict) else enumerate(values):
        yield (*path, name)
        tables = isinstance(value, list) and all(isinstance(one, dict) for one in value)
        if isinstance(value, dict) or tables:
            yield from _paths(value, (*path, name))
