"""Issue 5: 重新纳入 of what was applied for in time makes it overdue, and is warned of."""

from __future__ import annotations

import pytest

from supervision.effects import EFFECTS
from supervision.facts import Fact, FactKind
from supervision.overdue import overdue_since
from supervision.progress import Progress
from tests.supervision.builders import at, entry


@pytest.mark.parametrize("ended", [FactKind.REBOUND, FactKind.SENT_BACK])
def test_what_ends_an_application_in_time_begins_the_overdue(ended: FactKind) -> None:
    progress = Progress()
    for kind, when in ((FactKind.APPLIED, "2017-09-15 10:00"), (ended, "2017-10-11 10:00")):
        progress = EFFECTS[kind](progress, Fact(at(when), kind, plan="ts2017", measure="1"))
    found = overdue_since(entry("1", "2017-09-15", progress=progress), 0)
    assert found == at("2017-10-11 10:00")
