from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from handlers import sample
from handlers.invite import ALPHABET, LENGTH
from handlers.office import Office
from handlers.public import overview, search
from handlers.sample_records import read_sample
from handlers.working_calendar import working_days
from language.segment import Segmenter
from storage.invitations import digest_of
from storage.store import Store
from supervision.cycles import Moment, Work, next_bulletin
from supervision.ladder import criticisms
from supervision.overdue import any_overdue
from supervision.policy import Policy
from supervision.progress import Entry, Lifecycle
from supervision.records import Level, Role
from supervision.times import SHANGHAI, local_date
from supervision.warnings import result_warnings

START = datetime(2026, 3, 16, 9, 30, tzinfo=SHANGHAI)
PRESET = Path(__file__).parents[2] / "policies" / "tianshui-2017.toml"


@pytest.fixture(scope="module")
def segmenter(tmp_path_factory: pytest.TempPathFactory) -> Segmenter:
    return Segmenter(tmp_path_factory.mktemp("words"))


@pytest.fixture
def office(store: Store, segmenter: Segmenter) -> Office:
    policy = Policy.parse(PRESET.read_text(encoding="utf-8"))
    return Office(store=store, policy=policy, segmenter=segmenter, base_url="http://localhost")


@pytest.fixture
def loaded(office: Office) -> Office:
    assert sample.load_sample(office, START)
    return office


def entries(office: Office) -> list[Entry]:
    return list(office.store.ledger.all_entries("yunxi"))


def test_the_sample_has_the_promised_size(loaded: Office) -> None:
    units = loaded.store.ledger.units()
    assert len(units) == 12
    administrative = {Level.CITY, Level.DEPARTMENT, Level.DISTRICT, Level.TOWNSHIP}
    assert {unit.level for unit in units} == administrative | {Level.ENTERPRISE}
    assert len(entries(loaded)) == 31
    assert len(loaded.store.ledger.problems("yunxi")) == 4


def test_a_second_load_changes_nothing(loaded: Office) -> None:
    before = loaded.store.redis.dbsize()
    head = loaded.store.redis.hgetall(loaded.store.keys.journal_head())
    assert not sample.load_sample(loaded, START + timedelta(days=3))
    assert loaded.store.redis.dbsize() == before
    assert loaded.store.redis.hgetall(loaded.store.keys.journal_head()) == head


def test_every_unit_named_by_a_measure_is_a_unit_or_a_group(loaded: Office) -> None:
    known = {unit.name for unit in loaded.store.ledger.units()} | {"各县区政府"}
    for entry in entries(loaded):
        duty = entry.measure.duty
        named = duty.reporting + duty.cooperating_units + duty.verifying_units
        assert set(named) <= known, entry.measure.number
        assert duty.lead_units, entry.measure.number


def test_some_are_overdue_some_due_today_this_week_and_later(loaded: Office) -> None:
    today = local_date(START)
    open_days = [
        (due - today).days
        for entry in entries(loaded)
        if not entry.progress.settled
        for due in [entry.measure.final_due]
        if due
    ]
    assert min(open_days) < 0
    assert 0 in open_days
    assert any(0 < days <= 7 for days in open_days)
    assert max(open_days) > 90
    overdue = {e.measure.number for e in entries(loaded) if any_overdue(e, START)}
    assert overdue == {"13", "25"}


def test_closed_published_and_reported_measures_are_there(loaded: Office) -> None:
    closed = [e for e in entries(loaded) if e.progress.lifecycle is Lifecycle.CLOSED]
    assert len(closed) == 5
    assert all(e.progress.verified_percent == 100 for e in closed)
    totals = overview(loaded).totals
    published = [e for e in entries(loaded) if e.progress.publication]
    assert totals.measures == len(published) == 22
    assert totals.closed == 5
    assert len(list(loaded.store.reports.all())) > 40


def test_what_is_claimed_is_never_less_than_what_was_verified(loaded: Office) -> None:
    for entry in entries(loaded):
        assert entry.progress.claimed_percent >= entry.progress.verified_percent


def test_nothing_of_the_past_lies_in_the_future(loaded: Office) -> None:
    for report in loaded.store.reports.all():
        assert report.at < START
    for entry in entries(loaded):
        publication = entry.progress.publication
        assert publication is None or publication.at < START
        assert (
            publication is None
            or publication.claimed_at is None
            or (publication.claimed_at <= publication.at)
        )


def test_the_contacts_are_bound_and_the_citizens_are_not(loaded: Office) -> None:
    people = loaded.store.people

    def role_of(openid: str) -> tuple[Role, str] | None:
        person = people.get(people.pid(openid))
        return (person.role, person.unit) if person else None

    assert role_of(sample.TRIAL_LIAISON) == (Role.LIAISON, "市住建局")
    assert role_of(sample.TRIAL_UNIT_HEAD) == (Role.UNIT_HEAD, "市住建局")
    assert role_of(sample.TRIAL_OFFICE) == (Role.OFFICE, "市整改办")
    assert role_of(sample.TRIAL_OFFICE_2) == (Role.OFFICE, "市整改办")
    assert role_of(sample.TRIAL_LEADER) == (Role.LEADER, "云溪市人民政府")
    for unbound in (sample.TRIAL_NEWCOMER, sample.TRIAL_CITIZEN_A, sample.TRIAL_CITIZEN_B):
        assert role_of(unbound) is None
    assert people.of_unit(sample.TRIAL_CODE_UNIT) == []
    liaison = people.get(people.pid(sample.TRIAL_LIAISON))
    assert liaison is not None
    assert liaison.name.startswith("张")


def test_openids_look_like_those_of_wechat() -> None:
    for openid in (sample.TRIAL_LIAISON, sample.TRIAL_NEWCOMER, sample.TRIAL_UNIT_HEAD):
        assert re.fullmatch(r"o[\w-]{27}", openid)


def test_the_trial_code_binds_the_unit_with_the_nearest_deadline(loaded: Office) -> None:
    assert len(sample.TRIAL_CODE) == LENGTH
    assert set(sample.TRIAL_CODE) <= set(ALPHABET)
    invitation = loaded.store.invitations.find(digest_of(sample.TRIAL_CODE))
    assert invitation is not None
    assert (invitation.unit, invitation.role) == ("市水务局", Role.LIAISON)
    urgent, _ = loaded.store.ledger.open_of("市水务局", 0, 1)
    assert urgent[0].measure.final_due == local_date(START) + timedelta(days=1)


def test_the_liaison_can_withdraw_the_newest_report_first(loaded: Office) -> None:
    people = loaded.store.people
    last = loaded.store.reports.last_of(people.pid(sample.TRIAL_LIAISON), {"市住建局"})
    mine = [r for r in loaded.store.reports.all() if r.unit == "市住建局"]
    assert last is not None
    assert last.at == max(r.at for r in mine)


def test_a_citizen_finds_the_sludge_project_by_its_words(loaded: Office) -> None:
    assert [item.number for item in search(loaded, "污泥", 3)] == ["14-2"]
    assert search(loaded, "水源地", 3)[0].number in {"15", "16"}


def test_the_journal_holds_every_report_and_publication(loaded: Office) -> None:
    acts = [entry.body["act"] for entry in loaded.store.journal.entries()]
    assert acts.count("report_progress") == len(list(loaded.store.reports.all()))
    assert acts.count("publish") == 22
    assert acts[0] == "plan_import"
    assert loaded.store.journal.verify().broken_at is None


def test_the_tour_leads_to_a_warning_and_then_to_a_yellow_card(loaded: Office) -> None:
    ledger, days = loaded.store.ledger, working_days(loaded.store)
    lists, units = loaded.store.lists, ledger.units()
    after = START + timedelta(days=2)
    warned = result_warnings(
        lists.overdue_at(after), Moment(after, (Work.DAILY,)), START, loaded.policy, units
    )
    assert sample.TRIAL_CODE_UNIT in {decision.unit for decision in warned}
    at = next_bulletin(START, loaded.policy, days)
    assert at is not None
    moment = Moment(at, (Work.BULLETIN,))
    named = criticisms(lists.overdue_at(at), moment, loaded.policy, units)
    assert {"市住建局", sample.TRIAL_CODE_UNIT} <= {decision.unit for decision in named}


@pytest.mark.parametrize("today", [date(2024, 2, 29), date(2026, 12, 31), date(2027, 1, 1)])
def test_the_sample_can_be_read_on_any_day(today: date) -> None:
    plan = read_sample(today)
    assert all("{" not in item.measure.text for item in plan.measures)
    assert plan.plan.issued == today - timedelta(days=75)
