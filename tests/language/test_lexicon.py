"""Items and units by their words, on the ledger of a real plan."""

from __future__ import annotations

from datetime import date

import pytest

from language.known import Known
from language.lexicon import Lexicon
from language.names import UnitNames
from supervision.records import Duty, Level, Measure, Unit
from tests.language.conftest import LexiconOf


@pytest.mark.parametrize(
    ("words", "unit", "number"),
    [
        ("豹子沟", "市建设局", "14-2"),
        ("报子沟", "市建设局", "14-2"),  # the same sound
        ("污泥处置", "", "14-2"),
        ("采砂监管", "市水务局", "23-2"),
        ("锅炉", "市质监局", "13-2"),  # this unit reports on one of them only
        ("面源污染", "", "18"),
    ],
)
def test_words_lead_to_their_measure(
    lexicon_of: LexiconOf, words: str, unit: str, number: str
) -> None:
    lexicon = lexicon_of("001")
    found = lexicon.candidates(words, unit)
    assert lexicon.is_certain(words, found)
    assert lexicon.by_id(found[0].item).number == number


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("锅炉", "市建设局"),  # two of its measures
        ("企业", "市建设局"),  # a word of half the plan
        ("手机", "市建设局"),
        ("天气", ""),
    ],
)
def test_words_of_several_or_of_none_are_not_certain(
    lexicon_of: LexiconOf, words: str, unit: str
) -> None:
    lexicon = lexicon_of("001")
    assert not lexicon.is_certain(words, lexicon.candidates(words, unit))


def test_the_printed_number_leads_to_the_measure(lexicon_of: LexiconOf) -> None:
    lexicon = lexicon_of("001")
    assert lexicon.printed("(五)2.(2)") == "14-2"
    assert lexicon.printed("五2（2）") == "14-2"
    assert lexicon.printed("(五)9") == ""


def test_the_next_deadline_counts_else_the_last() -> None:
    dues = (date(2017, 5, 31), date(2017, 8, 31))
    known = Known("p:1", "1", "", "题", "文", dues, frozenset())
    assert known.due_after(date(2017, 6, 1)) == date(2017, 8, 31)
    assert known.due_after(date(2018, 1, 1)) == date(2017, 8, 31)


def test_a_number_of_two_plans_means_that_of_the_senders_unit() -> None:
    units = [Unit("甲局", Level.DEPARTMENT), Unit("乙局", Level.DEPARTMENT)]
    measures = [
        Known.of(Measure(plan, "3", "", "治河", "治河", Duty(lead_units=(unit,))), units)
        for plan, unit in (("a", "甲局"), ("b", "乙局"))
    ]
    lexicon = Lexicon(units, measures)
    meant = lexicon.measure("3", "乙局")
    assert meant is not None
    assert meant.id == "b:3"
    assert lexicon.measure("3") is None
    assert not lexicon.is_unique(meant)


@pytest.mark.parametrize(
    ("words", "official"),
    [
        ("环保局", "市环保局"),
        ("市环保局", "市环保局"),
        ("发改委", "市发展改革委"),
        ("发改局", "市发展改革委"),
        ("国土局", "市国土资源局"),
        ("卫计委", "市卫生计生委"),
        ("文旅局", "市文化旅游局"),
        ("住建局", "市建设局"),
        ("水物局", "市水务局"),  # the same sound
        ("秦州区", "秦州区政府"),
        ("教委", ""),
        ("局", ""),
    ],
)
def test_a_unit_is_known_by_its_short_forms(
    lexicon_of: LexiconOf, words: str, official: str
) -> None:
    assert lexicon_of("001").names.find_unit(words) == official


def test_units_are_found_inside_a_sentence() -> None:
    names = UnitNames.of([Unit("市水务局", Level.DEPARTMENT), Unit("秦安县政府", Level.DISTRICT)])
    text = "请水务局和秦安县报进展"
    assert [text[start:end] for start, end, _ in names.mentioned(text)] == ["水务局", "秦安县"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("huluhe", "葫芦河"),
        ("baozi gou", "豹子沟"),
        ("guolu jindu", "锅炉进度"),
        ("wode renwu", "我的任务"),
        ("hello", "hello"),
        ("x" * 60, "x" * 60),
    ],
)
def test_known_names_may_be_typed_in_pinyin(lexicon_of: LexiconOf, typed: str, meant: str) -> None:
    assert lexicon_of("001").typed("市建设局").read(typed) == meant
