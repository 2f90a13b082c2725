"""Everything that was missed of a period, recorded with one yes: by whom, of whom, taken back."""

from __future__ import annotations

import pytest

from documents.plan import read_plan
from handlers.import_plan import import_plan
from supervision.duties import DutyKind
from supervision.facts import FactKind
from supervision.people import Group
from supervision.records import Role
from tests.scenarios.conftest import SEED, City
from tests.scenarios.owing import UNIT, go, owed


@pytest.fixture
def town(city: City) -> City:
    """The seed's city on the day after every unit's publication of August was due."""
    city.at("2017-08-01T08:00:00+08:00")
    document = read_plan(SEED.read_bytes(), name=SEED.name, plan_id="ts2017")
    import_plan(city.office, document, city.now)
    city.tick()
    city.bind("oLiaison", UNIT)
    city.bind("oOffice", "整改办", Role.OFFICE)
    go(city, "2017-08-15T15:00", "2017-08-30T09:00")
    return city


def recorded(town: City, unit: str = UNIT) -> int:
    """How many failures to publish stand on record of a unit."""
    start, end = town.now.replace(month=1), town.now.replace(month=12)
    return len(town.office.store.facts.of_unit(FactKind.NOT_PUBLISHED, unit, start, end))


def missed(town: City) -> list[str]:
    """The units whose failure the office has not judged yet."""
    late = town.office.store.duties.late(town.now, 500)
    return [duty.unit for duty in late if duty.waits_for_the_office(town.now)]


def test_one_yes_records_every_unit_that_was_listed_and_the_next_draw_up_names_each(
    town: City,
) -> None:
    units = missed(town)
    assert len(units) > 20
    listed = town.say("oOffice", "记录逾期")
    assert f"将记录 {len(units)} 家「未及时公开整改结果」，公开整改结果（2017年8月）到期" in listed
    assert UNIT in listed
    assert recorded(town) == 0
    assert f"{len(units)} 家，公开整改结果（2017年8月）仍须补办" in town.say("oOffice", "1")
    assert {unit: recorded(town, unit) for unit in units} == dict.fromkeys(units, 1)
    assert "没有等您记录的逾期事项" in town.say("oOffice", "记录逾期")
    go(town, "2017-08-31T09:00")
    proposed = town.office.store.documents.proposed()
    named = {d.decision.unit for d in proposed if d.decision.reason == "not_published"}
    assert named == set(units)


def test_a_unit_that_is_spared_is_left_as_it_was(town: City) -> None:
    assert UNIT not in town.say("oOffice", "记录逾期 除建设局、市水务局外")
    town.say("oOffice", "1")
    assert recorded(town) == 0
    assert sorted(missed(town)) == sorted([UNIT, "市水务局"])


def test_a_spared_unit_that_nobody_knows_records_nothing(town: City) -> None:
    assert "台账里没有「火星局」" in town.say("oOffice", "记录逾期，除火星局外")
    assert "现在没有等您确认的事" in town.say("oOffice", "1")
    assert recorded(town) == 0


def test_several_periods_are_asked_about_one_by_one(town: City) -> None:
    go(town, "2017-09-15T15:00", "2017-10-10T09:00")
    asked = town.say("oOffice", "记录逾期")
    assert "1. 公开整改结果（2017年8月）" in asked
    assert "2. 公开整改结果（2017年9月）" in asked
    assert "（2017年9月）" in town.say("oOffice", "2")
    town.say("oOffice", "1")
    kept = [d for d in owed(town, DutyKind.PUBLICATION) if d.failed_at]
    assert [duty.period for duty in kept] == ["2017-09"]


def test_all_are_excused_with_one_yes_and_nothing_follows(town: City) -> None:
    asked = town.say("oOffice", "全部免记")
    assert "公开整改结果（2017年8月）到期未办，不引出措施" in asked
    assert "已免记" in town.say("oOffice", "1")
    assert missed(town) == []
    go(town, "2017-08-31T09:00")
    assert not [
        d for d in town.office.store.documents.proposed() if d.decision.reason == "not_published"
    ]


def test_what_was_recorded_with_one_yes_is_taken_back_with_one_word(town: City) -> None:
    units = missed(town)
    town.say("oOffice", "记录逾期")
    town.say("oOffice", "1")
    assert f"等 {len(units)} 条" in town.say("oOffice", "撤回记录")
    assert recorded(town) == 0
    assert sorted(missed(town)) == sorted(units)
    # What was taken back can be recorded again, now without one of them.
    town.say("oOffice", "记录逾期 除市建设局外")
    town.say("oOffice", "1")
    assert missed(town) == [UNIT]


def test_a_yes_to_a_list_that_has_changed_meanwhile_is_asked_again(town: City) -> None:
    assert UNIT in town.say("oOffice", "记录逾期")
    town.say("oLiaison", "已公开 http://www.tianshui.gov.cn/8/zg.html")
    again = town.say("oOffice", "1")
    assert "将记录" in again
    assert UNIT not in again
    town.say("oOffice", "1")
    assert recorded(town) == 0


@pytest.mark.parametrize("words", ["记录逾期", "one"])
def test_another_work_group_records_nothing(town: City, words: str) -> None:
    town.bind("oChief", "整改办", Role.OFFICE, group=Group.SUPERVISION)
    town.bind("oClerk", "整改办", Role.OFFICE, group=Group.COORDINATION)
    if words == "one":
        town.say("oClerk", f"看 {owed(town, DutyKind.PUBLICATION)[0].number}")
        words = "1"
    assert "请转告他们，没有记录" in town.say("oClerk", words)
    assert recorded(town) == 0
