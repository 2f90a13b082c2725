"""One person for several units: a code adds one, the item tells which speaks, else it is asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from storage.change import Change
from supervision.records import Role
from tests.scenarios.conftest import City
from tests.scenarios.identity import acts, code_for, held, indexes_agree, person

BOTH, OFFICE = "oBoth", "oOffice"


@pytest.fixture
def town(tianshui: City) -> City:
    """Somebody speaks for 市建设局 and for 市商务局."""
    tianshui.bind(OFFICE, "整改办", Role.OFFICE)
    tianshui.bind(BOTH, "市建设局")
    tianshui.bind(BOTH, "市商务局")
    return tianshui


def number_of(city: City, unit: str) -> str:
    """An open item of this unit that the other one does not report on."""
    ledger = city.office.store.ledger
    entries, _ = ledger.open_of(unit, 0, 50)
    [other] = {"市建设局", "市商务局"} - {unit}
    return next(e.measure.number for e in entries if not ledger.is_reported_by(other, e.measure.id))


def shared(city: City, *, leads: tuple[str, ...]) -> str:
    """Make 14-2 an item of both units, led by these."""
    ledger, change = city.office.store.ledger, Change()
    entry = ledger.find("14-2")
    assert entry is not None
    duty = replace(entry.measure.duty, lead_units=leads, responsible_units=("市建设局", "市商务局"))
    measure = replace(entry.measure, duty=duty)
    ledger.put_measure(change, measure, ledger.place(measure.id), ledger.units(), old=entry)
    city.office.store.commit(change)
    return "14-2"


def reported(city: City) -> list[tuple[str, str, int]]:
    return sorted((r.unit, r.measure, r.percent) for r in city.office.store.reports.all())


def test_a_second_code_adds_a_unit_and_says_so(tianshui: City) -> None:
    tianshui.bind(BOTH, "市建设局")
    assert "已绑定的市建设局不变" in tianshui.say(BOTH, code_for(tianshui, "市商务局"))
    assert "您现在绑定 2 个单位" in tianshui.say(BOTH, "1")
    assert held(tianshui, BOTH) == {("市建设局", Role.LIAISON), ("市商务局", Role.LIAISON)}
    indexes_agree(tianshui)


def test_a_report_is_stored_under_the_unit_that_answers_for_the_item(town: City) -> None:
    of_trade, of_building = number_of(town, "市商务局"), number_of(town, "市建设局")
    town.say(BOTH, f"{of_trade} 完成30%")
    town.say(BOTH, f"{of_building} 完成40%")
    assert reported(town) == sorted([("市商务局", of_trade, 30), ("市建设局", of_building, 40)])
    bodies = [entry.body for entry in town.office.store.journal.entries()]
    units = [b["unit"] for b in bodies if b["act"] == "report_progress"]
    assert units == ["市商务局", "市建设局"]


def test_the_leading_unit_of_a_shared_item_speaks(town: City) -> None:
    number = shared(town, leads=("市商务局",))
    town.say(BOTH, f"{number} 完成50%")
    assert reported(town) == [("市商务局", number, 50)]


def test_what_the_item_does_not_tell_is_asked(town: City) -> None:
    number = shared(town, leads=())
    asked = town.say(BOTH, f"{number} 完成50%")
    assert "以哪个单位上报" in asked
    assert reported(town) == []
    place = next(line[0] for line in asked.splitlines() if "市商务局" in line)
    assert "已记录" in town.say(BOTH, place)
    assert reported(town) == [("市商务局", number, 50)]


def test_asked_for_the_unit_a_hundred_percent_is_still_confirmed(town: City) -> None:
    number = shared(town, leads=())
    asked = town.say(BOTH, f"{number} 完成100%")
    place = next(line[0] for line in asked.splitlines() if "市商务局" in line)
    assert "全部完成（100%）" in town.say(BOTH, place)
    town.say(BOTH, "1")
    assert reported(town) == [("市商务局", number, 100)]


def test_the_chosen_unit_speaks_where_the_item_does_not_tell(town: City) -> None:
    number = shared(town, leads=())
    listed = town.say(BOTH, "我的单位")
    assert "您绑定了 2 个单位" in listed
    assert "市建设局 联络员，7月6日（周四）起（当前）" in listed
    assert "当前单位：市商务局" in town.say(BOTH, "2")
    town.say(BOTH, f"{number} 完成50%")
    assert reported(town) == [("市商务局", number, 50)]
    assert "当前单位：市建设局" in town.say(BOTH, "换单位 建设局")
    assert acts(town).count("switch_unit") == 2


def test_an_item_of_a_third_unit_is_still_refused(town: City) -> None:
    ledger = town.office.store.ledger
    entries, _ = ledger.open_of("市水务局", 0, 50)
    mine = ("市建设局", "市商务局")
    foreign = next(
        e.measure.number
        for e in entries
        if not any(ledger.is_reported_by(unit, e.measure.id) for unit in mine)
    )
    assert "您绑定的是市建设局、市商务局，不能上报" in town.say(BOTH, f"{foreign} 完成50%")


def test_tasks_cover_all_units_and_say_whose_they_are(town: City) -> None:
    listed = [town.say(BOTH, "我的任务")]
    while "下一页" in listed[-1]:
        listed.append(town.say(BOTH, "下一页"))
    ledger = town.office.store.ledger
    wanted = {
        entry.measure.number
        for unit in ("市建设局", "市商务局")
        for entry in ledger.open_of(unit, 0, 200)[0]
    }
    lines = [line for text in listed for line in text.splitlines()[1:-1]]
    assert sorted(line.split()[0] for line in lines) == sorted(wanted)
    assert f"您的 2 个单位有 {len(wanted)} 项未完成" in listed[0]
    assert any(line.endswith("（市商务局）") for line in lines)


def test_warnings_of_all_units_are_listed_and_signed_for(town: City) -> None:
    town.at("2017-07-17T09:00:30+08:00").tick()
    town.at("2017-07-17T15:00:30+08:00").tick()
    documents = town.office.store.documents
    waiting = len(documents.unacknowledged("市建设局")) + len(documents.unacknowledged("市商务局"))
    assert waiting
    assert f"待签收 {waiting} 件" in town.say(BOTH, "我的预警")
    assert "已签收" in town.say(BOTH, "收到")
    assert not documents.unacknowledged("市建设局") + documents.unacknowledged("市商务局")


def test_a_role_counts_at_its_own_unit_only(tianshui: City) -> None:
    tianshui.bind("oMixed", "市建设局")
    tianshui.bind("oMixed", "市商务局", Role.VERIFIER)
    number = number_of(tianshui, "市商务局")
    assert "您绑定的是市建设局，不能上报" in tianshui.say("oMixed", f"{number} 完成50%")
    assert reported(tianshui) == []
    people = tianshui.office.store.people
    assert [p.openid for p in people.of_unit("市建设局")] == ["oMixed"]
    assert people.of_unit("市商务局") == []


def test_who_is_of_the_office_and_of_a_unit_does_the_work_of_both(town: City) -> None:
    town.bind(BOTH, "整改办", Role.OFFICE)
    number = number_of(town, "市建设局")
    assert "已记录" in town.say(BOTH, f"{number} 完成60%")
    assert "没有待签发的文书" in town.say(BOTH, "待签发")
    town.say(BOTH, f"发布 {number}")
    assert "已公开" in town.say(BOTH, "1")
    done = {e.body["act"]: e.body for e in town.office.store.journal.entries()}
    assert (done["report_progress"]["role"], done["publish"]["role"]) == ("liaison", "office")
    assert person(town, BOTH).role is Role.LIAISON


def test_of_one_unit_nothing_is_asked_or_chosen(tianshui: City) -> None:
    tianshui.bind("oOne", "市建设局")
    assert "您只绑定了市建设局" in tianshui.say("oOne", "换单位")
    assert "您绑定的单位：\n市建设局 联络员" in tianshui.say("oOne", "我的单位")
    assert "您没有绑定单位" in tianshui.say("oCitizen", "我的单位")
