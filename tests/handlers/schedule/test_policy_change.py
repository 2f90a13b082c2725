"""A change of policy (制度变更) by the clock: before its day, on it, after downtime, in workers."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date, timedelta

import pytest

from handlers.errors import PolicyNotSet
from handlers.policy_versions import Wanted, set_policy
from handlers.schedule.desk import Hand
from handlers.schedule.sign import hold, issue
from handlers.words.documents import document_text
from storage.change import Change
from supervision.decisions import Recipient, Step
from supervision.facts import Fact, FactKind
from supervision.policy import Policy
from supervision.progress import Lifecycle
from tests.supervision.builders import PLAN, POLICIES, at

TEXT = (POLICIES / "tianshui-2017.toml").read_text(encoding="utf-8")
BEIJING = (POLICIES / "beijing-2018.toml").read_text(encoding="utf-8")
OFFICER = Hand("office", "office", "message")


def put(city, text, since, now, base=TEXT):
    """Set a policy as the command does."""
    return set_policy(city.store, base, Wanted("f", text, date.fromisoformat(since)), at(now))


def changed(old, new, text=TEXT):
    assert old in text
    return text.replace(old, new)


def another_worker(city):
    """A second process: an office of its own on the same data."""
    return replace(city, office=replace(city.office))


def steps(city):
    return [(d.decision.step, d.period.isoformat()) for d in city.documents()]


def test_until_its_day_the_old_policy_holds_and_from_it_the_new_one(city):
    """Pace of 15 points, then of 40: behind by 25 on 1 September and on 9 October."""
    city.add("1", "2018-07-05")
    put(city, changed("points = 15 ", "points = 40 "), "2017-09-02", "2017-08-30 10:00")
    city.tick("2017-10-31 12:00")
    paces = [d for d in city.documents("YJ") if d.decision.reason == "behind_pace"]
    assert [d.period.isoformat() for d in paces] == ["2017-09-01"]
    assert city.office.policy_at(at("2017-09-01 23:59")).rules[2].points == 15
    assert city.office.policy_at(at("2017-09-02 00:00")).rules[2].points == 40


def test_what_is_made_up_after_downtime_goes_by_the_policy_of_its_own_time(new_city):
    """The clock stands from 30 August until 31 October; nothing differs from a clock that ran."""

    def story(stops):
        city = new_city()
        city.add("1", "2017-08-25")
        city.add("2", "2018-07-05")
        moved = changed('days = [15, "last"]', "days = [20]")
        put(city, moved, "2017-09-01", "2017-08-30 10:00")
        for now in stops:
            city.tick(now)
        return city.snapshot()

    every_hour = [
        f"{date(2017, 8, 30) + timedelta(days=n)} {hour}"
        for n in range(63)
        for hour in ("09:00", "15:00")
    ]
    made_up, live = story(["2017-10-31 18:00"]), story(every_hour)
    assert made_up == live
    days = {number.split("-")[1] for number in made_up if number.startswith("TB")}
    # 31 August by the old policy; the 20th of September and October by the new one.
    assert days == {"20170831", "20170920", "20171020"}


def test_a_second_worker_sees_the_new_policy_without_being_started_anew(city):
    other = another_worker(city)
    assert other.office.policy_at(at("2017-09-04 09:00")).rules[2].points == 15
    put(city, changed("points = 15 ", "points = 99 "), "2017-09-02", "2017-08-30 10:00")
    assert other.office.policy_at(at("2017-09-04 09:00")).rules[2].points == 99
    assert other.office.policy_at(at("2017-08-31 09:00")).rules[2].points == 15


def test_a_process_that_starts_later_with_another_file_goes_by_what_was_stored(city):
    put(city, changed("points = 15 ", "points = 20 "), "2017-09-02", "2017-08-30 10:00")
    edited = Policy.parse(changed("points = 15 ", "points = 90 "))
    restarted = replace(city.office, policy=edited)
    assert restarted.policy_at(at("2017-08-31 09:00")).rules[2].points == 15
    assert restarted.policy_at(at("2017-09-04 09:00")).rules[2].points == 20


def test_a_threshold_that_was_reached_is_not_reached_again(city):
    """Yellow card at the first criticism, then by the new policy at the second: one card."""
    city.add("1", "2017-08-25")
    city.tick("2017-08-31 16:00")
    assert len(city.documents("HP")) == 1
    moved = changed('trigger = "criticisms"\ncount = 1', 'trigger = "criticisms"\ncount = 2')
    put(city, moved, "2017-09-01", "2017-08-31 17:00")
    city.tick("2017-10-31 16:00")
    assert city.counts()["市建设局"] == 5
    assert len(city.documents("HP")) == 1
    assert len(city.documents("JM")) == 1


def test_a_document_prints_the_clause_by_which_it_was_drawn_up(city):
    city.add("1", "2017-08-25")
    city.tick("2017-08-31 16:00")
    new = changed("市委发〔2017〕30号", "市委发〔2017〕99号")
    new = changed("rectify_within = 10", "rectify_within = 20", new)
    put(city, new, "2017-09-01", "2017-08-31 17:00")
    city.tick("2017-09-15 16:00")
    first, second = city.documents("TB")
    told = [
        "\n".join(
            line
            for section in document_text(
                one, city.office.policy_at(one.drawn_at), "市整改办", city.office.working_days()
            ).sections
            for line in section.lines
        )
        for one in (first, second)
    ]
    assert "30号" in told[0]
    assert "99号" not in told[0]
    assert "99号" in told[1]
    assert "30号" not in told[1]


def test_a_held_criticism_leads_to_what_it_threatened_with(city):
    """Held under the old policy and issued under one without yellow cards: the card follows."""
    city.add("1", "2017-08-25")
    city.tick("2017-08-31 09:30")
    criticism = city.one("TB")
    hold(city.office, criticism.number, "正在核实", OFFICER, at("2017-08-31 10:00"))
    without = TEXT.replace('step = "yellow_card"', 'step = "special_inspection"')
    without = changed("市委发〔2017〕30号", "市委发〔2017〕99号", without)
    put(city, without, "2017-09-01", "2017-08-31 11:00")
    issue(city.office, criticism.number, OFFICER, at("2017-09-04 10:00"))
    assert city.one("HP").state == "issued"
    assert city.documents("DC") == []
    assert "市委发〔2017〕30号" in city.texts("head")[-1]


def test_problems_that_were_counted_to_a_threshold_do_not_reach_a_higher_one_anew(city):
    """Deputy head at 5, by a new policy at 8; the main head at 10 as before."""
    base = Policy.parse(BEIJING)
    city.office = replace(city.office, policy=base)
    found(city, "2017-08-02 10:00", 6)
    city.tick("2017-08-03 12:00")
    higher = changed(
        "one_kind = true              # 同类共性问题\ncount = 5 ",
        "one_kind = true              # 同类共性问题\ncount = 8 ",
        BEIJING,
    )
    put(city, higher, "2017-08-05", "2017-08-04 10:00", BEIJING)
    found(city, "2017-08-08 10:00", 3)
    city.tick("2017-08-09 12:00")
    assert proposed(city) == [(Recipient.DEPUTY_HEAD, 6)]
    found(city, "2017-08-10 10:00", 2)
    city.tick("2017-08-11 12:00")
    assert proposed(city) == [(Recipient.DEPUTY_HEAD, 6), (Recipient.MAIN_HEAD, 11)]
    found(city, "2018-01-03 10:00", 8)
    city.tick("2018-01-04 12:00")
    assert proposed(city)[2:] == [(Recipient.DEPUTY_HEAD, 8)]


def test_what_was_looked_back_at_is_not_looked_back_at_again(city):
    base = (POLICIES / "baicheng-2023.toml").read_text(encoding="utf-8")
    city.office = replace(city.office, policy=Policy.parse(base))
    closed = at("2017-08-02 10:00")
    city.add("1", "2017-12-31")
    city.become("1", lifecycle=Lifecycle.CLOSED, closed_at=closed)
    city.tick("2017-09-05 12:00")
    assert len(city.documents("HT")) == 1
    later = changed("days_after = 30 ", "days_after = 60 ", base)
    put(city, later, "2017-09-07", "2017-09-06 10:00", base)
    city.tick("2017-10-31 12:00")
    assert len(city.documents("HT")) == 1


def test_a_day_that_has_begun_keeps_its_policy(city):
    for since in ("2017-08-30", "2017-08-01"):
        with pytest.raises(PolicyNotSet, match="最早是 2017-08-31"):
            put(city, changed("points = 15 ", "points = 20 "), since, "2017-08-30 00:00")
    assert city.store.policies.versions() == []


def test_a_policy_with_a_mistake_is_not_set(city):
    with pytest.raises(PolicyNotSet, match="1 处错误"):
        put(city, changed("points = 15 ", "point = 15 "), "2017-09-02", "2017-08-30 10:00")
    assert city.store.policies.versions() == []


def test_what_is_set_is_journaled_with_what_it_follows(city):
    put(city, changed("points = 15 ", "points = 20 "), "2017-09-02", "2017-08-30 10:00")
    entry = [e.body for e in city.store.journal.entries()][-1]
    first, second = city.store.policies.versions()
    assert (entry["act"], entry["role"]) == ("policy", "office")
    assert entry["before"] == {"version": 1, "policy": "tianshui-2017", "hash": first.digest}
    assert entry["after"]["version"] == 2
    assert (entry["after"]["hash"], entry["after"]["since"]) == (second.digest, "2017-09-02")
    assert tomllib.loads(second.text)["rules"][2]["points"] == 20


def test_the_same_text_again_is_no_new_version(city):
    put(city, TEXT, "2017-09-02", "2017-08-30 10:00")
    assert city.store.policies.versions() == []


def test_a_version_of_an_earlier_day_holds_until_the_one_already_set_begins(city):
    put(city, changed("points = 15 ", "points = 30 "), "2017-10-01", "2017-08-30 10:00")
    done = put(city, changed("points = 15 ", "points = 20 "), "2017-09-01", "2017-08-30 10:00")
    assert [one.number for one in done.later] == [2]
    told = [
        city.office.policy_at(at(f"{day} 09:00")).rules[2].points
        for day in ("2017-08-31", "2017-09-01", "2017-10-01")
    ]
    assert told == [15, 20, 30]
    put(city, changed("points = 15 ", "points = 40 "), "2017-10-01", "2017-08-30 10:00")
    assert city.office.policy_at(at("2017-10-01 09:00")).rules[2].points == 40


def found(city, when, count):
    fact = Fact(at(when), FactKind.PROBLEM_FOUND, "市建设局", PLAN.id, count=count, matter="扬尘")
    change = Change()
    city.store.facts.add(change, when, fact)
    city.store.commit(change)


def proposed(city):
    return [
        (d.decision.to[0], d.decision.count)
        for d in city.documents("WZ")
        if d.decision.step is Step.ACCOUNTABILITY
    ]
