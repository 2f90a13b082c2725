"""What the office does with what waits: issue early, hold, release, decide."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest

from handlers.schedule.sign import Outcome, hold, issue, release, to_sign
from supervision.documents import State
from supervision.policy import Policy
from tests.supervision.builders import POLICIES, at


@pytest.fixture
def drawn(city):
    """A city on the morning of the bulletin of 15 September: three documents wait."""
    city.add("1", "2017-09-08")
    city.tick("2017-09-15 09:00")
    return city


def states(city):
    return {code: city.one(code).state for code in ("TB", "HP", "DB")}


def test_the_desk_shows_what_waits_and_what_is_to_be_decided(drawn):
    desk = to_sign(drawn.office)
    assert sorted(d.number[:2] for d in desk.waiting) == ["DB", "HP", "TB"]
    assert [d.number[:2] for d in desk.proposed] == ["YT"]
    drawn.tick("2017-09-30 09:00")
    assert [d.number[:2] for d in to_sign(drawn.office).proposed] == ["YT", "JM"]


def test_a_held_criticism_stays_with_all_that_follows_and_does_not_count(drawn, officer):
    held = hold(drawn.office, drawn.one("TB").number, "数据待核", officer, at("2017-09-15 10:00"))
    assert (held.outcome, held.document.remark) == (Outcome.HELD, "数据待核")
    drawn.tick("2017-09-29 18:00")
    assert states(drawn) == {"TB": State.HELD, "HP": State.DRAWN_UP, "DB": State.DRAWN_UP}
    assert drawn.counts()["市建设局"] == 0
    assert [n.kind for n in drawn.notices("head")].count("yellow_card") == 0
    assert "hold" in drawn.acts()


def test_a_released_criticism_goes_out_at_the_next_issue_hour(drawn, officer):
    number = drawn.one("TB").number
    hold(drawn.office, number, "数据待核", officer, at("2017-09-15 10:00"))
    drawn.tick("2017-09-18 10:00")
    assert (
        release(drawn.office, number, officer, at("2017-09-18 10:00")).outcome is Outcome.RELEASED
    )
    drawn.tick("2017-09-18 15:00")
    assert set(states(drawn).values()) == {State.ISSUED}
    assert drawn.one("TB").issued_at == at("2017-09-18 15:00")


def test_issued_by_hand_a_criticism_takes_its_consequences_with_it_at_once(drawn, officer):
    done = issue(drawn.office, drawn.one("TB").number, officer, at("2017-09-15 10:30"))
    assert done.outcome is Outcome.ISSUED
    assert sorted(d.number[:2] for d in done.issued) == ["DB", "HP", "TB"]
    assert set(states(drawn).values()) == {State.ISSUED}
    assert drawn.one("HP").by == "office"
    kinds = [n.kind for n in drawn.notices("head")]
    drawn.tick("2017-09-15 15:00")
    assert drawn.counts()["市建设局"] == 1
    assert [n.kind for n in drawn.notices("head")] == kinds


def test_issued_at_night_it_reaches_the_phones_in_the_morning(drawn, officer):
    hold(drawn.office, drawn.one("TB").number, "数据待核", officer, at("2017-09-15 10:00"))
    drawn.tick("2017-09-18 22:00")
    issue(drawn.office, drawn.one("TB").number, officer, at("2017-09-18 22:00"))
    (card,) = [n for n in drawn.notices("head") if n.kind == "yellow_card"]
    assert card.not_before == at("2017-09-19 08:00")


def test_a_held_card_stays_behind_when_its_criticism_goes(drawn, officer):
    card = drawn.one("HP").number
    hold(drawn.office, card, "领导出差", officer, at("2017-09-15 10:00"))
    drawn.tick("2017-09-15 15:00")
    assert states(drawn) == {"TB": State.ISSUED, "HP": State.HELD, "DB": State.ISSUED}
    assert [n.kind for n in drawn.notices("head")][-1] == "criticism"
    assert issue(drawn.office, card, officer, at("2017-09-18 10:00")).outcome is Outcome.ISSUED


def test_a_card_does_not_go_before_its_criticism(drawn, officer):
    refused = issue(drawn.office, drawn.one("HP").number, officer, at("2017-09-15 10:00"))
    assert refused.outcome is Outcome.CAUSE_WAITS
    assert drawn.one("HP").state is State.DRAWN_UP


def test_a_card_follows_from_whichever_criticism_is_issued_first(drawn, officer):
    first = drawn.one("TB").number
    hold(drawn.office, first, "数据待核", officer, at("2017-09-15 10:00"))
    drawn.tick("2017-09-30 15:00")
    second = next(d for d in drawn.documents("TB") if d.number != first)
    assert (second.state, second.decision.count) == (State.ISSUED, 1)
    card = drawn.one("HP")
    assert (card.state, card.decision.cause) == (State.ISSUED, second.number)
    # The held one is now the second; what follows from a second is proposed when it goes out.
    assert drawn.documents("JM") == []
    done = issue(drawn.office, first, officer, at("2017-10-09 10:00"))
    assert done.document.decision.count == 2
    assert (drawn.one("JM").state, drawn.one("JM").decision.cause) == (State.PROPOSED, first)
    assert len(drawn.documents("HP")) == 1


def test_a_held_card_follows_from_the_criticism_that_did_go_out(drawn, officer):
    first, card = drawn.one("TB").number, drawn.one("HP").number
    for number in (first, card):
        hold(drawn.office, number, "数据待核", officer, at("2017-09-15 10:00"))
    drawn.tick("2017-09-30 15:00")
    second = next(d.number for d in drawn.documents("TB") if d.number != first)
    assert drawn.one("HP").state is State.HELD
    done = issue(drawn.office, card, officer, at("2017-10-09 10:00"))
    assert (done.outcome, done.document.decision.cause) == (Outcome.ISSUED, second)


def test_a_proposal_is_decided_never_issued_and_only_once_its_criticism_is_out(drawn, officer):
    drawn.tick("2017-09-30 09:00")
    number = drawn.one("JM").number
    early = issue(drawn.office, number, officer, at("2017-09-30 10:00"))
    assert early.outcome is Outcome.CAUSE_WAITS
    assert hold(drawn.office, number, "再议", officer, at("2017-09-30 10:00")).outcome is (
        Outcome.NEVER_BY_ITSELF
    )
    drawn.tick("2017-10-31 18:00")
    assert drawn.one("JM").state is State.PROPOSED
    before = len(drawn.notices("head"))
    done = issue(drawn.office, number, officer, at("2017-11-01 10:00"))
    assert (done.outcome, done.document.by) == (Outcome.DECIDED, "office")
    assert len(drawn.notices("head")) == before
    assert issue(drawn.office, number, officer, at("2017-11-01 10:01")).outcome is Outcome.PAST


def test_where_the_policy_asks_for_a_signature_a_criticism_goes_only_when_signed(city, officer):
    values = tomllib.loads((POLICIES / "tianshui-2017.toml").read_text(encoding="utf-8"))
    for rule in values["rules"]:
        rule["needs_signature"] = rule["step"] not in ("reminder", "warning", "yellow_card")
    city.office = replace(city.office, policy=Policy.from_mapping(values))
    city.add("1", "2017-09-08")
    city.tick("2017-09-15 18:00")
    assert city.one("TB").state is State.PROPOSED
    assert city.documents("HP") == []
    assert city.counts()["市建设局"] == 0
    done = issue(city.office, city.one("TB").number, officer, at("2017-09-18 10:00"))
    assert done.outcome is Outcome.ISSUED
    assert city.one("HP").state is State.ISSUED
    assert city.one("DB").state is State.PROPOSED
    assert city.counts()["市建设局"] == 1
    issue(city.office, city.one("DB").number, officer, at("2017-09-18 10:05"))
    assert city.texts("head")[-1].startswith("【列入督办计划】市建设局\n事由：1 项整改事项超期")


def test_an_unknown_number_and_what_is_past_change_nothing(drawn, officer):
    drawn.tick("2017-09-15 15:00")
    before = drawn.snapshot(), drawn.acts()
    when = at("2017-09-15 16:00")
    assert issue(drawn.office, "HP-20170915-000000", officer, when).outcome is Outcome.UNKNOWN
    for number in (drawn.one("TB").number, drawn.one("HP").number):
        assert issue(drawn.office, number, officer, when).outcome is Outcome.PAST
        assert hold(drawn.office, number, "晚了", officer, when).outcome is Outcome.PAST
    assert (drawn.snapshot(), drawn.acts()) == before


def test_two_bulletins_issued_at_one_instant_by_hand_both_reach_the_leader(city, officer):
    city.add("1", "2017-09-08")
    city.add("2", "2017-09-08", lead=["市水务局"])
    city.tick("2017-09-15 09:00")
    for document in city.documents("TB"):
        done = issue(city.office, document.number, officer, at("2017-09-15 10:00"))
        assert done.outcome is Outcome.ISSUED
    assert len(city.texts("leader")) == 2
    assert "市水务局" in city.texts("office")[-1] + city.texts("office")[-2]


def test_who_signed_is_in_the_journal(drawn, officer):
    issue(drawn.office, drawn.one("TB").number, officer, at("2017-09-15 10:30"))
    entry = next(e.body for e in drawn.store.journal.entries() if e.body["act"] == "issue")
    assert (entry["pid"], entry["role"], entry["source"]) == ("office", "office", "message")
    assert (entry["before"], entry["after"]["state"]) == ({"state": "drawn_up"}, "issued")
