"""Who named an item by its number was shown another one, whose name held the other words."""

from __future__ import annotations

from datetime import datetime

import pytest

from language.acts import Intent
from language.understanding import understand
from supervision.records import Role
from supervision.times import SHANGHAI
from tests.language.conftest import LexiconOf, lexicon_of  # noqa: F401 - the words of a ledger

NOW = datetime(2017, 8, 22, 10, tzinfo=SHANGHAI)


@pytest.mark.parametrize("role", [Role.CITIZEN, Role.OFFICE, Role.LIAISON])
@pytest.mark.parametrize("said", ["我对9有意见", "检查一下9的进度", "了解9的煤炭怎么样了"])
def test_the_number_counts_more_than_the_words(
    lexicon_of: LexiconOf,  # noqa: F811
    role: Role,
    said: str,
) -> None:
    [act] = understand(said, role, NOW, lexicon_of("001"))
    assert act.intent is Intent.ITEM_DETAIL
    assert act.text("item") == "9"
