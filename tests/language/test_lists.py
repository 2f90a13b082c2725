"""Every line of a list keeps its own figure, however the lines are written and parted."""

from __future__ import annotations

from itertools import product

import pytest

from language.acts import Act
from language.understanding import understand
from supervision.records import Role
from supervision.times import from_iso
from tests.language.conftest import LexiconOf

NOW = from_iso("2017-08-16T10:00:00+08:00")
UNIT = "市建设局"
ITEMS = ("14-2", "31", "13-1")
SAID = {
    "80%": ("percent", 80),
    "完成60%": ("percent", 60),
    "五成": ("percent", 50),
    "还没动": ("status", "not_started"),
    "推进中": ("status", "in_progress"),
}


def acts_of(text: str, lexicon_of: LexiconOf) -> tuple[Act, ...]:
    return understand(text, Role.LIAISON, NOW, lexicon_of("001"), unit=UNIT)


@pytest.mark.parametrize("between", ["，", "；", "、", " ", "\n", ""])
@pytest.mark.parametrize("mark", ["", "项", "："])
def test_no_figure_goes_to_another_line(between: str, mark: str, lexicon_of: LexiconOf) -> None:
    wrong = []
    for words in product(SAID, repeat=3):
        said = [f" {word}" if word == "80%" and not mark else word for word in words]
        lines = [f"{item}{mark}{word}" for item, word in zip(ITEMS, said, strict=True)]
        text = between.join(lines)
        found = [(act.slots.get("item"), *_level(act)) for act in acts_of(text, lexicon_of)]
        wanted = [(item, *SAID[word]) for item, word in zip(ITEMS, words, strict=True)]
        if found != wanted:
            wrong.append((text, found))
    assert wrong == []


def _level(act: Act) -> tuple[str, object]:
    for name in ("percent", "status"):
        if name in act.slots:
            return name, act.slots[name]
    return "", None


def test_a_list_that_is_plain_asks_nothing(lexicon_of: LexiconOf) -> None:
    acts = acts_of("14-2项80%，31项完成60%，13-1项还没动", lexicon_of)
    assert [act.measure[-4:] for act in acts] == ["14-2", "5:31", "13-1"]
    assert [act.doubts for act in acts] == [(), (), ()]


def test_what_is_said_of_the_rest_is_put_on_none_of_the_lines(lexicon_of: LexiconOf) -> None:
    *lines, rest = acts_of("垃圾60%，污水厂80%，剩下的没动", lexicon_of)
    assert [line.slots.get("percent") for line in lines] == [60, 80]
    assert "item" not in rest.slots
    assert "no_item" in rest.doubts
