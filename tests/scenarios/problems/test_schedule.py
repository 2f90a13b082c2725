"""A problem without measures on the clock: reminded of, warned of, criticised for, carded."""

from __future__ import annotations

from supervision.decisions import Step
from tests.scenarios.conftest import City
from tests.scenarios.problems.town import ALONE, WATER, does, lines, page


def steps(town: City, *kinds: Step) -> dict[Step, list[str]]:
    """The records that the documents to 市水务局 name, by step."""
    found: dict[Step, list[str]] = {}
    for document in town.office.store.documents.of_unit(WATER):
        made = document.decision
        if made.step in kinds:
            found.setdefault(made.step, []).extend(f.measure for f in made.findings)
    return found


def through(town: City, *instants: str) -> None:
    for instant in instants:
        town.at(f"{instant}+08:00").tick()


def test_it_is_reminded_of_warned_of_criticised_for_and_carded(town: City) -> None:
    town.say("oWater", "3 完成40%")
    through(town, "2017-08-28T09:00:30")
    assert any("【提醒】" in text and ALONE in text for text in town.pushed("oWater"))
    through(town, "2017-09-01T09:00:30")
    assert any("【预警】" in text and ALONE in text for text in town.pushed("oWater"))
    assert ALONE in town.say("oWater", "超期")
    assert "超期" in town.say("oWater", "我的任务")
    assert "已签收" in town.say("oWater", "收到 3")
    through(town, "2017-09-15T09:00:30")
    assert ALONE in town.say("oOffice", "市水务局超期")
    through(town, "2017-09-15T15:00:30")
    named = steps(town, Step.WARNING, Step.CRITICISM, Step.YELLOW_CARD)
    assert set(named) == {Step.WARNING, Step.CRITICISM, Step.YELLOW_CARD}
    assert ALONE in named[Step.WARNING]
    assert named[Step.CRITICISM] == named[Step.YELLOW_CARD] == [ALONE]
    [bulletin] = [
        d for d in town.office.store.documents.of_unit(WATER) if d.decision.step is Step.CRITICISM
    ]
    status, text = page(town, f"/documents/{bulletin.number}")
    assert (status, ALONE in text) == (200, True)
    assert "超期 1" in town.say("oOffice", "总览")


def test_what_was_simulated_is_what_the_program_does(town: City) -> None:
    through(town, "2017-09-15T15:00:30")
    drawn = {
        (str(d.decision.step), f.measure)
        for d in town.office.store.documents.of_unit(WATER)
        for f in d.decision.findings
    }
    assert (str(Step.CRITICISM), ALONE) in drawn
    assert not any(number == "3" for _, number in drawn)


def test_the_office_warns_of_it_and_orders_a_card(town: City) -> None:
    town.at("2017-09-04T10:00:00+08:00")
    asked = town.say("oOffice", "预警 市水务局 3")
    assert ALONE in asked
    town.say("oOffice", "1")
    assert any("【预警】" in text and ALONE in text for text in town.pushed("oWater"))
    assert ALONE in does(town, "oOffice", f"黄牌 市水务局 {ALONE}")


def test_the_overview_the_duties_and_the_score_sheet_count_it(town: City) -> None:
    assert "整改事项 4 项" in town.say("oOffice", "总览")
    town.at("2017-09-04T10:00:00+08:00")
    plan = town.office.store.ledger.current_plan()
    assert plan is not None
    standing = town.office.store.standings.of_plan(plan.id, town.now)
    assert (standing.measures, standing.overdue) == (4, 1)
    [sheet] = lines(town, "assessment", "show", "2017", "--unit", WATER, "--json")
    assert "1" in str(sheet), sheet
