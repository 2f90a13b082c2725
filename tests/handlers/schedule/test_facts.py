"""Recorded facts and the schedule: each gives its step once, however the two race."""

from __future__ import annotations

import pytest

from handlers.record_fact import record
from handlers.schedule.desk import Desk
from handlers.schedule.morning import draw_up
from storage.change import Change
from storage.errors import Conflict
from supervision.cycles import Moment, Work
from supervision.decisions import Reason, Step
from supervision.documents import State
from supervision.facts import Fact, FactKind
from tests.handlers.schedule.hands import OFFICER
from tests.supervision.builders import PLAN, at


def recorded(city, now, kind=FactKind.FALSE_REPORT, name="a", happened=None, **fields):
    fact = Fact(at(happened or now), kind, "市建设局", PLAN.id, **fields)
    change = Change()
    made = record(change, city.office, fact, name=name, hand=OFFICER, now=at(now))
    city.store.commit(change)
    return made


def test_a_failure_is_answered_at_the_next_draw_up_hour_and_once(city):
    city.tick("2017-09-05 10:00")
    recorded(city, "2017-09-05 10:01", measure="14-2")
    city.tick("2017-09-06 08:59")
    assert city.documents("YT") == []
    city.tick("2017-09-06 09:00")
    city.tick("2017-09-08 15:00")
    talk = city.one("YT")
    assert talk.state is State.PROPOSED
    assert talk.decision.reason is Reason.FALSE_REPORT
    assert talk.decision.measure == "14-2"
    assert talk.decision.at == at("2017-09-06 09:00")
    assert "false_report" in city.acts()


def test_what_is_found_out_late_is_answered_at_the_draw_up_hour_after(city):
    city.tick("2017-09-05 10:00")
    recorded(city, "2017-09-05 10:01", happened="2017-08-20 10:00")
    city.tick("2017-09-06 09:00")
    assert city.one("YT").decision.at == at("2017-09-06 09:00")


def test_criticism_by_a_higher_level_is_proposed_at_once_and_the_office_told(city):
    city.tick("2017-09-05 10:00")
    made = recorded(city, "2017-09-05 10:01", FactKind.CRITICISED_BY_HIGHER_LEVEL, by="province")
    proposal = city.one("WZ")
    assert proposal.state is State.PROPOSED
    assert proposal.decision.step is Step.ACCOUNTABILITY
    assert proposal.decision.at == made.fact.at
    assert (
        "问责（主要负责人） 市建设局（因环境问题整改迟缓被省级通报批评）"
        in city.texts("office")[-1]
    )
    assert city.texts("liaison") == []


def test_a_fact_that_was_read_before_the_draw_up_hour_and_stored_after_it_is_not_lost(city):
    city.tick("2017-09-05 10:00")
    fact = Fact(at("2017-09-06 08:59"), FactKind.FALSE_REPORT, "市建设局", PLAN.id)
    change = Change()
    record(change, city.office, fact, name="a", hand=OFFICER, now=fact.at)
    city.tick("2017-09-06 09:00")
    with pytest.raises(Conflict):
        city.store.commit(change)
    again = Change()
    record(again, city.office, fact, name="a", hand=OFFICER, now=fact.at)
    city.store.commit(again)
    city.tick("2017-09-07 09:00")
    assert city.one("YT").decision.at == at("2017-09-07 09:00")


def test_a_draw_up_hour_that_read_its_facts_before_one_was_stored_is_decided_again(city):
    city.tick("2017-09-05 10:00")
    desk = Desk(city.office, at("2017-09-06 09:00"))
    draw_up(desk, Moment(at("2017-09-06 09:00"), (Work.DAILY,)))
    recorded(city, "2017-09-06 08:59")
    with pytest.raises(Conflict) as refused:
        city.store.commit(desk.file())
    assert refused.value.what not in ("clock", "lease")


def test_a_proper_reason_stops_the_climb_until_its_last_day(city):
    city.add("14-2", "2017-09-08")
    city.tick("2017-09-07 10:00")
    recorded(
        city,
        "2017-09-07 10:01",
        FactKind.PROPER_REASON,
        measure="14-2",
        until=at("2017-09-20 00:00").date(),
    )
    city.tick("2017-09-15 15:00")
    assert city.documents("TB") == []
    city.tick("2017-09-21 09:00")
    assert [d.period for d in city.documents("YJ")][-1] == at("2017-09-21 00:00").date()
