"""What was kept for a person was told twice when they wrote just as it was being sent.

The reply took the words out of what had been read with the message, whatever had become of them.
"""

from __future__ import annotations

import pytest

from bot.answers import AnswerSender
from handlers import respond
from handlers.said import Spoken
from handlers.turn import Reply, Turn
from storage.change import Change
from tests.bot.platform_rig import OPENID, Rig
from tests.scenarios.conftest import City

WORDS = "已记录 14-2：60%。"


def test_words_that_were_sent_meanwhile_do_not_begin_the_reply(
    tianshui: City, rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tianshui.office.store
    tianshui.say(OPENID, "帮助")
    rig.driver.say(OPENID, "帮助")
    change, pid = Change(), store.people.pid(OPENID)
    store.kept.add(change, pid, tianshui.now, "m1", [WORDS])
    store.commit(change)
    sender = AnswerSender(store, rig.client(), lambda: tianshui.now)
    converse, sent = respond.converse, []

    def meanwhile(turn: Turn, said: Spoken) -> Reply:
        if not sent:
            sent.append(sender.step())
        return converse(turn, said)

    monkeypatch.setattr(respond, "converse", meanwhile)
    reply = tianshui.say(OPENID, "帮助")
    assert sent == [1]
    assert WORDS not in reply
    assert [text for text in rig.shown() if text == WORDS] == [WORDS]
    assert store.kept.of(pid) == {}
