"""无变化 was not understood where no measure of the ledger holds the word 变化."""

from __future__ import annotations

from datetime import datetime

import pytest

from language.acts import Intent
from language.known import Known
from language.lexicon import Lexicon
from language.segment import Segmenter
from language.understanding import understand
from supervision.records import Duty, Level, Measure, Role, Unit

NOW = datetime.fromisoformat("2017-08-01T10:00:00+08:00")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    """A ledger of one measure."""
    segmenter = Segmenter(tmp_path_factory.mktemp("words"))
    units = (Unit("市水务局", Level.DEPARTMENT),)
    measure = Measure("p", "1", "", "摸清排污口", "建立台账", Duty(lead_units=("市水务局",)))
    return Lexicon(units, [Known.of(measure, units)], segmenter.cut, segmenter.is_word)


@pytest.mark.parametrize("words", ["无变化", "没有变化", "没啥变化", "本期无变化", "没有新的变化"])
def test_no_change_is_a_report_whatever_the_ledger_speaks_of(small: Lexicon, words: str) -> None:
    (act,) = understand(words, Role.LIAISON, NOW, small, unit="市水务局")
    assert act.intent is Intent.REPORT_PROGRESS
    assert act.flag("no_change")


def test_no_change_of_something_else_is_none(small: Lexicon) -> None:
    (act,) = understand("油价没有变化", Role.LIAISON, NOW, small, unit="市水务局")
    assert act.intent is not Intent.REPORT_PROGRESS
