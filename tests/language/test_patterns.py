"""The patterns of the language are compiled when they are needed, and not before."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from language.patterns import compile_every, late

ROOT = Path(__file__).parents[2]

COUNTS = """
import re._compiler
whole, seen = re._compiler.compile, []
def counted(pattern, flags=0):
    seen.append(pattern)
    return whole(pattern, flags)
re._compiler.compile = counted
import language.understanding
from language.patterns import compile_every
before = len(seen)
print(compile_every(), len(seen) - before)
"""


def test_a_late_pattern_does_what_a_compiled_one_does() -> None:
    pattern = late(r"(\d+)%", re.IGNORECASE)
    assert pattern.pattern == r"(\d+)%"
    assert pattern.sub("x", "做到50%了") == "做到x了"
    found = pattern.search("做到50%了")
    assert found is not None
    assert found[1] == "50"
    assert [m[1] for m in pattern.finditer("1%2%")] == ["1", "2"]
    assert pattern.groups == 1


def test_reading_the_language_compiles_none_of_its_patterns_and_a_server_compiles_all() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", COUNTS],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    every, at_warming = map(int, done.stdout.split())
    assert every > 200
    assert at_warming > every * 0.9, "two that are the same are compiled once"


def test_a_pattern_that_cannot_be_compiled_is_found_at_warming() -> None:
    from language import patterns

    late("(")
    with pytest.raises(re.error):
        compile_every()
    patterns._every.pop()
