"""Duties and questions come in the one digest that a person gets for a moment."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from storage.change import Change
from storage.store import Store
from supervision.people import Binding, Group, Person
from supervision.policy import Policy
from supervision.records import Role
from tests.handlers.schedule.conftest import City, found
from tests.supervision.builders import POLICIES, at


def digest(city: City, pid: str, instant: str) -> list[str]:
    """What a person was told at an instant."""
    city.tick(instant)
    return [n.text for n in city.notices(pid) if n.queued_at == at(instant)]


def test_a_moment_is_one_message_whatever_it_has_to_say(whole_city: City) -> None:
    # Overdue on the day of the bulletin: criticism and card at three, and the publication is owed.
    whole_city.add("1", "2017-08-11")
    whole_city.tick("2017-08-15 09:00")
    [told] = digest(whole_city, "liaison", "2017-08-15 15:00")
    assert told.startswith("【黄牌警告】")
    assert "【应办】公开整改结果（2017年8月）" in told


def test_what_is_owed_comes_alone_when_nothing_else_is_said(whole_city: City) -> None:
    whole_city.add("1", "2017-12-31")
    [told] = digest(whole_city, "liaison", "2017-08-15 15:00")
    assert told.startswith("【应办】公开整改结果")
    notice = whole_city.notices("liaison")[-1]
    assert (notice.kind, notice.fields["item"]) == ("duty", "应办")


def test_who_is_warned_of_a_measure_is_not_asked_about_it_as_well(whole_city: City) -> None:
    whole_city.add("1", "2017-10-13")  # behind schedule on the day of dispatch
    whole_city.add("2", "2018-12-31")  # silent, and in time
    whole_city.tick("2017-08-31 15:00")
    [told] = digest(whole_city, "liaison", "2017-09-01 09:00")
    assert "【预警】市建设局有 1 项进度滞后" in told
    asked = told.split("【本期未报】", 1)[1]
    assert "2 第2项整改" in asked
    assert "1 第1项整改" not in asked


def test_a_dispatch_that_is_made_up_asks_nothing(whole_city: City) -> None:
    whole_city.add("2", "2018-12-31")
    whole_city.tick("2017-09-04 10:00")
    assert not [text for text in whole_city.texts("liaison") if "【本期未报】" in text]


def test_who_wants_no_reminders_is_asked_nothing_and_still_hears_what_is_owed(
    whole_city: City,
) -> None:
    whole_city.add("2", "2018-12-31")
    person = whole_city.store.people.get("liaison")
    assert person is not None
    change = Change()
    whole_city.store.people.save(change, replace(person, muted=True))
    whole_city.store.commit(change)
    for instant in ("2017-08-15 15:00", "2017-08-24 09:00", "2017-08-30 09:00", "2017-09-01 09:00"):
        whole_city.tick(instant)
    texts = "\n".join(whole_city.texts("liaison"))
    assert "【应办】" in texts
    assert "【逾期】" in texts
    assert "【提醒】" not in texts
    assert "【本期未报】" not in texts


def test_a_head_hears_it_where_no_liaison_is_bound(whole_city: City) -> None:
    whole_city.bind("water", Role.UNIT_HEAD, "市水务局")
    whole_city.add("1", "2018-12-31", lead=["市水务局"])
    [told] = digest(whole_city, "water", "2017-08-15 15:00")
    assert "【应办】" in told


def test_a_unit_that_nobody_is_bound_for_is_named_to_the_office(whole_city: City) -> None:
    whole_city.add("1", "2018-12-31", lead=["市水务局"], responsible=[])
    [told] = digest(whole_city, "office", "2017-08-15 15:00")
    assert "市水务局收不到通知" in told


def test_what_was_missed_is_told_once_to_the_unit_and_to_the_groups_that_it_concerns(
    whole_city: City,
) -> None:
    for pid, group in (("press", Group.PUBLICITY), ("law", Group.ACCOUNTABILITY)):
        person = Person(pid, f"openid-{pid}", (Binding("市整改办", Role.OFFICE, group),))
        change = Change()
        whole_city.store.people.save(change, person)
        whole_city.store.people.index(change, Person(pid, person.openid), person)
        whole_city.store.commit(change)
    whole_city.add("1", "2018-12-31", responsible=[])
    whole_city.tick("2017-08-15 15:00")
    whole_city.tick("2017-08-30 09:00")
    whole_city.tick("2017-08-31 09:00")
    for pid, times in (("liaison", 1), ("press", 1), ("office", 1), ("law", 0)):
        found = [t for t in whole_city.texts(pid) if "【逾期】" in t or "逾期未办 1 件" in t]
        assert len(found) == times, (pid, found)


def test_a_replay_of_a_moment_makes_no_second_duty_and_no_second_message(
    whole_city: City,
) -> None:
    whole_city.add("1", "2018-12-31")
    whole_city.tick("2017-08-15 15:00")
    before = (whole_city.store.duties.all(), whole_city.texts("liaison"))
    # As after a restart from an older cursor.
    store = whole_city.store
    store.redis.hset(store.keys.clock(), "cursor", "2017-08-15T06:59:00+00:00")
    whole_city.tick("2017-08-15 15:00")
    assert whole_city.store.duties.all() == before[0]
    assert [t for t in whole_city.texts("liaison") if "【应办】" in t] == [
        t for t in before[1] if "【应办】" in t
    ]


def test_where_a_policy_has_no_bulletin_its_dispatch_calls_for_the_publication(
    store: Store, tmp_path: Path
) -> None:
    text = (POLICIES / "baicheng-2023.toml").read_text(encoding="utf-8")
    city = found(store, tmp_path, Policy.parse(text))
    city.add("1", "2018-12-31", responsible=[])
    city.tick("2017-08-31 15:00")
    assert [duty.period for duty in city.store.duties.all()] == ["2017-08"]
    city.tick("2017-09-01 09:00")
    [told] = digest(city, "liaison", "2017-09-01 15:00")
    assert "【应办】公开整改结果（2017年9月），9月15日（周五）前" in told
    assert "组织保障四（C7）" in told


def test_a_policy_without_duties_opens_none(city: City) -> None:
    city.add("1", "2018-12-31")
    city.tick("2018-01-02 10:00")
    assert city.store.duties.all() == []
