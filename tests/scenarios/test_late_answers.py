"""Work that takes too long: answered in time, done once, its result told later."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest

from bot.incoming import incoming_of
from bot.reading import fields_of
from bot.workshop import Patience
from handlers import respond
from handlers.late import MOST_TRIES
from handlers.said import Spoken
from handlers.turn import Reply, Turn
from handlers.words import trouble
from storage.change import Change
from storage.kept import in_order
from tests.scenarios.conftest import UNHURRIED, City
from tests.waiting import await_that

LIAISON = "oLiaison"
CONVERSE = respond.converse


def report(number: int = 7, percent: int = 80, *, measure: str = "14-2") -> str:
    return (
        f"<xml><ToUserName>gh_1</ToUserName><FromUserName>{LIAISON}</FromUserName>"
        f"<CreateTime>{1499306500 + number}</CreateTime><MsgType>text</MsgType>"
        f"<Content>{measure} 完成{percent}%</Content><MsgId>{number}</MsgId></xml>"
    )


@dataclass
class Slow:
    """Holds up the work on every message until told to go on; counts how often it began."""

    go_on: threading.Event = field(default_factory=threading.Event)
    began: int = 0
    fails: bool = False

    def converse(self, turn: Turn, said: Spoken) -> Reply:
        self.began += 1
        assert self.go_on.wait(20)
        if self.fails:
            raise LookupError("a fault of the program")
        return CONVERSE(turn, said)


@pytest.fixture
def bound(tianshui: City) -> City:
    tianshui.bind(LIAISON, "市建设局")
    tianshui.wiring.workshop.patience = Patience(work=0.15, answer=3.0, hang_up=0.5)
    return tianshui


@pytest.fixture
def slow(bound: City, monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    found = Slow()
    monkeypatch.setattr(respond, "converse", found.converse)
    yield found
    found.go_on.set()
    await_that(lambda: bound.office.store.late.count() == 0 or found.fails)


def percents(city: City) -> list[int]:
    """What was reported, in the order in which it was stored."""
    entries = [entry.body for entry in city.office.store.journal.entries()]
    return [e["after"]["percent"] for e in entries if e["act"] == "report_progress"]


def told_later(city: City) -> list[str]:
    """What is to be said to the liaison, by itself or at the next message."""
    store = city.office.store
    return in_order(store.kept.of(store.people.pid(LIAISON)))


def lapse(city: City) -> None:
    """What three seconds without a renewal do."""
    store = city.office.store
    store.redis.delete(store.keys.turn(store.people.pid(LIAISON)))


def test_slow_work_is_answered_in_time_and_its_result_follows(bound: City, slow: Slow) -> None:
    began = time.monotonic()
    assert bound.post(report()) == trouble.working()
    assert time.monotonic() - began < 10, "the work is held up for 20"
    assert bound.post(report()) == bound.post(report()) == trouble.working()
    assert percents(bound) == []

    slow.go_on.set()
    await_that(lambda: told_later(bound))
    [words] = told_later(bound)
    assert words.startswith("已记录 14-2")
    assert percents(bound) == [80]
    assert slow.began == 1
    assert bound.post(report()) == trouble.working()


def test_quick_work_has_nothing_to_do_with_it(bound: City) -> None:
    bound.wiring.workshop.patience = UNHURRIED
    assert bound.post(report()).startswith("已记录")
    assert bound.office.store.late.count() == 0
    assert told_later(bound) == []


def test_a_worker_killed_in_mid_work_loses_nothing_that_was_acknowledged(
    bound: City, slow: Slow
) -> None:
    assert bound.post(report()) == trouble.working()
    lapse(bound)
    other = City.beside(bound)
    other.wiring.workshop.keeper.step()
    slow.go_on.set()

    await_that(lambda: bound.office.store.late.count() == 0)
    await_that(lambda: slow.began == 2)
    assert percents(bound) == [80]
    assert len(told_later(bound)) == 1


def test_nobody_takes_up_what_is_being_worked_on(bound: City, slow: Slow) -> None:
    assert bound.post(report()) == trouble.working()
    City.beside(bound).wiring.workshop.keeper.step()
    bound.wiring.workshop.keeper.step()
    assert slow.began == 1


def test_a_turn_is_renewed_while_its_work_lasts(bound: City, slow: Slow) -> None:
    assert bound.post(report()) == trouble.working()
    store = bound.office.store
    turn = store.keys.turn(store.people.pid(LIAISON))
    store.redis.pexpire(turn, 600_000)
    bound.wiring.workshop.keeper.step()
    assert 0 < int(store.redis.pttl(turn)) <= 3_000


def test_what_is_said_behind_slow_work_is_done_after_it_in_order(bound: City, slow: Slow) -> None:
    with ThreadPoolExecutor(3) as phones:
        first = phones.submit(bound.post, report(1, 10))
        await_that(lambda: slow.began == 1)
        third = phones.submit(bound.post, report(3, 30))
        second = phones.submit(bound.post, report(2, 20))
        replies = {first.result(), second.result(), third.result()}
    assert replies == {trouble.working()}
    assert bound.office.store.late.count() == 3

    slow.go_on.set()
    keeper = bound.wiring.workshop.keeper
    await_that(lambda: keeper.step() or bound.office.store.late.count() == 0)
    assert percents(bound) == [10, 20, 30]
    assert slow.began == 3


def test_while_another_is_slow_other_people_are_answered(bound: City, slow: Slow) -> None:
    assert bound.post(report()) == trouble.working()
    slow.go_on.set()
    assert "查" in bound.say("oCitizen", "帮助")


def test_work_that_never_ends_well_is_given_up_and_told(bound: City, slow: Slow) -> None:
    slow.fails = True
    assert bound.post(report()) == trouble.working()
    slow.go_on.set()
    keeper = bound.wiring.workshop.keeper

    def over() -> bool:
        lapse(bound)
        keeper.step()
        return bound.office.store.late.count() == 0

    await_that(over)
    assert told_later(bound) == [trouble.not_done()]
    assert percents(bound) == []
    assert slow.began == 1 + MOST_TRIES


def test_a_fault_of_the_program_is_told_at_once(bound: City, slow: Slow) -> None:
    slow.fails = True
    slow.go_on.set()
    assert bound.post(report()) == trouble.failed()
    assert told_later(bound) == []


def test_the_deferral_that_comes_too_late_gives_the_reply_itself(
    bound: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = bound.office.store
    key = incoming_of(fields_of(report().encode())).key
    defer = store.late.defer

    def answered_meanwhile(*given: object) -> None:
        slow.go_on.set()
        await_that(lambda: store.inbox.reply_of(key) is not None)
        defer(*given)  # type: ignore[arg-type]

    slow = Slow()
    monkeypatch.setattr(respond, "converse", slow.converse)
    monkeypatch.setattr(store.late, "defer", answered_meanwhile)
    assert bound.post(report()).startswith("已记录")
    assert percents(bound) == [80]
    assert store.late.count() == 0


def test_words_kept_for_a_person_begin_the_next_reply_once(bound: City) -> None:
    store = bound.office.store
    bound.wiring.workshop.patience = UNHURRIED
    pid = store.people.pid(LIAISON)
    change = Change()
    store.kept.add(change, pid, bound.now, "m", ["前一段", "后一段"])
    store.commit(change)

    assert bound.say(LIAISON, "我的任务", attempts=3).startswith("前一段\n\n后一段\n\n")
    assert not bound.say(LIAISON, "我的任务").startswith("前一段")


def test_a_long_reply_goes_on_by_itself_and_then_at_the_next_word(
    bound: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    bound.wiring.workshop.patience = UNHURRIED
    lines = [f"{number}. 污泥处置项目，上报 60%，待核实。" for number in range(100)]

    def long_winded(turn: Turn, said: Spoken) -> Reply:
        return Reply("\n".join(lines), CONVERSE(turn, said).question)

    with monkeypatch.context() as patch:
        patch.setattr(respond, "converse", long_winded)
        first = bound.say(LIAISON, "我的任务", attempts=2)
    assert len(told_later(bound)) == 2
    second = bound.say(LIAISON, "帮助")
    third = bound.say(LIAISON, "帮助")
    assert first.endswith(trouble.to_be_continued())
    assert second.endswith(trouble.to_be_continued())
    said = [line for part in (first, second, third) for line in part.splitlines()]
    assert [line for line in said if "污泥" in line] == lines
    assert "您可以直接发" in third
