"""Coming and going: what happened later counts, in whatever order it arrives."""

from __future__ import annotations

import itertools

import pytest

from supervision.people import Person
from tests.scenarios.conftest import City

VISITOR = "oVisitor"
AT = 1_499_306_400


def person(city: City) -> Person:
    people = city.office.store.people
    found = people.get(people.pid(VISITOR))
    assert found is not None
    return found


def test_a_late_follow_does_not_undo_the_leave_that_came_after_it(city: City) -> None:
    assert "平台" in city.event(VISITOR, "subscribe", created=AT)
    assert city.event(VISITOR, "unsubscribe", created=AT + 20) == ""
    assert city.event(VISITOR, "subscribe", created=AT + 10) == ""

    assert not person(city).subscribed
    assert person(city).credit_left == 0
    assert city.office.store.counts.all()["stale:follow"] == 1


def test_a_late_leave_does_not_undo_the_follow_that_came_after_it(city: City) -> None:
    city.event(VISITOR, "subscribe", created=AT + 20)
    city.event(VISITOR, "unsubscribe", created=AT + 10)

    assert person(city).subscribed
    assert person(city).credit_left == 3
    assert city.office.store.counts.all()["stale:leave"] == 1


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_in_every_order_of_arrival_the_last_thing_that_happened_stands(
    city: City, order: tuple[int, ...]
) -> None:
    happened = ["subscribe", "unsubscribe", "subscribe", "unsubscribe"]
    for place in order:
        city.event(VISITOR, happened[place], created=AT + place)
    assert not person(city).subscribed


@pytest.mark.parametrize(("last", "follows"), [("subscribe", True), ("unsubscribe", False)])
def test_follow_and_leave_of_one_second_both_count(city: City, last: str, follows: bool) -> None:
    first = {"subscribe": "unsubscribe", "unsubscribe": "subscribe"}[last]
    city.event(VISITOR, first, created=AT)
    city.event(VISITOR, last, created=AT)
    assert person(city).subscribed is follows


def test_whoever_writes_follows_unless_they_left_after_it(city: City) -> None:
    city.event(VISITOR, "unsubscribe", created=AT + 5)
    text = (
        f"<xml><ToUserName>gh_1</ToUserName><FromUserName>{VISITOR}</FromUserName>"
        "<CreateTime>{}</CreateTime><MsgType>text</MsgType><Content>帮助</Content>"
        "<MsgId>{}</MsgId></xml>"
    )
    city.post(text.format(AT, 1))
    assert not person(city).subscribed
    city.post(text.format(AT + 9, 2))
    assert person(city).subscribed
    city.event(VISITOR, "unsubscribe", created=AT + 7)
    assert person(city).subscribed


def test_a_late_follow_by_the_code_of_an_invitation_asks_nothing(city: City) -> None:
    city.event(VISITOR, "unsubscribe", created=AT + 20)
    assert city.event(VISITOR, "subscribe", "qrscene_bind-7KQ2M9XA", created=AT) == ""
