"""A fault of the program let WeChat tell the person of an outage, three attempts later.

Each attempt answered 500 and kept the person's turn for three seconds, so that their next message
waited as well.
"""

from __future__ import annotations

import pytest

from handlers import respond
from handlers.turn import Reply, Turn
from handlers.words import trouble
from tests.scenarios.conftest import City


def broken(turn: Turn, said: object) -> Reply:
    turn.become(name="never stored")
    raise ZeroDivisionError("13900001111")


def test_the_person_is_told_and_nothing_is_stored(
    tianshui: City, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(respond, "converse", broken)
        assert tianshui.say("oA", "14-2 完成60%", attempts=3) == trouble.failed()
    [told] = [vars(r) for r in caplog.records if r.message == "message_broke"]
    assert told["reason"] == "ZeroDivisionError"
    assert told["place"].startswith("test_03_a_fault_in_a_message.py:")
    assert "13900001111" not in caplog.text
    people = tianshui.office.store.people
    assert people.get(people.pid("oA")) is None


def test_the_next_message_need_not_wait(tianshui: City, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(respond, "converse", broken)
        tianshui.say("oA", "帮助")
    store = tianshui.office.store
    pid = store.people.pid("oA")
    assert not store.redis.exists(store.keys.turn(pid), store.keys.line(pid)), "waited for"
    assert "查污水" in tianshui.say("oA", "帮助")
