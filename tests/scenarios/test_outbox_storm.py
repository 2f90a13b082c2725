"""Notices under faults, a kill -9 and a used-up quota: each once, and none lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import outbox
from storage.notices import Outcome

COUNT = 300


def test_each_notice_is_accepted_once_and_ends_delivered_or_on_the_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "WINDOWS", (0.5,))
    with outbox.ground(tmp_path) as at:
        people = at.people(0, COUNT)
        names = at.queue(people, COUNT, "storm")
        story = outbox.storm(at, COUNT, kill=1.5, kills=1, relents=0.2)
        outbox.settle(at)
        books = outbox.compare(at, names)
        tries = [one for name in names for one in at.store.outbox.tries(name)]
    assert (story.kills, story.windows) == (1, 1)
    assert (books.lost, books.doubled) == (0, 0)
    assert books.once == books.messages > COUNT / 2
    assert books.delivered + books.refused + books.unreachable == COUNT
    assert books.delivered > COUNT / 2
    assert books.calls > books.messages * 1.1
    # Every kind of trouble was met, and told.
    assert {Outcome.SENT, Outcome.UNKNOWN, Outcome.LATER} <= {one.outcome for one in tries}
