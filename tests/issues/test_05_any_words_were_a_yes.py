"""Where the yes to a draw was waited for, any words that named no item were taken for it."""

from __future__ import annotations

import pytest

from tests.scenarios.acceptance.conftest import gansu  # noqa: F401 - the city of the story
from tests.scenarios.acceptance.town import Town


@pytest.mark.parametrize("words", ["外面下雨了", "张三李四", "抽查怎么抽"])
def test_words_that_name_nothing_confirm_nothing(gansu: Town, words: str) -> None:  # noqa: F811
    gansu.closed()
    assert "回复 1 确认" in gansu.say("oOffice", "抽查")
    gansu.say("oOffice", words)
    assert gansu.office.store.spot_checks.draws() == []
