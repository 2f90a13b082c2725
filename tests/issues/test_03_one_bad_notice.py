"""One notice that the program could not handle ended the sender of every region.

The sender raised, the process ended and was started again, claimed the same notice, and so on;
what had been claimed with it was cut off each time, until the office was told to call everybody.
An answer that broke ended the thread of answers for good.
"""

from __future__ import annotations

import pytest

from bot import answers, channels
from bot.answers import AnswerSender
from storage.change import Change
from storage.kept import in_order
from storage.outbox import NoticeState
from tests.bot.platform_rig import OPENID, Rig

OTHER = "oAnother-person-of-the-unit0"


def delivered(rig: Rig, name: str) -> bool:
    return rig.record(name).state is NoticeState.DELIVERED


def test_a_notice_that_breaks_the_program_holds_up_nobody(
    rig: Rig, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    [bad], [good] = rig.queue(rig.person(), "YJ-1"), rig.queue(rig.person(OTHER), "YJ-2")
    made = channels.letter_of

    def letter_of(notices: list[channels.Notice]) -> channels.Wording:
        if notices[0].id == bad:
            raise ZeroDivisionError("13800138000")
        return made(notices)

    monkeypatch.setattr(channels, "letter_of", letter_of)
    sender = rig.sender(threads=1)
    rig.run(sender, until=lambda: delivered(rig, good))
    assert rig.record(bad).error == "program_fault"
    [told] = {str(vars(r)["place"]) for r in caplog.records if r.message == "notice_broke"}
    assert told.startswith("test_03_one_bad_notice.py:")
    assert "13800138000" not in caplog.text
    monkeypatch.undo()
    rig.run(sender, until=lambda: delivered(rig, bad))
    assert len(rig.shown()) == 1


def test_a_notice_that_cannot_be_read_holds_up_nobody(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    [bad], [good] = rig.queue(rig.person(), "YJ-1"), rig.queue(rig.person(OTHER), "YJ-2")
    rig.store.redis.hset(rig.store.keys.notice(bad), "fields", "{")
    rig.run(rig.sender(), until=lambda: delivered(rig, good))
    assert [vars(r)["notice"] for r in caplog.records if r.message == "envelope_unreadable"] == [
        bad
    ]


def test_an_answer_that_breaks_waits_for_the_next_message_and_the_others_go(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = []
    for openid in (OPENID, OTHER):
        rig.driver.say(openid, "14-2 完成80%")
        person, change = rig.person(openid, credit=5), Change()
        rig.store.kept.add(change, person.pid, rig.now(), openid, ["已记录"])
        rig.store.commit(change)
        people.append(person)
    send = answers.send_text

    def broken(client: answers.PlatformClient, openid: str, words: str) -> None:
        if openid == OPENID:
            raise ZeroDivisionError
        send(client, openid, words)

    monkeypatch.setattr(answers, "send_text", broken)
    assert AnswerSender(rig.store, rig.client(), rig.now).step() == 1
    assert rig.shown(OTHER)[-1] == "已记录"
    left = [in_order(rig.store.kept.of(person.pid)) for person in people]
    assert left == [["已记录"], []]
