"""Acceptance: one table of stages and events, walked at random and step by step."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from supervision.acceptance.case import LIFECYCLES, Case, Matter, Step
from supervision.acceptance.checklist import cannot_apply
from supervision.acceptance.effects import accepted, applied, closed, rebound, sent_back
from supervision.acceptance.machine import decide, progress_after, with_steps
from supervision.acceptance.table import ROWS, Event, Refusal, Stage, follows
from supervision.acceptance.terms import Agreement, Filing, Opinions, Terms
from supervision.overdue import is_overdue
from supervision.progress import Lifecycle, Progress
from tests.supervision.acceptance.walker import MOVES, NEEDED, TERMS, Walk, dates, holds
from tests.supervision.builders import at, claimed, entry

G5 = Terms(
    ("G5",),
    evidence=1,
    self_check=True,
    site_check=True,
    opinions=Opinions.EACH,
    agreement=Agreement.LEADER,
)


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("event", Event)
def test_every_cell_of_the_table_is_a_stage_or_a_named_refusal(stage, event):
    assert event in ROWS
    assert isinstance(follows(stage, event), (Stage, Refusal))


def test_every_stage_can_be_reached_and_left():
    reached = {to for row in ROWS.values() for to in row.leads.values()}
    left = {of for row in ROWS.values() for of, to in row.leads.items() if of is not to}
    assert (reached, left) == (set(Stage), set(Stage))


@given(terms=TERMS, moves=MOVES)
@settings(max_examples=200, deadline=None)
def test_whatever_is_tried_in_whatever_order(terms, moves):
    walk = Walk(terms)
    for move in moves:
        before, was = walk.case, dates(walk.progress)
        found = walk.take(move)
        if isinstance(found, Refusal):
            assert walk.case == before, "what is refused changes nothing"
        holds(before, walk.case, terms)
        assert set(was) <= set(dates(walk.progress)), "no date is erased"
        assert all(dates(walk.progress)[name] >= old for name, old in was.items())
        assert walk.progress.lifecycle in LIFECYCLES[walk.case.stage]
        assert Case.of("p:1", walk.case.steps, walk.progress).stage is walk.case.stage


def made(terms, *steps):
    """The case after these steps, each of which must be possible."""
    case = Case("p:1")
    for step in steps:
        found = decide(case, step, terms, NEEDED)
        assert isinstance(found, tuple), (step.event, found)
        case = with_steps(case, found)
    return case


def say(day, event, **fields):
    return Step(at(f"2018-01-{day:02} 10:00"), event, **fields)


APPLIED = say(2, Event.APPLIED, text="自查", evidence=2)
CHECKED = say(3, Event.SITE_CHECKED, first=date(2018, 1, 3), units=NEEDED, text="符合")
ONE, OTHER = (say(4 + n, Event.OPINION_FOR, unit=unit) for n, unit in enumerate(NEEDED))
PASSED = (APPLIED, CHECKED, ONE, OTHER)
AGREED = say(8, Event.AGREED)
OPENED = say(
    9, Event.PUBLICITY_OPENED, number="GS", first=date(2018, 1, 9), last=date(2018, 1, 22), days=10
)


def test_two_verifying_units_each_give_their_opinion():
    case = made(G5, APPLIED, CHECKED, ONE)
    assert (case.stage, case.missing(NEEDED)) == (Stage.VERIFYING, (NEEDED[1],))
    assert decide(case, AGREED, G5, NEEDED) is Refusal.NOT_PASSED
    assert decide(case, ONE, G5, NEEDED) is Refusal.GIVEN_BEFORE
    case = made(G5, APPLIED, CHECKED, ONE, OTHER)
    assert [step.event for step in case.steps[-2:]] == [Event.OPINION_FOR, Event.ACCEPTED]
    assert case.stage is Stage.PASSED


@pytest.mark.parametrize(
    ("why", "steps", "next_", "expected"),
    [
        ("no photos", (), replace(APPLIED, evidence=0), Refusal.NO_EVIDENCE),
        ("no self-check", (), replace(APPLIED, text=" "), Refusal.NO_SELF_CHECK),
        ("applied twice", (APPLIED,), APPLIED, Refusal.UNDER_CHECK),
        ("an opinion without an application", (), ONE, Refusal.NOT_APPLIED),
        ("an opinion before the visit", (APPLIED,), ONE, Refusal.NOT_VISITED),
        (
            "an opinion of a unit that the plan does not name",
            (APPLIED, CHECKED),
            replace(ONE, unit="市农业局"),
            Refusal.NOT_THEIRS_TO_VERIFY,
        ),
        (
            "publicity before the agreement",
            (APPLIED, CHECKED, ONE, OTHER),
            OPENED,
            Refusal.NOT_AGREED,
        ),
        (
            "an objection before the publicity",
            (APPLIED, CHECKED, ONE, OTHER, AGREED),
            say(9, Event.OBJECTION_RECEIVED, number="Y"),
            Refusal.NOT_IN_PUBLICITY,
        ),
        (
            "an objection on the day after the last",
            (APPLIED, CHECKED, ONE, OTHER, AGREED, OPENED),
            say(23, Event.OBJECTION_RECEIVED, number="Y"),
            Refusal.PERIOD_OVER,
        ),
        (
            "the end on the last day",
            (APPLIED, CHECKED, ONE, OTHER, AGREED, OPENED),
            say(22, Event.PUBLICITY_ENDED),
            Refusal.PERIOD_RUNS,
        ),
        (
            "the end while an objection is open",
            (
                *(APPLIED, CHECKED, ONE, OTHER, AGREED, OPENED),
                say(10, Event.OBJECTION_RECEIVED, number="Y"),
            ),
            say(23, Event.PUBLICITY_ENDED),
            Refusal.OBJECTION_OPEN,
        ),
        ("a closing out of turn", (APPLIED, CHECKED, ONE), say(9, Event.CLOSED), Refusal.NOT_ENDED),
        ("a rebound of what is open", (), say(9, Event.REBOUND), Refusal.NOT_CLOSED),
    ],
)
def test_what_is_out_of_turn_is_refused_by_name(why, steps, next_, expected):
    assert decide(made(G5, *steps), next_, G5, NEEDED) is expected


def test_on_the_last_day_one_may_still_object_and_the_day_after_it_closes():
    case = made(G5, APPLIED, CHECKED, ONE, OTHER, AGREED, OPENED)
    objected = say(22, Event.OBJECTION_RECEIVED, number="Y1")
    assert isinstance(decide(case, objected, G5, NEEDED), tuple)
    found = decide(case, say(23, Event.PUBLICITY_ENDED), G5, NEEDED)
    assert [step.event for step in found] == [Event.PUBLICITY_ENDED, Event.CLOSED]


def test_an_objection_that_holds_sends_it_back_and_one_that_does_not_goes_on():
    running = (APPLIED, CHECKED, ONE, OTHER, AGREED, OPENED)
    objected = say(10, Event.OBJECTION_RECEIVED, number="Y1")
    back = made(G5, *running, objected, say(11, Event.OBJECTION_UPHELD, number="Y1"))
    assert back.stage is Stage.OPEN
    assert back.opinions == {}, "a new round needs new opinions"
    on = made(G5, *running, objected, say(11, Event.OBJECTION_DISMISSED, number="Y1"))
    assert (on.stage, on.objections) == (Stage.PUBLICITY, ())
    again = say(12, Event.OBJECTION_DISMISSED, number="Y1")
    assert decide(on, again, G5, NEEDED) is Refusal.NO_SUCH_OBJECTION


def test_nothing_closes_while_one_of_the_four_is_open():
    terms = Terms(("J7",), four=True, publicity_days=0)
    case = made(terms, APPLIED, replace(ONE, unit="整改办"))
    assert case.stage is Stage.ENDED
    three = say(8, Event.SETTLED, matters=(Matter.CLEAR, Matter.DONE, Matter.DUTY))
    case = with_steps(case, decide(case, three, terms))
    assert decide(case, say(9, Event.CLOSED), terms) is Refusal.NOT_LET_GO
    last = say(9, Event.SETTLED, matters=(Matter.PEOPLE,))
    assert [step.event for step in decide(case, last, terms)] == [Event.SETTLED, Event.CLOSED]


def test_what_the_office_files_does_not_close_by_itself():
    terms = replace(G5, filing=Filing.OFFICE)
    case = made(terms, APPLIED, CHECKED, ONE, OTHER, AGREED, OPENED, say(23, Event.PUBLICITY_ENDED))
    assert case.stage is Stage.ENDED
    assert [step.stage for step in decide(case, say(24, Event.CLOSED), terms)] == [Stage.CLOSED]


def test_after_a_rebound_everything_is_needed_anew_and_overdue_begins_anew():
    running = (APPLIED, CHECKED, ONE, OTHER, AGREED, OPENED, say(23, Event.PUBLICITY_ENDED))
    drawn = say(24, Event.SPOT_CHECK_DRAWN, number="2018Q1")
    case = made(G5, *running, drawn, say(25, Event.SPOT_CHECK_FAILED, text="围网又拆了"))
    progress = progress_after(claimed(100), case.steps)
    found = entry("1", "2018-01-15", progress=progress)
    assert (case.stage, progress.lifecycle) == (Stage.OPEN, Lifecycle.OPEN)
    assert is_overdue(found, 0, at("2018-01-25 10:00"))
    assert not is_overdue(found, 0, at("2018-01-25 09:59"))
    assert progress.closed_at == at("2018-01-23 10:00")
    assert cannot_apply(case, progress, G5, answers=True, evidence=2) is Refusal.NOT_DONE_ANEW
    anew = replace(progress, claim=replace(progress.claim, at=at("2018-01-26 10:00")))
    assert cannot_apply(case, anew, G5, answers=True, evidence=2) is None
    later = replace(APPLIED, at=at("2018-01-27 10:00"))
    case = with_steps(case, decide(case, later, G5, NEEDED))
    assert (case.opinions, case.site_check, case.publicity) == ({}, None, None)


@pytest.mark.parametrize(
    ("why", "progress", "answers", "expected"),
    [
        ("reported at 100 %", claimed(100), True, None),
        ("reported at 99 %", claimed(99), True, Refusal.NOT_DONE),
        ("nothing reported", Progress(), True, Refusal.NOT_DONE),
        ("another unit's", claimed(100), False, Refusal.NOT_YOURS),
        ("applied for", applied(claimed(100), at("2017-08-01 09:00")), True, Refusal.UNDER_CHECK),
        (
            "accepted",
            accepted(applied(claimed(100), at("2017-08-01 09:00")), at("2017-08-05 09:00")),
            True,
            Refusal.ACCEPTED_BEFORE,
        ),
        ("closed", closed(claimed(100), at("2017-08-05 09:00")), True, Refusal.CLOSED_BEFORE),
        (
            "sent back",
            sent_back(applied(claimed(100), at("2017-08-01 09:00")), at("2017-08-05 09:00")),
            True,
            None,
        ),
        (
            "came back on the list after the report",
            rebound(closed(claimed(100), at("2017-08-05 09:00")), at("2018-08-05 09:00")),
            True,
            Refusal.NOT_DONE_ANEW,
        ),
    ],
)
def test_when_a_unit_may_apply(why, progress, answers, expected):
    case = Case.of("p:1", (), progress)
    assert cannot_apply(case, progress, Terms(), answers=answers, evidence=0) is expected


def test_what_was_recorded_without_steps_does_not_count_old_opinions():
    """The office may record a rebound in another way than by chat."""
    case = made(G5, APPLIED, CHECKED, ONE, OTHER)
    progress = progress_after(claimed(100), case.steps)
    elsewhere = rebound(closed(progress, at("2018-02-01 10:00")), at("2018-03-01 10:00"))
    found = Case.of("p:1", case.steps, elsewhere)
    assert (found.stage, found.opinions) == (Stage.OPEN, {})
    assert timedelta() < elsewhere.rebound_at - elsewhere.closed_at
