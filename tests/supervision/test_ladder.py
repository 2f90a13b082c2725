"""T4, T5, T8, T9, T10 and readings 5–9: warnings, criticism, and what follows."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.answering import Answerer
from supervision.by_fact import criticised_by_higher_level, steps_by_fact
from supervision.cycles import Moment, Work, previous_daily
from supervision.decisions import Decision, Reason, Recipient, Step
from supervision.documents import State, draw_up
from supervision.facts import Fact, FactKind
from supervision.ladder import consequences, criticisms, office_menu
from supervision.numbering import document_number
from supervision.progress import Progress
from supervision.records import Level, Unit
from supervision.simulation.book import Book
from supervision.simulation.fact_book import FactBook
from supervision.view import DrawUpHour
from supervision.warnings import pace_warnings, result_warnings
from tests.supervision.builders import at, calendar, claimed, deadlines, entry, tianshui

BULLETIN = Moment(at("2017-09-15 09:00"), (Work.DAILY, Work.BULLETIN))
UNIT = Answerer("ts2017", "市建设局")


def criticise(entries, had=0):
    made = criticisms(deadlines(entries), BULLETIN, tianshui(), ())
    return [replace(decision, count=had + 1) for decision in made]


def follow(count):
    criticism = criticise([entry("1", "2017-08-31")], had=count - 1)[0]
    return consequences(criticism, "TB-1", count, tianshui(), BULLETIN.at)


# ---- T5: warning by result ------------------------------------------------------------------


def warn(entries, day):
    moment = Moment(at(f"{day} 09:00"), (Work.DAILY,))
    since = previous_daily(moment, tianshui(), calendar())
    return result_warnings(deadlines(entries), moment, since, tianshui(), ())


def test_t5_one_warning_per_unit_and_day_lists_all_that_became_overdue():
    found = warn([entry("2", "2017-08-31"), entry("1", "2017-08-31")], "2017-09-01")
    assert [(d.step, d.reason, d.clause) for d in found] == [
        (Step.WARNING, Reason.BECAME_OVERDUE, "T5"),
        (Step.SUMMONS, Reason.BECAME_OVERDUE, "T4"),
    ]
    assert [(f.measure, f.days) for f in found[0].findings] == [("1", 1), ("2", 1)]
    assert found[0].to == (Recipient.LIAISON, Recipient.UNIT_HEAD)


@pytest.mark.parametrize(
    ("due", "day", "warned"),
    [
        ("2017-08-31", "2017-09-04", False),  # warned of on Friday already
        ("2017-09-01", "2017-09-04", True),  # overdue from Saturday on, warned of on Monday
        ("2017-09-03", "2017-09-04", True),  # a Sunday
        ("2017-09-04", "2017-09-04", False),  # the day itself
    ],
)
def test_t5_each_deadline_is_warned_of_once(due, day, warned):
    assert bool(warn([entry("1", due)], day)) is warned


@pytest.mark.parametrize(
    ("hour", "warned"),
    [
        ("2017-09-05 10:00", [False, True, False]),
        ("2017-09-05 09:00", [True, False, False]),  # at the very draw-up hour
    ],
)
def test_t5_an_application_sent_back_is_warned_of_at_the_next_draw_up_hour(hour, warned):
    sent_back = Progress(applied_at=at("2017-08-30 10:00"), sent_back_at=at(hour))
    found = entry("1", "2017-08-31", progress=sent_back)
    assert [bool(warn([found], f"2017-09-0{day}")) for day in (5, 6, 7)] == warned


# ---- T5, reading 8: warning by pace ---------------------------------------------------------

# 2017-07-05 … 2017-10-13 are 100 days; 2017-09-01 is day 58.
DISPATCH = Moment(at("2017-09-01 09:00"), (Work.DAILY, Work.DISPATCH))


@pytest.mark.parametrize(
    ("why", "percent", "dues", "warned"),
    [
        ("behind by 15 points", 43, ["2017-10-13"], True),
        ("behind by 14", 44, ["2017-10-13"], False),
        (
            "already overdue by another deadline: not warned of again",
            0,
            ["2017-08-31", "2017-10-13"],
            False,
        ),
        ("without a date", 0, [None], False),
    ],
)
def test_reading_8_warning_by_pace(why, percent, dues, warned):
    found = pace_warnings([entry("1", *dues, progress=claimed(percent))], DISPATCH, tianshui(), ())
    assert bool(found) is warned


def test_reading_8_one_warning_per_unit_with_both_figures():
    behind = [entry(n, "2017-10-13", progress=claimed(10)) for n in ("1", "2")]
    found = pace_warnings(behind, DISPATCH, tianshui(), ())
    assert [(d.unit, d.reason, len(d.findings)) for d in found] == [
        ("市建设局", Reason.BEHIND_PACE, 2)
    ]
    assert {(f.expected, f.claimed) for f in found[0].findings} == {(58, 10)}


# ---- T8, reading 5: criticism ---------------------------------------------------------------


def test_reading_5_a_bulletin_criticises_a_unit_once_and_prints_them_all():
    found = criticise(
        [entry("1", "2017-08-31"), entry("14-2", "2017-06-30"), entry("3", "2017-12-31")]
    )
    assert [(d.unit, d.clause, d.count) for d in found] == [("市建设局", "T8", 1)]
    assert [f.measure for f in found[0].findings] == ["14-2", "1"]
    assert {f.responsible_units for f in found[0].findings} == {("麦积区政府",)}


def test_reading_5_the_unit_is_the_lead_unit_else_the_responsible_one():
    found = criticise([entry("1", "2017-08-31", lead=[], responsible=["甘谷县政府"])])
    assert [d.unit for d in found] == ["甘谷县政府"]


def test_a_group_answers_through_its_members():
    units = (Unit("秦州区政府", Level.DISTRICT), Unit("麦积区政府", Level.DISTRICT))
    found = criticisms(
        deadlines([entry("1", "2017-08-31", lead=["各县区政府"])]),
        BULLETIN,
        tianshui(),
        units,
    )
    assert [d.unit for d in found] == ["秦州区政府", "麦积区政府"]


def test_a_criticism_is_for_the_issue_hour_and_needs_no_signature():
    found = criticise([entry("1", "2017-08-31")])[0]
    assert found.at == at("2017-09-15 15:00")
    assert not found.needs_signature


@given(
    st.lists(
        st.tuples(
            st.dates(date(2017, 7, 1), date(2017, 12, 31)),
            st.sets(st.sampled_from(["甲局", "乙局", "丙县"]), min_size=1),
            st.integers(0, 100),
        ),
        max_size=30,
    )
)
def test_no_bulletin_criticises_a_unit_twice(drawn):
    entries = [
        entry(str(n), due.isoformat(), lead=sorted(lead), progress=claimed(percent))
        for n, (due, lead, percent) in enumerate(drawn, 1)
    ]
    found = criticise(entries)
    named = [d.unit for d in found]
    assert len(named) == len(set(named))
    late = {u for due, lead, _ in drawn if due < BULLETIN.day for u in lead}
    assert set(named) == late


# ---- T10, reading 6: what follows from the count --------------------------------------------


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (
            1,
            [
                (Step.YELLOW_CARD, Reason.FIRST_CRITICISM, False),
                (Step.MONTHLY_SUPERVISION, Reason.FIRST_CRITICISM, False),
            ],
        ),
        (2, [(Step.ADMONITION, Reason.SECOND_CRITICISM, True)]),
        (3, [(Step.ACCOUNTABILITY, Reason.THIRD_CRITICISM, True)]),
        (4, []),  # counts on and proposes nothing new
        (5, []),
    ],
)
def test_t10_each_count_has_its_consequence_once(count, expected):
    found = follow(count)
    assert [(d.step, d.reason, d.needs_signature) for d in found] == expected
    assert {(d.clause, d.count, d.cause) for d in found} <= {("T10", count, "TB-1")}


def test_what_is_issued_carries_the_issue_hour_what_is_proposed_the_draw_up_hour():
    assert {d.at for d in follow(1)} == {at("2017-09-15 15:00")}
    assert {d.at for d in follow(2)} == {at("2017-09-15 09:00")}


def criticised_from_above(hour, by="state"):
    kind = FactKind.CRITICISED_BY_HIGHER_LEVEL
    return Fact(at(hour), kind, unit=UNIT.unit, plan=UNIT.plan, by=by)


def test_t10_criticism_from_above_proposes_accountability_at_its_own_time_each_time():
    for hour in ("2017-09-16 22:10", "2017-09-17 08:00"):
        found = criticised_by_higher_level(criticised_from_above(hour), tianshui())
        assert [(d.step, d.clause, d.at, d.needs_signature) for d in found] == [
            (Step.ACCOUNTABILITY, "T10", at(hour), True)
        ]


def test_t9_the_office_has_a_menu_and_nothing_of_it_goes_by_itself():
    assert {(r.step, r.clause) for r in office_menu(tianshui())} == {
        (Step.SUMMONS, "T9"),
        (Step.WARNING, "T9"),
        (Step.LISTED_SUPERVISION, "T9"),
        (Step.LISTED_SUPERVISION, "T13"),
        (Step.SPECIAL_INSPECTION, "T11"),
        (Step.LISTED_SUPERVISION, "T13"),
    }


# ---- T4, reading 7: failures by fact --------------------------------------------------------


def failed(kind, known_at, measure=""):
    fact = Fact(at(known_at), kind, unit=UNIT.unit, plan=UNIT.plan, measure=measure)
    level = {UNIT.unit: Level.DEPARTMENT}
    book = Book({}, level, level.get, FactBook.of([fact]))
    moment = Moment(at("2017-09-18 09:00"), (Work.DAILY,))
    since = previous_daily(moment, tianshui(), calendar())
    return steps_by_fact(DrawUpHour(moment, since, tianshui(), calendar(), (), book, book))


@pytest.mark.parametrize(
    "failure", [FactKind.FALSE_REPORT, FactKind.RESULT_NOT_REPORTED, FactKind.NOT_PUBLISHED]
)
@pytest.mark.parametrize(
    ("known_at", "taken"),
    [
        ("2017-09-15 09:00", True),  # at the very hour of Friday: it waits for Monday
        ("2017-09-15 18:00", True),
        ("2017-09-15 08:59", False),  # drawn up on Friday
        ("2017-09-18 09:00", False),  # waits for Tuesday
    ],
)
def test_reading_7_a_failure_gives_its_step_at_the_next_draw_up_hour(failure, known_at, taken):
    found = failed(failure, known_at)
    assert [(d.step, d.clause, d.reason, d.at, d.needs_signature) for d in found] == [
        (Step.SUMMONS, "T4", Reason(failure), at("2017-09-18 09:00"), True)
    ] * taken


@pytest.mark.parametrize(
    ("known_at", "measure"), [("2017-09-15 18:01", "1"), ("2017-09-15 18:00", "2")]
)
def test_reading_7_two_facts_of_one_kind_on_one_day_make_two_documents(known_at, measure):
    def drawn(instant, number):
        (decision,) = failed(FactKind.FALSE_REPORT, instant, number)
        day = date(2017, 9, 18)
        return draw_up(decision, document_number("tianshui", decision, day), decision.at, day)

    one, other = drawn("2017-09-15 18:00", "1"), drawn(known_at, measure)
    assert one.number != other.number
    assert not one.same_matter(other)
    assert one.same_matter(drawn("2017-09-15 18:00", "1"))


def test_t10_criticism_by_state_and_by_province_are_two_matters():
    hour = "2017-09-16 22:10"
    made = [
        criticised_by_higher_level(criticised_from_above(hour, by), tianshui())[0]
        for by in ("state", "province")
    ]
    assert len({document_number("tianshui", d, date(2017, 9, 16)) for d in made}) == 2


# ---- documents and numbers ------------------------------------------------------------------


def test_what_goes_by_itself_is_issued_what_waits_waits_what_is_proposed_stays():
    day, hour = BULLETIN.day, BULLETIN.at
    warning = warn([entry("1", "2017-08-31")], "2017-09-01")[0]
    assert draw_up(warning, "YJ-1", at("2017-09-01 09:00"), date(2017, 9, 1)).state is State.ISSUED
    waiting = draw_up(follow(1)[0], "HP-1", hour, day)
    assert (waiting.state, waiting.issue_at) == (State.DRAWN_UP, at("2017-09-15 15:00"))
    proposed = draw_up(follow(2)[0], "JM-1", hour, day)
    assert (proposed.state, proposed.issue_at) == (State.PROPOSED, None)


def number(decision: Decision, region="tianshui", period=date(2017, 9, 15)) -> str:
    return document_number(region, decision, period)


def test_a_number_is_a_function_of_its_inputs_and_of_each_of_them():
    card, supervision = follow(1)
    assert number(card) == number(card)
    assert number(card).startswith("HP-20170915-")
    other_unit = criticise([entry("1", "2017-08-31", lead=["市水务局"])])[0]
    numbers = {
        number(card),
        number(card, region="dingxi"),
        number(card, period=date(2017, 9, 30)),
        number(supervision),
        number(criticise([entry("1", "2017-08-31")])[0]),
        number(other_unit),
    }
    assert len(numbers) == 6


def test_a_number_does_not_change_with_what_the_unit_reports_meanwhile():
    one = criticise([entry("1", "2017-08-31")])[0]
    other = criticise([entry("1", "2017-08-31", progress=claimed(60)), entry("2", "2017-09-01")])[0]
    assert number(one) == number(other)
