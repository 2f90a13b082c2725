"""Importing a plan in several steps, while others write and connections break."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from redis.exceptions import ConnectionError as RedisConnectionError

from documents.document import PlanDocument
from handlers import import_plan as importing
from handlers.errors import ImportUnfinished
from handlers.import_plan import compare, import_plan, import_plans
from handlers.office import Office
from language.segment import Segmenter
from storage.change import Change
from storage.errors import Conflict, Unavailable
from storage.store import Store
from supervision.progress import Entry
from supervision.records import Level, Plan, Region, Unit
from tests.supervision.builders import PLAN, at, claimed, measure, tianshui

NOW = at("2017-07-06 10:00")
UNITS = (Unit("市建设局", Level.DEPARTMENT), Unit("麦积区政府", Level.DISTRICT))
NUMBERS = ("1", "2", "3", "4", "5")

Commit = Callable[[Change], int]


def plan_of(plan: Plan = PLAN, title: str = "整改") -> PlanDocument:
    measures = (measure(number, "2017-12-31", plan=plan.id) for number in NUMBERS)
    return PlanDocument(
        Region("天水市", "市整改办"),
        UNITS,
        plan,
        (),
        tuple(replace(one, title=f"{title}{one.number}") for one in measures),
    )


@pytest.fixture
def office(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An empty office whose imports take two measures a step."""
    monkeypatch.setattr(importing, "BATCH", 2)
    return Office(store, tianshui(), Segmenter(tmp_path, ()), "https://zgt.example")


def stored(office: Office, plan: Plan = PLAN) -> list[Entry]:
    return list(office.store.ledger.all_entries(plan.id))


def imports(office: Office) -> int:
    acts = [entry.body["act"] for entry in office.store.journal.entries()]
    return acts.count("plan_import")


def on_commit(
    office: Office, monkeypatch: pytest.MonkeyPatch, number: int, then: Callable[[Commit], None]
) -> None:
    """Do something just before the commit of this number, counted from 1."""
    commit, made = office.store.commit, 0

    def counted(change: Change) -> int:
        nonlocal made
        made += 1
        if made == number:
            then(commit)
        return commit(change)

    monkeypatch.setattr(office.store, "commit", counted)


def always(error: Exception) -> Callable[[Commit], None]:
    def fail(_commit: Commit) -> None:
        raise error

    return fail


def test_a_long_plan_is_whole_after_its_last_step(office: Office) -> None:
    difference = import_plan(office, plan_of(), NOW)
    assert difference.new == NUMBERS
    assert tuple(entry.measure for entry in stored(office)) == plan_of().measures
    assert office.store.ledger.current_plan() == PLAN
    assert imports(office) == 3
    assert compare(office, plan_of()).empty


def test_a_report_in_the_middle_of_an_import_is_kept(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_plan(office, plan_of(), NOW)

    def report(commit: Commit) -> None:
        change = Change()
        [entry] = office.store.ledger.entries([f"{PLAN.id}:3"])
        office.store.ledger.save_progress(change, entry, claimed(40))
        commit(change)

    on_commit(office, monkeypatch, 2, report)
    import_plan(office, plan_of(title="新的整改"), NOW)
    assert compare(office, plan_of(title="新的整改")).empty
    assert stored(office)[2].progress.claim == claimed(40).claim


def test_another_import_in_the_middle_gives_way_to_the_one_that_ends_last(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = replace(PLAN, id="ts2018")

    def import_other(_commit: Commit) -> None:
        monkeypatch.undo()
        import_plan(office, plan_of(other), NOW)

    on_commit(office, monkeypatch, 2, import_other)
    import_plan(office, plan_of(), NOW)
    assert len(stored(office)) == len(stored(office, other)) == len(NUMBERS)
    assert office.store.ledger.current_plan() == PLAN


def test_a_step_whose_answer_is_lost_is_done_once(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = office.store.commit

    def sent_twice(change: Change) -> int:
        commit(change)
        return commit(change)

    monkeypatch.setattr(office.store, "commit", sent_twice)
    import_plan(office, plan_of(), NOW)
    assert imports(office) == 3
    assert compare(office, plan_of()).empty


@pytest.mark.parametrize("error", [Conflict("item"), RedisConnectionError("gone")])
def test_a_half_import_says_so_and_importing_again_completes_it(
    office: Office, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    before = Plan("ts2016", "从前的方案")
    import_plan(office, plan_of(before), NOW)
    monkeypatch.setattr(importing, "TRIES", 1)
    with monkeypatch.context() as patch:
        on_commit(office, patch, 2, always(error))
        with pytest.raises(ImportUnfinished, match="已写入 2 项，其余 3 项") as told:
            import_plan(office, plan_of(), NOW)
    assert (told.value.done, len(stored(office))) == (2, 2)
    assert office.store.ledger.current_plan() == before
    assert import_plan(office, plan_of(), NOW).new == NUMBERS[2:]
    assert office.store.ledger.current_plan() == PLAN
    assert tuple(entry.measure for entry in stored(office)) == plan_of().measures


@pytest.mark.parametrize(
    ("error", "told"), [(Conflict("item"), Conflict), (RedisConnectionError(), Unavailable)]
)
def test_an_import_that_never_began_says_that_nothing_was_written(
    office: Office, monkeypatch: pytest.MonkeyPatch, error: Exception, told: type[Exception]
) -> None:
    monkeypatch.setattr(importing, "TRIES", 1)
    on_commit(office, monkeypatch, 1, always(error))
    with pytest.raises(told):
        import_plan(office, plan_of(), NOW)
    assert stored(office) == []


def test_a_new_member_of_a_group_is_listed_even_when_the_import_broke_off(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def grouped(*units: Unit) -> PlanDocument:
        found = plan_of()
        duty = replace(found.measures[0].duty, responsible_units=("各县区政府",))
        return replace(
            found, units=units, measures=tuple(replace(m, duty=duty) for m in found.measures)
        )

    import_plan(office, grouped(*UNITS), NOW)
    newcomer = Unit("秦州区政府", Level.DISTRICT)
    with monkeypatch.context() as patch:
        patch.setattr(importing, "TRIES", 1)
        on_commit(office, patch, 3, always(Conflict("item")))
        with pytest.raises(ImportUnfinished):
            import_plan(office, grouped(*UNITS, newcomer), NOW)
    import_plan(office, grouped(*UNITS, newcomer), NOW)
    assert office.store.ledger.open_of("秦州区政府")[1] == len(NUMBERS)


def test_a_whole_ledger_leaves_the_current_plan_as_it_is(office: Office) -> None:
    later = replace(PLAN, id="ts2019", issued=None)
    import_plan(office, plan_of(later), NOW)
    import_plans(office, (plan_of(), plan_of(later, "新的整改")), NOW)
    assert office.store.ledger.current_plan() == later
    assert stored(office, later)[0].measure.title == "新的整改1"


def test_nobody_saves_what_they_read_of_a_record_that_was_replaced(office: Office) -> None:
    """Else the lists would follow the dates of the record before."""
    import_plan(office, plan_of(), NOW)
    [before] = office.store.ledger.entries([f"{PLAN.id}:3"])
    import_plan(office, plan_of(title="新的整改"), NOW)
    change = Change()
    office.store.ledger.save_progress(change, before, claimed(40))
    with pytest.raises(Conflict):
        office.store.commit(change)


LATER = replace(PLAN, issued=date(2017, 11, 5))
NOVEMBER = at("2017-11-10 09:00")


def far_behind(office: Office) -> set[str]:
    return {entry.measure.number for entry in office.store.lists.behind_at(NOVEMBER, 15)}


def test_the_pace_of_what_stays_counts_from_the_new_day_of_the_plan(office: Office) -> None:
    import_plan(office, plan_of(), NOW)
    assert far_behind(office) == set(NUMBERS)
    import_plan(office, plan_of(LATER), NOW)
    assert far_behind(office) == set()


def test_an_import_that_broke_off_while_it_gave_the_plan_a_day_is_completed(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_plan(office, plan_of(), NOW)
    with monkeypatch.context() as patch:
        on_commit(office, patch, 2, always(RedisConnectionError("gone")))
        with pytest.raises(ImportUnfinished):
            import_plan(office, plan_of(LATER), NOW)
    assert not compare(office, plan_of(LATER)).empty
    import_plan(office, plan_of(LATER), NOW)
    assert far_behind(office) == set()
    assert compare(office, plan_of(LATER)).empty


def test_a_new_member_of_a_group_reports_on_the_measures_of_every_plan(office: Office) -> None:
    group = replace(plan_of().measures[0].duty, lead_units=("各县区政府",), responsible_units=())

    def grouped(plan: Plan, *units: Unit) -> PlanDocument:
        whole = plan_of(plan)
        measures = tuple(replace(one, duty=group) for one in whole.measures)
        return replace(whole, units=units, measures=measures)

    added = Unit("清水县政府", Level.DISTRICT)
    import_plan(office, grouped(PLAN, *UNITS), NOW)
    import_plan(office, grouped(replace(PLAN, id="ts2018"), *UNITS, added), NOW)
    ledger = office.store.ledger
    assert len(list(ledger.of_unit(added.name))) == 2 * len(NUMBERS)
    no_more = replace(UNITS[1], level=Level.DEPARTMENT)
    import_plan(office, grouped(PLAN, no_more), NOW)
    assert list(ledger.of_unit(no_more.name)) == []
