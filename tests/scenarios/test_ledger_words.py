"""The ledger's words are read before a message needs them, once for each import."""

from __future__ import annotations

from bot.words_watch import WordsWatch
from storage.change import Change
from tests.scenarios.conftest import City
from tests.waiting import PATIENCE_SECONDS


def test_after_an_import_the_next_message_reads_nothing(tianshui: City) -> None:
    office = tianshui.office
    watch = WordsWatch(lambda: [office])
    watch.step()
    first = office.lexicon()
    assert first.measure("14-2") is not None
    watch.step()
    assert office.lexicon() is first, "nothing has changed, and nothing is read again"
    change = Change()
    change.put(office.store.keys.region_info(), {"import": "another"})
    office.store.commit(change)
    watch.step()
    warmed = office._kept.words._held
    assert warmed is not None
    assert warmed[1] is not first
    assert office.lexicon() is warmed[1]
    assert "" in warmed[1]._indexes, "the region's index stands before it is asked"


def test_the_watch_runs_by_itself_and_ends(tianshui: City) -> None:
    watch = WordsWatch(lambda: [tianshui.office])
    watch.watch()
    assert watch._thread is not None
    watch.close()
    watch._thread.join(PATIENCE_SECONDS)
    assert not watch._thread.is_alive()
    assert tianshui.office._kept.words._held is not None
