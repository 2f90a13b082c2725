"""The words of the two ledgers, as the program makes them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from documents.plan import read_plan
from language.known import Known
from language.lexicon import Lexicon
from language.segment import Segmenter

LEDGERS = Path(__file__).parent / "ledgers"

LexiconOf = Callable[[str], Lexicon]


@pytest.fixture(scope="session")
def lexicon_of(tmp_path_factory: pytest.TempPathFactory) -> LexiconOf:
    """The words of a ledger by its name: 001 or 003."""
    segmenter = Segmenter(tmp_path_factory.mktemp("words"))

    @cache
    def read(name: str) -> Lexicon:
        file = LEDGERS / f"{name}.jsonl"
        plan = read_plan(file.read_bytes(), name=file.name)
        measures = [Known.of(measure, plan.units) for measure in plan.measures]
        return Lexicon(plan.units, measures, segmenter.cut, segmenter.is_word, plan.region.name)

    return read
