"""Documents in Redis: kept once, listed where they wait, changed only as they were read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from storage.change import Change
from storage.errors import Conflict
from supervision.answering import Answerer
from supervision.decisions import Decision, Finding, Reason, Recipient, Step
from supervision.documents import Document, State
from tests.supervision.builders import at

UNIT = Answerer("ts2017", "市建设局")
WAITING = Document(
    number="TB-20170915-AAAAAA",
    decision=Decision(
        step=Step.CRITICISM,
        reason=Reason.OVERDUE_AT_BULLETIN,
        clause="T8",
        unit="市建设局",
        at=at("2017-09-15 15:00"),
        to=(Recipient.UNIT_HEAD,),
        needs_signature=False,
        findings=(Finding("14-2", "污泥处置项目", due="2017-09-08", days=7, claimed=60),),
        count=1,
        plan="ts2017",
    ),
    period=date(2017, 9, 15),
    state=State.DRAWN_UP,
    drawn_at=at("2017-09-15 09:00"),
    issue_at=at("2017-09-15 15:00"),
)
ISSUED = replace(WAITING, state=State.ISSUED, issued_at=at("2017-09-15 15:00"), version=1)


def commit(store, write, *arguments):
    change = Change()
    write(change, *arguments)
    store.commit(change)


def test_a_document_comes_back_as_it_was_kept(store):
    commit(store, store.documents.add, WAITING)
    assert store.documents.get(WAITING.number) == WAITING
    assert store.documents.of_unit("市建设局") == store.documents.latest() == [WAITING]
    assert store.documents.get("TB-20170915-BBBBBB") is None


def test_there_is_no_second_document_of_one_number(store):
    commit(store, store.documents.add, WAITING)
    with pytest.raises(Conflict, match="document"):
        commit(store, store.documents.add, replace(WAITING, state=State.HELD))
    assert store.documents.get(WAITING.number).state is State.DRAWN_UP


def test_what_was_changed_meanwhile_is_not_overwritten(store):
    commit(store, store.documents.add, WAITING)
    commit(store, store.documents.save, WAITING, ISSUED)
    with pytest.raises(Conflict):
        commit(store, store.documents.save, WAITING, replace(WAITING, state=State.HELD, version=1))
    assert store.documents.get(WAITING.number) == ISSUED


def test_what_waits_is_listed_until_its_hour_is_used(store):
    commit(store, store.documents.add, WAITING)
    assert store.documents.to_issue(at("2017-09-15 14:59")) == []
    assert store.documents.to_issue(at("2017-09-15 15:00")) == [WAITING]
    held = replace(WAITING, state=State.HELD, version=1)
    commit(store, store.documents.save, WAITING, held)
    assert store.documents.to_issue() == [held]
    commit(store, store.documents.save, held, replace(ISSUED, version=2))
    assert store.documents.to_issue() == []


def test_what_was_issued_waits_for_the_units_signature(store):
    commit(store, store.documents.add, WAITING)
    assert store.documents.unacknowledged("市建设局") == []
    commit(store, store.documents.save, WAITING, ISSUED)
    assert store.documents.unacknowledged("市建设局") == [ISSUED]
    at = datetime(2017, 9, 16, 1, tzinfo=UTC)
    commit(store, store.documents.acknowledge, "市建设局", [ISSUED.number], "p1", at)
    assert store.documents.signed_for(ISSUED.number) == at
    assert store.documents.unacknowledged("市建设局") == []


def test_a_proposal_is_listed_until_it_is_decided(store):
    proposed = replace(WAITING, state=State.PROPOSED, issue_at=None)
    commit(store, store.documents.add, proposed)
    assert store.documents.proposed() == [proposed]
    assert store.documents.to_issue() == []
    commit(store, store.documents.save, proposed, replace(proposed, state=State.DECIDED, version=1))
    assert store.documents.proposed() == []


def test_criticisms_are_counted_from_what_was_read(store):
    assert store.documents.criticisms(UNIT) == 0
    commit(store, store.documents.count_criticisms, UNIT, 0, 1)
    with pytest.raises(Conflict, match="criticisms"):
        commit(store, store.documents.count_criticisms, UNIT, 0, 1)
    commit(store, store.documents.count_criticisms, UNIT, 1, 1)
    assert store.documents.criticisms(UNIT) == 2
    assert store.documents.criticisms(Answerer("other", "市建设局")) == 0


def test_a_threshold_fires_once(store):
    commit(store, store.documents.reach, UNIT, Step.YELLOW_CARD, "HP-1")
    with pytest.raises(Conflict, match="thresholds"):
        commit(store, store.documents.reach, UNIT, Step.YELLOW_CARD, "HP-2")
    assert store.documents.threshold(UNIT, Step.YELLOW_CARD) == "HP-1"
    assert store.documents.threshold(UNIT, Step.ADMONITION) is None


def test_the_clock_moves_only_from_where_it_was_read(store):
    commit(store, store.clock.move_cursor, None, at("2017-09-15 09:00"), None)
    with pytest.raises(Conflict, match="clock"):
        commit(store, store.clock.move_cursor, None, at("2017-09-15 10:00"), None)
    with pytest.raises(Conflict, match="lease"):
        commit(store, store.clock.move_cursor, at("2017-09-15 09:00"), at("2017-09-15 10:00"), 7)
    assert store.clock.cursor() == at("2017-09-15 09:00")


def test_a_move_of_the_clock_is_done_once_when_its_answer_is_lost(store, monkeypatch):
    script = store.clock._advance

    def sent_twice(**told):
        script(**told)
        return script(**told)

    monkeypatch.setattr(store.clock, "_advance", sent_twice)
    assert store.clock.advance(60) == 60
    assert store.clock.advance(30) == store.clock.offset() == 90


def test_two_moves_of_the_clock_at_once_both_count(store, monkeypatch):
    script = store.clock._advance

    def overtaken(**told):
        monkeypatch.undo()
        store.clock.advance(3600)
        return script(**told)

    monkeypatch.setattr(store.clock, "_advance", overtaken)
    assert store.clock.advance(60) == store.clock.offset() == 3660


def test_program_time_only_moves_forward(store):
    assert store.clock.offset() == 0
    assert store.clock.advance(90.5) == 90.5
    with pytest.raises(ValueError, match="forward"):
        store.clock.advance(-1)
    assert store.clock.offset() == 90.5


def document(number, unit, *, cause=None, hour="15:00", **fields):
    made = replace(
        WAITING.decision, unit=unit, cause=cause, at=at(f"2017-09-15 {hour}"), fact=number
    )
    issue_at = at(f"2017-09-15 {hour}")
    return replace(WAITING, number=number, decision=made, issue_at=issue_at, **fields)


CRITICISM = document("TB-20170915-AAAAA1", "市建设局")
CARD = document("HP-20170915-AAAAA2", "市建设局", cause=CRITICISM.number)
OTHER = document("TB-20170915-BBBBB1", "市水务局")
EARLY = document("YJ-20170915-CCCCC1", "麦积区政府", hour="14:00")
TALK = document("YT-20170915-DDDDD1", "市建设局", state=State.PROPOSED)
DESK = (EARLY, CRITICISM, OTHER, CARD, TALK)


@pytest.fixture
def laid(store):
    for one in reversed(DESK):
        commit(store, store.documents.add, one)
    return store


def test_the_desk_is_read_a_page_at_a_time_causes_before_effects_proposals_last(laid):
    page, total = laid.documents.on_the_desk(0, 3)
    assert (page, total) == ([EARLY, CRITICISM, OTHER], 5)
    assert laid.documents.on_the_desk(3, 3) == ([CARD, TALK], 5)
    assert laid.documents.numbers_on_the_desk(2) == [EARLY.number, CRITICISM.number]
    assert laid.documents.waiting_among([CRITICISM.number, TALK.number, "TB-0"]) == {
        CRITICISM.number,
        TALK.number,
    }


def test_a_document_on_the_desk_is_found_by_its_number_its_last_signs_and_its_cause(laid):
    documents = laid.documents
    assert documents.on_the_desk_as(CARD.number) == [CARD]
    assert documents.on_the_desk_as("AAA2") == [CARD]
    assert documents.on_the_desk_as("AA2") == []
    assert documents.following(CRITICISM.number) == [CARD]
    issued = replace(CARD, state=State.ISSUED, issued_at=at("2017-09-15 15:00"), version=1)
    commit(laid, documents.save, CARD, issued)
    assert documents.on_the_desk_as(CARD.number) == documents.on_the_desk_as("AAA2") == []
    assert documents.following(CRITICISM.number) == []
    assert documents.on_the_desk(0, 9)[1] == 4


def test_what_follows_from_another_criticism_now_is_found_under_that_one(laid):
    moved = replace(CARD, decision=replace(CARD.decision, cause=OTHER.number), version=1)
    commit(laid, laid.documents.save, CARD, moved)
    assert laid.documents.following(CRITICISM.number) == []
    assert laid.documents.following(OTHER.number) == [moved]


def test_a_desk_of_before_is_laid_anew_once(laid):
    keys = laid.keys
    laid.redis.delete(keys.desk(), keys.desk_ends(), keys.desk_causes())
    assert not laid.documents.desk_is_whole()
    stale = Change()
    laid.documents.lay_anew(stale)
    held = replace(OTHER, state=State.HELD, version=1)
    commit(laid, laid.documents.save, OTHER, held)
    with pytest.raises(Conflict):
        laid.commit(stale)
    commit(laid, laid.documents.lay_anew)
    assert laid.documents.desk_is_whole()
    assert laid.documents.on_the_desk(0, 9) == ([EARLY, CRITICISM, held, CARD, TALK], 5)
    assert laid.documents.following(CRITICISM.number) == [CARD]
